// Reads what a program says of a failed request in one line, and a line of nothing but a method and
// an address, or of nothing but a status. What such a line says is read in report-lines.mjs.
import { facetOf } from "../lines/facets.mjs";
import { w3cStatusPlace } from "../lines/access-logs.mjs";
import { METHODS } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
import { STATUS_ALONE, saidIn } from "./report-lines.mjs";
import { assign, newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
import { isSameTarget } from "./targets.mjs";
/** @import { Exchange, PasteLine, Recogniser, Request, Scan } from "../types.d.ts" */

const TARGET_ALONE = inOrder([
  /^\s*(?:[A-Z]{4,8}: )?/, // a level
  `(${METHODS})\\s+(https?://\\S+)`,
  /(?: with [\w-]+ payload)?$/,
]);
const WRITES_STATUS = /%\{(?:http|response)_code\}/;
const STATUS_BEHIND = /[^\d.,:]([1-5]\d\d)\s*$/;
const LONG = 1500; // characters of a line that is no sentence
const LATELY = 50; // exchanges among which one may have been shown already
const NEAR = 12; // lines between a request and a status that stands alone

/** @param {Exchange} exchange */
function statusOf({ response }) {
  return response?.status || 0;
}

/**
 * A method and an address alone: a request, whose answer may follow.
 * @type {Recogniser}
 */
export function takeTarget(scan, index, content) {
  const found = TARGET_ALONE.exec(content);
  if (!found) return 0;
  const line = scan.lines[index];
  const [, method, url] = found;
  openDraft(scan, newRequest({ method, url, line: line.n, partial: true }));
  assign(scan, line, "request");
  return index + 1;
}

/**
 * A status alone answers the request above it; so does one that the command has written behind the
 * body.
 * @type {Recogniser}
 */
export function takeStatusAlone(scan, index, content) {
  const line = scan.lines[index];
  const exchange = unanswered(scan, line);
  const found = exchange ? statusWritten(scan, exchange, content) : null;
  if (!exchange || !found) return 0;
  const { status, reason, facet } = found;
  const headers = exchange.response?.headers || [];
  exchange.response = newResponse({ status, reason, headers, line: line.n, partial: true });
  assign(scan, line, facet);
  return index + 1;
}

/**
 * The open exchange, where its request waits for a status near by.
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function unanswered({ open }, line) {
  const isWaiting = open?.request && !statusOf(open) && line.n - open.to <= NEAR;
  return isWaiting ? open : null;
}

/**
 * The status that a line is nothing but, or that stands behind a body where the command writes it
 * out, as `curl -w '%{http_code}'` does.
 * @param {Scan} scan
 * @param {Exchange} exchange
 * @param {string} content
 */
function statusWritten({ lines }, { request }, content) {
  const [, alone, reason = ""] = STATUS_ALONE.exec(content) || [];
  if (alone) return { status: Number(alone), reason, facet: "response" };
  const asked = request?.command ? lines[request.line - 1] : null;
  const isWritten = asked && WRITES_STATUS.test(asked.text);
  const [, behind] = (isWritten && STATUS_BEHIND.exec(content)) || [];
  return behind ? { status: Number(behind), reason: "", facet: "body" } : null;
}

/**
 * A line that says of one request how it was answered. Of paths only what failed is kept: what a
 * server answered well is another reader's.
 * @type {Recogniser}
 */
export function takeSaid(scan, index, content) {
  if (content.length > LONG) return 0;
  if (content.startsWith("#Fields:")) scan.place = w3cStatusPlace(content);
  const line = scan.lines[index];
  const facet = facetIn(scan, line, content);
  const said = saidIn(scan, content, facet);
  if (!said) return 0;
  const { method, url, status } = said;
  answer(scan, line, newRequest({ method, url, line: line.n, partial: true }), status);
  if (facet === "log")
    scan.before = line.facet = facet; // what it says besides is said of no one
  else assign(scan, line, facet);
  return index + 1;
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} content
 */
function facetIn({ before }, { tool }, content) {
  const facet = facetOf(content, before);
  return facet === "words" && tool ? tool : facet;
}

/**
 * Gives the status to the request that is open and was sent there, or opens an exchange, unless
 * the paste shows this refusal already.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Request} request
 * @param {number} status
 */
function answer(scan, line, request, status) {
  const shown = scan.exchanges
    .slice(-LATELY)
    .find((exchange) => statusOf(exchange) === status && isSameTarget(exchange, request));
  if (shown) {
    shown.request ||= request;
    return;
  }
  const exchange = awaiting(scan, request) || openExchange(scan, line.n, request);
  const headers = exchange.response?.headers || [];
  exchange.response = newResponse({ status, headers, line: line.n, partial: true });
  if (exchange.request) exchange.request.method ||= request.method;
  scan.part = "";
}

/**
 * The open exchange, where it waits for the answer to such a request.
 * @param {Scan} scan
 * @param {Request} request
 */
function awaiting({ open }, request) {
  return open?.request && !statusOf(open) && isSameTarget(open, request) ? open : null;
}
