// What a logger's sentence or label says of an exchange. It goes by the words of HTTP, whichever
// logger writes them; how lines belong together is left to labelled.mjs.
import { METHODS } from "../grammar/http.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
/** @import { Side } from "../types.d.ts" */

/**
 * What one line says, as far as it does; an address stands alone in its line.
 * @typedef {object} Statement
 * @property {string} method
 * @property {string} url
 * @property {string} address
 * @property {string} status
 * @property {string} reason
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
    /(?:^|[:\]-] )\W*[Rr]esponse\b:? /,
    `(?:Status:? |status ?code:? |HTTP )?${STATUS}\\b ?${REASON}`,
  ]),
  inOrder([
    /(?:^|[\s║|[])(?:[Rr]esponse )?[Ss]tatus ?(?:[Cc]ode)? ?\]?[:=] ?/,
    `${STATUS}\\b[ /]*${REASON}`,
  ]),
  // labels alone
  `^(?:(?:[Rr]equest )?UR[LI]\\s*[:=]\\s*|[uU]ri\\s*: |FROM: )${URL}`,
  `^(?:[Rr]equest )?[Mm]ethod\\s*[:=] ?@?${VERB}$`,
  ADDRESS,
].map((source) => new RegExp(source));

const MAY_SAY = new RegExp(`\\b(?:${METHODS})\\b|[1-5]\\d\\d|https?://`);
const STRONG = anyOf([
  /^Request (?:finished|starting) |RequestUri: |ReasonPhrase: /,
  /HTTP re(?:quest|sponse) (?:[A-Z]{3,7} http|headers after)/,
  /^[A-Z]{3,7} https?:\S+\) [1-5]\d\d$/,
]);
const SECTION = /^(?:(request|response) )?headers\]?\s*[:=]?\s*(?:[[{]?|\[(.+)\])$/i;
const INLINE = /([A-Za-z][\w-]*):\s?"((?:[^"\\]|\\.)*)"/g;
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
  return /status|response/i.test(text);
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
    const { method = "", url = "", address = "", status = "", reason = "" } = found.groups || {};
    return { method, url, address, status, reason };
  }
  return null;
}

/**
 * The headline of a list of headers, with those that stand on the same line; null for others.
 * @param {string} text
 * @returns {Section | null}
 */
export function sectionIn(text) {
  const found = SECTION.exec(text);
  if (!found) return null;
  const inline = [...(found[2] || "").matchAll(INLINE)];
  const headers = inline.map(([, name, value]) => ({ name, value }));
  return { side: sideNamed(found[1]), headers };
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
  if (!found) return null;
  return { side: found[1] === "request" ? "request" : "response", name: found[2], value: found[3] };
}
