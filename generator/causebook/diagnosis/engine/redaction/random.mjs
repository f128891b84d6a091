// Why: a secret without a name still looks like one: letters, digits and case change as they do in no word.
// What is only long (paths, class names, ids with dashes) does not.

const LONGEST = 400; // characters that are looked at
const WORD = /(?<![a-z])[A-Z]?[a-z]{3,17}(?![a-z])|(?<![A-Z])[A-Z]{4,17}(?![A-Za-z])/g;
const CLASSES = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/\d/, 10],
  [/[^A-Za-z\d]/, 20],
];

/** How much of a text is made of words, 0 to 1. */
function wordShare(text) {
  return (text.match(WORD) ?? []).join("").length / text.length;
}

/** How often the kind of character changes, 0 to 1; a small letter after a capital is how words begin. */
function changeShare(text) {
  let changes = 0;
  for (let i = 1; i < text.length; i += 1) {
    const [before, after] = [kindOf(text.charCodeAt(i - 1)), kindOf(text.charCodeAt(i))];
    if (before !== after && !(before === "upper" && after === "lower")) changes += 1;
  }
  return changes / text.length;
}

function kindOf(code) {
  if (code >= 97 && code <= 122) return "lower";
  if (code >= 65 && code <= 90) return "upper";
  return code >= 48 && code <= 57 ? "digit" : "other";
}

/** True for what is made of words, as paths and the names of classes are. */
export function isWordy(text) {
  return wordShare(text) > 0.6;
}

/** True where letters and digits stand as chance throws them. */
export function isRandom(text) {
  const part = text.slice(0, LONGEST);
  if (!/\d/.test(part) || !/[A-Za-z]/.test(part)) return isRandomLetters(part);
  return wordShare(part) < 0.5 && changeShare(part) > 0.15;
}

function isRandomLetters(part) {
  return (
    part.length >= 20 &&
    /[a-z]/.test(part) &&
    /[A-Z]/.test(part) &&
    wordShare(part) < 0.35 &&
    changeShare(part) > 0.2
  );
}

/** Bits of a text, by the kinds of characters in it: a rough measure for what is worth guessing. */
export function bitsOf(text) {
  const signs = CLASSES.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
  return text.length * Math.log2(Math.max(2, signs));
}

/** The text that base64 stands for, where it is printable; else "". */
export function printableOf(base64) {
  const plain = base64.replace(/=+$/, "").replace(/-/g, "+").replace(/_/g, "/");
  if (
    plain.length < 8 ||
    plain.length > 4000 ||
    plain.length % 4 === 1 ||
    /[^A-Za-z0-9+/]/.test(plain)
  )
    return "";
  const text = atob(plain);
  return /^[\x20-\x7e]+$/.test(text) ? text : "";
}
