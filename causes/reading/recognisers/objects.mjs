// Reads objects that stand in a paste: error bodies, log records, claims, and what a program
// printed of a response with its headers. HAR files are recordings of their own, see har.mjs.
import { METHODS } from "../grammar/http.mjs";
import { anyOf } from "../grammar/patterns.mjs";
import { assign, newRequest, newResponse, openExchange } from "./scan.mjs";
import { contentOf } from "../lines/paste.mjs";
import { depthOf } from "../grammar/bodies.mjs";
import { facetOf, facetOfJson } from "../lines/facets.mjs";
import { tokenOfClaims } from "../grammar/jwt.mjs";
import { parseLiteral } from "../grammar/literals.mjs";
import { isObject } from "../grammar/values.mjs";
import { exchangeIn } from "./records.mjs";
/** @import { Header, PasteLine, Recogniser, Scan } from "../types.d.ts" */
/** @import { Shown } from "./records.mjs" */

/** @typedef {{value: Record<string, unknown>, isJson: boolean}} Parsed */
/** @typedef {Parsed & {source: string, lead: string}} Found `lead`: what a program says before */

const LINES = 2000; // lines that one object may fill
const CODE = /\) *$|^\s*(?:location|server|if|else|function|class|upstream|http)\b/;
const NO_CODE = anyOf([
  /^\s*at .*\) $/, // Node prints the fields of an error behind its stack
  /\(\d[^()]{0,12}\) *$/, // a size, as PHP and Bun write it
]);
const ASSIGNED = /= *$/;
const OPENS = anyOf([
  /\{(?=\s*(?:["'$:<-]{0,2}[\w$ .-]{1,60}["']?\s*(?::|=>|=(?!=))|$))/,
  /#<[A-Z][\w:]*(?=[: ])/, // an object of Ruby
  /\b[A-Z][\w.$]*[([](?=[\w.]+=[^=\s])/, // Python, Kotlin, Java: Name(field=value)
  /\barray(?::\d+)? [([](?=\s*$)/, // PHP
  /^\s*\((?=\s*$)/,
]);
const LISTED = /^\s*\[\s*(?:$|[^A-Za-z\s])/;
const FIRST_LINE = anyOf([
  /^\s*[{[]\s*(?:["'{[]|$|[\w$:-]{1,60}\s*[:=])/,
  /^\s*(?:array(?::\d+)? ?)?[([]\s*$/,
]);
const LIKE_JSON = /^\s*(?:\{\s*["}]|\[)/;
const MENTIONS = /^#<\S+ [1-5]\d\d |status|"?\bcode"?\s*[:=]|headers?\b|\b(?:exp|iat)\b|HTTP\/\d/i;
const TARGET = new RegExp(`\\b(${METHODS}) (https?://\\S+?):?$`);

/**
 * Takes the object that begins on a line.
 * @type {Recogniser}
 */
export function takeObject(scan, index, content) {
  const column = columnOf(content);
  if (column < 0) return 0;
  const lead = content.slice(0, column).trim();
  const found = objectAt(scan, index, column, lead);
  if (!found) return 0;
  const lines = scan.lines.slice(index, found.end);
  return takeFound(scan, lines, { ...found, lead }) ? found.end : 0;
}

/**
 * The object with its source and the index behind it, or null.
 * @param {Scan} scan
 * @param {number} index
 * @param {number} column
 * @param {string} lead
 */
function objectAt(scan, index, column, lead) {
  const whole = lead === "" && scan.ahead > 0 ? wholeLine(scan.lines[index], column) : null;
  const end = whole ? index + 1 : objectEnd(scan, index, column);
  const source = sourceOf(scan.lines.slice(index, end), column);
  const parsed = whole || (lead === "" ? parsedJson(source) : null) || parsedOther(source);
  return parsed && { ...parsed, source, end };
}

/**
 * Where an object begins in a line: at its beginning, or behind what a program says first; -1
 * without one.
 * @param {string} text
 */
function columnOf(text) {
  if (/^\s*\{/.test(text) || LISTED.test(text)) return text.search(/[{[]/);
  const found = OPENS.exec(text.slice(0, 4000));
  if (!found) return -1;
  const lead = text.slice(0, found.index);
  return !CODE.test(lead) || NO_CODE.test(lead) ? found.index : -1;
}

/**
 * A line that is JSON from there to its end, as in a log: its brackets need no counting.
 * @param {PasteLine} line
 * @param {number} column
 */
function wholeLine({ full, at }, column) {
  return /[}\]],?\s*$/.test(full.slice(-20)) ? parsedJson(full.slice(at + column)) : null;
}

/**
 * @param {PasteLine[]} lines
 * @param {number} column
 */
function sourceOf(lines, column) {
  return lines.map(({ full, at }, n) => full.slice(at + (n === 0 ? column : 0))).join("\n");
}

/**
 * The index behind the object, or `index` when there is none. One that is cut off at the end of
 * the paste is read as far as it goes.
 * @param {Scan} scan
 * @param {number} index
 * @param {number} column
 */
function objectEnd(scan, index, column) {
  const { lines } = scan;
  const limit = Math.min(lines.length, index + LINES);
  const isRound = /^\s*(?:[\w.$:]+ ?)?\(/.test(contentOf(lines[index]).slice(column));
  let depth = 0;
  let end = index;
  for (; end < limit && scan.ahead > 0; end += 1) {
    const { full, at } = lines[end];
    const content = full.slice(at + (end === index ? column : 0));
    depth += depthOf(content, isRound);
    if (depth <= 0) return end + 1;
    scan.ahead -= 1;
    if (end === index && !mayGoOn(content)) return index;
  }
  const isCutOff = end === lines.length && end - index > 2;
  return isCutOff ? end : index;
}

/** @param {string} content of the first line */
function mayGoOn(content) {
  return content.length <= 2 || FIRST_LINE.test(content);
}

/**
 * The value of a source that is JSON, or null.
 * @param {string} source
 * @returns {Parsed | null}
 */
function parsedJson(source) {
  if (!LIKE_JSON.test(source)) return null; // an exception costs more than a look
  try {
    const value = JSON.parse(source.trim().replace(/,$/, ""));
    return isObject(value) ? { value, isJson: true } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} source
 * @returns {Parsed | null}
 */
function parsedOther(source) {
  const read = source.length < 200000 && MENTIONS.test(source) ? parseLiteral(source) : null;
  return read && isObject(read.value) ? { value: read.value, isJson: false } : null;
}

/**
 * Takes the object for what it is; false when it is nothing that this page knows.
 * @param {Scan} scan
 * @param {PasteLine[]} lines
 * @param {Found} found
 */
function takeFound(scan, lines, { value, isJson, source, lead }) {
  const token = tokenOfClaims(value, lines[0].n);
  const record = token ? null : recordIn(value, source, lead);
  if (!token && !record && !isJson) return false;
  const first = (/** @type {string} */ facet) =>
    (lead && facetOf(contentOf(lines[0]), scan.before)) || facet;
  if (token) {
    scan.claims.push(token);
    takeLines(scan, lines, { first: first("token"), facet: "token", belongs: false });
  } else if (record) {
    takeRecord(scan, lines, withTarget(record, lead));
    takeLines(scan, lines, { first: first(record.facet), facet: record.facet, belongs: true });
  } else {
    const facet = facetOfJson(value, source);
    const belongs = facet === "body" && takeBody(scan, source);
    takeLines(scan, lines, { first: first(facet), facet, belongs });
  }
  return true;
}

/**
 * Makes the source the body of the open exchange, where it has none yet.
 * @param {Scan} scan
 * @param {string} source
 */
function takeBody({ open }, source) {
  const isAwaited = open !== null && !open.body && (open.response ?? open.request) !== null;
  if (isAwaited) open.body = source;
  return isAwaited;
}

/**
 * @param {Scan} scan
 * @param {PasteLine[]} lines
 * @param {{first: string, facet: string, belongs: boolean}} as `belongs`: to the open exchange
 */
function takeLines(scan, lines, { first, facet, belongs }) {
  for (const line of lines) {
    const own = line === lines[0] ? first : facet;
    if (belongs) assign(scan, line, own);
    else line.facet = own;
  }
  scan.before = facet;
}

/**
 * The exchange of a record with its facet: what a server logged is a log, all else shows a
 * response, or only a request.
 * @param {Record<string, unknown>} value
 * @param {string} source
 * @param {string} lead
 */
function recordIn(value, source, lead) {
  const found = exchangeIn(value);
  if (!found) return null;
  const isLog = facetOfJson(value, source) === "log";
  const side = found.response ? "response" : "request";
  const facet = isLog ? "log" : side;
  const isShown = ASSIGNED.test(lead) ? isWhole(found) : isEnough(found, isLog, source);
  return isShown ? { ...found, facet } : null;
}

/**
 * What code assigns is no exchange unless both sides of one are there.
 * @param {Shown} found
 */
function isWhole({ request, response, headers }) {
  return Boolean(request.url && response?.status && headers > 0);
}

/**
 * @param {Shown} found
 * @param {boolean} isLog
 * @param {string} source
 */
function isEnough({ request, headers }, isLog, source) {
  if (headers > 0 || (source.startsWith("#<") && /^#<\S+ [1-5]\d\d /.test(source))) return true;
  if (isLog) return Boolean(request.method && request.url);
  return /^https?:/.test(request.url) && !LIKE_JSON.test(source);
}

/**
 * The record with the target that stands before it, where it has none itself.
 * @template {Shown} Record
 * @param {Record} record
 * @param {string} lead
 * @returns {Record}
 */
function withTarget(record, lead) {
  const [, method, url] = TARGET.exec(lead) || [];
  return url && !record.request.url
    ? { ...record, request: { ...record.request, method, url } }
    : record;
}

/**
 * @param {Scan} scan
 * @param {PasteLine[]} lines
 * @param {Shown & {facet: string}} record
 */
function takeRecord(scan, lines, { request, response, facet }) {
  const { method = "", url, headers } = request;
  const sent = newRequest({
    method: method.toUpperCase(),
    url,
    headers: headersOf(headers, lines),
    line: lines[0].n,
    partial: facet !== "log" || !headers,
  });
  const exchange = openExchange(scan, lines[0].n, url || headers ? sent : null);
  if (!response) {
    scan.isDraft = true;
    return;
  }
  exchange.body = response.body || "";
  exchange.response = newResponse({
    status: response.status || null,
    reason: response.reason || "",
    headers: headersOf(response.headers, lines),
    line: lineOf(lines, "status", String(response.status)),
    partial: !response.headers,
  });
}

/**
 * @param {[string, string][] | undefined} pairs
 * @param {PasteLine[]} lines
 * @returns {Header[]}
 */
function headersOf(pairs = [], lines) {
  return pairs
    .slice(0, 200)
    .map(([name, value]) => ({ name, value, line: lineOf(lines, name, value), exact: true }));
}

/**
 * The line on which a name stands with its value, else the name alone, else the first.
 * @param {PasteLine[]} lines
 * @param {string} name
 * @param {string} value
 */
function lineOf(lines, name, value) {
  const named = lines.filter(({ full }) => full.includes(name));
  const shown = named.find(({ full }) => full.includes(value.slice(0, 40)));
  return (shown || named[0] || lines[0]).n;
}
