// The headers of a labelled record, one on a line, or their values below them.
import { contentOf } from "../lines/paste.mjs";
import { isHeaderName } from "../grammar/header-names.mjs";
import { headerOfLine } from "./fields.mjs";
import { CLOSE, openRecord } from "./labelled-records.mjs";
import { assign, beyondPatterns, newRequest, newResponse } from "./scan.mjs";
import { sidedHeader } from "./sentences.mjs";
/** @import { Exchange, LabelledRecord, PasteLine, Scan, Side } from "../types.d.ts" */

const ENDS_HEADERS = /^(?:body|content|data|payload)$/i;
const NO_HEADER = /^(?:encoding|string|message|time|version|proto\w*|cookies)$/i;

/**
 * A header of the open record.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 */
export function takeField(scan, index, text) {
  const line = scan.lines[index];
  const record = openRecord(scan, line);
  if (!record) return false;
  const sided = sidedHeader(text);
  if (sided) {
    Object.assign(record, { line: line.n, side: sided.side, isHeaders: true });
    addField(record, line, sided.name, sided.value);
    assign(scan, line, sided.side);
    return true;
  }
  return record.isHeaders && line.n - record.line <= CLOSE && takeListed(scan, record, line, text);
}

/**
 * A header, its value, or a bracket, of the list that is open.
 * @param {Scan} scan
 * @param {LabelledRecord} record
 * @param {PasteLine} line
 * @param {string} text
 */
function takeListed(scan, record, line, text) {
  const isBracket = /^[{}│├└┌\])]*$/.test(text);
  const isTaken = isBracket || takeItem(record, line, text) || takeHeader(record, line, text);
  if (!isTaken) return false;
  record.line = line.n;
  assign(scan, line, isBracket ? "" : record.side);
  return true;
}

/**
 * The value of a header on a line of its own, as YAML lists it.
 * @param {LabelledRecord} record
 * @param {PasteLine} line
 * @param {string} text
 */
function takeItem({ exchange, side }, line, text) {
  const last = exchange[side]?.headers.at(-1);
  if (last?.value !== "" || !/^\s*- /.test(contentOf(line))) return false;
  last.value = headerOfLine(`x: ${text}`)?.value || "";
  return true;
}

/**
 * @param {LabelledRecord} record
 * @param {PasteLine} line
 * @param {string} text
 */
function takeHeader(record, line, text) {
  const header = headerOfLine(text.replace(/^[├└┌│ ]+/, ""));
  if (!header) return false;
  if (ENDS_HEADERS.test(header.name)) record.isHeaders = false;
  if (!record.isHeaders || isOtherField(record, header)) return false;
  addField(record, line, header.name, header.value + beyondPatterns(line));
  return true;
}

/**
 * A name that is no header's, as it stands among the headers of a record.
 * @param {LabelledRecord} record
 * @param {{name: string, value: string}} header
 */
function isOtherField({ isMixed }, { name, value }) {
  return NO_HEADER.test(name) || ((isMixed || value === "") && !isHeaderName(name));
}

/**
 * @param {LabelledRecord} record
 * @param {PasteLine} line
 * @param {string} name
 * @param {string} value
 */
export function addField({ exchange, side }, line, name, value) {
  if (side === "request") requestOf(exchange, line);
  else exchange.response ||= newResponse({ line: line.n, partial: true });
  exchange[side]?.headers.push({ name, value: value.trim(), line: line.n });
}

/**
 * @param {Exchange} exchange
 * @param {PasteLine} line
 */
export function requestOf(exchange, line) {
  exchange.request ||= newRequest({ line: line.n, partial: true });
  return exchange.request;
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Side} side
 */
export function facetFor({ before }, line, side) {
  return line.tool || (before === "log" ? "log" : side);
}
