// Splits a command into words as a shell would, quotes and escapes taken off.
import { anyOf, inOrder } from "../grammar/patterns.mjs";
/** @import { Word } from "../types.d.ts" */

const WORDS = 400; // of one command

/** Each has one group: what the piece adds to its word. */
const PIECE = anyOf([
  /\$'((?:[^'\\]|\\.)*)'/, // $'…'
  /'([^']*)'/,
  /["“”]((?:[^"“”\\`]|\\.|`.)*)["“”]/,
  /‘([^’]*)’/,
  /[\\](.)/,
  /([^\s'"“”‘\\]+)/, // without quotes
  /(\s+)/,
  /(.)/, // a quote that nothing closes
]);
const PIECES = inOrder([PIECE], "gs");
const END = /^(?:[|;&]|\d?>(?![\w"']*:\/\/)|<<<?|#\s)/;
const VARIABLE = /\$[\w({]|%\w+%/;

/**
 * The words of a command; smart quotes count as quotes.
 * @param {string} text
 */
export function shellWords(text) {
  /** @type {Word[]} */
  const words = [];
  /** @type {Word | null} */
  let open = null;
  for (const found of text.matchAll(PIECES)) {
    if (found[7] !== undefined) {
      open = null;
      continue;
    }
    if (!open && isEnd(words, text, found.index)) break;
    if (!open) words.push((open = { text: "", at: found.index, expands: false }));
    takePiece(open, found);
  }
  return words;
}

/**
 * @param {Word[]} words
 * @param {string} text
 * @param {number} at
 */
function isEnd(words, text, at) {
  return words.length > WORDS || END.test(text.slice(at, at + 80));
}

/**
 * @param {Word} word
 * @param {(string | undefined)[]} piece
 */
function takePiece(word, [, ansi, single, double, smart, escaped, bare, , odd]) {
  if (ansi !== undefined) word.text += unescaped(ansi);
  else if (double !== undefined) word.text += plainDouble(double);
  else word.text += single ?? smart ?? escaped ?? bare ?? odd;
  if (VARIABLE.test(double ?? bare ?? "")) word.expands = true;
}

/** @param {string} text */
function plainDouble(text) {
  return text.replace(/\\(["\\$`])|`(["`$])/g, "$1$2");
}

const ESCAPES = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * A text in $'…': backslashes as in C.
 * @param {string} text
 */
function unescaped(text) {
  return text.replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(.)/gis, (_, unicode, hex, char) => {
    const code = unicode || hex;
    return code ? String.fromCharCode(parseInt(code, 16)) : (ESCAPES.get(char) ?? char);
  });
}
