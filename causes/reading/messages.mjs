// Builds messages out of their own lines: start line, header fields, body (RFC 9112). It must not know what marks or
// prefixes a tool put before them: other recognisers take those off.
import { contentOf } from "./paste.mjs";
import { facetOf } from "./lines.mjs";
import { REQUEST_LINE, STATUS_LINE } from "./http.mjs";
import { HEADER_LINE, openExchange, assign, addHeader } from "./scan.mjs";
import { bodyMeter } from "./bodies.mjs";
import { isOfCurl } from "./marked-lines.mjs";

const SHORT_REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?:\/\/\S+|\/\S*)$/;
const CUT = /^(?:\.{3}|…|\[\.{3}\]|<snip>|\[snip\]|# )/i;

/** Begins a request or response when the text is a start line. */
export function takeStart(scan, line, text) {
  const status = STATUS_LINE.exec(text);
  if (status) {
    beginResponse(scan, line, status);
    return true;
  }
  const request = REQUEST_LINE.exec(text);
  if (request) {
    beginRequest(scan, line, request);
    return true;
  }
  return false;
}

/** A start line that stands for itself; header fields follow as they are. */
export function takeRawStart(scan, index, content) {
  if (!takeStart(scan, scan.lines[index], content.trim())) return 0;
  scan.raw = true;
  return index + 1;
}

/** `GET /path` without a version, when a header field follows. */
export function takeShortStart(scan, index, content) {
  const short = SHORT_REQUEST_LINE.exec(content.trimEnd());
  const next = short && scan.lines[index + 1] ? contentOf(scan.lines[index + 1]) : "";
  if (!HEADER_LINE.test(next)) return 0;
  beginRequest(scan, scan.lines[index], [...short, ""]);
  scan.raw = true;
  return index + 1;
}

function beginRequest(scan, line, [, method, target, version]) {
  const draft = scan.open;
  const url = draft && draft.draft && !draft.response ? draft.request.url : "";
  if (url) scan.exchanges.pop();
  const { next, tls, port } = scan.curl || { next: "", tls: false, port: "" };
  openExchange(scan, url ? draft.from : line.n, {
    method,
    url: target,
    version,
    headers: [],
    line: line.n,
  });
  Object.assign(scan.open, {
    proxy: method === "CONNECT",
    to: line.n,
    hint: { known: url || next, scheme: schemeOf(tls, port) },
  });
  if (scan.curl)
    Object.assign(scan.curl, { next: "", proxied: scan.curl.proxied || method === "CONNECT" });
  Object.assign(scan, { part: "request", meter: null });
  assign(scan, line, "request");
}

function schemeOf(tls, port) {
  if (tls) return "https";
  return port ? "http" : "";
}

function beginResponse(scan, line, [, version, status, reason]) {
  const response = {
    status: Number(status),
    reason: (reason || "").trim(),
    version,
    headers: [],
    line: line.n,
  };
  if (!awaitsResponse(scan.open)) openExchange(scan, line.n, nextRequest(scan));
  if (/^connection established/i.test(response.reason)) scan.open.proxy = true;
  scan.open.response = response;
  Object.assign(scan, { part: "response", meter: null });
  assign(scan, line, "response");
}

/** Is the answer of an exchange still to come, or only an interim one (1xx) there? */
function awaitsResponse(exchange) {
  if (!exchange) return false;
  const { response } = exchange;
  return (
    !response ||
    (response.status === null && !response.headers.length) ||
    (response.status !== null && response.status < 200)
  );
}

/** The next request of a command that makes several, unless the last answer sent it elsewhere first. */
function nextRequest(scan) {
  const status = scan.open && scan.open.response ? scan.open.response.status : 0;
  return status >= 300 && status < 400 ? null : scan.waiting.shift() || null;
}

/** The empty line behind header fields: what follows is a body. */
export function endHead(scan) {
  const { response } = scan.open || {};
  if (response && response.status !== null && response.status < 200) {
    scan.part = "request-body";
    return;
  }
  const length =
    response && response.headers.find((header) => header.name.toLowerCase() === "content-length");
  scan.part = partAfterHead(scan, response);
  scan.meter = bodyMeter(length ? Number(length.value) : -1);
}

function partAfterHead(scan, response) {
  if (!response) return "request-body";
  return scan.open.headOnly ? "" : "body";
}

/** A line of a raw header section: a field, a continuation of one, or its end. */
export function takeHead(scan, index, content) {
  const isHead = scan.raw && scan.open && (scan.part === "request" || scan.part === "response");
  if (!isHead) return 0;
  const line = scan.lines[index];
  const text = content.trimEnd();
  const header = HEADER_LINE.exec(text.trimStart());
  if (header && !/^\s{6,}/.test(text)) {
    addHeader(scan, line, scan.part, header);
    return index + 1;
  }
  if (text.trim() === "") {
    endHead(scan);
    line.facet = "";
    return index + 1;
  }
  if (continuesField(scan, line, text) || isCutHere(scan, line, text)) return index + 1;
  endHead(scan);
  return 0;
}

function continuesField(scan, line, text) {
  const last = scan.open[scan.part].headers.at(-1);
  const isMore = /^\s+\S/.test(text) || /^[A-Za-z0-9_.+/=-]{20,}$/.test(text);
  if (!last || !isMore || isOfCurl(text)) return false;
  last.value += (/^\s/.test(text) ? " " : "") + text.trim();
  assign(scan, line, scan.part);
  return true;
}

function isCutHere(scan, line, text) {
  if (!CUT.test(text.trim())) return false;
  scan.open[scan.part].partial = true;
  assign(scan, line, scan.part);
  return true;
}

/** A line of a body: of a response as long as it is open, of a request unless it looks like a log. */
export function takeBodyLine(scan, index, content) {
  const line = scan.lines[index];
  const text = content.trimEnd();
  if (scan.part === "body" && scan.meter && scan.meter.open) {
    takeBody(scan, line, text);
    return index + 1;
  }
  const isSent =
    scan.part === "request-body" &&
    scan.open &&
    text !== "" &&
    !/log|client/.test(facetOf(text, ""));
  if (!isSent) return 0;
  assign(scan, line, "request");
  return index + 1;
}

/** Adds a line to the body of the current exchange. */
export function takeBody(scan, line, text) {
  assign(scan, line, text.trim() === "" ? "" : "body");
  if (scan.open && scan.open.body.length < 200000)
    scan.open.body += (scan.open.body ? "\n" : "") + text;
  if (scan.meter) scan.meter.take(text);
}
