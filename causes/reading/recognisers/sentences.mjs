// What a logger's sentence or label says of an exchange. It goes by the words of HTTP, whichever
// logger writes them; how lines belong together is left to labelled.mjs.
import { METHODS } from "../grammar/http.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
import { isHeaderName } from "../grammar/header-names.mjs";
import { headerOfLine, headersOfText, labelledField } from "./fields.mjs";
/** @import { Side } from "../types.d.ts" */

/**
 * What one line says, as far as it does; an address stands alone in its line.
 * @typedef {object} Statement
 * @property {string} method
 * @property {string} url
 * @property {string} address
 * @property {string} status
 * @property {string} reason
 * @property {string} path
 * @property {string} host
 * @property {string} scheme
 */
/** @typedef {{side: Side | "", headers: {name: string, value: string}[]}} Section */

const VERB = `(?<method>${METHODS})`;
const URL = "'?(?<url>https?://[^\\s'\",]+)";
const ADDRESS = "^'?(?<address>https?://[^\\s'\",]+)$";
const STATUS = "(?<status>[1-5]\\d\\d)";
const REASON = "(?<reason>[A-Za-z ]*)";
const MARKS = /^[\s*•·>\-[\]()]*/;

/** The first that fits counts. */
const SENTENCES = [
  // ASP.NET Core and HttpClient of .NET
  `Request finished HTTP/[\\d.]+ ${VERB} (?<url>\\S+) .{0,60}?- ${STATUS}\\b`,
  `${VERB} ${URL}\\) ${STATUS}$`,
  `Method: ${VERB}, RequestUri: ${URL}`,
  `StatusCode: ${STATUS}, ReasonPhrase: '(?<reason>[^']*)'`,
  // a request in a sentence, then labelled
  inOrder([
    /^[^"'<>{}]{0,120}?(?:HTTP|[Rr]equest\b.{0,40}?)[\s:║|\]-]+/,
    `"?${VERB}"?:? ${URL}`,
    /(?: HTTP\/[\d.]+)?(?: - .{0,40})?$/,
  ]),
  `^\\W*\\w*[Rr]equest\\b[\\s:║|]+${VERB}$`,
  // an answer in a sentence, then labelled
  `HTTP response (?:headers )?(?:after|received).{0,40}? - ${STATUS}$`,
  `(?:HTTP request|Request finished).{0,40}?(?:after|in) [\\d.]+ ?ms (?:- )?${STATUS}\\b`,
  inOrder([
    /(?:^|[:\]-] )\W*(?:[A-Z][a-z]+ )?[Rr]esponse\b:? (?:\[\w+\] )?/,
    `(?:Status:? |status ?code:? |HTTP )?${STATUS}\\b ?${REASON}`,
  ]),
  `^Response \\[${URL.replace(",]", ",\\]]")}\\]$`,
  `^${VERB}\\s+(?<path>/\\S*)\\s+HTTP/\\d`,
  ADDRESS,
].map((source) => new RegExp(source));

/** @type {Statement} */
const NOTHING = {
  method: "",
  url: "",
  address: "",
  status: "",
  reason: "",
  path: "",
  host: "",
  scheme: "",
};
const METHOD_BEFORE = new RegExp(`\\b(${METHODS}) [Rr]e(?:quest|sponse)\\b`);
const MAY_SAY = new RegExp(
  `\\b(?:${METHODS})\\b|[1-5]\\d\\d|https?://|\\b(?:path|host|scheme)\\b`,
  "i",
);
const STRONG = anyOf([
  /^Request (?:finished|starting) |RequestUri: |ReasonPhrase: /,
  /HTTP re(?:quest|sponse) (?:"?[A-Z]{3,7}"? http|headers after)/,
  /^[A-Z]{3,7} https?:\S+\) [1-5]\d\d$/,
]);
const SECTION = inOrder(
  [
    /^(?:.{0,120}?[\]:=] ?|\W+)?/,
    /(?:(request|response) |(?:common|content|http) )?headers/, // whose they are
    /(?: start)?\]?\s*(?:[:=]\s*(.*)|[-=]*)$/, // what follows on the line
  ],
  "i",
);
const SIDE = /^\W*(?:\w+ ){0,2}?(request|response)(?: \w+){0,2}[^\w{([]*$/i;
const SIDED = /^.{0,120}?\b(request|response): ([A-Za-z][\w-]*): (.*)$/;

/**
 * The text without the bullets and brackets before it.
 * @param {string} content
 */
export function bareText(content) {
  return content.replace(MARKS, "");
}

/**
 * Is it worth while to look for a sentence? In JSON only for what is written nowhere else.
 * @param {string} text
 */
export function maySay(text) {
  return text.startsWith('{"') ? STRONG.test(text) : MAY_SAY.test(text);
}

/**
 * Is it worth while to look for a sentence with a status?
 * @param {string} text
 */
export function mayNameStatus(text) {
  return /status|response|code|HTTP\/\d/i.test(text);
}

/**
 * Does only a program write such a line?
 * @param {string} text
 */
export function isStrong(text) {
  return STRONG.test(text);
}

/**
 * What a line says, or null.
 * @param {string} text
 * @returns {Statement | null}
 */
export function statementIn(text) {
  const shown = text.slice(0, 2000);
  for (const pattern of SENTENCES) {
    const found = pattern.exec(shown);
    if (!found) continue;
    return { ...NOTHING, ...definedIn(found.groups || {}) };
  }
  return labelled(shown);
}

/** @param {Record<string, string>} groups */
function definedIn(groups) {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}

/**
 * What a label says; of a status with its reason.
 * @param {string} text
 * @returns {Statement | null}
 */
function labelled(text) {
  const field = labelledField(text);
  if (!field) return null;
  const { key, value } = field;
  const [, method = ""] = (key === "url" && METHOD_BEFORE.exec(text)) || [];
  if (key !== "status") return { ...NOTHING, method, [key]: value };
  return { ...NOTHING, status: value.slice(0, 3), reason: value.slice(3).trim() };
}

/**
 * The headline of a list of headers, with those that stand on the same line; null for others.
 * @param {string} text
 * @returns {Section | null}
 */
export function sectionIn(text) {
  const found = /headers/i.test(text) ? SECTION.exec(text) : null;
  if (!found) return null;
  const rest = (found[2] || "").trim();
  const headers = headersBehind(rest);
  return headers ? { side: sideNamed(found[1]), headers } : null;
}

/**
 * The headers behind a headline, none of them where a list begins below it; null where other words
 * stand there.
 * @param {string} rest
 */
function headersBehind(rest) {
  if (/^[[{(]?$/.test(rest)) return [];
  const listed = headersOfText(rest);
  if (listed.length > 0 && /^[[{(<]/.test(rest)) return listed;
  const one = headerOfLine(rest);
  return one && isHeaderName(one.name) ? [one] : null;
}

/**
 * The side that a headline names ("Request:", "~~~ RESPONSE ~~~"), or "".
 * @param {string} text
 * @returns {Side | ""}
 */
export function sideIn(text) {
  return text.length < 60 ? sideNamed(SIDE.exec(text)?.[1]) : "";
}

/**
 * @param {string | undefined} word
 * @returns {Side | ""}
 */
function sideNamed(word) {
  if (!word) return "";
  return word.toLowerCase() === "request" ? "request" : "response";
}

/**
 * A header before which a logger says whose it is, or null.
 * @param {string} text
 */
export function sidedHeader(text) {
  const found = SIDED.exec(text);
  const header = found && headerOfLine(`${found[2]}: ${found[3]}`);
  return header ? { ...header, side: sideNamed(found[1]) || "response" } : null;
}
