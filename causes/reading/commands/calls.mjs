// Reads requests written as a call in code: fetch, as browsers copy it and as people write it,
// axios and their like. What a variable held is not known: such a header is marked `expands`, and
// what is not written down makes the request partial.
import { assign, newRequest, openDraft } from "../recognisers/scan.mjs";
import { depthOf } from "../grammar/bodies.mjs";
import { parseLiteral } from "../grammar/literals.mjs";
import { headersOfRecord, isRecord } from "../grammar/values.mjs";
import { inOrder, words } from "../grammar/patterns.mjs";
/** @import { PasteLine, Recogniser, Scan } from "../types.d.ts" */

const CALL = inOrder([
  /(?:^|[\s=(])/,
  `(\\$?fetch|${words("axios got ky ofetch needle superagent")}|`,
  `${words("request requests httpx session client http")})`,
  /(?:\.(get|post|put|patch|delete|head|options|request))?/,
  /\((?=\s*["'{[`]|\s*$)/,
]);
/** Names that mean a call only with the method behind them. */
const NEEDS_METHOD = /^(?:request|requests|httpx|session|client|http)$/;
const ADDRESS = /^https?:\/\/|^\/(?!\/)|^localhost/;
const LINES = 200;

/**
 * Takes the call that begins on a line.
 * @type {Recogniser}
 */
export function takeCall(scan, index, content) {
  const call = callIn(content);
  if (!call) return 0;
  const end = callEnd(scan, index, call.open);
  const lines = scan.lines.slice(index, end);
  const sent = lines.length ? requestOf(call, sourceOf(lines, call.open), lines) : null;
  if (!sent) return 0;
  openDraft(scan, sent.request);
  for (const line of lines) takeLine(scan, line, sent.isCopied);
  return end;
}

/** @typedef {{name: string, method: string, open: number}} Call */

/**
 * The call in a line, and where its parenthesis opens; null without one.
 * @param {string} content
 * @returns {Call | null}
 */
function callIn(content) {
  const found = content.includes("(") ? CALL.exec(content.slice(0, 1000)) : null;
  if (!found) return null;
  const [whole, name, method = ""] = found;
  const isCall = method !== "" || !NEEDS_METHOD.test(name);
  return isCall ? { name, method, open: found.index + whole.length - 1 } : null;
}

/**
 * Code speaks of every call that it makes, whichever failed; a browser copies one that was made.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {boolean} isCopied
 */
function takeLine(scan, line, isCopied) {
  assign(scan, line, isCopied ? "request" : "config");
  if (!isCopied) line.exchange = -1;
}

/**
 * The index behind the call, or `index` when it does not end.
 * @param {Scan} scan
 * @param {number} index
 * @param {number} open
 */
function callEnd(scan, index, open) {
  const limit = Math.min(scan.lines.length, index + LINES);
  let depth = 0;
  for (let end = index; end < limit && scan.ahead > 0; end += 1) {
    const line = scan.lines[end];
    const content = line.full.slice(line.at + (end === index ? open : 0));
    depth += depthOf(content) + parenthesesOf(content);
    if (depth <= 0) return end + 1;
    scan.ahead -= 1;
  }
  return index;
}

const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g;

/** @param {string} content */
function parenthesesOf(content) {
  const bare = content.replace(STRINGS, "");
  return (bare.match(/\(/g) || []).length - (bare.match(/\)/g) || []).length;
}

/**
 * @param {PasteLine[]} lines
 * @param {number} open
 */
function sourceOf(lines, open) {
  return lines.map(({ full, at }, n) => full.slice(at + (n === 0 ? open : 0))).join("\n");
}

/**
 * The request of a call's arguments: an address with options, or options alone. `isCopied` when a
 * browser wrote it.
 * @param {Call} call
 * @param {string} source
 * @param {PasteLine[]} lines
 */
function requestOf({ name, method }, source, lines) {
  const args = argumentsIn(source);
  /** @type {Record<string, unknown>} */
  const options = { ...args.find(isRecord), ...pythonOptions(source) };
  const url = typeof args[0] === "string" ? args[0] : textOf(options.url ?? options.uri);
  if (!ADDRESS.test(url)) return null;
  const { headers } = options;
  const request = newRequest({
    method: methodOf(method, options),
    url,
    command: "fetch",
    partial: true,
    headers: isRecord(headers) ? headersOfRecord(headers, lines) : [],
    line: lines[0].n,
  });
  return { request, isCopied: name === "fetch" && "mode" in options };
}

/**
 * @param {string} source
 * @returns {unknown[]}
 */
function argumentsIn(source) {
  const read = parseLiteral(source.replace(/^\(/, "["));
  if (read && isRecord(read.value)) return [read.value];
  return read && Array.isArray(read.value) ? read.value : [];
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" ? value : "";
}

/**
 * @param {string} called
 * @param {Record<string, unknown>} options
 */
function methodOf(called, options) {
  const named = textOf(options.method) || (called === "request" ? "" : called);
  return named.toUpperCase() || (options.body || options.data ? "POST" : "GET");
}

/**
 * `headers={…}` of a call in Python.
 * @param {string} source
 */
function pythonOptions(source) {
  const at = source.search(/[,(]\s*headers\s*=\s*\{/);
  const read = at < 0 ? null : parseLiteral(source, source.indexOf("{", at));
  return read && isRecord(read.value) ? { headers: read.value } : {};
}
