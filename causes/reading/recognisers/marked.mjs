// Reads the lines that curl -v and curl --trace-ascii mark by their first characters: > < * and
// arrows. The marks of other tools are read in traces.mjs.
import { HEADER_LINE, addHeader, assign, newResponse } from "./scan.mjs";
import { REQUEST_LINE, STATUS_LINE } from "../grammar/http.mjs";
import { endHead, takeBody, takeStart } from "./messages.mjs";
import { isOfCurl, saysMore } from "./marked-lines.mjs";
/** @import { Part, PasteLine, Recogniser, Scan } from "../types.d.ts" */

const TRACE_ARROW = /^(?:\d\d:\d\d:\d\d\.\d+ )?(=>|<=) (Send|Recv) (header|data|SSL data)/;
const DUMPED = /^[0-9a-f]{4,8}: /;
/** @type {Map<string, Part["side"]>} what a dump shows, by the arrow above it */
const DUMP_SIDES = new Map([
  ["=>header", "sent"],
  ["<=header", "received"],
  ["<=data", "body"],
]);
const PSEUDO_HEADER =
  /^(?:\[HTTP\/[23]\] \[\d+\]|h2h3|\[HTTP\/[23]\] OPENED stream for|h2) \[(:?[\w-]+): (.*)\]$/;
const REFUSED_BY_PROXY =
  /^CONNECT tunnel failed, response (\d{3})|^Received HTTP code (\d{3}) from proxy after CONNECT/;

/**
 * Takes a line that curl marked.
 * @type {Recogniser}
 */
export function takeMarkedLine(scan, index, content) {
  const part = markedPart(scan, content);
  if (!part) return 0;
  takePart(scan, scan.lines[index], part);
  scan.raw = false;
  return index + 1;
}

/**
 * What a line says when curl marked it, or null.
 * @param {Scan} scan
 * @param {string} content
 */
function markedPart(scan, content) {
  return tracePart(scan, content) || infoPart(scan, content) || arrowPart(scan, content);
}

/**
 * @param {Scan} scan
 * @param {string} content
 * @returns {Part | null}
 */
function tracePart({ curl }, content) {
  const arrow = TRACE_ARROW.exec(content);
  if (arrow) {
    Object.assign(curl, { dump: arrow[1] + arrow[3].replace("SSL ", ""), seen: true });
    return { side: "info", text: "" };
  }
  if (!curl.dump || !DUMPED.test(`${content} `)) return null;
  const side = DUMP_SIDES.get(curl.dump) || "info";
  return { side, text: content.replace(/^[0-9a-f]+: ?/, "") };
}

/**
 * @param {Scan} scan
 * @param {string} content
 * @returns {Part | null}
 */
function infoPart({ curl }, content) {
  const isInfo = isOfCurl(content) || (curl.seen && content.startsWith("* "));
  if (isInfo) return { side: "info", text: content.replace(/^(?:\* |== Info: )/, "") };
  return /^[{}] \[\d+ bytes data\]/.test(content) ? { side: "info", text: "" } : null;
}

/**
 * @param {Scan} scan
 * @param {string} content
 * @returns {Part | null}
 */
function arrowPart({ curl }, content) {
  if (!/^[<>](?: |$)/.test(content)) return null;
  const text = content.slice(2).trimEnd();
  const isStart = REQUEST_LINE.test(text) || STATUS_LINE.test(text);
  if (isStart) curl.seen = true;
  const isPart = isStart || text === "" || HEADER_LINE.test(text.trimStart());
  return curl.seen && isPart ? { side: content[0] === ">" ? "sent" : "received", text } : null;
}

/**
 * Takes one part of a message with the side it is on; shared by all recognisers of traces.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Part} part
 */
export function takePart(scan, line, { side, text }) {
  if (side === "info") takeInfo(scan, line, text);
  else if (side === "body") takeBody(scan, line, text);
  else if (!takeStart(scan, line, text)) takeField(scan, line, { side, text });
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Part} part
 */
function takeField(scan, line, { side, text }) {
  const facet = side === "sent" ? "request" : "response";
  const header = scan.open && HEADER_LINE.exec(text.trimStart());
  if (header) {
    addHeader(scan, line, facet, withBlank(header, text));
    return;
  }
  if (text === "" && side === "received") endHead(scan);
  assign(scan, line, text === "" ? "" : facet);
}

/**
 * A blank before a name is sent as a part of it, so it is kept.
 * @param {string[]} header
 * @param {string} text
 */
function withBlank([whole, name, value], text) {
  return [whole, /^\s/.test(text) ? ` ${name}` : name, value];
}

/**
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {string} text
 */
function takeInfo(scan, line, text) {
  learn(scan, text);
  assign(scan, line, saysMore(text) ? "client" : "");
}

/**
 * Keeps what curl says of the connection and of the request that comes next.
 * @param {Scan} scan
 * @param {string} text
 */
function learn({ curl, open }, text) {
  const next = /^Issue another request to this URL: '([^']*)'/.exec(text);
  const connected = /^(?:Connected to|Established connection to) .{0,200}? port (\d+)/.exec(text);
  if (next) curl.next = next[1];
  if (connected) Object.assign(curl, { port: connected[1], tls: connected[1] === "443" });
  learnTls(curl, text);
  const refusal = REFUSED_BY_PROXY.exec(text);
  if (refusal && open && !open.response)
    open.response = newResponse({ status: Number(refusal[1] || refusal[2]), line: open.to });
}

/**
 * @param {Scan["curl"]} curl
 * @param {string} text
 */
function learnTls(curl, text) {
  const pseudo = PSEUDO_HEADER.exec(text);
  if (/^\s*Trying /.test(text) && !curl.proxied) curl.tls = false;
  if (/^(?:SSL connection using|TLSv1|using HTTP\/2|\[HTTP\/)/.test(text)) curl.tls = true;
  if (pseudo && pseudo[1] === ":scheme") curl.tls = pseudo[2] === "https";
}
