// Builds messages out of their own lines: start line, header fields, body (RFC 9112). Marks and
// prefixes that a tool put before them are taken off by other recognisers.
import { contentOf } from "../lines/paste.mjs";
import { facetOf } from "../lines/facets.mjs";
import { METHODS, REQUEST_LINE, STATUS_LINE } from "../grammar/http.mjs";
import {
  HEADER_LINE,
  addHeader,
  assign,
  headerNamed,
  newRequest,
  newResponse,
  openExchange,
} from "./scan.mjs";
import { bodyMeter } from "../grammar/bodies.mjs";
import { isOfCurl } from "./marked-lines.mjs";
/** @import { Exchange, PasteLine, Recogniser, Response, Scan } from "../types.d.ts" */

const SHORT_REQUEST_LINE = new RegExp(`^(${METHODS}) (https?://\\S+|/\\S*)$`);
const LABELS = /^\s*(?:headers|status|body|response)\b/i; // of a logger, no header
const CUT = /^(?:\.{3}|…|\[\.{3}\]|<snip>|\[snip\]|# )/i;
const BODY_CAP = 200000; // characters of a body that are kept

/**
 * Begins a request or response when the text is a start line.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} text
 */
export function takeStart(scan, line, text) {
  const status = STATUS_LINE.exec(text);
  const request = status ? null : REQUEST_LINE.exec(text);
  if (status) beginResponse(scan, line, status);
  if (request) beginRequest(scan, line, request);
  return Boolean(status || request);
}

/**
 * A start line that stands for itself; header fields follow as they are.
 * @type {Recogniser}
 */
export function takeRawStart(scan, index, content) {
  const text = content.trim();
  const isSentence = /^HTTP\/[\d.]+ \d{3} .*https?:\/\//.test(text);
  if (isSentence || !takeStart(scan, scan.lines[index], text)) return 0;
  scan.raw = true;
  return index + 1;
}

/**
 * `GET /path` without a version, when a header field follows.
 * @type {Recogniser}
 */
export function takeShortStart(scan, index, content) {
  const short = SHORT_REQUEST_LINE.exec(content.trimEnd());
  const next = short && scan.lines[index + 1] ? contentOf(scan.lines[index + 1]) : "";
  if (!short || !HEADER_LINE.test(next) || LABELS.test(next)) return 0;
  beginRequest(scan, scan.lines[index], [...short, ""]);
  scan.raw = true;
  return index + 1;
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string[]} start
 */
function beginRequest(scan, line, [, method, url, version]) {
  const { curl } = scan;
  const draft = replacedDraft(scan);
  const from = draft ? draft.from : line.n;
  const request = newRequest({ method, url, version, line: line.n });
  const exchange = openExchange(scan, from, request);
  exchange.proxy = method === "CONNECT";
  const known = draft?.request?.url || curl.next;
  scan.hints.set(exchange, { known, scheme: schemeOf(curl) });
  Object.assign(curl, { next: "", proxied: curl.proxied || exchange.proxy });
  Object.assign(scan, { part: "request", meter: null });
  assign(scan, line, "request");
}

/**
 * The request as the command wrote it, when this is how it was sent; it gives way.
 * @param {Scan} scan
 */
function replacedDraft(scan) {
  const { open, isDraft } = scan;
  if (!open || !isDraft || open.response || !open.request?.url) return null;
  scan.exchanges.pop();
  return open;
}

/** @param {Scan["curl"]} curl */
function schemeOf({ tls, port }) {
  if (tls) return "https";
  return port ? "http" : "";
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string[]} start
 */
function beginResponse(scan, line, [, version, status, text = ""]) {
  const reason = text.trim();
  const isAwaited = scan.open !== null && awaitsResponse(scan.open);
  const exchange =
    isAwaited && scan.open ? scan.open : openExchange(scan, line.n, nextRequest(scan));
  if (/^connection established/i.test(reason)) exchange.proxy = true;
  exchange.response = newResponse({ status: Number(status), reason, version, line: line.n });
  Object.assign(scan, { part: "response", meter: null });
  assign(scan, line, "response");
}

/**
 * Is the answer of an exchange still to come, or only an interim one (1xx) there?
 * @param {Exchange} exchange
 */
function awaitsResponse({ response }) {
  if (!response) return true;
  if (response.status === null) return response.headers.length === 0;
  return isInterim(response);
}

/** @param {Response | null | undefined} response */
function isInterim(response) {
  return Boolean(response && response.status !== null && response.status < 200);
}

/**
 * The next request of a command that makes several, unless the last answer sent it elsewhere.
 * @param {Scan} scan
 */
function nextRequest({ open, waiting }) {
  const status = open?.response?.status || 0;
  return status >= 300 && status < 400 ? null : waiting.shift() || null;
}

/**
 * The empty line behind header fields: what follows is a body.
 * @param {Scan} scan
 */
export function endHead(scan) {
  const response = scan.open?.response;
  if (isInterim(response)) {
    scan.part = "request-body";
    return;
  }
  const length = headerNamed(response?.headers || [], "content-length");
  scan.part = partAfterHead(scan, response);
  scan.meter = bodyMeter(length ? Number(length.value) : -1);
}

/**
 * @param {Scan} scan
 * @param {Response | null | undefined} response
 */
function partAfterHead({ isHeadOnly }, response) {
  if (!response) return "request-body";
  return isHeadOnly ? "" : "body";
}

/**
 * A line of a raw header section: a field, a continuation of one, or its end.
 * @type {Recogniser}
 */
export function takeHead(scan, index, content) {
  const { part } = scan;
  if (!scan.raw || (part !== "request" && part !== "response")) return 0;
  const line = scan.lines[index];
  const text = content.trimEnd();
  const header = /^\s{6,}/.test(text) ? null : HEADER_LINE.exec(text.replace(/^\s*(?:- )?/, ""));
  if (header) addHeader(scan, line, part, header);
  else if (text === "") takeEndOfHead(scan, line);
  else if (!continuesField(scan, line, text) && !isCutHere(scan, line, text)) {
    endHead(scan);
    return 0;
  }
  return index + 1;
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function takeEndOfHead(scan, line) {
  endHead(scan);
  line.facet = "";
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} text
 */
function continuesField(scan, line, text) {
  const last = openMessage(scan)?.headers.at(-1);
  const isMore = /^\s+\S/.test(text) || /^[A-Za-z0-9_.+/=-]{20,}$/.test(text);
  if (!last || !isMore || isOfCurl(text)) return false;
  last.value += joint(last.value, text) + line.full.slice(line.at).trim();
  assign(scan, line, scan.part);
  return true;
}

/**
 * What stands between a field and its continuation: nothing inside a token, a blank elsewhere.
 * @param {string} value
 * @param {string} text
 */
function joint(value, text) {
  const isPiece = /^\s*[\w.+/=-]{16,}$/.test(text) && /\S{16}$/.test(value);
  const isNext = /^\s/.test(text) || /^[A-Za-z]*$/.test(value); // the scheme stands alone
  return isNext && !isPiece && value ? " " : "";
}

/**
 * The reader left the rest of the headers out.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} text
 */
function isCutHere(scan, line, text) {
  const message = openMessage(scan);
  if (!message || !CUT.test(text.trim())) return false;
  message.partial = true;
  assign(scan, line, scan.part);
  return true;
}

/**
 * The message whose headers are being read, or null.
 * @param {Scan} scan
 */
function openMessage({ open, part }) {
  return open && (part === "request" || part === "response") ? open[part] : null;
}

/**
 * A line of a body: of a response as long as it is open, of a request unless it looks like a log.
 * @type {Recogniser}
 */
export function takeBodyLine(scan, index, content) {
  const line = scan.lines[index];
  const text = content.trimEnd();
  if (scan.part === "body" && scan.meter?.open) takeBody(scan, line, text);
  else if (isSentBody(scan, text)) assign(scan, line, "request");
  else return 0;
  return index + 1;
}

/**
 * @param {Scan} scan
 * @param {string} text
 */
function isSentBody({ part, open }, text) {
  if (part !== "request-body" || !open || text === "") return false;
  return !/log|client/.test(facetOf(text, ""));
}

/**
 * Adds a line to the body of the current exchange.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} text
 */
export function takeBody(scan, line, text) {
  assign(scan, line, text.trim() === "" ? "" : "body");
  const { open, meter } = scan;
  if (open && open.body.length < BODY_CAP) open.body += (open.body ? "\n" : "") + text;
  meter?.take(text);
}
