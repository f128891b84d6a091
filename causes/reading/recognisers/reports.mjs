// Reads what a program says of a failed request in one line: an address and a status in any order,
// and a line of nothing but a method and an address, or of nothing but a status.
import { facetOf } from "../lines/facets.mjs";
import { looseSightings } from "../lines/loose-status.mjs";
import { METHODS } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
import { assign, newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
/** @import { Exchange, PasteLine, Recogniser, Request, Scan } from "../types.d.ts" */

const ADDRESS = inOrder([
  `(?:\\b(${METHODS})\\b[\\s"'\`:)\\]]{1,4}(?:(?:request )?(?:to|for|on) )?[["'\`(<]{0,2})?`,
  /(https?:\/\/[^\s"'`<>()[\],]+)/,
]);
const QUOTED_TARGET = new RegExp(`^"(?:${METHODS}) /`);
const METHOD = new RegExp(`\\b(${METHODS})\\b`);
const READ_MORE = /(?:see|more|docs?|documentation|check|visit|help|info\w*|at|origin)\W{0,3}$/i;
const TARGET_ALONE = new RegExp(`^\\s*(${METHODS})\\s+(https?://\\S+)$`);
const STATUS_ALONE =
  /^\s*(?:=> ?|# ?=> ?|\[)?(?:http:? ?(?:warning: )?)?(?:HTTP(?:\/\d(?:\.\d)?)? ?)?([1-5]\d\d)(?: ([A-Z][A-Za-z ]{1,40}))?\]?\s*$/;
const LONG = 1500; // characters of a line that is no sentence
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
 * A status alone answers the request above it.
 * @type {Recogniser}
 */
export function takeStatusAlone(scan, index, content) {
  const { open } = scan;
  const found = open ? STATUS_ALONE.exec(content) : null;
  const line = scan.lines[index];
  if (!found || !open?.request || statusOf(open) || line.n - open.to > NEAR) return 0;
  const [, status, reason = ""] = found;
  const headers = open.response?.headers || [];
  const known = { status: Number(status), reason, headers };
  open.response = newResponse({ ...known, line: line.n, partial: true });
  assign(scan, line, "response");
  return index + 1;
}

/**
 * A line that says of one request how it was answered.
 * @type {Recogniser}
 */
export function takeSaid(scan, index, content) {
  if (content.length > LONG) return 0;
  const found = /https?:\/\/|\bfor url\b/.test(content) ? ADDRESS.exec(content) : null;
  if (!found || READ_MORE.test(content.slice(0, found.index))) return 0;
  const line = scan.lines[index];
  const facet = facetOf(content, scan.before);
  const isProgram = facet === "client" || facet === "log";
  if (!isProgram && !found[1]) return 0;
  const sighting = statusIn(content, found);
  if (!sighting) return 0;
  const url = found[2].replace(/[.:;]+$/, "");
  const request = newRequest({ ...targetIn(content, found, url), line: line.n, partial: true });
  answer(scan, line, request, sighting);
  assign(scan, line, facet);
  return index + 1;
}

/**
 * The first status that is no part of the address.
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function statusIn(content, found) {
  const end = found.index + found[0].length;
  const outside = looseSightings("client", content).filter(
    ({ from }) => from < found.index || from >= end,
  );
  const field = / "HTTP\/\d(?:\.\d)? ([1-5]\d\d)|HTTP\/\d(?:\.\d)?" ([1-5]\d\d)\b/.exec(content);
  const status = field ? Number(field[1] || field[2]) : outside[0]?.status;
  return status || 0;
}

/**
 * @param {string} content
 * @param {RegExpExecArray} found
 * @param {string} url
 */
function targetIn(content, found, url) {
  const behind = content.slice(found.index + found[0].length).trimStart();
  if (QUOTED_TARGET.test(behind)) {
    const [, method, path] = /^"(\S+) (\S+)/.exec(behind) || [];
    return { method, url: url + path };
  }
  const [, around = ""] = METHOD.exec(content.slice(0, found.index)) || [];
  return { method: found[1] || around, url };
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
  if (scan.exchanges.some((exchange) => statusOf(exchange) === status && isSame(exchange, request)))
    return;
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
  return open?.request && !statusOf(open) && isSame(open, request) ? open : null;
}

/**
 * The same request, or one that goes on below the address.
 * @param {Exchange} exchange
 * @param {Request} request
 */
function isSame({ request: known }, { method, url }) {
  if (!known) return true;
  if (method && known.method && method !== known.method) return false;
  const [one, other] = [known.url, url].map((each) =>
    each.replace(/^https?:|:(?:443|80)(?=\/)|\/$/g, ""),
  );
  return (
    known.url === "" ||
    one.startsWith(other) ||
    other.startsWith(one) ||
    one.endsWith(other) ||
    other.endsWith(one)
  );
}
