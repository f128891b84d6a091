// Reads exchanges that a logger writes in labels and short sentences: `Method: GET`, `Request
// Headers:`, `Sending HTTP request GET https://…`, `StatusCode: 401`. What each line says is read
// in sentences.mjs; to which record it belongs, in labelled-records.mjs.
import { anyOf } from "../grammar/patterns.mjs";
import { addField, facetFor, requestOf, takeField } from "./labelled-fields.mjs";
import { recordFor, recordOfSection, recordOfSide } from "./labelled-records.mjs";
import { urlOf } from "./records.mjs";
import { assign, newResponse } from "./scan.mjs";
import { bareText, maySay, sectionIn, sideIn, statementIn } from "./sentences.mjs";
/** @import { Exchange, LabelledRecord, PasteLine, Recogniser, Scan } from "../types.d.ts" */
/** @import { Statement } from "./sentences.mjs" */

const LABEL = /https?:\/\/|headers|method|status|re(?:quest|sponse)/i;
/** @type {("path" | "host" | "scheme")[]} */
const PATHS = ["path", "host", "scheme"];
/** @type {(keyof Statement)[]} */
const PARTS = ["method", "url", "address", ...PATHS];
const NO_LABEL = anyOf([
  /^(?:trce|dbug|info|warn|fail|crit): \S/, // the name of a logger
  /\{.*[{(]$/, // what is printed here goes on below, see printed.mjs
]);

/**
 * Takes a line of a labelled record.
 * @type {Recogniser}
 */
export function takeLabelled(scan, index, content) {
  if (!scan.record && !LABEL.test(content)) return 0;
  const text = bareText(content).trimEnd();
  if (text === "" || text.length > 4000 || NO_LABEL.test(text)) return 0;
  const isTaken =
    takeSection(scan, index, text) ||
    takeStatement(scan, index, text) ||
    takeSide(scan, index, text) ||
    takeField(scan, index, text);
  return isTaken ? index + 1 : 0;
}

/**
 * A line that says something of method, address or status.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 */
function takeStatement(scan, index, text) {
  const said = maySay(text) ? statementIn(text) : null;
  if (!said) return false;
  const line = scan.lines[index];
  const record = recordFor(scan, index, text, said);
  if (!record) return false;
  const { exchange } = record;
  const isRepeat = exchange.response !== null;
  if (said.status) takeStatus(exchange, line, said);
  if (!isRepeat) takeTarget(record, line, said);
  const side = said.status || isRepeat ? "response" : "request";
  Object.assign(record, { line: line.n, side, isHeaders: goesOn(record, text) });
  assign(scan, line, facetFor(scan, line, side));
  return true;
}

/**
 * May headers follow a statement? Below a headline that names a side they stand among the fields.
 * @param {LabelledRecord} record
 * @param {string} text
 */
function goesOn({ isMixed }, text) {
  return isMixed || /Headers:?$/i.test(text);
}

/**
 * @param {LabelledRecord} record
 * @param {PasteLine} line
 * @param {Statement} said
 */
function takeTarget({ exchange, sent, isMixed }, line, said) {
  const { method, url, address, host } = said;
  if (!PARTS.some((part) => said[part])) return;
  const request = requestOf(exchange, line);
  request.method ||= method.toUpperCase();
  Object.assign(sent, pathIn(said), sent); // what was said first stays
  if (host && isMixed) request.headers.push({ name: "Host", value: host, line: line.n });
  const known = url || address || urlOf(sent);
  if (known && !/^https?:/.test(request.url)) request.url = known;
}

/** @param {Statement} said */
function pathIn(said) {
  const parts = PATHS.filter((part) => said[part]);
  return Object.fromEntries(parts.map((part) => [part, said[part]]));
}

/**
 * @param {Exchange} exchange
 * @param {PasteLine} line
 * @param {Statement} said
 */
function takeStatus(exchange, line, said) {
  exchange.response = newResponse({
    status: Number(said.status),
    reason: said.reason.trim(),
    headers: exchange.response ? exchange.response.headers : [],
    line: line.n,
    partial: true,
  });
}

/**
 * `Request Headers:` or `Headers:`; one that is no part of a record begins one where a header
 * follows.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 */
function takeSection(scan, index, text) {
  const section = sectionIn(text);
  if (!section) return false;
  const line = scan.lines[index];
  const record = recordOfSection(scan, index, section);
  if (!record) return false;
  const side = section.side || record.side;
  Object.assign(record, { line: line.n, side, isHeaders: true, isMixed: false });
  for (const { name, value } of section.headers) addField(record, line, name, value);
  assign(scan, line, facetFor(scan, line, side));
  return true;
}

/**
 * A headline that names a side: `Request:`, `~~~ RESPONSE ~~~`; one begins a record where a label
 * of it follows and a status near by.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 */
function takeSide(scan, index, text) {
  const side = sideIn(text);
  if (!side) return false;
  const line = scan.lines[index];
  const record = recordOfSide(scan, index, side);
  if (!record) return false;
  Object.assign(record, { line: line.n, side, isHeaders: true, isMixed: true });
  assign(scan, line, line.tool || (scan.before === "log" ? "log" : ""));
  return true;
}
