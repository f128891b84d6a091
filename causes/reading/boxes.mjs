// Takes the frame off messages that a pretty printer drew a box around. It must not know what stands in them.
import { contentOf } from "./paste.mjs";

const FRAME = /^[ \t\u2500-\u257f]*[\u2500-\u257f][ \t]{0,2}/;
const BORDER = /[ \t]*[\u2500-\u257f]+[ \t]*$/;
const MESSAGE =
  /\bHTTP\/\d|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b|https?:\/\/|\bstatus(?: ?code)?\b.{0,12}\b[1-5]\d\d\b|^\W*headers\b/i;

/** Moves beginning and end of the content of boxed lines, where a box holds a message of HTTP. */
export function unbox(lines) {
  for (let index = 0; index < lines.length; index += 1) {
    const end = boxEnd(lines, index);
    if (end - index >= 3 && holdsMessage(lines.slice(index, end)))
      lines.slice(index, end).forEach(unframe);
    index = Math.max(index, end - 1);
  }
}

function boxEnd(lines, index) {
  let end = index;
  while (end < lines.length && /^[ \t]*[\u2500-\u257f]/.test(contentOf(lines[end]))) end += 1;
  return end;
}

function holdsMessage(box) {
  return box.filter((line) => MESSAGE.test(contentOf(line).slice(0, 400))).length >= 2;
}

function unframe(line) {
  line.tool = "log";
  const framed = contentOf(line);
  line.at += FRAME.exec(framed)[0].length;
  const border = BORDER.exec(contentOf(line));
  if (border) line.until = line.at + border.index;
}
