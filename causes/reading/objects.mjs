// Reads objects that stand in a paste: error bodies, log records, claims, and what a program printed of a response with its
// headers. It must not know HAR files, which are recordings of their own.
import { openExchange, assign } from "./scan.mjs";
import { contentOf } from "./paste.mjs";
import { depthOf } from "./bodies.mjs";
import { facetOf, facetOfJson } from "./lines.mjs";
import { tokenOfClaims } from "./jwt.mjs";
import { parseLiteral, Unknown } from "./literals.mjs";
import { exchangeIn } from "./records.mjs";

const LINES = 2000; // lines that one object may fill
const CODE = /[=)] *$|^\s*(?:location|server|if|else|function|class|upstream|http)\b/;
const OPENS = /\{(?=\s*(?:["'$:<-]{0,2}[\w$ .-]{1,60}["']?\s*(?::|=>)|$))/;
const TELLS = /status|"?code"?\s*[:=]|headers?\b|\b(?:exp|iat)\b/i;

/** Reads the object that begins at `index`; the index after it, or 0 when there is none. */
export function scanObject(scan, index, text) {
  const column = columnOf(text);
  if (column < 0) return 0;
  const lead = text.slice(0, column).trim();
  const whole = lead === "" && scan.ahead > 0 ? wholeLine(scan.lines[index], column) : null;
  const end = whole ? index + 1 : objectEnd(scan, index, column);
  if (end === index) return 0;
  const lines = scan.lines.slice(index, end);
  const source = sourceOf(lines, column);
  const value =
    whole ?? (lead === "" ? (parsedJson(source) ?? parsedOther(source)) : parsedOther(source));
  return value && takeObject(scan, lines, { ...value, source, lead }) ? end : 0;
}

/** Where an object begins in a line: at its beginning, or behind what a program says first; -1 without one. */
function columnOf(text) {
  if (/^\s*[{[]/.test(text)) return /^\s*\[[A-Za-z]/.test(text) ? -1 : text.search(/[{[]/);
  const found = OPENS.exec(text.slice(0, 4000));
  const lead = found ? text.slice(0, found.index) : "";
  return found && (!CODE.test(lead) || /^\s*at .*\) $/.test(lead)) ? found.index : -1;
}

/** What `parsedJson` makes of a line that is JSON from there to its end, as in a log; its brackets need no counting. */
function wholeLine({ full, at }, column) {
  return /[}\]],?\s*$/.test(full.slice(-20)) ? parsedJson(full.slice(at + column)) : null;
}

function sourceOf(lines, column) {
  return lines.map((line, at) => line.full.slice(line.at + (at === 0 ? column : 0))).join("\n");
}

function objectEnd(scan, index, column) {
  const { lines } = scan;
  let depth = 0;
  let end = index;
  for (; end < lines.length && end < index + LINES && scan.ahead > 0; end += 1) {
    const content = lines[end].full.slice(lines[end].at + (end === index ? column : 0));
    depth += depthOf(content);
    if (depth <= 0) return end + 1;
    scan.ahead -= 1;
    if (
      end === index &&
      content.length > 2 &&
      !/^\s*[{[]\s*(?:["'{[]|$|[\w$:-]{1,60}\s*[:=])/.test(content)
    )
      return index;
  }
  return end === lines.length && end - index > 2 ? end : index; // cut off at the end of the paste
}

/** {value, isJson} of a source that is JSON, or null. */
function parsedJson(source) {
  try {
    const value = JSON.parse(source.trim().replace(/,$/, ""));
    return typeof value === "object" ? { value, isJson: true } : null;
  } catch {
    return null;
  }
}

function parsedOther(source) {
  const read = source.length < 200000 && TELLS.test(source) ? parseLiteral(source) : null;
  const isObject =
    read &&
    typeof read.value === "object" &&
    read.value !== null &&
    !(read.value instanceof Unknown);
  return isObject ? { value: read.value, isJson: false } : null;
}

/** Takes the object for what it is; false when it is nothing that this page knows. */
function takeObject(scan, lines, { value, isJson, source, lead }) {
  if (value === null) return false;
  const token = tokenOfClaims(value, lines[0].n);
  const record = token ? null : recordIn(value, source);
  if (!token && !record && !isJson) return false;
  if (token) scan.claims.push(token);
  if (record) takeRecord(scan, lines, record);
  const facet = token ? "token" : record ? record.facet : facetOfJson(value, source);
  const attach =
    facet === "body" && scan.open && !scan.open.body && (scan.open.response || scan.open.request);
  for (const line of lines) {
    const own = lead && line === lines[0] ? facetOf(contentOf(line), scan.before) || facet : facet;
    if (attach || record) assign(scan, line, own);
    else line.facet = own;
  }
  scan.before = facet;
  if (attach) scan.open.body = source;
  return true;
}

/** The exchange of a record with its facet: what a server logged is a log, all else shows a response. */
function recordIn(value, source) {
  const found = exchangeIn(value);
  if (!found || (!found.headers && !(found.request.method && found.request.url))) return null;
  const isLog = facetOfJson(value, source) === "log";
  return found.headers > 0 || isLog ? { ...found, facet: isLog ? "log" : "response", isLog } : null;
}

function takeRecord(scan, lines, { request, response, isLog }) {
  const headersOf = (pairs) =>
    (pairs || [])
      .slice(0, 200)
      .map(([name, value]) => ({ name, value, line: lineOf(lines, name, value), exact: true }));
  const isSeen = request.url || request.headers;
  const method = (request.method || "").toUpperCase();
  const partial = !isLog || !request.headers;
  const sent = {
    method,
    url: request.url,
    version: "",
    headers: headersOf(request.headers),
    line: lines[0].n,
    partial,
  };
  const exchange = openExchange(scan, lines[0].n, isSeen ? sent : null);
  exchange.response = {
    status: response.status,
    reason: response.reason || "",
    version: "",
    headers: headersOf(response.headers),
    line: lineOf(lines, "status", String(response.status)),
    partial: !response.headers,
  };
  exchange.body = response.body || "";
}

/** The line on which a name stands with its value, else the name alone, else the first. */
function lineOf(lines, name, value) {
  const named = lines.filter(({ full }) => full.includes(name));
  return (named.find(({ full }) => full.includes(value.slice(0, 40))) || named[0] || lines[0]).n;
}
