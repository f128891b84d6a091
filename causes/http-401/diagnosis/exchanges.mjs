// Builds requests and responses from the lines of curl -v, curl traces, curl -i, httpie, wget and raw HTTP, and gives each
// line its facet. It must not know what an exchange means: the failing one is found in outcome.mjs.
import { contentOf } from "./paste.mjs";
import { facetOf } from "./lines.mjs";
import { urlParts } from "./http.mjs";
import { openExchange, assign, addHeader, HEADER_LINE } from "./scan.mjs";
import { takeLoneHeader } from "./lone-headers.mjs";
import { bodyMeter } from "./bodies.mjs";
import { tracedParts } from "./traces.mjs";
import { scanPanel } from "./panel.mjs";
import { scanCommand } from "./commands.mjs";
import { scanJson } from "./objects.mjs";

const METHOD = "(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND|REPORT|MKCOL|PURGE|[A-Z]{3,12})";
const REQUEST_LINE = new RegExp(`^(${METHOD}) (\\S+) (HTTP/\\d(?:\\.\\d)?)$`);
const SHORT_REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (https?:\/\/\S+|\/\S*)$/;
const STATUS_LINE = /^(HTTP\/\d(?:\.\d)?) (\d{3})(?:\s+(.*))?$/;
/** What curl -v tells of every connection, good or bad. */
const CURL_CHATTER = /^(?:\s*Trying |Connected to|Established connection|Connection #\d+ to host .{0,200} left intact|Connection state changed|[Cc]losing connection|Found bundle|Can not multiplex|Multiplexed connection|Re-?using existing|Ignoring the response-body|Rewinding|allocate connect buffer|Establish HTTP proxy tunnel|CONNECT phase completed|CONNECT tunnel established|Proxy replied 200|Server auth using|Proxy auth using|ALPN|TLSv1|TLS handshake|SSL connection using|SSL certificate verify (?:ok|result: .{0,120}continuing anyway)|SSL verify ok|old SSL session|successfully set certificate|CAfile|CApath|\s*(?:CAfile|CApath|subject|start date|expire date|subjectAltName|issuer|SSL certificate verify ok|Certificate level)\b|Server certificate|Using HTTP2|using HTTP\/|\[HTTP\/|h2h3|h2 \[|Using Stream ID|Copying HTTP\/2|Added |Host .{0,200} was resolved|IPv[46]: |TCP_NODELAY|upload completely|We are completely|Request completely sent|Mark|schannel: (?:disabled|added|using)|Issue another request to this URL)/;
const CONSOLE_LINE = /^(?:XHR ?)?(?:\S{1,60}:\d+ +)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) ?(https?:\/\/\S+) (?:\[(HTTP\/\S+) )?(\d{3})\b ?\(?([A-Za-z ]*)/;
const WGET_LINE = /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--\s+(\S+)/;
const TRACE_ARROW = /^(?:\d\d:\d\d:\d\d\.\d+ )?(=>|<=) (Send|Recv) (header|data|SSL data)/;
const CURL_INFO = /^(?:\d\d:\d\d:\d\d\.\d+ )?(?:\* |== Info: )\s*(?:Trying|Connected|Connection|Host |IPv[46]|Could not|Couldn't|Failed|connect |ALPN|TLS|SSL|schannel|Server |Using|using|Issue another|Clear auth|Closing|closing|upload|Mark bundle|We are|We have|Re-using|Reusing|Found|Added|Adding|successfully|\[HTTP|h2|h3|QUIC|Authentication|auth|Proxy|CONNECT|Establish|allocate|CAfile|CApath|Request |Ignoring|Maximum|Can not|Too |HTTP |http|old SSL|Send|Recv|Empty reply|Operation timed|Resolving|Mixed|Basic|NTLM|Negotiate|Digest|Expire|processing|Uses proxy|Received|Please|Simulate|subject|start date|expire date|issuer|Leftovers|transfer|Replaced|gss|Unable|The requested|Hostname|Curl_|Rebuilt|timeout|Excess|Trailer|Skipping|\(\d|  )/;

/** The exchanges of the lines; every line gets its facet and the index of its exchange. */
export function scanExchanges(lines, claims) {
  const scan = { lines, exchanges: [], open: null, part: "", meter: null, curl: false, raw: false, side: "", tls: false, port: "", next: "", before: "", claims, ahead: 50000 }; // ahead: lines that may be looked at in vain for the end of an object
  for (let index = 0; index < lines.length; index = scanLine(scan, index));
  for (const exchange of scan.exchanges) completeUrl(exchange);
  return scan.exchanges;
}

function scanLine(scan, index) {
  const line = scan.lines[index];
  const content = contentOf(line);
  const traced = tracedParts(content);
  const marked = traced ? null : markedContent(scan, content);
  if (!traced && !marked) return takeUnmarked(scan, index, line, content);
  for (const part of traced || [marked]) takeMarked(scan, line, part);
  scan.raw = Boolean(traced && traced[0].raw);
  return index + 1;
}

function takeUnmarked(scan, index, line, content) {
  if (/^\s*(?:```|~~~)/.test(content)) { scan.part = ""; line.facet = ""; return index + 1; }
  if (!takeStart(scan, line, content.trim())) return takePlain(scan, index, line, content);
  scan.raw = true;
  return index + 1;
}

/** {side: "sent"|"received"|"info"|"data", text} for a line that curl prefixed, or null. */
function markedContent(scan, content) {
  const arrow = TRACE_ARROW.exec(content);
  if (arrow) { scan.side = arrow[3] === "header" ? arrow[1] : arrow[1] + "data"; scan.curl = true; return { side: "info", text: "" }; }
  if (scan.side && /^[0-9a-f]{4,8}: /.test(content + " ")) return { side: { "=>": "sent", "<=": "received", "<=data": "body" }[scan.side] || "info", text: content.replace(/^[0-9a-f]+: ?/, "") };
  if (CURL_INFO.test(content) || (scan.curl && /^\* /.test(content))) return { side: "info", text: content.replace(/^(?:\* |== Info: )/, "") };
  if (/^[{}] \[\d+ bytes data\]/.test(content)) return { side: "info", text: "" };
  if (!/^[<>](?: |$)/.test(content)) return null;
  const text = content.slice(2).trimEnd();
  const side = content[0] === ">" ? "sent" : "received";
  if (REQUEST_LINE.test(text) || STATUS_LINE.test(text)) scan.curl = true;
  return scan.curl && (text === "" || REQUEST_LINE.test(text) || STATUS_LINE.test(text) || HEADER_LINE.test(text)) ? { side, text } : null;
}

function takeMarked(scan, line, { side, text }) {
  if (side === "info") {
    takeInfo(scan, text);
    const says = text !== "" && !CURL_CHATTER.test(text);
    assign(scan, line, says ? "client" : "");
    if (!says) line.facet = "";
    return;
  }
  if (side === "body") { takeBody(scan, line, text); return; }
  if (takeStart(scan, line, text)) return;
  const header = HEADER_LINE.exec(text);
  if (header && scan.open) addHeader(scan, line, side === "sent" ? "request" : "response", header);
  else {
    if (text === "" && side === "received") endHead(scan);
    assign(scan, line, text === "" ? "" : side === "sent" ? "request" : "response");
  }
}

function takeInfo(scan, text) {
  const next = /^Issue another request to this URL: '([^']*)'/.exec(text);
  const connected = /^(?:Connected to|Established connection to) .{0,200}? port (\d+)/.exec(text);
  const pseudo = /^(?:\[HTTP\/[23]\] \[\d+\]|h2h3|\[HTTP\/[23]\] OPENED stream for|h2) \[(:?[\w-]+): (.*)\]$/.exec(text);
  if (next) scan.next = next[1];
  if (connected) Object.assign(scan, { port: connected[1], tls: connected[1] === "443" });
  if (/^\s*Trying /.test(text) && !scan.proxied) scan.tls = false;
  if (/^(?:SSL connection using|TLSv1|using HTTP\/2|\[HTTP\/)/.test(text)) scan.tls = true;
  if (pseudo && pseudo[1] === ":scheme") scan.tls = pseudo[2] === "https";
  const code = /^CONNECT tunnel failed, response (\d{3})|^Received HTTP code (\d{3}) from proxy after CONNECT/.exec(text);
  if (code && scan.open && !scan.open.response) scan.open.response = { status: Number(code[1] || code[2]), reason: "", version: "", headers: [], line: scan.open.to };
}

/** Begins a request or response when the line is a start line. */
function takeStart(scan, line, text) {
  const status = STATUS_LINE.exec(text);
  if (status) { beginResponse(scan, line, status); return true; }
  const request = REQUEST_LINE.exec(text);
  if (request) { beginRequest(scan, line, request); return true; }
  return false;
}

function beginRequest(scan, line, [, method, target, version]) {
  const draft = scan.open;
  const url = draft && draft.draft && !draft.response ? draft.request.url : "";
  if (url) { scan.exchanges.pop(); }
  const from = url ? draft.from : line.n;
  scan.open = { request: { method, url: target, version, headers: [], line: line.n }, response: null, body: "", proxy: method === "CONNECT", from, to: line.n };
  scan.open.hint = { known: url || scan.next, scheme: scan.tls ? "https" : scan.port || scan.curl && scan.port ? "http" : "" };
  if (method === "CONNECT") scan.proxied = true;
  scan.exchanges.push(scan.open);
  Object.assign(scan, { part: "request", next: "", meter: null });
  assign(scan, line, "request");
}

function beginResponse(scan, line, [, version, status, reason]) {
  const response = { status: Number(status), reason: (reason || "").trim(), version, headers: [], line: line.n };
  const open = scan.open;
  const free = open && (!open.response || open.response.status < 200 || open.response.status === null && open.response.headers.length === 0);
  if (!free) openExchange(scan, line.n, null);
  if (/^connection established/i.test(response.reason)) scan.open.proxy = true;
  scan.open.response = response;
  Object.assign(scan, { part: "response", meter: null });
  assign(scan, line, "response");
}

function endHead(scan) {
  const { response } = scan.open || {};
  if (response && response.status !== null && response.status < 200) { scan.part = "request-body"; return; }
  const length = response && response.headers.find((header) => header.name.toLowerCase() === "content-length");
  scan.part = !response ? "request-body" : scan.open.headOnly ? "" : "body";
  scan.meter = bodyMeter(length ? Number(length.value) : -1);
}

function takePlain(scan, index, line, content) {
  const text = content.trimEnd();
  if (scan.raw && (scan.part === "request" || scan.part === "response") && takeHead(scan, line, text)) return index + 1;
  if (/^---(?:request|response) (?:begin|end)---$/.test(text)) { scan.part = ""; line.facet = ""; return index + 1; }
  const after = takeKnown(scan, index, line, text);
  if (after) return after;
  if (scan.part === "body" && scan.meter && scan.meter.open) { takeBody(scan, line, text); return index + 1; }
  if (scan.part === "request-body" && scan.open && text !== "" && !facetOf(text, "").match(/log|client/)) { assign(scan, line, "request"); return index + 1; }
  const object = scanJson(scan, index, text);
  if (object) return object;
  if (takeLoneHeader(scan, line, text)) return index + 1;
  line.facet = facetOf(content, scan.before);
  if (line.tool && line.facet === "words") line.facet = line.tool;
  scan.before = line.facet === "" && scan.before === "client" ? "" : line.facet || scan.before;
  return index + 1;
}

/** A line of a raw header section: a field, a continuation of one, or its end. */
function takeHead(scan, line, text) {
  const header = HEADER_LINE.exec(text.trimStart());
  const message = scan.open[scan.part];
  if (header && !/^\s{6,}/.test(text)) { addHeader(scan, line, scan.part, header); return true; }
  if (text.trim() === "") { endHead(scan); line.facet = ""; return true; }
  const last = message.headers[message.headers.length - 1];
  if (last && (/^\s+\S/.test(text) || /^[A-Za-z0-9_.+/=-]{20,}$/.test(text)) && !CURL_INFO.test(text)) {
    last.value += (/^\s/.test(text) ? " " : "") + text.trim();
    assign(scan, line, scan.part);
    return true;
  }
  if (/^(?:\.{3}|…|\[\.{3}\]|<snip>|\[snip\]|# )/i.test(text.trim())) { message.partial = true; assign(scan, line, scan.part); return true; }
  endHead(scan);
  return false;
}

/** Panels, commands, console and wget lines; the index after them, or 0. */
function takeKnown(scan, index, line, text) {
  const found = CONSOLE_LINE.exec(text) || null;
  if (found) {
    openExchange(scan, line.n, { method: found[1], url: found[2], version: found[3] || "", headers: [], line: line.n });
    scan.open.response = { status: Number(found[4]), reason: found[5].trim(), version: "", headers: [], line: line.n };
    scan.part = "";
    assign(scan, line, "client");
    return index + 1;
  }
  const wget = WGET_LINE.exec(text);
  if (wget) {
    openExchange(scan, line.n, { method: "GET", url: wget[1], version: "", headers: [], line: line.n });
    Object.assign(scan.open, { draft: true, headOnly: true });
    assign(scan, line, "client");
    return index + 1;
  }
  if (/^Request URL\b/i.test(text.trimStart())) return scanPanel(scan, index);
  if (/curl|fetch\(/.test(text)) return scanCommand(scan, index);
  const short = SHORT_REQUEST_LINE.exec(text);
  const next = scan.lines[index + 1];
  if (short && next && HEADER_LINE.test(contentOf(next)) && !/^\s/.test(contentOf(next))) { beginRequest(scan, line, [...short, ""]); scan.raw = true; return index + 1; }
  return 0;
}

function takeBody(scan, line, text) {
  assign(scan, line, text.trim() === "" ? "" : "body");
  if (scan.open && scan.open.body.length < 200000) scan.open.body += (scan.open.body ? "\n" : "") + text;
  if (scan.meter) scan.meter.take(text);
}

function completeUrl(exchange) {
  const { request, hint } = exchange;
  if (hint) delete exchange.hint;
  delete exchange.draft;
  delete exchange.headOnly;
  if (!request || !request.url || /^[a-z][a-z0-9+.-]*:\/\//i.test(request.url) || exchange.proxy) return;
  const host = request.headers.find((header) => (/^(?:host|:authority)$/i.test(header.name)));
  const known = hint && hint.known ? urlParts(hint.known) : null;
  const same = known && (!host || known.host === host.value.toLowerCase().replace(/:\d+$/, ""));
  const scheme = same && known.scheme ? known.scheme : hint && hint.scheme;
  const authority = host ? host.value : same ? known.host : "";
  if (authority && request.url.startsWith("/")) request.url = `${scheme ? scheme + ":" : ""}//${authority}${request.url}`;
}
