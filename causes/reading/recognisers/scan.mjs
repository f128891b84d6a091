// The state that all recognisers of exchanges share, and the moves that change it: open an
// exchange, give a line its place in it, add a header. Formats are the recognisers' business;
// the header line itself is the only one known here.
/** @import { Exchange, Header, PasteLine, Request, Response } from "../types.d.ts" */
/** @import { Scan, Side, Token } from "../types.d.ts" */

/** A header line: name and value. */
export const HEADER_LINE = /^(:?[A-Za-z][\w!#$%&'*+.^`|~-]*) ?:[ \t]*(.*)$/;

const LOOK_AHEAD = 50000; // lines, so that a paste full of open brackets is read in linear time

/**
 * A scan over lines that has seen nothing yet. Claims that are found are added to `claims`.
 * @param {PasteLine[]} lines
 * @param {Token[]} claims
 * @returns {Scan}
 */
export function newScan(lines, claims) {
  return {
    lines,
    claims,
    exchanges: [],
    open: null,
    isDraft: false,
    isHeadOnly: false,
    hints: new Map(),
    waiting: [],
    part: "",
    raw: false,
    meter: null,
    before: "",
    curl: { dump: "", seen: false, tls: false, port: "", next: "", proxied: false },
    wire: { side: "", sent: null, received: null },
    lone: { side: "request", line: -1 },
    record: null,
    statusless: 0,
    place: -1,
    ahead: LOOK_AHEAD,
  };
}

/**
 * A request of which only these fields are known.
 * @param {Partial<Request> & {line: number}} fields
 * @returns {Request}
 */
export function newRequest(fields) {
  return { method: "", url: "", version: "", headers: [], ...fields };
}

/**
 * A response of which only these fields are known.
 * @param {Partial<Response> & {line: number}} fields
 * @returns {Response}
 */
export function newResponse(fields) {
  return { status: null, reason: "", version: "", headers: [], ...fields };
}

/**
 * Opens an exchange at line `from` and makes it the current one.
 * @param {Scan} scan
 * @param {number} from
 * @param {Request | null} request
 */
export function openExchange(scan, from, request) {
  /** @type {Exchange} */
  const exchange = { request, response: null, body: "", proxy: false, from, to: from };
  Object.assign(scan, { open: exchange, isDraft: false, isHeadOnly: false });
  scan.exchanges.push(exchange);
  return exchange;
}

/**
 * Opens an exchange of which only the request is known: lines that follow may show it again, and
 * its answer.
 * @param {Scan} scan
 * @param {Request} request
 */
export function openDraft(scan, request) {
  openExchange(scan, request.line, request);
  scan.isDraft = true;
  scan.part = "";
}

/**
 * Gives a line its facet and the current exchange.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} facet
 */
export function assign(scan, line, facet) {
  line.facet = facet;
  scan.before = facet;
  if (!scan.open) return;
  line.exchange = scan.exchanges.length - 1;
  scan.open.to = line.n;
}

/**
 * Adds what HEADER_LINE found to the request or response of the current exchange.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Side} side
 * @param {string[]} header
 */
export function addHeader(scan, line, side, [, name, value]) {
  const full = value + beyondPatterns(line);
  scan.open?.[side]?.headers.push({ name, value: full.trim(), line: line.n });
  assign(scan, line, side);
}

/**
 * What of a very long line patterns do not look at, so that a header's value is whole.
 * @param {PasteLine} line
 */
export function beyondPatterns({ full, until }) {
  return full.slice(until);
}

/**
 * The header of that name (in lower case), or undefined.
 * @param {Header[]} headers
 * @param {string} name
 */
export function headerNamed(headers, name) {
  return headers.find((header) => header.name.toLowerCase() === name);
}
