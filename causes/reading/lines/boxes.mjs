// Takes the frame off messages that a pretty printer drew a box around.
import { METHODS } from "../grammar/http.mjs";
import { contentOf, endAt } from "./paste.mjs";
import { anyOf } from "../grammar/patterns.mjs";
/** @import { PasteLine } from "../types.d.ts" */

const FRAMED = anyOf(
  [
    /[\u2500-\u257f]/,
    /([|*#!]) .*\1[ \t]*$/, // the same character on both sides
    /[+|*#!.'][-=+*#_]{3,}[+|*#!.'][ \t]*$/, // a border
  ],
  { before: "^[ \\t]*" },
);
const FRAME = /^[ \t\u2500-\u257f]*[\u2500-\u257f|*#!+.'][ \t]{0,2}/;
const BORDER = /[ \t]*[\u2500-\u257f|*#!+.']+[ \t]*$/;
const MESSAGE = anyOf(
  [
    /\bHTTP\/\d/,
    `\\b(?:${METHODS})\\b`,
    /https?:\/\//,
    /\bstatus(?: ?code)?\b.{0,12}\b[1-5]\d\d\b/,
    /^\W*headers\b/,
  ],
  { flags: "i" },
);

/**
 * Moves beginning and end of the content of boxed lines, where a box holds a message of HTTP.
 * @param {PasteLine[]} lines
 */
export function unbox(lines) {
  for (let index = 0; index < lines.length; index += 1) {
    const end = boxEnd(lines, index);
    if (end - index >= 3 && holdsMessage(lines.slice(index, end)))
      lines.slice(index, end).forEach(unframe);
    index = Math.max(index, end - 1);
  }
}

/**
 * @param {PasteLine[]} lines
 * @param {number} index
 */
function boxEnd(lines, index) {
  let end = index;
  while (end < lines.length && FRAMED.test(contentOf(lines[end]))) end += 1;
  return end;
}

/** @param {PasteLine[]} box */
function holdsMessage(box) {
  return box.filter((line) => MESSAGE.test(contentOf(line).slice(0, 400))).length >= 2;
}

/** @param {PasteLine} line */
function unframe(line) {
  line.tool = "log";
  const [frame] = FRAME.exec(contentOf(line)) || [""];
  line.at += frame.length;
  const border = BORDER.exec(contentOf(line));
  if (border) endAt(line, line.at + border.index);
}
