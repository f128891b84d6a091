// Why: some secrets need no name: they have the form or the prefix of one, they stand before the
// host of an address, or they read like chance. It must not know the names of secrets.

import { FORMS } from "./forms.mjs";
import { isId, isPath } from "./ids.mjs";
import { allOf, pattern } from "./patterns.mjs";
import { LOOSE_PREFIXES, PREFIXES } from "./prefixes.mjs";
import { isRandom, isWordy, printableOf } from "./random.mjs";
import { looksSecret } from "./values.mjs";

/** @import { Span, Unfolded } from "./types.d.ts" */
/** @typedef {(found: RegExpExecArray, plain: string) => boolean} Test of what a pattern found */

const ADDRESS_LONGEST = 300;
const RANDOM_LEAST = 24; // characters of what only chance tells
const COUPLE_LONGEST = 400;
const HALF_MASKED = /(?<![\w*])[\w-]{0,20}[*•]{4,}(?<secret>[A-Za-z0-9]{3,8})(?![\w*•])/g;
const BLOB = pattern("g", [
  /(?<![\w+/=.@:~$%-])[A-Za-z0-9+/_-]{20,}={0,3}/,
  /(?<![\w+/=.@:~$%-])[A-Za-z0-9+/]{10,18}={0,2}(?![\w=])/,
  /(?<=[:=/@.])[A-Za-z0-9+/_-]{24,}={0,2}/,
]);
const ADDRESS = /(?<![a-z0-9])[a-z][a-z0-9+.-]{1,30}:\/\//gi;
/** @type {Record<string, Test>} */
const TESTS = { card: isCard, email: isEmail };
const NO_USER = /^\[[\w ]+\]$|^\$?\{|^[*•]+$/;

/** Each kind of secret, with the test that tells it from what only looks so. */
const KINDS = /** @type {Array<[word: string, sought: RegExp, isOne: Test]>} */ ([
  ...FORMS.map(([word, form]) => [word, form, TESTS[word] ?? isAny]),
  ["token", prefixed(PREFIXES), hasChance],
  ["token", prefixed(LOOSE_PREFIXES), ([text]) => isRandom(text) && !isWordy(text)],
  ["key", HALF_MASKED, isAny],
  ["secret", BLOB, isSecretBlob],
]);

/** @param {string[]} prefixes */
function prefixed(prefixes) {
  const forms = prefixes
    .join(", ")
    .split(", ")
    .map((row) => row.split(" "))
    .map(([prefix, least]) => `${escaped(prefix)}[\\w.+/=~*%-]{${least},}`);
  return pattern("g", "(?<![A-Za-z0-9_.])", forms);
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/**
 * All that is a secret whatever stands before it.
 * @param {Unfolded} unfolded
 */
export function shapes(unfolded) {
  const { plain } = unfolded;
  const shaped = KINDS.flatMap(([word, sought, isOne]) =>
    allOf(sought, plain)
      .filter((found) => isOne(found, plain))
      .map((found) => spanOf(word, found)),
  );
  return [...userinfo(unfolded), ...shaped];
}

/** @type {(word: string, found: RegExpExecArray) => Span} */
function spanOf(word, found) {
  const secret = found.groups?.secret ?? found[0];
  const from = found.index + found[0].lastIndexOf(secret);
  return { from, to: from + secret.length, word };
}

function isAny() {
  return true;
}

/**
 * False for an address of a person that is the user of an address of the network.
 * @type {Test}
 */
function isEmail({ index }, plain) {
  return !/:\/\/[^\s/]{0,120}$/.test(plain.slice(Math.max(0, index - 130), index));
}

/**
 * True for 13 to 19 digits that end with the right one:
 * https://en.wikipedia.org/wiki/Luhn_algorithm
 * @type {Test}
 */
function isCard([text]) {
  const digits = text.replace(/\D/g, "");
  if (!/^(?!(\d)\1*$)[1-9]\d{12,18}$/.test(digits)) return false;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + weighed(Number(digit), place), 0);
  return sum % 10 === 0;
}

/** @type {(digit: number, place: number) => number} */
function weighed(digit, place) {
  const value = place % 2 ? digit * 2 : digit;
  return value > 9 ? value - 9 : value;
}

/**
 * False for a known prefix that goes on as words: it is the name of something.
 * @type {Test}
 */
function hasChance([text]) {
  const isMixed = /[a-z][A-Z]/.test(text.replace(/[A-Z][a-z]{3,}/g, ""));
  return isMixed || /\d/.test(text) || text.includes("***");
}

/**
 * Users and their secrets before the host of an address; without a user, all of it.
 * @type {(unfolded: Unfolded) => Span[]}
 */
function userinfo(unfolded) {
  return allOf(ADDRESS, unfolded.plain).flatMap((found) => {
    const from = found.index + found[0].length;
    const to = from + hostSign(asWritten(unfolded, from));
    const user = unfolded.plain.slice(from, to);
    const isSecret = user.includes(":") || user.length > 40 || looksSecret(user);
    return isSecret && !NO_USER.test(user) ? [{ from, to, word: "user and password" }] : [];
  });
}

/**
 * The place of the @ before the host, or 0: the last one before a path begins, unless a secret has
 * a slash in it.
 * @param {string} text
 */
function hostSign(text) {
  const first = text.indexOf("@");
  const isInPath = /[/?#]/.test(text.slice(0, Math.max(0, first)));
  const hasSecret = /^[^/?#@:]*:(?!\d+(?:[/?#]|$))/.test(text);
  if (first < 0 || (isInPath && !hasSecret)) return 0;
  const path = text.indexOf("/", first);
  return text.slice(0, path < 0 ? text.length : path).lastIndexOf("@");
}

/**
 * The address, with a blank for each character that was wrapped: such a sign is part of a name, not
 * of the address.
 * @type {(unfolded: Unfolded, from: number) => string}
 */
function asWritten({ plain, level }, from) {
  const most = Math.min(plain.length, from + ADDRESS_LONGEST);
  let end = from;
  while (end < most && (level[end] || /[^\s"'<>`]/.test(plain[end]))) end += 1;
  const text = plain.slice(from, end);
  if (!text.includes("@")) return "";
  return text.replace(/[^]/g, (char, place) => (level[from + place] ? "\0" : char));
}

/** @type {Test} */
function isSecretBlob({ 0: text, index }, plain) {
  if (isId(text, plain, index)) return false;
  if (isCoupleInBase64(text)) return true;
  if (text.length < RANDOM_LEAST) return false;
  return /^[\da-f-]+$/i.test(text) ? isHexSecret(text) : isRandomBlob(text);
}

/** @param {string} text */
function isHexSecret(text) {
  return /^(?=.*\d)(?=.*[a-f])[^-]{32,}$/i.test(text);
}

/**
 * True for a text that reads like chance; of one with many dashes its longest piece.
 * @param {string} text
 */
function isRandomBlob(text) {
  const pieces = text.split(/[-_]|\/(?=[0-9a-f]{32,}$)/);
  const isDashed = pieces.length - 1 > text.length / 9;
  const body = isDashed ? longestOf(pieces) : text;
  if (body.length < 22 || isPath(body) || !isRandom(body)) return false;
  const hasDigit = /[A-Za-z]/.test(body) && /\d/.test(body);
  return hasDigit || (body.length >= RANDOM_LEAST && /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(body));
}

/** @param {string[]} texts */
function longestOf(texts) {
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest));
}

/**
 * `user:secret` in base64.
 * @param {string} text
 */
function isCoupleInBase64(text) {
  if (text.length > COUPLE_LONGEST || !/[A-Z]/.test(text) || !/[a-z]/.test(text)) return false;
  return /^[\w.@+\\-]{1,80}:[\x21-\x7e][\x20-\x7e]{0,200}$/.test(printableOf(text));
}
