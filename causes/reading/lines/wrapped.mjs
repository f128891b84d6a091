// Puts together again what a terminal or a mail program cut at its edge: a token that goes on in
// lines of nothing else. Where a token may stand is not asked, only that its line names one.
import { contentOf } from "./paste.mjs";
import { inOrder, anyOf } from "../grammar/patterns.mjs";
/** @import { PasteLine } from "../types.d.ts" */

const NAMED = /\b(?:bearer|basic|token|authorization|cookie|jwt|api-?key)\b.{0,40}/;
const BEGUN = /eyJ[\w-]{6}.{0,4000}/;
const OPEN = inOrder([anyOf([NAMED, BEGUN]), /[\w.+/~=-]{8}$/], "i");
const ENDS_OPEN = /^[\w.+/~=-]{8}$/; // what most lines fail at once
const GOES_ON = /^([\w.+/~-]{4,}={0,2})(?:["'].{0,2000})?$/;
const EDGE = 56; // columns that a line has at least when it was cut at an edge
const LIMIT = 200; // lines of one token

/**
 * Gives the first line of each wrapped token its whole text as `full`, and marks the others as
 * `continues`.
 * @param {PasteLine[]} lines
 */
export function joinWrapped(lines) {
  for (let index = 0; index + 1 < lines.length; index += 1) {
    if (isOpen(lines[index])) index = joinFrom(lines, index);
  }
}

/** @param {PasteLine} line */
function isOpen({ text }) {
  if (text.length < EDGE || text.length >= 4000) return false;
  const shown = text.trimEnd();
  return ENDS_OPEN.test(shown.slice(-8)) && OPEN.test(shown);
}

/**
 * Joins the token that is open in the line at `index`; the index of its last line.
 * @param {PasteLine[]} lines
 * @param {number} index
 */
function joinFrom(lines, index) {
  const first = lines[index];
  const width = first.text.trimEnd().length;
  const before = first.full.trimEnd();
  let whole = before;
  let last = index;
  for (const line of lines.slice(index + 1, index + LIMIT)) {
    const piece = pieceOf(line, width);
    if (!piece) break;
    whole = whole.replace(/=$/, "") + piece; // only a mail's soft end stands before more
    line.continues = true;
    last += 1;
    if (isLast(piece)) break;
  }
  if (whole !== before) first.full = whole;
  return last;
}

/** @param {string} piece */
function isLast(piece) {
  return /["']/.test(piece) || piece.length < EDGE - 8;
}

/**
 * The part of a token that a line is, or "": token characters alone (or up to a closing quote),
 * not a word.
 * @param {PasteLine} line
 * @param {number} width
 */
function pieceOf(line, width) {
  const text = contentOf(line).trim();
  const isOfWidth = text.length <= width + 24 || /^\.|\.$|^[\w-]{20,}\.[\w-]/.test(text);
  const found = isOfWidth && GOES_ON.exec(text);
  const isPiece = found && isRandom(found[1]) && !/^(?:HTTP\/|https?:|[A-Za-z-]+:$)/.test(text);
  return isPiece ? text : "";
}

/** @param {string} text */
function isRandom(text) {
  if (text.length >= 20 || /[a-z][A-Z]/.test(text)) return true;
  return /\d/.test(text) && /[A-Za-z]/.test(text);
}
