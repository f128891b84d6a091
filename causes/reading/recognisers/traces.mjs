// Turns the traces of HTTP libraries into start lines and headers. Two rules serve nearly all: a
// message in a quoted string with its line ends written out, whatever stands before it; and an
// arrow before a start line. A library is known only where its form is like no other.
import { REQUEST_LINE, STATUS_LINE } from "../grammar/http.mjs";
import { HEADER_LINE, assign } from "./scan.mjs";
import { takePart } from "./marked.mjs";
/** @import { Part, Recogniser, Scan } from "../types.d.ts" */

const QUOTED = /^(.{0,400}?)b?(["'])((?:[^"'\\]|\\.|(?!\2)["'])*)\2([^"']{0,60})$/;
const LINE_END = /\\r\\n|\\n|\\r(?!\\n)|\[\\r\]\[\\n\]|\[\\[rn]\]|\[EOL\]/;
const WIRE = /^.{0,240}?(?:(=>|<=) (?:Send|Recv) header:|http-outgoing-\d+ (>>|<<)) ?"?(.*)$/;
const WIRE_END = /(?:\[\\[rn]\]|\\[rn]|\[EOL\]){1,2}"?$|"$/;
const CALL = /^-{2,3}> (?:(END\b.*)|([A-Z]{3,10}) (https?:\S+)(?: .{0,80})?)$/;
const REPLY =
  /^<-{2,3} (?:(END\b.*)|(?:HTTP\/\d(?:\.\d)? )?(\d{3}) ?(.*?)(?: ?https?:\S+)?(?: \([^()]*\))?)$/;
const MARKED = /^\s*(?:(\d{1,6}) ([<>])|(?:- )?([→←]))(?: (.*))?$/;
const PAIRS = /\d+ pairs: (\{.*\})\s*$/;

/**
 * Takes a line of a trace.
 * @type {Recogniser}
 */
export function takeTraced(scan, index, content) {
  const parts = partsOf(scan, content.slice(0, 20000));
  if (!parts) return 0;
  const line = scan.lines[index];
  for (const part of parts) takePart(scan, line, part);
  if (parts.length > 1) assign(scan, line, parts[0].side === "sent" ? "request" : "response");
  scan.raw = Boolean(parts[0].raw);
  return index + 1;
}

/**
 * The parts of messages that one line shows, or null when it is no trace.
 * @param {Scan} scan
 * @param {string} content
 * @returns {Part[] | null}
 */
function partsOf(scan, content) {
  if (content.includes(" header:") || content.includes("http-outgoing-")) return wireParts(content);
  if (content.startsWith("header: ")) return [{ side: "received", text: content.slice(8).trim() }];
  if (/^(?:-{2,3}>|<-{2,3}) /.test(content)) return arrowParts(content);
  if (MARKED.test(content)) return markedParts(content);
  if (content.includes(" pairs: {")) return pairsParts(content);
  return /[\\[]/.test(content) && LINE_END.test(content) ? quotedParts(scan, content) : null;
}

/**
 * @param {string} content
 * @returns {Part[] | null}
 */
function wireParts(content) {
  const found = WIRE.exec(content);
  if (!found) return null;
  const arrow = found[1] || found[2];
  const text = found[3].replace(WIRE_END, "").trim();
  return [{ side: arrow.includes("<") ? "received" : "sent", text }];
}

/**
 * @param {string} content
 * @returns {Part[] | null}
 */
function arrowParts(content) {
  const call = CALL.exec(content.slice(0, 2000));
  const reply = REPLY.exec(content.slice(0, 2000));
  if (call?.[1] || reply?.[1]) return [{ side: "info", text: "", raw: true }];
  if (call) return [{ side: "sent", text: `${call[2]} ${call[3]} HTTP/1.1`, raw: true }];
  if (!reply) return null;
  return [{ side: "received", text: `HTTP/1.1 ${reply[2]} ${reply[3]}`.trim(), raw: true }];
}

/**
 * A number and an arrow before each line of a message, or an arrow before its first line.
 * @param {string} content
 * @returns {Part[] | null}
 */
function markedParts(content) {
  const [, number, side, arrow = side, rest = ""] = MARKED.exec(content) || [];
  const text = startLineOf(rest.trim());
  const isStart = REQUEST_LINE.test(text) || STATUS_LINE.test(text);
  if (!isStart && !(number && (text === "" || HEADER_LINE.test(text)))) return null;
  return [{ side: /[>→]/.test(arrow) ? "sent" : "received", text, raw: !number }];
}

/**
 * A start line whose version was left out, with one.
 * @param {string} text
 */
function startLineOf(text) {
  if (/^[A-Z]{3,10} https?:\S+$/.test(text)) return `${text} HTTP/1.1`;
  return /^[1-5]\d\d(?: [A-Za-z ]*)?$/.test(text) ? `HTTP/1.1 ${text}` : text;
}

/**
 * Java's own client: `5 pairs: {GET / HTTP/1.1: null}{Host: x}`.
 * @param {string} content
 * @returns {Part[] | null}
 */
function pairsParts(content) {
  const found = PAIRS.exec(content);
  if (!found) return null;
  const pairs = found[1]
    .slice(1, -1)
    .split("}{")
    .map((pair) => pair.replace(/^null: |: null$/g, "").trim());
  const side = STATUS_LINE.test(pairs[0]) ? "received" : "sent";
  return [...pairs, ""].map((text) => ({ side, text }));
}

/**
 * A message, or a piece of one, in quotes: one that goes on must be written as the one that began
 * it.
 * @param {Scan} scan
 * @param {string} content
 * @returns {Part[] | null}
 */
function quotedParts(scan, content) {
  const found = QUOTED.exec(content);
  if (!found) return null;
  const texts = found[3]
    .split(LINE_END)
    .slice(0, 200)
    .map((text) => text.replace(/\\(["'\\])/g, "$1").trim());
  const side = sideOf(scan, texts[0], leadOf(found[1]));
  if (!side) return null;
  if (texts.length > 1 && texts.at(-1) === "") texts.pop();
  return texts.map((text) => ({ side, text }));
}

/**
 * What stands before the quote, without numbers, so that it is the same on the lines of one
 * message.
 * @param {string} text
 */
function leadOf(text) {
  return text.replace(/\d+/g, "0").trimEnd();
}

/**
 * @param {Scan} scan
 * @param {string} first
 * @param {string} lead
 */
function sideOf(scan, first, lead) {
  const { wire } = scan;
  const isStatus = STATUS_LINE.test(first);
  if (isStatus || REQUEST_LINE.test(first)) {
    const side = isStatus ? "received" : "sent";
    Object.assign(wire, { side, [side]: lead });
    return side;
  }
  if (first !== "" && !HEADER_LINE.test(first)) return "";
  if (wire.received === lead) return "received";
  const isContinued = lead.trim() === ""; // `'Host: x\r\n' +` on lines of their own
  return wire.sent === lead || isContinued ? wire.side : "";
}
