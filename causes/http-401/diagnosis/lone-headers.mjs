// Reads headers that stand outside any message: copied from developer tools, or quoted in prose. By their names it tells
// request from response. It must not know start lines.
import { contentOf } from "./paste.mjs";
import { openExchange, addHeader, HEADER_LINE } from "./scan.mjs";

const REQUEST_NAMES = /^(?:authorization|cookie|host|user-agent|accept|accept-encoding|accept-language|origin|referer|x-api-key|api-key|x-auth-token|proxy-authorization|private-token|access-control-request-(?:method|headers)|sec-fetch-\w+|x-requested-with|dpop|authentication|authorisation|x-authorization|:authority|:method|:path|:scheme)$/i;
const RESPONSE_NAMES = /^(?:www-authenticate|proxy-authenticate|set-cookie|server|x-powered-by|location|access-control-allow-\w+|x-cache|cf-ray|x-amzn-[\w-]+|x-amz-[\w-]+id[\w-]*|strict-transport-security|vary|etag|x-request-id|via|content-security-policy|x-frame-options|x-xss-protection|x-content-type-options|retry-after|:status)$/i;
const SHARED_NAMES = /^(?:content-type|content-length|date|connection|cache-control|pragma|transfer-encoding|content-encoding|keep-alive|expires|last-modified|age|alt-svc)$/i;

/** A header outside any message, as copied from developer tools or quoted in prose. */
export function takeLoneHeader(scan, line, text) {
  const header = HEADER_LINE.exec(text);
  if (!header || header[2] === "" && !/^authorization$/i.test(header[1])) return false;
  const shared = SHARED_NAMES.test(header[1]) && scan.loneSide && scan.loneLine === line.n - 1;
  const unknown = scan.loneSide && scan.loneLine === line.n - 1 && /^[\w-]+$/.test(header[1]);
  const side = REQUEST_NAMES.test(header[1]) ? "request" : RESPONSE_NAMES.test(header[1]) ? "response" : shared || unknown ? scan.loneSide : nextLoneSide(scan, line, header[1]);
  if (!side) return false;
  const open = scan.open;
  if (!open || side === "request" && open.response && scan.loneLine !== line.n - 1 || open[side] && open[side].line && scan.loneLine !== line.n - 1) openExchange(scan, line.n, null);
  if (!scan.open[side]) {
    scan.open[side] = side === "request" ? { method: "", url: "", version: "", headers: [], line: line.n, partial: true } : { status: null, reason: "", version: "", headers: [], line: line.n, partial: true };
  }
  Object.assign(scan, { loneSide: side, loneLine: line.n });
  addHeader(scan, line, side, header);
  if (header[1].toLowerCase() === ":status") scan.open.response.status = Number(header[2]) || null;
  return true;
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
