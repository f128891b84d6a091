// Why: a secret without a name still looks like one: letters, digits and case change as they do in
// no word. What is only long (paths, class names, ids with dashes) does not. It must not know where
// a text stands.

const LONGEST = 400; // characters that are looked at
const WORD = /(?<![a-z])[A-Z]?[a-z]{3,17}(?![a-z])|(?<![A-Z])[A-Z]{4,17}(?![A-Za-z])/g;
/** @type {Array<[kind: RegExp, size: number]>} how many characters there are of a kind */
const KINDS = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/\d/, 10],
  [/[^A-Za-z\d]/, 20],
];

/**
 * How much of a text is made of words, 0 to 1.
 * @param {string} text
 */
function wordShare(text) {
  return (text.match(WORD) ?? []).join("").length / text.length;
}

/**
 * How often the kind of character changes, 0 to 1; a small letter after a capital is how words
 * begin.
 * @param {string} text
 */
function changeShare(text) {
  const kinds = text
    .replace(/[a-z]/g, "a")
    .replace(/[A-Z]/g, "A")
    .replace(/\d/g, "0")
    .replace(/[^aA0]/g, ".");
  const changes = kinds.match(/(?!Aa|aa|AA|00|\.\.)[aA0.](?=[aA0.])/g) ?? [];
  return changes.length / text.length;
}

/**
 * True for what is made of words, as paths and the names of classes are.
 * @param {string} text
 */
export function isWordy(text) {
  return wordShare(text) > 0.6;
}

/**
 * True where letters and digits stand as chance throws them.
 * @param {string} text
 */
export function isRandom(text) {
  const head = text.slice(0, LONGEST);
  if (!/\d/.test(head) || !/[A-Za-z]/.test(head)) return isRandomLetters(head);
  return wordShare(head) < 0.5 && changeShare(head) > 0.15;
}

/** @param {string} text */
function isRandomLetters(text) {
  const isMixed = text.length >= 20 && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return isMixed && wordShare(text) < 0.35 && changeShare(text) > 0.2;
}

/**
 * Bits of a text, by the kinds of characters in it: a rough measure for what is worth guessing.
 * @param {string} text
 */
export function bitsOf(text) {
  const sizes = KINDS.map(([kind, size]) => (kind.test(text) ? size : 0));
  const signs = sizes.reduce((sum, size) => sum + size, 0);
  return text.length * Math.log2(Math.max(2, signs));
}

const BASE64 = /^[A-Za-z0-9+/]{8,4000}$/;

/**
 * The text that base64 stands for, where it is printable; else "".
 * @param {string} base64
 */
export function printableOf(base64) {
  const plain = base64.replace(/=+$/, "").replace(/-/g, "+").replace(/_/g, "/");
  if (!BASE64.test(plain) || plain.length % 4 === 1) return "";
  const text = atob(plain);
  return /^[\x20-\x7e]+$/.test(text) ? text : "";
}
