// Which record of a logger's labels a line belongs to: the one that is open, one that another
// recogniser opened right above it, or a new one.
import { contentOf } from "../lines/paste.mjs";
import { facetOf } from "../lines/facets.mjs";
import { STATUS_LINE } from "../grammar/http.mjs";
import { headerOfLine } from "./fields.mjs";
import { openExchange } from "./scan.mjs";
import { bareText, isStrong, mayNameStatus, sectionIn, statementIn } from "./sentences.mjs";
/** @import { Exchange, LabelledRecord, PasteLine, Scan, Side } from "../types.d.ts" */
/** @import { Section, Statement } from "./sentences.mjs" */

const NEAR = 40; // lines within which request and answer of one record stand
/** Lines within which the headers of one record stand. */
export const CLOSE = 3;
const LABELLED = /^(?:[A-Z]|(?:url|uri|method|path)\s*[:=])/;
const STATUS_CODE = /\bstatus ?code["'\]]? ?[:=] ?[1-5]\d\d\b/i;

/**
 * The record that a line belongs to, open or new; null when it is none's.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 * @param {Statement} said
 */
export function recordFor(scan, index, text, said) {
  const line = scan.lines[index];
  const record = openRecord(scan, line) || (said.status ? awaitingRecord(scan, line) : null);
  if (record && belongs(record.exchange, said)) return record;
  return mayBegin(scan, index, text, said) ? beginRecord(scan, line) : null;
}

/**
 * @param {Scan} scan
 * @param {number} index
 * @param {Section} section
 */
export function recordOfSection(scan, index, section) {
  const line = scan.lines[index];
  const record = openRecord(scan, line);
  if (record && !isNext(record, section)) return record;
  const adopted = record ? null : adoptedRecord(scan, line);
  if (adopted && !isNext(adopted, section) && isHeader(scan.lines[index + 1])) return adopted;
  const isFirst = section.side !== "" && isHeader(scan.lines[index + 1]);
  return record || isFirst ? beginRecord(scan, line) : null;
}

/**
 * @param {Scan} scan
 * @param {number} index
 * @param {Side} side
 */
export function recordOfSide(scan, index, side) {
  const line = scan.lines[index];
  const open = openRecord(scan, line) || adoptedRecord(scan, line);
  if (open && !isNext(open, { side })) return open;
  const mayBegin = isPart(scan.lines[index + 1]) && isStatusNear(scan, index);
  return mayBegin ? beginRecord(scan, line) : null;
}

/**
 * The record that goes on in a line, or null.
 * @param {Scan} scan
 * @param {PasteLine} line
 */
export function openRecord({ record, open }, line) {
  const isNear = record !== null && line.n - record.line <= NEAR;
  return isNear && record.exchange === open ? record : null;
}

/**
 * The record of the exchange that another recogniser opened right above a line.
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function adoptedRecord(scan, line) {
  const { open } = scan;
  if (!open || line.n - open.to > CLOSE) return null;
  const side = open.response ? "response" : "request";
  if (open.response?.headers.length) return null;
  scan.record = { exchange: open, line: line.n, side, isHeaders: false, isMixed: false, sent: {} };
  return scan.record;
}

/**
 * The record of the exchange right above whose answer is still to come.
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function awaitingRecord(scan, line) {
  return scan.open?.response ? null : adoptedRecord(scan, line);
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function beginRecord(scan, line) {
  const exchange = openExchange(scan, line.n, null);
  scan.part = "";
  scan.record = {
    exchange,
    line: line.n,
    side: "request",
    isHeaders: false,
    isMixed: false,
    sent: {},
  };
  return scan.record;
}

/**
 * Does what a line says fit the open record: the same target, and no second answer?
 * @param {Exchange} exchange
 * @param {Statement} said
 */
function belongs({ request, response }, said) {
  const target = said.url || said.address;
  if (request && (differs(said.method, request.method) || differs(target, request.url)))
    return false;
  if (!response?.status) return true;
  return !said.status && Boolean(target) && request?.url === target;
}

/**
 * @param {string} said
 * @param {string} known
 */
function differs(said, known) {
  return said !== "" && known !== "" && said !== known;
}

/**
 * The headers of a request behind an answer are those of the next request.
 * @param {LabelledRecord} record
 * @param {Pick<Section, "side">} section
 */
function isNext({ exchange }, { side }) {
  return side === "request" && exchange.response !== null;
}

/**
 * A label alone begins a record only where a status follows; what no one writes otherwise always
 * does.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 * @param {Statement} said
 */
function mayBegin(scan, index, text, { method, url, address, path }) {
  if (isStrong(text) && !address && !path) return true;
  const { tool } = scan.lines[index];
  const isLabel = tool !== "" || LABELLED.test(text) || facetOf(text, "") === "log";
  return isLabel && Boolean(method || url) && isStatusNear(scan, index);
}

/**
 * Does a status follow near by? Lines that were looked at in vain are not looked at again.
 * @param {Scan} scan
 * @param {number} index
 */
function isStatusNear(scan, index) {
  const end = Math.min(index + NEAR, scan.lines.length);
  for (let at = Math.max(index + 1, scan.statusless); at < end; at += 1) {
    const text = bareText(contentOf(scan.lines[at]).slice(0, 400));
    if (STATUS_LINE.test(text) || STATUS_CODE.test(text)) return true;
    if (mayNameStatus(text) && statementIn(text)?.status) return true;
    scan.statusless = at + 1;
  }
  return false;
}

/** @param {PasteLine | undefined} line */
function isPart(line) {
  const text = line ? bareText(contentOf(line)).trimEnd() : "";
  return text !== "" && Boolean(sectionIn(text) || headerOfLine(text) || statementIn(text));
}

/** @param {PasteLine | undefined} line */
function isHeader(line) {
  return line !== undefined && headerOfLine(bareText(contentOf(line))) !== null;
}
