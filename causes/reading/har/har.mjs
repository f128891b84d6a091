// Finds a HAR recording (HTTP Archive 1.2) in a paste, whole or in part and however wrapped. Which
// of its exchanges failed is found later, as in any paste.
import { parseLiteral } from "../grammar/literals.mjs";
import { isRecord } from "../grammar/values.mjs";
import { writeEntries } from "./har-lines.mjs";
/** @import { Entry } from "./har-lines.mjs" */

/** @typedef {{entries: Entry[], creator: string, before: string, after: string}} Har */

const HAR_CAP = 64e6; // characters of a file that this page reads
const PART_CAP = 12e6; // … of one that is no JSON as a whole
const ENTRY_CAP = 300; // exchanges kept, nearest to the failing one
const ENTRIES_AFTER = 50; // … of them behind it
const TRIES = 5; // places where a recording may begin in a text
const BEGINNING = 200000; // characters in which a cut recording names its first answer
/** What opens the brackets that close before an answer. */
const LEADS = new Map([
  ["", "{"],
  ["}", '{"request":{'],
  ["]}", '{"request":{"headers":['],
]);
const BROWSERS = /webinspector|webkit|firefox|chrom|edge|safari|opera|brave|devtools|browser/i;

/**
 * Why a recording is not read, or "".
 * @param {string} text
 */
export function refusalOfHar(text) {
  if (text.length <= HAR_CAP || !/^\s*\{\s*"log"\s*:/.test(text.slice(0, 400))) return "";
  const size = Math.round(text.length / 1e6);
  const advice = "Save one with the failing request only.";
  return `This HAR has ${size} MB; up to 64 MB can be read. ${advice}`;
}

/**
 * The lines and exchanges of a text that holds a recording, and the text around it; null without
 * one.
 * @param {string} text
 */
export function readHar(text) {
  if (!text.includes("response")) return null;
  const har = wholeHar(text) || partOfHar(text) || headlessHar(text);
  if (!har) return null;
  const { before, after } = har;
  return { ...writeEntries(nearestEntries(har.entries), hidesCredentials(har)), before, after };
}

/**
 * A text that is JSON as a whole, perhaps written as a string of JSON again.
 * @param {string} text
 */
function wholeHar(text) {
  let value = /^\s*[{["]/.test(text.slice(0, 400)) ? parsed(text) : null;
  for (let time = 0; time < 2 && typeof value === "string"; time += 1) value = parsed(value);
  return harOf(value, "", "");
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * A recording among other text (a fence, words), or one that is cut off.
 * @param {string} text
 */
function partOfHar(text) {
  if (text.length > PART_CAP || !/"request"\s*:|\\"request\\"\s*:/.test(text)) return null;
  const begins = /^[ \t>]*["']?(?=[{[])/gm;
  for (let time = 0; time < TRIES; time += 1) {
    const found = begins.exec(text);
    if (!found) return null;
    const at = found.index + found[0].length;
    const { value, isWhole, end } = valueAt(text, at);
    const har = harOf(value, text.slice(0, found.index), text.slice(end));
    if (har) return har;
    begins.lastIndex = isWhole ? end : at + 1;
  }
  return null;
}

/**
 * A recording whose beginning is cut off: what the brackets closed that nothing opened is put
 * before it.
 * @param {string} text
 */
function headlessHar(text) {
  const response = /\}\s*,\s*"response"\s*:\s*\{/.exec(text.slice(0, BEGINNING));
  if (!response) return null;
  const { closed, after } = unopened(text.slice(0, response.index + 1));
  const lead = LEADS.get(closed.slice(-2));
  if (lead === undefined) return null;
  const { value } = valueAt(lead + text.slice(after), 0);
  return harOf(isRecord(value) ? withTarget(value) : value, "", "");
}

/**
 * The closing brackets that nothing opened, and where the text is whole behind all but the last
 * two of them.
 * @param {string} text
 */
function unopened(text) {
  let closed = "";
  let after = 0;
  let depth = 0;
  for (const found of text.matchAll(/"(?:[^"\\]|\\.)*"|[{[]|[}\]],?/g)) {
    if (/^[{[]/.test(found[0])) depth += 1;
    else if (/^[}\]]/.test(found[0])) depth -= 1;
    if (depth >= 0) continue;
    depth = 0;
    closed += found[0][0];
    if (closed.length === 1 && found[0].startsWith("}")) after = found.index + found[0].length;
  }
  return closed === "}" ? { closed, after: 0 } : { closed, after };
}

/**
 * A recorded exchange whose request lost its method or address at the cut.
 * @param {Record<string, unknown>} entry
 */
function withTarget(entry) {
  const request = isRecord(entry.request) ? entry.request : {};
  return { ...entry, request: { method: "", url: "", ...request } };
}

/**
 * The value that begins at a place, and where it ends: in a string of JSON at the text's end.
 * @param {string} text
 * @param {number} at
 */
function valueAt(text, at) {
  const isQuoted = /^.{0,4}\\"/s.test(text.slice(at, at + 6));
  const source = isQuoted ? text.slice(at).replace(/\\(["\\])/g, "$1") : text;
  const read = parseLiteral(source, isQuoted ? 0 : at);
  const isWhole = read !== null && read.whole && !isQuoted;
  return { value: read?.value, isWhole, end: isWhole ? read.end : text.length };
}

/**
 * The recording that a value is: all of it, a list of its entries, or one entry.
 * @param {unknown} value
 * @param {string} before
 * @param {string} after
 * @returns {Har | null}
 */
function harOf(value, before, after) {
  const log = isRecord(value) && value.log ? value.log : value;
  const entries = listedIn(log).filter(isEntry);
  if (entries.length === 0) return null;
  const creator = isRecord(log) && isRecord(log.creator) ? log.creator.name : "";
  return {
    entries,
    creator: String(creator || ""),
    before: unfenced(before),
    after: unfenced(after),
  };
}

/**
 * @param {unknown} log
 * @returns {unknown[]}
 */
function listedIn(log) {
  if (Array.isArray(log)) return log;
  return isRecord(log) && Array.isArray(log.entries) ? log.entries : [log];
}

/** @param {string} text */
function unfenced(text) {
  return text.replace(/^[ \t]*(?:```|~~~)\w*[ \t]*$/gm, "").trim();
}

/**
 * @param {unknown} entry
 * @returns {entry is Entry}
 */
function isEntry(entry) {
  if (!isRecord(entry)) return false;
  const { request, response } = entry;
  if (!isRecord(request) || !isRecord(response)) return false;
  const isSent = typeof request.url === "string" && typeof request.method === "string";
  const isListed = [request.headers, response.headers].every(isList);
  return isSent && isListed && "status" in response && isRecorded(entry, request, response);
}

/**
 * Fields by which a recording differs from what a program printed of its error.
 * @param {Record<string, unknown>} entry
 * @param {Record<string, unknown>} request
 * @param {Record<string, unknown>} response
 */
function isRecorded(entry, request, response) {
  return (
    Boolean(entry.startedDateTime) || Array.isArray(request.headers) || isRecord(response.content)
  );
}

/** @param {unknown} value */
function isList(value) {
  return value === null || value === undefined || Array.isArray(value);
}

/** @param {Entry[]} entries */
function nearestEntries(entries) {
  if (entries.length <= ENTRY_CAP) return entries;
  const failing = entries.findLastIndex(({ response }) => response.status === 401);
  const end = (failing > 0 ? failing : entries.length - 1) + ENTRIES_AFTER;
  return entries.slice(Math.max(0, end - ENTRY_CAP), end);
}

/**
 * Browsers leave credentials out of a "sanitized" HAR; then their absence says nothing. Other
 * recorders never do.
 * @param {Har} har
 */
function hidesCredentials({ entries, creator }) {
  if (creator && !BROWSERS.test(creator)) return false;
  const names = entries.flatMap(({ request }) => request.headers || []).map((each) => each?.name);
  return !names.some((name) => /^(?:authorization|cookie)$/i.test(String(name || "")));
}
