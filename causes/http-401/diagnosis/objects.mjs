// Reads JSON objects that stand in a paste: error bodies, log records, claims, and dumps of a response with its headers.
// It must not know HAR files, which are a paste of their own.
import { openExchange, assign } from "./scan.mjs";
import { depthOf } from "./bodies.mjs";
import { facetOfJson } from "./lines.mjs";
import { tokenOfClaims } from "./jwt.mjs";

const LINES = 2000; // lines that one object may fill

/** Reads the object that begins at `index`; the index after it, or 0 when there is none. */
export function scanJson(scan, index, text) {
  if (!/^\s*[{[]/.test(text) || /^\s*\[[A-Za-z]/.test(text)) return 0;
  const end = objectEnd(scan, index);
  if (end === index) return 0;
  const lines = scan.lines.slice(index, end);
  const source = lines.map((line) => line.full.slice(line.at)).join("\n");
  const value = parsedObject(source);
  if (value === null) return 0;
  takeObject(scan, lines, value, source);
  return end;
}

function objectEnd(scan, index) {
  const { lines } = scan;
  let depth = 0;
  for (let end = index; end < lines.length && end < index + LINES && scan.ahead > 0; end += 1) {
    const content = lines[end].full.slice(lines[end].at);
    depth += depthOf(content);
    if (depth <= 0) return end + 1;
    scan.ahead -= 1;
    if (end === index && content.length > 2 && !/^\s*[{[]\s*(?:["{[]|$)/.test(content)) return index;
  }
  return index;
}

function parsedObject(source) {
  try {
    const value = JSON.parse(source.trim().replace(/,$/, ""));
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function takeObject(scan, lines, value, source) {
  const token = tokenOfClaims(value, lines[0].n);
  const dump = token ? null : responseIn(value, 0);
  if (token) scan.claims.push(token);
  if (dump) takeDump(scan, lines, dump);
  const facet = token ? "token" : dump ? "response" : facetOfJson(value, source);
  const attach = facet === "body" && scan.open && !scan.open.body && (scan.open.response || scan.open.request);
  for (const line of lines) {
    if (attach || dump) assign(scan, line, facet); else line.facet = facet;
  }
  scan.before = facet;
  if (attach) scan.open.body = source;
}

/** The nearest part of an object that is a response: a status and a record of headers. */
function responseIn(value, depth) {
  if (depth > 4 || typeof value !== "object" || value === null) return null;
  const status = Number(value.status ?? value.statusCode ?? value.status_code);
  if (status >= 100 && status < 600 && isHeaders(value.headers)) return { status, value };
  for (const part of Object.values(value).slice(0, 40)) {
    const found = responseIn(part, depth + 1);
    if (found) return { ...found, outer: found.outer || value };
  }
  return null;
}

function isHeaders(headers) {
  return typeof headers === "object" && headers !== null && !Array.isArray(headers);
}

function takeDump(scan, lines, { status, value, outer }) {
  const sent = value.request || value.config || (outer && (outer.request || outer.config)) || {};
  const headers = (record) => Object.entries(isHeaders(record) ? record : {}).slice(0, 200)
    .flatMap(([name, each]) => [each].flat().map((one) => ({ name, value: String(one), line: lineOf(lines, name), exact: true })));
  const sentHeaders = headers(sent.headers);
  const url = sent.url || sent.uri && sent.uri.href || value.url || "";
  const request = url || sentHeaders.length ? { method: String(sent.method || "").toUpperCase(), url: String(url), version: "", headers: sentHeaders, line: lines[0].n, partial: true } : null;
  const exchange = openExchange(scan, lines[0].n, request);
  exchange.response = { status, reason: String(value.statusText || ""), version: "", headers: headers(value.headers), line: lineOf(lines, "status") };
  exchange.body = typeof value.body === "string" ? value.body : value.data ? JSON.stringify(value.data).slice(0, 20000) : "";
}

function lineOf(lines, name) {
  return (lines.find((line) => line.full.includes(`"${name}`)) || lines[0]).n;
}
