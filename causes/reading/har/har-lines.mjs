// Writes the entries of a HAR recording as the lines of exchanges, so that they are shown and
// searched like any paste.
import { decodeBase64 } from "../grammar/http.mjs";
import { isRecord } from "../grammar/values.mjs";
import { newLine } from "../lines/paste.mjs";
import { newRequest, newResponse } from "../recognisers/scan.mjs";
/** @import { Exchange, Header, PasteLine } from "../types.d.ts" */

/** @typedef {{name: unknown, value: unknown} | null} Field */
/** @typedef {Record<string, unknown> & {headers?: Field[] | null}} Recorded */
/** @typedef {{request: Recorded, response: Recorded, startedDateTime?: unknown}} Entry */
/** @typedef {{lines: PasteLine[], exchanges: Exchange[]}} Out */

const BODY_CAP = 20000; // characters
const BODY_LINES = 100;
const GOOD_BODY_CAP = 2000; // … of an answer that is no failure

/**
 * The lines and exchanges of the entries.
 * @param {Entry[]} entries
 * @param {boolean} hides whether credentials were left out
 */
export function writeEntries(entries, hides) {
  /** @type {Out} */
  const out = { lines: [], exchanges: [] };
  for (const entry of entries) writeEntry(out, entry, hides);
  return out;
}

/**
 * @param {Out} out
 * @param {Entry} entry
 * @param {boolean} hides
 */
function writeEntry(out, { request, response, startedDateTime }, hides) {
  const from = out.lines.length + 1;
  const sent = writeRequest(out, request);
  Object.assign(sent, { time: Date.parse(String(startedDateTime)), partial: hides });
  write(out, "", "");
  const received = writeResponse(out, response);
  const body = received ? bodyOf(response) : "";
  if (received && isShown(received.status || 0, body)) writeBody(out, body);
  write(out, "", "");
  const proxy = sent.method === "CONNECT";
  out.exchanges.push({
    request: sent,
    response: received,
    body,
    proxy,
    from,
    to: out.lines.length,
  });
}

/**
 * @param {Out} out
 * @param {string} text
 * @param {string} facet
 */
function write(out, text, facet) {
  const line = newLine(out.lines.length + 1, text);
  out.lines.push({ ...line, facet, exchange: out.exchanges.length });
  return line.n;
}

/**
 * @param {Out} out
 * @param {Recorded} request
 */
function writeRequest(out, request) {
  const [method, url, version] = [request.method, request.url, request.httpVersion].map(textOf);
  const line = write(out, `${method} ${url} ${version}`.trim(), "request");
  return newRequest({ method, url, version, line, headers: writeHeaders(out, request, "request") });
}

/**
 * @param {Out} out
 * @param {Recorded} response
 */
function writeResponse(out, response) {
  const status = Number(response.status) || null;
  if (!status) {
    write(out, textOf(response._error) || "(no response)", "client");
    return null;
  }
  const [reason, version] = [response.statusText, response.httpVersion].map(textOf);
  const line = write(out, `${version || "HTTP"} ${status} ${reason}`.trim(), "response");
  const headers = writeHeaders(out, response, "response");
  return newResponse({ status, reason, version, line, headers });
}

/** @param {unknown} value */
function textOf(value) {
  return String(value || "");
}

/**
 * @param {Out} out
 * @param {Recorded} message
 * @param {string} facet
 * @returns {Header[]}
 */
function writeHeaders(out, { headers }, facet) {
  const fields = (headers || []).filter((field) => isRecord(field)).slice(0, 200);
  return fields.map((field) => {
    const [name, value] = [String(field.name), String(field.value ?? "")];
    return { name, value, line: write(out, `${name}: ${value}`, facet), exact: true };
  });
}

/**
 * @param {number} status
 * @param {string} body
 */
function isShown(status, body) {
  return body !== "" && (status >= 400 || body.length < GOOD_BODY_CAP);
}

/**
 * @param {Out} out
 * @param {string} body
 */
function writeBody(out, body) {
  for (const text of body.split(/\r\n|\n|\r/).slice(0, BODY_LINES))
    write(out, text, text.trim() ? "body" : "");
}

/**
 * The text of the body, out of base64 where it is text.
 * @param {Recorded} response
 */
function bodyOf({ content }) {
  if (!isRecord(content) || typeof content.text !== "string") return "";
  const decoded = content.encoding === "base64" ? decodedText(content.text) : null;
  return (decoded ?? content.text).slice(0, BODY_CAP);
}

/** @param {string} text */
function decodedText(text) {
  const decoded = decodeBase64(text.replace(/\s+/g, "").slice(0, 2 * BODY_CAP));
  const isText = decoded !== null && !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(decoded);
  return isText ? decoded : null;
}
