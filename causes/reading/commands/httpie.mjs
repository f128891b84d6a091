// Reads a command of HTTPie (and xh, which has the same notation):
// `http POST address Name:value field=value`.
import { encodeBase64 } from "../grammar/http.mjs";
import { words } from "../grammar/patterns.mjs";
import { partedWords } from "./options.mjs";
/** @import { Option } from "./options.mjs" */
/** @import { Header, LineOf, Word } from "../types.d.ts" */

const LONG_WITH_VALUE = words(`
  auth auth-type print style output session session-read-only proxy timeout verify cert cert-key
  max-redirects pretty format-options bearer raw boundary
`);
const WITH_VALUE = new RegExp(`^(?:-[apsobAx]|--${LONG_WITH_VALUE})$`);
const METHOD = /^[A-Z]{3,10}$/;
const ADDRESS = /^(?:https?:\/\/|:\d*\/?|localhost|[\w-]+\.[\w.-]+)/;
const HEADER_ITEM = /^([A-Za-z][\w-]*):(?!=)(.*)$/s;
const FIELD_ITEM = /^[\w.[\]-]+(?::?=|@)/;

/**
 * The request of a command's words, or none.
 * @param {Word[]} all
 * @param {LineOf} lineOf
 */
export function httpieRequest(all, lineOf) {
  const { options, others: items } = partedWords(all, (name) => WITH_VALUE.test(name));
  const named = items.length > 0 && METHOD.test(items[0].text) ? items.shift() : undefined;
  const address = items.shift();
  if (!address || !ADDRESS.test(address.text)) return [];
  const headers = items.flatMap((item) => headerOf(item, lineOf));
  const auth = authOf(options);
  const request = {
    method: named?.text || (items.some(isField) ? "POST" : "GET"),
    url: addressOf(address.text),
    version: "",
    headers: [...headers, ...authHeader(auth, lineOf)],
    command: "http",
    partial: isUnknown(auth) || options.some(({ name }) => name.startsWith("--session")),
  };
  return [request];
}

/** @param {Word} item */
function isField({ text }) {
  return !HEADER_ITEM.test(text) && FIELD_ITEM.test(text) && !text.includes("==");
}

/**
 * @param {Word} item
 * @param {LineOf} lineOf
 * @returns {Header[]}
 */
function headerOf({ text, at, expands }, lineOf) {
  const [, name = "", value = ""] = HEADER_ITEM.exec(text) || [];
  if (value === "") return [];
  return [{ name, value: value.trimStart(), line: lineOf(at), exact: true, expands }];
}

/** @typedef {{type: string, word: Word}} Auth */

/**
 * -a makes Basic unless -A says otherwise.
 * @param {Option[]} options
 * @returns {Auth | null}
 */
function authOf(options) {
  const valueOf = (/** @type {RegExp} */ name) =>
    options.find((option) => name.test(option.name) && option.value)?.value || null;
  const word = valueOf(/^(?:-a|--auth|--bearer)$/);
  const named = valueOf(/^(?:-A|--auth-type)$/);
  const isBearer = options.some(({ name }) => name === "--bearer");
  return word ? { type: named?.text || (isBearer ? "bearer" : "basic"), word } : null;
}

/**
 * Without a colon HTTPie asks for the password; other types sign by themselves.
 * @param {Auth | null} auth
 */
function isUnknown(auth) {
  if (!auth) return false;
  const { type, word } = auth;
  const isPair = type === "basic" && word.text.includes(":");
  return word.expands || !(type === "bearer" || isPair);
}

/**
 * @param {Auth | null} auth
 * @param {LineOf} lineOf
 * @returns {Header[]}
 */
function authHeader(auth, lineOf) {
  if (!auth || isUnknown(auth)) return [];
  const { text, at } = auth.word;
  const value = auth.type === "bearer" ? `Bearer ${text}` : `Basic ${encodeBase64(text)}`;
  return [{ name: "Authorization", value, line: lineOf(at), exact: true, expands: false }];
}

/** @param {string} text */
function addressOf(text) {
  if (/^https?:\/\//.test(text)) return text;
  const host = text.startsWith(":") ? `localhost${text.replace(/^:(?!\d)/, "")}` : text;
  return `http://${host}`;
}
