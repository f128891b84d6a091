// Builds the exchanges of a paste: a list of recognisers is asked about each line, in order, and the first that knows it
// takes it and as many after it as belong to it. It must not know what an exchange means: the failing one is found in
// outcome.mjs.
import { contentOf } from "./paste.mjs";
import { facetOf } from "./lines.mjs";
import { urlParts } from "./http.mjs";
import { newScan, openExchange, openDraft, assign } from "./scan.mjs";
import { takeRawStart, takeShortStart, takeHead, takeBodyLine } from "./messages.mjs";
import { takeMarkedLine } from "./marked.mjs";
import { takeTraced } from "./traces.mjs";
import { takeLabelled } from "./labelled.mjs";
import { takeLoneHeader } from "./lone-headers.mjs";
import { takePanel } from "./panel.mjs";
import { takeCommand } from "./commands.mjs";
import { takeCall } from "./calls.mjs";
import { takeGoValue } from "./go-values.mjs";
import { scanObject } from "./objects.mjs";

const CONSOLE_LINE =
  /^(?:XHR ?)?(?:\S{1,60}:\d+ +)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) ?(https?:\/\/\S+) (?:\[(HTTP\/\S+) )?(\d{3})\b ?\(?([A-Za-z ]*)/;
const WGET_LINE = /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--\s+(\S+)/;

/** Each (scan, index, content) => the index after what it took, or 0 when the line is nothing of its kind. */
const RECOGNISERS = [
  takeContinuation,
  takeTraced,
  takeMarkedLine,
  takeFence,
  takeRawStart,
  takeHead,
  takeDivider,
  takeConsole,
  takeWget,
  takePanel,
  takeCommand,
  takeCall,
  takeGoValue,
  takeLabelled,
  takeShortStart,
  takeBodyLine,
  scanObject,
  takeLoneHeader,
  takeOther,
];

/** The exchanges of the lines; every line gets its facet and the index of its exchange. */
export function scanExchanges(lines, claims) {
  const scan = newScan(lines, claims);
  for (let index = 0; index < lines.length; index = afterLine(scan, index));
  for (const exchange of scan.exchanges) completeUrl(exchange);
  return scan.exchanges;
}

function afterLine(scan, index) {
  const content = contentOf(scan.lines[index]);
  for (const take of RECOGNISERS) {
    const after = take(scan, index, content);
    if (after) return after;
  }
  return index + 1;
}

/** A line that goes on with the token of the line before. */
function takeContinuation(scan, index) {
  const line = scan.lines[index];
  if (!line.continues || index === 0) return 0;
  const { facet, exchange } = scan.lines[index - 1];
  Object.assign(line, { facet, exchange });
  if (exchange >= 0) scan.exchanges[exchange].to = Math.max(scan.exchanges[exchange].to, line.n);
  return index + 1;
}

function takeFence(scan, index, content) {
  if (!/^\s*(?:```|~~~)/.test(content)) return 0;
  return passOver(scan, index);
}

/** Lines that wget writes around messages. */
function takeDivider(scan, index, content) {
  return /^---(?:request|response) (?:begin|end)---\s*$/.test(content) ? passOver(scan, index) : 0;
}

function passOver(scan, index) {
  scan.part = "";
  scan.lines[index].facet = "";
  return index + 1;
}

/** A line of a browser's console: method, address, status. */
function takeConsole(scan, index, content) {
  const found = CONSOLE_LINE.exec(content);
  if (!found) return 0;
  const line = scan.lines[index];
  const [, method, url, version, status, reason] = found;
  openExchange(scan, line.n, { method, url, version: version || "", headers: [], line: line.n });
  scan.open.response = {
    status: Number(status),
    reason: reason.trim(),
    version: "",
    headers: [],
    line: line.n,
  };
  scan.part = "";
  assign(scan, line, "client");
  return index + 1;
}

function takeWget(scan, index, content) {
  const found = WGET_LINE.exec(content);
  if (!found) return 0;
  const line = scan.lines[index];
  openDraft(scan, line.n, { method: "GET", url: found[1], version: "", headers: [], line: line.n });
  scan.open.headOnly = true;
  assign(scan, line, "client");
  return index + 1;
}

/** Any other line: its form says what it is. */
function takeOther(scan, index, content) {
  const line = scan.lines[index];
  line.facet = facetOf(content, scan.before);
  if (line.tool && line.facet === "words") line.facet = line.tool;
  if (line.facet !== "") scan.before = line.facet;
  else if (scan.before === "client") scan.before = "";
  return index + 1;
}

/** Makes the address of a request absolute, by its Host, and takes away what only the scan had to know. */
function completeUrl(exchange) {
  const { request, hint } = exchange;
  for (const name of ["hint", "draft", "headOnly"]) delete exchange[name];
  if (!request || !request.url.startsWith("/") || /^\/\//.test(request.url) || exchange.proxy)
    return;
  const host = request.headers.find((header) => /^(?:host|:authority)$/i.test(header.name));
  const known = hint && hint.known ? urlParts(hint.known) : null;
  const isSame = known && (!host || known.host === host.value.toLowerCase().replace(/:\d+$/, ""));
  const scheme = (isSame && known.scheme) || (hint && hint.scheme) || assumedScheme(request);
  const authority = host ? host.value : isSame && known.host;
  if (authority) request.url = `${scheme ? scheme + ":" : ""}//${authority}${request.url}`;
}

/** Over TLS curl speaks HTTP/2 where it can: what it sent in HTTP/1.1 went most likely without. */
function assumedScheme(request) {
  const isCurl = request.version === "HTTP/1.1" && request.headers.some(isAgentOfCurl);
  if (isCurl) request.assumed = true;
  return isCurl ? "http" : "";
}

function isAgentOfCurl({ name, value }) {
  return name.toLowerCase() === "user-agent" && value.startsWith("curl/");
}
