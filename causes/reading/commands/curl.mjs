// Reads a curl command as curl reads it: the requests that it makes, and what of them cannot be
// known.
import { curlOptions } from "./curl-options.mjs";
import { encodeBase64 } from "../grammar/http.mjs";
/** @import { Header, LineOf, Login, Word } from "../types.d.ts" */
/** @import { Option } from "./curl-options.mjs" */

/**
 * Options after which curl waits for a challenge or signs by itself, and with which schemes: no
 * Authorization is known from the command.
 */
const AUTOMATIC = new Map([
  ["digest", /^digest$/i],
  ["ntlm", /^(?:ntlm|negotiate)$/i],
  ["ntlm-wb", /^(?:ntlm|negotiate)$/i],
  ["negotiate", /^negotiate$/i],
  ["anyauth", /^(?:basic|digest|ntlm|negotiate)$/i],
  ["aws-sigv4", /^aws4-hmac-sha256$/i],
]);
/** Options through which headers come that the command does not show. */
const ELSEWHERE = new Set(["netrc", "netrc-optional", "netrc-file", "config", "cert"]);
const DATA = new Set([
  ...["data", "data-raw", "data-binary", "data-urlencode", "data-ascii"],
  ...["form", "form-string", "json"],
]);
/** Options that are a header by themselves: its name, and what stands before the value. */
const HEADER_OPTIONS = new Map([
  ["oauth2-bearer", { header: "Authorization", lead: "Bearer " }],
  ["referer", { header: "Referer", lead: "" }],
  ["user-agent", { header: "User-Agent", lead: "" }],
]);

const OF_JSON = ["Content-Type", "Accept"].map((name) => ({ name, value: "application/json" }));

/**
 * The requests of a command's words, one for each address.
 * @param {Word[]} words
 * @param {LineOf} lineOf
 */
export function curlRequests(words, lineOf) {
  return callsOf(curlOptions(words)).flatMap((options) => requestsOf(options, lineOf));
}

/**
 * The options of each call: --next begins another.
 * @param {Option[]} options
 */
function callsOf(options) {
  /** @type {Option[][]} */
  const calls = [[]];
  for (const option of options) {
    if (option.name === "next") calls.push([]);
    else calls[calls.length - 1].push(option);
  }
  return calls;
}

/**
 * @param {Option[]} options of one call
 * @param {LineOf} lineOf
 */
function requestsOf(options, lineOf) {
  const names = new Set(options.map(({ name }) => name));
  const waits = options.map(({ name }) => AUTOMATIC.get(name)).findLast(Boolean);
  const user = lastValue(options, "user");
  const own = options.flatMap((option) => headersOf(option, lineOf));
  const isUnseen = options.some(hidesHeaders) || (user && isUnknown(user));
  const known = {
    method: methodOf(options, names),
    version: "",
    command: "curl",
    partial: Boolean(isUnseen || waits),
    login: user && waits ? loginOf(user, waits, lineOf) : null,
  };
  const basic = user && !waits && !own.some(isAuthorization) ? basicOf(user, lineOf) : [];
  const urls = options.filter(({ name }) => name === "" || name === "url");
  return urls.map(({ value }) => ({
    ...known,
    url: value?.text || "",
    headers: [...own, ...basic],
  }));
}

/**
 * @param {Option[]} options
 * @param {string} name
 */
function lastValue(options, name) {
  const option = options.findLast((each) => each.name === name);
  return option ? option.value || { text: "", at: 0, expands: false } : null;
}

/**
 * @param {Option[]} options
 * @param {Set<string>} names
 */
function methodOf(options, names) {
  const named = lastValue(options, "request");
  if (named?.text) return named.text;
  if (names.has("head")) return "HEAD";
  if (names.has("upload-file")) return "PUT";
  return [...names].some((name) => DATA.has(name)) && !names.has("get") ? "POST" : "GET";
}

/**
 * The headers that an option makes.
 * @param {Option} option
 * @param {LineOf} lineOf
 * @returns {Header[]}
 */
function headersOf({ name, value }, lineOf) {
  if (!value) return [];
  const { text, at, expands } = value;
  const line = lineOf(at);
  return fieldsOf(name, text).map((field) => ({ ...field, line, exact: true, expands }));
}

/**
 * @param {string} option
 * @param {string} text
 */
function fieldsOf(option, text) {
  const own = HEADER_OPTIONS.get(option);
  if (own) return [{ name: own.header, value: own.lead + text }];
  if (option === "json") return OF_JSON;
  if (option === "cookie") return text.includes("=") ? [{ name: "Cookie", value: text }] : [];
  return option === "header" ? headerIn(text) : [];
}

/**
 * `Name;` is an empty header, `Name:` takes one of curl's own away.
 * @param {string} text
 */
function headerIn(text) {
  const colon = text.startsWith("@") ? -1 : text.indexOf(":");
  const isEmpty = colon < 0 && /^[\w-]+;\s*$/.test(text);
  if (isEmpty) return [{ name: text.replace(/;\s*$/, ""), value: "" }];
  const value = text.slice(colon + 1).trimStart();
  return colon > 0 && value ? [{ name: text.slice(0, colon).trimEnd(), value }] : [];
}

/**
 * Does an option bring headers that the command does not show? A file, a variable.
 * @param {Option} option
 */
function hidesHeaders({ name, value }) {
  if (ELSEWHERE.has(name)) return true;
  const text = value?.text || "";
  if (name === "cookie") return !text.includes("=");
  const isVariable = Boolean(value?.expands) && !text.includes(":");
  return name === "header" && (text.startsWith("@") || isVariable);
}

/** @param {Header} header */
function isAuthorization({ name }) {
  return name.toLowerCase() === "authorization";
}

/**
 * Without a colon curl asks for the password, so what was sent is not known.
 * @param {Word} user
 */
function isUnknown({ text, expands }) {
  return expands || !text.includes(":");
}

/**
 * Name and password that curl gives once the server has said how; null without both.
 * @param {Word} user
 * @param {RegExp} schemes
 * @param {LineOf} lineOf
 * @returns {Login | null}
 */
function loginOf(user, schemes, lineOf) {
  if (isUnknown(user) || /^:|:$/.test(user.text)) return null;
  const name = user.text.slice(0, user.text.indexOf(":"));
  return { schemes, name, line: lineOf(user.at) };
}

/**
 * The header that -u makes.
 * @param {Word} user
 * @param {LineOf} lineOf
 * @returns {Header[]}
 */
function basicOf({ text, at, expands }, lineOf) {
  if (!text.includes(":") && !expands) return [];
  const isShown = !expands && !/^[*<x]+/.test(text);
  const value = `Basic ${isShown ? encodeBase64(text) : text}`;
  return [{ name: "Authorization", value, line: lineOf(at), exact: true, expands }];
}
