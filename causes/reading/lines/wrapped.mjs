// Puts together again what a terminal or a mail program cut at its edge: a token that goes on in
// lines of nothing else. Where a token may stand is not asked, only that its line names one.
import { contentOf, endAt } from "./paste.mjs";
import { inOrder, anyOf } from "../grammar/patterns.mjs";
/** @import { PasteLine } from "../types.d.ts" */

const NAMED = /\b(?:bearer|basic|token|authorization|cookie|jwt|api-?key)\b.{0,240}/;
const BEGUN = /eyJ[\w-]{6}.{0,4000}/;
const OPEN = inOrder([anyOf([NAMED, BEGUN]), /[\w.+/~=-]{8}$/], "i");
const ENDS_OPEN = /^[\w.+/~=-]{8}$/; // what most lines fail at once
const GOES_ON = /^([\w.+/~-]{4,}={0,2})(?:["'].{0,2000}|\\)?$/;
const SOFT_END = /[=\\]$/; // of a mail's line, of a shell's
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
function isOpen({ text, until }) {
  if (until < EDGE || until >= 4000) return false;
  const shown = text.slice(0, until).trimEnd().replace(/\\$/, "");
  return ENDS_OPEN.test(shown.slice(-8)) && OPEN.test(shown);
}

/**
 * Joins the token that is open in the line at `index`; the index of its last line.
 * @param {PasteLine[]} lines
 * @param {number} index
 */
function joinFrom(lines, index) {
  const first = lines[index];
  const width = contentOf(first).trimEnd().length;
  const pieces = piecesFrom(lines, index, width);
  if (pieces.length === 0) return index;
  const last = pieces[pieces.length - 1].at;
  for (const line of lines.slice(index + 1, last + 1)) line.continues = true;
  endAt(first, withoutSoftEnd(first.text.slice(0, first.until)).length);
  first.full = first.text.slice(0, first.until) + joined(pieces);
  return last;
}

/** @param {string} text whose end is soft where more follows */
function withoutSoftEnd(text) {
  return text.trimEnd().replace(SOFT_END, "");
}

/** @param {{piece: string}[]} pieces */
function joined(pieces) {
  const parts = pieces.map(({ piece }) => piece);
  return [...parts.slice(0, -1).map(withoutSoftEnd), ...parts.slice(-1)].join("");
}

/**
 * The pieces that follow a line, with their indexes; where a blank line stands between all of
 * them, it counts for nothing.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {number} width
 */
function piecesFrom(lines, index, width) {
  const step = isSpaced(lines, index, width) ? 2 : 1;
  const pieces = [];
  for (let at = index + step; at < Math.min(lines.length, index + LIMIT); at += step) {
    const isApart = step === 1 || contentOf(lines[at - 1]).trim() === "";
    const piece = isApart ? pieceOf(lines[at], width) : "";
    if (!piece) break;
    pieces.push({ piece, at });
    if (isLast(piece)) break;
  }
  return pieces;
}

/**
 * Does a blank line stand before a piece that is exactly as wide as the first line?
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {number} width
 */
function isSpaced(lines, index, width) {
  const [gap, next] = [lines[index + 1], lines[index + 2]];
  if (!next || contentOf(gap).trim() !== "") return false;
  return contentOf(next).trimEnd().length === width;
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
