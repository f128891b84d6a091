// Reads the lines that curl -v and curl --trace-ascii mark by their first characters: > < * and arrows. It must not know
// other tools, whose marks traces.mjs reads.
import { HEADER_LINE, assign, addHeader } from "./scan.mjs";
import { REQUEST_LINE, STATUS_LINE } from "./http.mjs";
import { takeStart, takeBody, endHead } from "./messages.mjs";
import { isOfCurl, saysMore } from "./marked-lines.mjs";

const TRACE_ARROW = /^(?:\d\d:\d\d:\d\d\.\d+ )?(=>|<=) (Send|Recv) (header|data|SSL data)/;
const PSEUDO_HEADER =
  /^(?:\[HTTP\/[23]\] \[\d+\]|h2h3|\[HTTP\/[23]\] OPENED stream for|h2) \[(:?[\w-]+): (.*)\]$/;
const REFUSED_BY_PROXY =
  /^CONNECT tunnel failed, response (\d{3})|^Received HTTP code (\d{3}) from proxy after CONNECT/;

/** Takes a line that curl marked; the index after it, or 0. */
export function takeMarkedLine(scan, index, content) {
  const marked = markedPart(scan, content);
  if (!marked) return 0;
  takePart(scan, scan.lines[index], marked);
  scan.raw = false;
  return index + 1;
}

/** What curl told so far: where its dump stands, whether TLS is on, the port, the next address. */
function toldByCurl(scan) {
  scan.curl ||= { side: "", seen: false, tls: false, port: "", next: "", proxied: false };
  return scan.curl;
}

/** {side: "sent"|"received"|"info"|"body", text} for a line that curl marked, or null. */
function markedPart(scan, content) {
  return tracePart(scan, content) || infoPart(scan, content) || arrowPart(scan, content);
}

function tracePart(scan, content) {
  const arrow = TRACE_ARROW.exec(content);
  if (arrow) {
    Object.assign(toldByCurl(scan), {
      side: arrow[3] === "header" ? arrow[1] : `${arrow[1]}data`,
      seen: true,
    });
    return { side: "info", text: "" };
  }
  if (!scan.curl || !scan.curl.side || !/^[0-9a-f]{4,8}: /.test(content + " ")) return null;
  const side = { "=>": "sent", "<=": "received", "<=data": "body" }[scan.curl.side] || "info";
  return { side, text: content.replace(/^[0-9a-f]+: ?/, "") };
}

function infoPart(scan, content) {
  const isInfo = isOfCurl(content) || (scan.curl && scan.curl.seen && /^\* /.test(content));
  if (isInfo) return { side: "info", text: content.replace(/^(?:\* |== Info: )/, "") };
  return /^[{}] \[\d+ bytes data\]/.test(content) ? { side: "info", text: "" } : null;
}

function arrowPart(scan, content) {
  if (!/^[<>](?: |$)/.test(content)) return null;
  const text = content.slice(2).trimEnd();
  const isStart = REQUEST_LINE.test(text) || STATUS_LINE.test(text);
  if (isStart) toldByCurl(scan).seen = true;
  const isPart = isStart || text === "" || HEADER_LINE.test(text.trimStart());
  return scan.curl && scan.curl.seen && isPart
    ? { side: content[0] === ">" ? "sent" : "received", text }
    : null;
}

/** Takes one part of a message with the side it is on; shared by all recognisers of traces. */
export function takePart(scan, line, { side, text }) {
  if (side === "info") {
    takeInfo(scan, line, text);
    return;
  }
  if (side === "body") {
    takeBody(scan, line, text);
    return;
  }
  if (takeStart(scan, line, text)) return;
  const facet = side === "sent" ? "request" : "response";
  const header = HEADER_LINE.exec(text.trimStart());
  if (header && scan.open) {
    addHeader(scan, line, facet, named(header, text));
    return;
  }
  if (text === "" && side === "received") endHead(scan);
  assign(scan, line, text === "" ? "" : facet);
}

/** A blank before a name is sent as a part of it, so it is kept. */
function named([whole, name, value], text) {
  return [whole, /^\s/.test(text) ? ` ${name}` : name, value];
}

function takeInfo(scan, line, text) {
  learn(scan, text);
  const says = saysMore(text);
  assign(scan, line, says ? "client" : "");
  if (!says) line.facet = "";
}

function learn(scan, text) {
  if (text === "") return;
  const curl = toldByCurl(scan);
  const next = /^Issue another request to this URL: '([^']*)'/.exec(text);
  const connected = /^(?:Connected to|Established connection to) .{0,200}? port (\d+)/.exec(text);
  if (next) curl.next = next[1];
  if (connected) Object.assign(curl, { port: connected[1], tls: connected[1] === "443" });
  learnTls(curl, text);
  learnRefusal(scan, text);
}

function learnTls(curl, text) {
  const pseudo = PSEUDO_HEADER.exec(text);
  if (/^\s*Trying /.test(text) && !curl.proxied) curl.tls = false;
  if (/^(?:SSL connection using|TLSv1|using HTTP\/2|\[HTTP\/)/.test(text)) curl.tls = true;
  if (pseudo && pseudo[1] === ":scheme") curl.tls = pseudo[2] === "https";
}

function learnRefusal({ open }, text) {
  const code = REFUSED_BY_PROXY.exec(text);
  if (!code || !open || open.response) return;
  open.response = {
    status: Number(code[1] || code[2]),
    reason: "",
    version: "",
    headers: [],
    line: open.to,
  };
}
