// Gives what a program printed of a request or an answer its place among the exchanges.
import { NEAR } from "./printed-values.mjs";
import { newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
import { isSameTarget } from "./targets.mjs";
/** @import { Exchange, PasteLine, Scan } from "../types.d.ts" */
/** @import { Printed } from "./printed-values.mjs" */

/**
 * Gives what was printed its place among the exchanges; false where it has none.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Printed} printed
 */
export function place(scan, line, printed) {
  const { target, sent, got } = printed;
  if (sent.length === 0 && got.length === 0) return false;
  const exchange = continued(scan, line, printed) || opened(scan, line, printed);
  if (!exchange) return false;
  if (sent.length > 0 || target.method || target.url) addRequest(exchange, line, printed);
  if (isAnswered(printed)) addResponse(exchange, line, printed);
  scan.part = "";
  return true;
}

/** @param {Printed} printed */
function isAnswered({ status, got }) {
  return status > 0 || got.length > 0;
}

/**
 * Opens an exchange where what was printed says enough of one.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function opened(scan, line, printed) {
  const isRequest = printed.target.url !== "" && printed.sent.length > 0;
  if (!printed.status && !isRequest) return null;
  if (isAnswered(printed)) return openExchange(scan, line.n, null);
  openDraft(scan, newRequest({ line: line.n, partial: true }));
  return scan.open;
}

/**
 * The open exchange where what was printed belongs to it: nothing of it contradicts what is known,
 * and nothing is said twice.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function continued({ open }, line, printed) {
  if (!open || line.n - open.to > NEAR) return null;
  return fitsRequest(open, printed) && fitsResponse(open, printed) ? open : null;
}

/**
 * @param {Exchange} exchange
 * @param {Printed} printed
 */
function fitsRequest(exchange, { target, sent }) {
  const { request, response } = exchange;
  if (request && target.url && !isSameTarget(exchange, target)) return false;
  return sent.length === 0 || !(response || request?.headers.length);
}

/**
 * @param {Exchange} exchange
 * @param {Printed} printed
 */
function fitsResponse({ response }, { status, got }) {
  if (!response) return true;
  if (status && response.status && status !== response.status) return false;
  return got.length === 0 || response.headers.length === 0;
}

/**
 * @param {Exchange} exchange
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function addRequest(exchange, line, { target, sent }) {
  exchange.request ||= newRequest({ line: line.n, partial: true });
  exchange.request.method ||= target.method;
  exchange.request.url ||= target.url;
  exchange.request.headers.push(...sent);
}

/**
 * @param {Exchange} exchange
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function addResponse(exchange, line, { status, got }) {
  exchange.response ||= newResponse({ line: line.n, partial: true });
  exchange.response.status ||= status || null;
  exchange.response.headers.push(...got);
}
