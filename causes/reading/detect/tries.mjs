// Detectors of what people tried, as they note it: a call on each line, and what came of it. Two
// lines that differ in one thing only say what decides: the way taken, the method, or the address.
import { present, unknown } from "../facts/answers.mjs";
import { once } from "../facts/facts.mjs";
import { urlParts } from "../grammar/http.mjs";
import { markOf } from "../facts/marks.mjs";
import { inOrder, words } from "../grammar/patterns.mjs";
/** @import { Detector, Line, Reading } from "../types.d.ts" */

/**
 * @typedef {{
 *   line: number, method: string, host: string, port: string, path: string, status: number
 * }} Try
 */
/** @typedef {{ good: Try, bad: Try }} Pair the same call twice, accepted and refused */

const METHODS = words("GET HEAD POST PUT PATCH DELETE OPTIONS");
const OUTCOME = inOrder(
  [
    `(?:\\b(${METHODS})\\s+)?`,
    "[\"'`]?(https?://[^\\s\"'`<>]{1,300}|/[^\\s\"'`<>]{0,300})[\"'`]?",
    "(?:\\s+HTTP/[\\d.]+)?",
    "\\s*(?:->|=>|→|:|=|returns?|gives?|gets?|answers?|is)?\\s*",
    "(?:HTTP(?:/[\\d.]+)?\\s+)?([1-5]\\d\\d)\\b",
  ],
  "i",
);
const FACETS = ["words", "request", "client"];
const LONGEST = 600; // characters of a line that is looked at
const READING = ["GET", "HEAD"];
const LOGIN =
  /(?:^|[/_-])(?:log-?in|sign-?in|auth\w*|tokens?|sessions?|csrf\w*|sanctum)(?:$|[/_.-])/i;
const DIRECT = /^(?:localhost|[\w-]+|(?:\d{1,3}\.){3}\d{1,3}|\[[\da-f:]+\])$/i;

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const tryDetectors = {
  "works-past-what-is-in-front": (reading) =>
    compared(reading, isPast, "The same path is accepted straight at its server, refused by name."),
  "reading-accepted-writing-refused": (reading) =>
    compared(reading, isWriting, "Reading is accepted at the address that refuses writing."),
  "one-path-refused": (reading) =>
    compared(reading, isAnotherPath, "Another path of the same host is accepted."),
};

/**
 * @param {Reading} reading
 * @param {(pair: Pair) => boolean} differs
 * @param {string} note
 */
function compared(reading, differs, note) {
  const pair = pairsOf(reading).find(differs);
  if (!pair) return unknown();
  return present(
    [pair.good, pair.bad].map(({ line }) => markOf(reading, { line })),
    note,
  );
}

/** What was accepted beside what was refused. */
const pairsOf = once((reading) => {
  const tries = reading.lines.flatMap(tryOf);
  const good = tries.filter(({ status }) => status >= 200 && status < 300);
  const refused = tries.filter(({ status }) => status === 401);
  return good.flatMap((one) => refused.map((bad) => ({ good: one, bad })));
});

/**
 * @param {Line} line
 * @returns {Try[]} none for a login, which carries another credential than what follows it
 */
function tryOf({ n, text, facet }) {
  const found = FACETS.includes(facet) ? OUTCOME.exec(text.slice(0, LONGEST)) : null;
  const url = found && urlParts(found[2].startsWith("/") ? `http://host${found[2]}` : found[2]);
  if (!found || !url || LOGIN.test(url.path)) return [];
  const { port, path } = url;
  const host = found[2].startsWith("/") ? "" : url.host;
  const method = (found[1] ?? "GET").toUpperCase();
  return [{ line: n, method, host, port, path, status: Number(found[3]) }];
}

/** @param {Pair} pair */
function isPast({ good, bad }) {
  const isSame = good.path === bad.path && good.method === bad.method;
  const isDirect = DIRECT.test(good.host) && !DIRECT.test(bad.host);
  return isSame && good.host !== bad.host && isDirect && bad.host !== "";
}

/** @param {Pair} pair */
function isWriting({ good, bad }) {
  const isSame = good.path === bad.path && good.host === bad.host;
  return isSame && READING.includes(good.method) && !READING.includes(bad.method);
}

/** @param {Pair} pair */
function isAnotherPath({ good, bad }) {
  const isSame = good.method === bad.method && good.host === bad.host && good.port === bad.port;
  return isSame && good.path !== bad.path;
}
