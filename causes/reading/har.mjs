// Reads a HAR recording (HTTP Archive 1.2), whole or in part and however wrapped, and writes each entry as the lines of an
// exchange. It must not know which one failed.
import { parseLiteral } from "./literals.mjs";
import { decodeBase64 } from "./http.mjs";

const HAR_CAP = 64e6; // characters of a file that this page reads
const PART_CAP = 12e6; // … of one that is no JSON as a whole
const ENTRY_CAP = 300; // exchanges kept, nearest to the failing one
const BODY_CAP = 20000;
const TRIES = 5; // places where a recording may begin in a text

/** {exchanges, lines, before, after} of a text that holds a HAR, {refused} when it is too large, or null without one. */
export function readHar(text) {
  if (isHarAlone(text) && text.length > HAR_CAP) return tooLarge(text);
  if (!text.includes("request") || !text.includes("response")) return null;
  const found = wholeHar(text) || partOfHar(text);
  return (
    found && { ...found, ...writeEntries(nearestEntries(found.entries), hidesCredentials(found)) }
  );
}

function isHarAlone(text) {
  return /^\s*\{\s*"log"\s*:/.test(text.slice(0, 400));
}

function tooLarge(text) {
  return {
    refused: `This HAR has ${Math.round(text.length / 1e6)} MB; up to 64 MB can be read. Save one with the failing request only.`,
  };
}

/** A text that is JSON as a whole, perhaps written as a string of JSON again. */
function wholeHar(text) {
  let value = /^\s*[{["]/.test(text.slice(0, 400)) ? parsed(text) : null;
  for (let time = 0; time < 2 && typeof value === "string"; time += 1) value = parsed(value);
  return harOf(value, "", "");
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A recording among other text (a fence, words), or one that is cut off. */
function partOfHar(text) {
  if (text.length > PART_CAP || !/"request"\s*:|\\"request\\"\s*:/.test(text)) return null;
  const begins = /^[ \t>]*["']?(?=[{[])/gm;
  for (
    let time = 0, found = begins.exec(text);
    found && time < TRIES;
    time += 1, found = begins.exec(text)
  ) {
    const at = (begins.lastIndex = found.index + found[0].length);
    const isQuoted = /^.{0,4}\\"/s.test(text.slice(at));
    const source = isQuoted ? text.slice(at).replace(/\\(["\\])/g, "$1") : text;
    const read = parseLiteral(source, isQuoted ? 0 : at);
    const har =
      read && harOf(read.value, text.slice(0, found.index), isQuoted ? "" : text.slice(read.end));
    if (har) return har;
    begins.lastIndex = Math.max(at + 1, read && !isQuoted && read.whole ? read.end : at + 1);
  }
  return null;
}

/** {entries, creator, before, after} when a value is a recording, a list of its entries, or one entry. */
function harOf(value, before, after) {
  const log = (value && value.log) || value;
  const listed = Array.isArray(log) ? log : log && Array.isArray(log.entries) ? log.entries : [log];
  const entries = listed.filter(isEntry);
  if (!entries.length) return null;
  return {
    entries,
    creator: String((log.creator && log.creator.name) || ""),
    before: unfenced(before),
    after: unfenced(after),
  };
}

function unfenced(text) {
  return text.replace(/^[ \t]*(?:```|~~~)\w*[ \t]*$/gm, "").trim();
}

function isEntry(entry) {
  const { request, response } = entry || {};
  const isSent =
    isRecord(request) &&
    typeof request.url === "string" &&
    typeof request.method === "string" &&
    isList(request.headers);
  return (
    isSent &&
    isRecord(response) &&
    "status" in response &&
    isList(response.headers) &&
    isOfHar(entry)
  );
}

/** Fields by which a recording differs from what a program printed of its error. */
function isOfHar({ request, response, startedDateTime }) {
  return Boolean(startedDateTime) || Array.isArray(request.headers) || isRecord(response.content);
}

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value) => value === null || value === undefined || Array.isArray(value);
const recordsOf = (list) => (Array.isArray(list) ? list : []).filter(isRecord);

function nearestEntries(entries) {
  if (entries.length <= ENTRY_CAP) return entries;
  let center = entries.length - 1;
  while (center > 0 && entries[center].response.status !== 401) center -= 1;
  if (center === 0) center = entries.length - 1;
  return entries.slice(Math.max(0, center - ENTRY_CAP + 50), center + 50);
}

const BROWSERS = /webinspector|webkit|firefox|chrom|edge|safari|opera|brave|devtools|browser/i;

/** Browsers leave credentials out of a "sanitized" HAR; then their absence says nothing. Other recorders never do. */
function hidesCredentials({ entries, creator }) {
  if (creator && !BROWSERS.test(creator)) return false;
  return !entries.some(({ request }) =>
    recordsOf(request.headers).some(({ name }) => /^(?:authorization|cookie)$/i.test(name || "")),
  );
}

function writeEntries(entries, hides) {
  const out = { lines: [], exchanges: [] };
  for (const entry of entries) writeEntry(out, entry, hides);
  return out;
}

function writeEntry(out, { request, response, startedDateTime }, hides) {
  const write = writerTo(out);
  const from = out.lines.length + 1;
  const sent = {
    method: String(request.method || ""),
    url: String(request.url || ""),
    version: String(request.httpVersion || ""),
    line: from,
    time: Date.parse(startedDateTime),
    partial: hides,
  };
  write(`${sent.method} ${sent.url} ${sent.version}`.trim(), "request");
  sent.headers = writeHeaders(request.headers, write, "request", out);
  write("", "");
  const received = writeResponse(response, write, out);
  const body = received ? bodyOf(response) : "";
  if (body && (received.status >= 400 || body.length < 2000)) writeBody(body, write);
  write("", "");
  out.exchanges.push({
    request: sent,
    response: received,
    body,
    proxy: sent.method === "CONNECT",
    from,
    to: out.lines.length,
  });
}

function writerTo(out) {
  const exchange = out.exchanges.length;
  return (text, facet) => {
    out.lines.push({
      n: out.lines.length + 1,
      text: text.slice(0, 4000),
      full: text.slice(0, 65536),
      at: 0,
      facet,
      exchange,
    });
  };
}

function writeResponse(response, write, out) {
  const status = Number(response.status) || null;
  if (!status) {
    write(String(response._error || "(no response)"), "client");
    return null;
  }
  const received = {
    status,
    reason: String(response.statusText || ""),
    version: String(response.httpVersion || ""),
    line: out.lines.length + 1,
  };
  write(`${received.version || "HTTP"} ${status} ${received.reason}`.trim(), "response");
  received.headers = writeHeaders(response.headers, write, "response", out);
  return received;
}

function writeBody(body, write) {
  for (const text of body.split(/\r\n|\n|\r/).slice(0, 100)) write(text, text.trim() ? "body" : "");
}

/** The text of the body, out of base64 where it is text. */
function bodyOf({ content }) {
  if (!isRecord(content) || typeof content.text !== "string") return "";
  const decoded =
    content.encoding === "base64"
      ? decodeBase64(content.text.replace(/\s+/g, "").slice(0, 2 * BODY_CAP))
      : null;
  const isText = decoded !== null && !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(decoded);
  return (isText ? decoded : content.text).slice(0, BODY_CAP);
}

function writeHeaders(headers, write, facet, out) {
  return recordsOf(headers)
    .slice(0, 200)
    .map(({ name, value }) => {
      write(`${name}: ${value ?? ""}`, facet);
      return {
        name: String(name),
        value: String(value ?? ""),
        line: out.lines.length,
        exact: true,
      };
    });
}
