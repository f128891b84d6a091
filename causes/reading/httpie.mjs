// Reads a command of HTTPie (and xh, which has the same notation): `http POST address Name:value field=value`.
// It must not know where in a paste a command stands.
import { encodeBase64 } from "./http.mjs";

const WITH_VALUE =
  /^(?:-[apsobAx]|--(?:auth|auth-type|print|style|output|session|session-read-only|proxy|timeout|verify|cert|cert-key|max-redirects|pretty|format-options|bearer|raw|boundary))$/;
const METHOD = /^[A-Z]{3,10}$/;
const HEADER_ITEM = /^([A-Za-z][\w-]*):(?!=)(.*)$/s;
const FIELD_ITEM = /^[\w.[\]-]+(?::?=|@)/;

/** [request] of the words of a command, or [] when they are none. */
export function httpieRequest(words, lineOf) {
  const { options, items } = sorted(words);
  const method = items.length && METHOD.test(items[0].text) ? items.shift().text : "";
  const address = items.shift();
  if (!address || !/^(?:https?:\/\/|:\d*\/?|localhost|[\w-]+\.[\w.-]+)/.test(address.text))
    return [];
  const fields = items.filter(
    ({ text }) => !HEADER_ITEM.test(text) && FIELD_ITEM.test(text) && !text.includes("=="),
  );
  const headers = items.flatMap((item) => headerOf(item, lineOf));
  const auth = authOf(options, lineOf);
  const request = {
    version: "",
    url: addressOf(address.text),
    headers: [...headers, ...auth.headers],
    command: "http",
    partial: auth.partial,
  };
  return [{ ...request, method: method || (fields.length ? "POST" : "GET") }];
}

function sorted(words) {
  const options = [];
  const items = [];
  for (let index = 0; index < words.length; index += 1) {
    const [, name, value] = /^(--[\w-]+)(?:=(.*))?$/s.exec(words[index].text) || [
      null,
      words[index].text,
    ];
    if (!words[index].text.startsWith("-")) items.push(words[index]);
    else if (value === undefined && WITH_VALUE.test(name))
      options.push({ name, value: words[(index += 1)] });
    else
      options.push({ name, value: value === undefined ? null : { ...words[index], text: value } });
  }
  return { options, items };
}

function headerOf({ text, at, expands }, lineOf) {
  const found = HEADER_ITEM.exec(text);
  return found && found[2] !== ""
    ? [{ name: found[1], value: found[2].trimStart(), line: lineOf(at), exact: true, expands }]
    : [];
}

/** -a makes Basic unless -A says otherwise; without a colon HTTPie asks for the password. */
function authOf(options, lineOf) {
  const valueOf = (pattern) =>
    options.find(({ name, value }) => pattern.test(name) && value)?.value;
  const auth = valueOf(/^(?:-a|--auth|--bearer)$/);
  const type =
    valueOf(/^(?:-A|--auth-type)$/)?.text ||
    (options.some(({ name }) => name === "--bearer") ? "bearer" : "basic");
  const isSession = options.some(({ name }) => name.startsWith("--session"));
  if (!auth) return { headers: [], partial: isSession };
  const isKnown =
    !auth.expands && (type === "bearer" || (type === "basic" && auth.text.includes(":")));
  if (!isKnown) return { headers: [], partial: true };
  const value = type === "bearer" ? `Bearer ${auth.text}` : `Basic ${encodeBase64(auth.text)}`;
  return {
    headers: [{ name: "Authorization", value, line: lineOf(auth.at), exact: true, expands: false }],
    partial: isSession,
  };
}

function addressOf(text) {
  if (/^https?:\/\//.test(text)) return text;
  const host = text.startsWith(":") ? "localhost" + text.replace(/^:(?!\d)/, "") : text;
  return "http://" + host;
}
