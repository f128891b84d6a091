// Reads headers that stand outside any message: copied from developer tools, or quoted in prose.
// Their names tell request from response.
import { contentOf } from "../lines/paste.mjs";
import { isOfBoth, sideOfName } from "../grammar/header-names.mjs";
import { HEADER_LINE, addHeader, newRequest, newResponse, openExchange } from "./scan.mjs";
/** @import { Exchange, PasteLine, Recogniser, Scan, Side } from "../types.d.ts" */

const NEAR = 8; // lines below a header that both sides have; another of them has one side only

/**
 * Takes a header outside any message.
 * @type {Recogniser}
 */
export function takeLoneHeader(scan, index, content) {
  const line = scan.lines[index];
  const header = headerIn(content);
  const side = header && sideOf(scan, line, header[1]);
  if (!header || !side) return 0;
  openFor(scan, line, side);
  scan.lone = { side, line: line.n };
  addHeader(scan, line, side, header);
  if (header[1].toLowerCase() === ":status") takeStatus(scan, header[2]);
  return index + 1;
}

/**
 * Only an empty Authorization says something; any other word with a colon may be prose.
 * @param {string} content
 */
function headerIn(content) {
  const header = HEADER_LINE.exec(content.trimEnd());
  return header && (header[2] !== "" || /^authorization$/i.test(header[1])) ? header : null;
}

/**
 * The side on which a name stands: known by itself, by the header above, or by those below.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} name
 * @returns {Side | ""}
 */
function sideOf(scan, line, name) {
  const own = sideOfName(name);
  if (own) return own;
  if (follows(scan, line) && /^[\w-]+$/.test(name)) return scan.lone.side;
  return isOfBoth(name) ? sideBelow(scan.lines.slice(line.n, line.n + NEAR)) : "";
}

/**
 * Does the line before hold a header of the same block?
 * @param {Scan} scan
 * @param {PasteLine} line
 */
function follows({ lone }, line) {
  return lone.line === line.n - 1;
}

/**
 * The side of the first header that only one side has, as long as the lines are headers.
 * @param {PasteLine[]} lines
 */
function sideBelow(lines) {
  for (const line of lines) {
    const header = HEADER_LINE.exec(contentOf(line));
    if (!header) return "";
    const side = sideOfName(header[1]);
    if (side) return side;
  }
  return "";
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Side} side
 */
function openFor(scan, line, side) {
  const goesOn = scan.open && (follows(scan, line) || !isTaken(scan.open, side, line));
  const exchange = goesOn && scan.open ? scan.open : openExchange(scan, line.n, null);
  if (side === "request") exchange.request ||= newRequest({ line: line.n, partial: true });
  else exchange.response ||= newResponse({ line: line.n, partial: true });
}

/**
 * Has the exchange such a message already, or an answer to what would be its request? One that was
 * only named on the line before is still to be shown.
 * @param {Exchange} exchange
 * @param {Side} side
 * @param {PasteLine} line
 */
function isTaken(exchange, side, { n }) {
  const message = exchange[side];
  if (message?.partial && message.headers.length === 0 && exchange.to === n - 1) return false;
  return exchange[side] !== null || (side === "request" && exchange.response !== null);
}

/**
 * @param {Scan} scan
 * @param {string} value
 */
function takeStatus({ open }, value) {
  if (open?.response) open.response.status = Number(value) || null;
}
