// Reads what a program says of a failed request in one line: an address and a status in any order,
// and a line of nothing but a method and an address, or of nothing but a status.
import { facetOf } from "../lines/facets.mjs";
import { loggedStatus, statusField, w3cStatusPlace } from "../lines/access-logs.mjs";
import { looseSightings } from "../lines/loose-status.mjs";
import { METHODS } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
import { assign, newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
/** @import { Exchange, PasteLine, Recogniser, Request, Scan } from "../types.d.ts" */

const ADDRESS = inOrder([
  `(?:\\b(${METHODS})\\b[\\s"'\`:)\\]]{1,4}(?:(?:request )?(?:to|for|on) )?[["'\`(<]{0,2})?`,
  /(https?:\/\/(?:[^\s"'`<>()[\],;|]|;(?=[a-z]+=))+)/,
]);
const PATH = inOrder([
  `\\b(${METHODS})[\\s"'\`|,;:]{1,10}`,
  /(?:[\w.-]+[\s|,;]+)?["']?/, // the server's name
  /(\/[^\s"'`<>()|,;]*)/,
]);
const OF_ERRORS = /\brequest: "/; // a log of errors names a request, and statuses of others
const QUOTED_TARGET = new RegExp(`^"(?:${METHODS}) /`);
const METHOD = new RegExp(`\\b(${METHODS})\\b`);
const READ_MORE =
  /(?:see|more|docs?|documentation|check|visit|help|more info|information|at|origin)\W{0,3}$/i;
const TARGET_ALONE = inOrder([
  /^\s*(?:[A-Z]{4,8}: )?/, // a level
  `(${METHODS})\\s+(https?://\\S+)`,
  /(?: with [\w-]+ payload)?$/,
]);
/** A line that is one value as a program prints it, or begins as an answer. */
const PRINTED = /^\s*<[A-Z]\w*[( ].*>$|^HTTP\/\d/;
const STATUS_ALONE =
  /^\s*(?:=> ?|# ?=> ?|\[)?(?:http:? ?(?:warning: )?)?(?:HTTP(?:\/\d(?:\.\d)?)? ?)?([1-5]\d\d)(?: ([A-Z][A-Za-z ]{1,40}))?\]?(?: \| .*)?\s*$/;
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
 * The status that a line is nothing but, or 0.
 * @param {string} content
 */
export function statusAlone(content) {
  return Number(STATUS_ALONE.exec(content)?.[1] || 0);
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
 * A line that says of one request how it was answered. Of paths only what failed is kept: what a
 * server answered well is another reader's.
 * @type {Recogniser}
 */
export function takeSaid(scan, index, content) {
  if (content.length > LONG) return 0;
  if (content.startsWith("#Fields:")) scan.place = w3cStatusPlace(content);
  const line = scan.lines[index];
  const facet = facetIn(scan, line, content);
  const said = addressSaid(scan, content, facet) || pathSaid(scan, content, facet);
  if (!said) return 0;
  const { method, url, status } = said;
  answer(scan, line, newRequest({ method, url, line: line.n, partial: true }), status);
  if (facet === "log")
    scan.before = line.facet = facet; // what it says besides is said of no one
  else assign(scan, line, facet);
  return index + 1;
}

/**
 * What an address was answered: as a program says it, or a sentence with one request and one
 * status only.
 * @param {Scan} scan
 * @param {string} content
 * @param {string} facet
 */
function addressSaid({ place }, content, facet) {
  const found = /https?:\/\/|\bfor url\b/.test(content) ? ADDRESS.exec(content) : null;
  if (!found || READ_MORE.test(content.slice(0, found.index))) return null;
  const field = facet === "log" ? loggedStatus(content, place) : null;
  const statuses = field ? [field.status] : statusesIn(content, found);
  const url = found[2].replace(/[.:;]+$/, "");
  const isClear = isOfProgram(facet, content) || isOneOnly(content, found, statuses);
  return isClear && statuses[0] ? { ...targetIn(content, found, url), status: statuses[0] } : null;
}

/**
 * @param {string} facet
 * @param {string} content
 */
function isOfProgram(facet, content) {
  return facet === "client" || facet === "log" || PRINTED.test(content);
}

/**
 * Is a sentence one about one request, named with its method, and one status?
 * @param {string} content
 * @param {RegExpExecArray} found
 * @param {number[]} statuses
 */
function isOneOnly(content, found, statuses) {
  return Boolean(found[1]) && new Set(statuses).size === 1 && isOnly(content, found);
}

/**
 * What a path was answered with, in a field of its own. A message that waits for its answer is
 * another program's.
 * @param {Scan} scan
 * @param {string} content
 * @param {string} facet
 */
function pathSaid(scan, content, facet) {
  const found = /[1-5]\d\d/.test(content) && !isWithin(scan) ? PATH.exec(content) : null;
  if (!found) return null;
  const status = facet === "log" ? statusLogged(content, scan.place) : statusBeside(content, found);
  if (status < 400) return null;
  return { method: found[1], url: found[2].replace(/[.:;]+$/, ""), status };
}

/** @param {Scan} scan */
function isWithin({ part, open }) {
  return part.startsWith("request") && Boolean(open && !open.response);
}

/**
 * @param {string} content
 * @param {number} place
 */
function statusLogged(content, place) {
  return (!OF_ERRORS.test(content) && loggedStatus(content, place)?.status) || 0;
}

/**
 * The status right behind the only request of a line, or alone before it; or 0.
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function statusBeside(content, found) {
  if (!isOnly(content, found)) return 0;
  const [, before] = /^\W*([1-5]\d\d)\W+$/.exec(content.slice(0, found.index)) || [];
  return before ? Number(before) : statusField(content, false)?.status || 0;
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
 * Is no other request named behind the one that was found?
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function isOnly(content, found) {
  return !METHOD.test(content.slice(found.index + found[0].length));
}

/**
 * The statuses that are no part of the address, a program's own field first.
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function statusesIn(content, found) {
  const end = found.index + found[0].length;
  const outside = looseSightings("client", content)
    .filter(({ from }) => from < found.index || from >= end)
    .map(({ status }) => status);
  const field = / "HTTP\/\d(?:\.\d)? ([1-5]\d\d)|HTTP\/\d(?:\.\d)?" ([1-5]\d\d)\b/.exec(content);
  const status = field ? Number(field[1] || field[2]) : statusField(content, false)?.status;
  return status ? [status] : outside;
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

/**
 * The same request, or one that goes on below the address.
 * @param {Pick<Exchange, "request">} exchange
 * @param {Pick<Request, "method" | "url">} request
 */
export function isSameTarget({ request: known }, { method, url }) {
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
