// Reads requests and responses as Go prints structures (%v and %+v).
import { METHODS } from "../grammar/http.mjs";
import { assign, newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
/** @import { Header, PasteLine, Recogniser, Scan } from "../types.d.ts" */

const REQUEST = new RegExp(`\\{(?:Method:)?(${METHODS}) (?:URL:)?(\\S+) (?:Proto:)?HTTP/\\d`);
const RESPONSE =
  /\{(?:Status:)?([1-5]\d\d) ([A-Za-z' -]*?) ?(?:StatusCode:)?\1 (?:Proto:)?HTTP\/\d/;
const FIELD = /([A-Za-z][\w-]*):\[([^\]]*)\]/g;

/**
 * Takes a line on which Go printed a request or a response.
 * @type {Recogniser}
 */
export function takeGoValue(scan, index, content) {
  if (!content.includes("map[")) return 0;
  const line = scan.lines[index];
  const text = line.full.slice(line.at);
  const response = RESPONSE.exec(text);
  const request = response ? null : REQUEST.exec(text);
  const headers = fieldsOf(text, line);
  if (response) takeResponse(scan, line, response, headers);
  else if (request) takeRequest(scan, line, request, headers);
  else return 0;
  return index + 1;
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string[]} found
 * @param {Header[]} headers
 */
function takeRequest(scan, line, [, method, url], headers) {
  openDraft(scan, newRequest({ method, url, headers, line: line.n, partial: true }));
  assign(scan, line, "request");
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string[]} found
 * @param {Header[]} headers
 */
function takeResponse(scan, line, [, status, reason], headers) {
  const isAwaited = scan.open !== null && scan.open.response === null;
  const exchange = isAwaited && scan.open ? scan.open : openExchange(scan, line.n, null);
  exchange.response = newResponse({ status: Number(status), reason, headers, line: line.n });
  scan.part = "";
  assign(scan, line, "response");
}

/**
 * @param {string} text
 * @param {PasteLine} line
 * @returns {Header[]}
 */
function fieldsOf(text, line) {
  const map = text.slice(text.indexOf("map[") + 4);
  const end = map.search(/\]\](?!\])|^\]/);
  const fields = map.slice(0, end < 0 ? map.length : end + 1).matchAll(FIELD);
  return [...fields].map(([, name, value]) => ({ name, value, line: line.n, exact: true }));
}
