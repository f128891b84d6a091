// Reads requests written as a call in code: fetch, as browsers copy it and as people write it, axios and their like. What a
// variable held is not known: such a header is marked `expands`, and what is not written down makes the request partial.
import { assign, openDraft } from "./scan.mjs";
import { depthOf } from "./bodies.mjs";
import { parseLiteral, Unknown } from "./literals.mjs";

const CALL =
  /(?:^|[\s=(])(\$?fetch|axios|got|ky|ofetch|needle|superagent|request|requests|httpx|session|client|http)(?:\.(get|post|put|patch|delete|head|options|request))?\((?=\s*["'{[`]|\s*$)/;
const PROGRAM = /^(?:request|requests|httpx|session|client|http)$/;
const LINES = 200;

/** Takes the call that begins on a line; the index after it, or 0. */
export function takeCall(scan, index, content) {
  const found = content.includes("(") ? CALL.exec(content.slice(0, 1000)) : null;
  if (!found || (PROGRAM.test(found[1]) && !found[2])) return 0;
  const open = found.index + found[0].length - 1;
  const end = callEnd(scan, index, open);
  if (end === index) return 0;
  const lines = scan.lines.slice(index, end);
  const request = requestOf(found, sourceOf(lines, open), lines);
  if (!request) return 0;
  openDraft(scan, lines[0].n, request);
  for (const line of lines) {
    assign(scan, line, request.isCopied ? "request" : "config");
    if (!request.isCopied) line.exchange = -1; // code speaks of every call that it makes, whichever failed
  }
  return end;
}

function callEnd(scan, index, open) {
  let depth = 0;
  for (
    let end = index;
    end < scan.lines.length && end < index + LINES && scan.ahead > 0;
    end += 1
  ) {
    const line = scan.lines[end];
    const content = line.full.slice(line.at + (end === index ? open : 0));
    depth += depthOf(content) + parenthesesOf(content);
    if (depth <= 0) return end + 1;
    scan.ahead -= 1;
  }
  return index;
}

function parenthesesOf(content) {
  const bare = content.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "");
  return (bare.match(/\(/g) || []).length - (bare.match(/\)/g) || []).length;
}

function sourceOf(lines, open) {
  return lines.map((line, at) => line.full.slice(line.at + (at === 0 ? open : 0))).join("\n");
}

/** The request of a call's arguments: an address with options, or options alone. */
function requestOf([, name, method], source, lines) {
  const read = parseLiteral(source.replace(/^\(/, "["));
  const args = read && Array.isArray(read.value) ? read.value : [];
  const named = pythonOptions(source);
  const options = { ...args.find(isRecord), ...named };
  const url = typeof args[0] === "string" ? args[0] : textOf(options.url ?? options.uri);
  if (!/^https?:\/\/|^\/(?!\/)|^localhost/.test(url)) return null;
  const isCopied = name === "fetch" && "mode" in options;
  return {
    method: methodOf(method, options),
    url,
    version: "",
    command: "fetch",
    partial: true,
    isCopied,
    headers: headersOf(options.headers, lines),
  };
}

const isRecord = (value) =>
  typeof value === "object" &&
  value !== null &&
  !(value instanceof Unknown) &&
  !Array.isArray(value);
const textOf = (value) => (typeof value === "string" ? value : "");

function methodOf(method, options) {
  const told = textOf(options.method) || (method && method !== "request" ? method : "");
  return told.toUpperCase() || (options.body || options.data ? "POST" : "GET");
}

/** `headers={…}` of a call in Python. */
function pythonOptions(source) {
  const at = source.search(/[,(]\s*headers\s*=\s*\{/);
  const read = at < 0 ? null : parseLiteral(source, source.indexOf("{", at));
  return read && isRecord(read.value) ? { headers: read.value } : {};
}

function headersOf(headers, lines) {
  if (!isRecord(headers)) return [];
  return Object.entries(headers)
    .slice(0, 200)
    .map(([name, value]) => {
      const line = lines.find(({ full }) => full.includes(name)) || lines[0];
      const text = value instanceof Unknown ? value.text : String(value ?? "");
      return { name, value: text, line: line.n, exact: true, expands: value instanceof Unknown };
    });
}
