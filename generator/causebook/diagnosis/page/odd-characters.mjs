// Why: a paste may hold characters that cannot be seen, or that would rearrange what is; the page
// shows that they are there. It must not know where the text comes from.

/** @import { Piece } from "./types.d.ts" */

const RANGES = [
  "\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f", // controls, but for tabs
  "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e", // invisible letters
  "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f", // zero widths, line ends, direction marks
  "\\u3164\\ufe00-\\ufe0e\\ufeff\\uffa0\\ufff0-\\uffff", // fillers, variants, byte order
  "\\ud800-\\udfff", // half pairs
];
// eslint-disable-next-line no-misleading-character-class -- each is meant by itself
const ODD = new RegExp(`[${RANGES.join("")}]`, "gu");

const DOT = "\u00b7";
const WORD_END = /[\p{L}\p{M}\p{N}\p{Pd}.,:;!?]/u; // what a blank may just separate

/**
 * A character that cannot be seen, as something that can.
 * @param {string} char
 */
function placeholder(char) {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return "\u27e8U+" + code.toString(16).toUpperCase().padStart(4, "0") + "\u27e9";
}

/**
 * The text with placeholders for what cannot be seen.
 * @param {unknown} text
 */
export function visible(text) {
  return String(text).replace(ODD, placeholder);
}

/**
 * Marked blanks at an end are the point of the mark, and shown; a mere gap between words is not.
 * @param {string} text
 * @param {{ before: string, after: string }} beside the characters on either side
 */
export function shownBlanks(text, { before, after }) {
  const isBlank = !text.trim();
  /** @type {(blanks: string, beside: string) => string} */
  const shown = (blanks, beside) =>
    !isBlank && blanks === " " && WORD_END.test(beside) ? blanks : DOT.repeat(blanks.length);
  return text
    .replace(/^[ \t]+/, (blanks) => shown(blanks, before))
    .replace(/[ \t]+$/, (blanks) => shown(blanks, after));
}

/**
 * The text in pieces of a kind, with those between that cannot be seen.
 * @param {string} text
 * @param {"" | "mark"} kind
 * @returns {Piece[]}
 */
export function oddPieces(text, kind) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { 0: char, index } of text.matchAll(ODD)) {
    if (index > at) pieces.push([text.slice(at, index), kind]);
    pieces.push([placeholder(char), "odd"]);
    at = index + char.length;
  }
  return at < text.length ? [...pieces, [text.slice(at), kind]] : pieces;
}
