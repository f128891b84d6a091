// Reads headers that stand outside any message: copied from developer tools, or quoted in prose. By their names it tells
// request from response. It must not know start lines.
import { contentOf } from "./paste.mjs";
import { openExchange, addHeader, HEADER_LINE } from "./scan.mjs";

const REQUEST_NAMES =
  /^(?:authorization|cookie|host|user-agent|accept|accept-encoding|accept-language|origin|referer|x-api-key|api-key|x-auth-token|proxy-authorization|private-token|access-control-request-(?:method|headers)|sec-fetch-\w+|x-requested-with|dpop|authentication|authorisation|x-authorization|:authority|:method|:path|:scheme)$/i;
const RESPONSE_NAMES =
  /^(?:www-authenticate|proxy-authenticate|set-cookie|server|x-powered-by|location|access-control-allow-\w+|x-cache|cf-ray|x-amzn-[\w-]+|x-amz-[\w-]+id[\w-]*|strict-transport-security|vary|etag|x-request-id|via|content-security-policy|x-frame-options|x-xss-protection|x-content-type-options|retry-after|:status)$/i;
const SHARED_NAMES =
  /^(?:content-type|content-length|date|connection|cache-control|pragma|transfer-encoding|content-encoding|keep-alive|expires|last-modified|age|alt-svc)$/i;

const EMPTY = {
  request: { method: "", url: "", version: "" },
  response: { status: null, reason: "", version: "" },
};

/** Takes a header outside any message, as copied from developer tools or quoted in prose; the index after it, or 0. */
export function takeLoneHeader(scan, index, content) {
  const line = scan.lines[index];
  const header = HEADER_LINE.exec(content.trimEnd());
  if (!header || (header[2] === "" && !/^authorization$/i.test(header[1]))) return 0;
  const side = sideOf(scan, line, header[1]);
  if (!side) return 0;
  openFor(scan, line, side);
  scan.lone = { side, line: line.n };
  addHeader(scan, line, side, header);
  if (header[1].toLowerCase() === ":status") scan.open.response.status = Number(header[2]) || null;
  return index + 1;
}

/** Does the line before hold a header of the same block? */
function follows(scan, line) {
  return Boolean(scan.lone) && scan.lone.line === line.n - 1;
}

function sideOf(scan, line, name) {
  if (REQUEST_NAMES.test(name)) return "request";
  if (RESPONSE_NAMES.test(name)) return "response";
  return follows(scan, line) && /^[\w-]+$/.test(name)
    ? scan.lone.side
    : nextLoneSide(scan, line, name);
}

function openFor(scan, line, side) {
  if (!scan.open || (!follows(scan, line) && isTaken(scan.open, side)))
    openExchange(scan, line.n, null);
  scan.open[side] ||= { ...EMPTY[side], headers: [], line: line.n, partial: true };
}

/** Has the exchange such a message already, or an answer to what would be its request? */
function isTaken(exchange, side) {
  return (
    (side === "request" && Boolean(exchange.response)) ||
    Boolean(exchange[side] && exchange[side].line)
  );
}

/** Whether a header found in both directions begins a block: told by the lines that follow. */
function nextLoneSide(scan, line, name) {
  if (!SHARED_NAMES.test(name)) return "";
  for (let index = line.n; index < line.n + 8 && index < scan.lines.length; index += 1) {
    const header = HEADER_LINE.exec(contentOf(scan.lines[index]));
    if (!header) return "";
    if (REQUEST_NAMES.test(header[1])) return "request";
    if (RESPONSE_NAMES.test(header[1])) return "response";
  }
  return "";
}
