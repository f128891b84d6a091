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
  /(\s+|\\[ \t]+(?=[-–—'"]|http))/, // a lost line end leaves its backslash
  /[\\](.)/,
  /([^\s'"“”‘\\|;&]+)/, // without quotes
  /(.)/, // a quote that nothing closes
]);
const PIECES = inOrder([PIECE], "gs");
const REDIRECTION = inOrder(
  [
    /\$'(?:[^'\\]|\\.)*'|'[^']*'|"(?:[^"\\]|\\.)*"/, // none inside quotes
    /|(?<=\s)(\d?>{1,2}(?![\w"']*:\/\/)[ \t]*(?:&\d|"[^"]*"|[^\s"'|;&]*))/,
  ],
  "gs",
);
const END = /^(?:[|;&]|<<<?|#\s)/;
const VARIABLE = /\$[\w({]|%[A-Za-z_]\w*%/;

/**
 * The words of a command; smart quotes count as quotes.
 * @param {string} source
 */
export function shellWords(source) {
  const text = withoutRedirections(source);
  /** @type {Word[]} */
  const words = [];
  /** @type {Word | null} */
  let open = null;
  for (const found of text.matchAll(PIECES)) {
    if (found[5] !== undefined) open = null;
    else if (isEnd(words, text, found, open)) break;
    else {
      if (!open) words.push((open = { text: "", at: found.index, expands: false }));
      takePiece(open, found);
    }
  }
  return words;
}

/**
 * The text with blanks in place of what goes to files, so that places stay.
 * @param {string} text
 */
function withoutRedirections(text) {
  if (!text.includes(">")) return text;
  return text.replace(REDIRECTION, (whole, found) => (found ? " ".repeat(whole.length) : whole));
}

/**
 * Is the command over? What separates commands does so inside a word as well.
 * @param {Word[]} words
 * @param {string} text
 * @param {RegExpExecArray} found
 * @param {Word | null} open
 */
function isEnd(words, text, { index, 8: odd }, open) {
  if (odd !== undefined && /[|;&]/.test(odd)) return true;
  return !open && (words.length > WORDS || END.test(text.slice(index, index + 80)));
}

/**
 * @param {Word} word
 * @param {(string | undefined)[]} piece
 */
function takePiece(word, [, ansi, single, double, smart, , escaped, bare, odd]) {
  if (ansi !== undefined) word.text += unescaped(ansi);
  else if (double !== undefined) word.text += plainDouble(double);
  else word.text += single ?? smart ?? escaped ?? bare ?? odd;
  if (VARIABLE.test(double ?? bare ?? "")) word.expands = true;
}

/** @param {string} text */
function plainDouble(text) {
  return text.replace(/\\(["\\$`])|`(["`$])/g, "$1$2");
}

const ESCAPED = /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([0-7]{1,3})|\\(.)/gis;
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
  return text.replace(ESCAPED, (_, ...found) => {
    const [unicode, hex, octal, char] = found;
    const code = octal ? parseInt(octal, 8) : parseInt(unicode || hex, 16);
    return char === undefined ? String.fromCharCode(code) : (ESCAPES.get(char) ?? char);
  });
}
