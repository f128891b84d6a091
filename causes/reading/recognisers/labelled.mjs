// Reads exchanges that a logger writes in labels and short sentences: `Method: GET`, `Request
// Headers:`, `Sending HTTP request GET https://…`, `StatusCode: 401`. What each line says is read
// in sentences.mjs; here lines are put together to records.
import { contentOf } from "../lines/paste.mjs";
import { facetOf } from "../lines/facets.mjs";
import { anyOf } from "../grammar/patterns.mjs";
import { isHeaderName } from "../grammar/header-names.mjs";
import { STATUS_LINE } from "../grammar/http.mjs";
import { headerOfLine } from "./fields.mjs";
import { urlOf } from "./records.mjs";
import { assign, beyondPatterns, newRequest, newResponse, openExchange } from "./scan.mjs";
import {
  bareText,
  isStrong,
  maySay,
  mayNameStatus,
  sectionIn,
  sideIn,
  sidedHeader,
  statementIn,
} from "./sentences.mjs";
/** @import { Exchange, LabelledRecord, PasteLine, Recogniser, Scan, Side } from "../types.d.ts" */
/** @import { Section, Statement } from "./sentences.mjs" */

const NEAR = 40; // lines within which request and answer of one record stand
const CLOSE = 3; // lines within which the headers of one record stand
const LABEL = /https?:\/\/|headers|method|status|re(?:quest|sponse)/i;
const ENDS_HEADERS = /^(?:body|content|data|payload)$/i;
const LABELLED = /^(?:[A-Z]|(?:url|uri|method|path)\s*[:=])/;
/** @type {("path" | "host" | "scheme")[]} */
const PATHS = ["path", "host", "scheme"];
/** @type {(keyof Statement)[]} */
const PARTS = ["method", "url", "address", ...PATHS];
const STATUS_CODE = /\bstatus ?code["'\]]? ?[:=] ?[1-5]\d\d\b/i;
const NO_HEADER = /^(?:encoding|string|message|time|version|proto\w*|cookies)$/i;
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
 * The record that goes on in a line, or null.
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function openRecord({ record, open }, line) {
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
 * The record that a line belongs to, open or new; null when it is none's.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 * @param {Statement} said
 */
function recordFor(scan, index, text, said) {
  const line = scan.lines[index];
  const record = openRecord(scan, line) || (said.status ? awaitingRecord(scan, line) : null);
  if (record && belongs(record.exchange, said)) return record;
  return mayBegin(scan, index, text, said) ? beginRecord(scan, line) : null;
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
 */
function requestOf(exchange, line) {
  exchange.request ||= newRequest({ line: line.n, partial: true });
  return exchange.request;
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
 * @param {Scan} scan
 * @param {number} index
 * @param {Section} section
 */
function recordOfSection(scan, index, section) {
  const line = scan.lines[index];
  const record = openRecord(scan, line);
  if (record && !isNext(record, section)) return record;
  const adopted = record ? null : adoptedRecord(scan, line);
  if (adopted && !isNext(adopted, section) && isHeader(scan.lines[index + 1])) return adopted;
  const isFirst = section.side !== "" && isHeader(scan.lines[index + 1]);
  return record || isFirst ? beginRecord(scan, line) : null;
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

/**
 * @param {Scan} scan
 * @param {number} index
 * @param {Side} side
 */
function recordOfSide(scan, index, side) {
  const line = scan.lines[index];
  const open = openRecord(scan, line) || adoptedRecord(scan, line);
  if (open && !isNext(open, { side })) return open;
  const mayBegin = isPart(scan.lines[index + 1]) && isStatusNear(scan, index);
  return mayBegin ? beginRecord(scan, line) : null;
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

/**
 * The headers of a request behind an answer are those of the next request.
 * @param {LabelledRecord} record
 * @param {Pick<Section, "side">} section
 */
function isNext({ exchange }, { side }) {
  return side === "request" && exchange.response !== null;
}

/**
 * A header of the open record.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 */
function takeField(scan, index, text) {
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
function addField({ exchange, side }, line, name, value) {
  if (side === "request") requestOf(exchange, line);
  else exchange.response ||= newResponse({ line: line.n, partial: true });
  exchange[side]?.headers.push({ name, value: value.trim(), line: line.n });
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Side} side
 */
function facetFor({ before }, line, side) {
  return line.tool || (before === "log" ? "log" : side);
}
