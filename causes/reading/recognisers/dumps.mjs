// Reads messages that a program dumped as bytes: an offset, the bytes in hexadecimal, and what of
// them can be printed. The bytes are what counts.
import { contentOf } from "../lines/paste.mjs";
import { REQUEST_LINE, STATUS_LINE } from "../grammar/http.mjs";
import { assign } from "./scan.mjs";
import { takePart } from "./marked.mjs";
/** @import { PasteLine, Recogniser, Scan } from "../types.d.ts" */

const ROW = /^\W{0,4}[0-9a-f]{4,8}[|:]?\s+((?:[0-9a-f]{2}[ -]{1,3}|[0-9a-f]{4} ){2,16})/i;
const STARTS = /^(?:HTTP\/|[A-Z]{3,8} )/;
const MANY = 2000; // rows of one message

/** @typedef {{text: string, line: PasteLine}} Row */

/**
 * Takes the rows of a dump that begins with a start line.
 * @type {Recogniser}
 */
export function takeDump(scan, index, content) {
  if (!begins(content)) return 0;
  const { rows, end } = rowsFrom(scan, index);
  const parts = partsOf(rows);
  const first = parts[0]?.text || "";
  const isAnswer = STATUS_LINE.test(first);
  if (!isAnswer && !REQUEST_LINE.test(first)) return 0;
  for (const { text, line } of parts)
    takePart(scan, line, { side: isAnswer ? "received" : "sent", text });
  for (const { line } of rows) assign(scan, line, isAnswer ? "response" : "request");
  scan.part = "";
  return end;
}

/**
 * Is it a row whose bytes may begin a message?
 * @param {string} content
 */
function begins(content) {
  const row = ROW.exec(content);
  return row !== null && STARTS.test(textOf(row[1]));
}

/**
 * @param {Scan} scan
 * @param {number} index
 */
function rowsFrom(scan, index) {
  const { lines } = scan;
  /** @type {Row[]} */
  const rows = [];
  let end = index;
  for (; end < lines.length && rows.length < MANY && scan.ahead > 0; end += 1) {
    scan.ahead -= 1;
    const found = ROW.exec(contentOf(lines[end]));
    if (found) rows.push({ text: textOf(found[1]), line: lines[end] });
    else break;
  }
  return { rows, end };
}

/** @param {string} bytes in hexadecimal */
function textOf(bytes) {
  const codes = bytes.match(/[0-9a-f]{2}/gi) || [];
  return codes.map((code) => String.fromCharCode(parseInt(code, 16))).join("");
}

/**
 * The lines of the message, up to its body, each with the row in which it begins.
 * @param {Row[]} rows
 */
function partsOf(rows) {
  /** @type {Row[]} */
  const parts = [];
  let isOpen = false;
  for (const { text, line } of rows) {
    const pieces = text.replace(/\r/g, "").split("\n");
    pieces.forEach((piece, at) => {
      const last = parts.at(-1);
      if (at === 0 && isOpen && last) last.text += piece;
      else parts.push({ text: piece, line });
    });
    isOpen = true;
  }
  const end = parts.findIndex(({ text }) => text === "");
  return end < 0 ? parts : parts.slice(0, end);
}
