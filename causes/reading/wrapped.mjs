// Puts together again what a terminal or a mail program cut at its edge: a token that goes on in lines of nothing else.
// It must not know where a token stands; only that its line names one.
import { contentOf } from "./paste.mjs";

const OPEN =
  /(?:\b(?:bearer|basic|token|authorization|cookie|jwt|api-?key)\b.{0,40}|eyJ[\w-]{6}.{0,4000})[\w.+/~=-]{8}$/i;
const ENDS_OPEN = /^[\w.+/~=-]{8}$/; // what most lines fail at once
const GOES_ON = /^([\w.+/~-]{4,}={0,2})(?:["'].{0,2000})?$/;
const EDGE = 56; // columns that a line has at least when it was cut at an edge
const LIMIT = 200; // lines of one token

/** Gives the first line of each wrapped token its whole text as `full`, and marks the others as `continues`. */
export function joinWrapped(lines) {
  for (let index = 0; index + 1 < lines.length; index += 1) {
    if (isOpen(lines[index])) index = joinFrom(lines, index);
  }
}

function isOpen({ text }) {
  if (text.length < EDGE || text.length >= 4000) return false;
  const shown = text.trimEnd();
  return ENDS_OPEN.test(shown.slice(-8)) && OPEN.test(shown);
}

function joinFrom(lines, index) {
  const first = lines[index];
  const width = first.text.trimEnd().length;
  const before = first.full.trimEnd();
  let whole = before;
  let next = index + 1;
  for (; next < lines.length && next - index < LIMIT; next += 1) {
    const piece = pieceOf(lines[next], width);
    if (!piece) break;
    whole += piece;
    lines[next].continues = true;
    if (/["']/.test(piece) || piece.length < EDGE - 8) {
      next += 1;
      break;
    }
  }
  if (whole !== before) first.full = whole;
  return next - 1;
}

/** The part of a token that a line is, or "": token characters alone (or up to a closing quote), not a word. */
function pieceOf(line, width) {
  const text = contentOf(line).trim();
  const found = text.length <= width + 24 && GOES_ON.exec(text);
  if (!found) return "";
  const isRandom =
    found[1].length >= 20 ||
    (/\d/.test(found[1]) && /[A-Za-z]/.test(found[1])) ||
    /[a-z][A-Z]/.test(found[1]);
  return isRandom && !/^(?:HTTP\/|https?:|[A-Za-z-]+:$)/.test(text) ? text : "";
}
