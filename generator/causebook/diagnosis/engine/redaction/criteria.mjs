// Why: how sure must a value be to go? That depends on the name before it and on what joins the
// two: an equals sign proves more than a blank in a sentence. It must not know where the value
// ends.

import { compact } from "./naming.mjs";
import { FIELDS } from "./names.mjs";
import { pattern } from "./patterns.mjs";
import { isRandom } from "./random.mjs";
import { isCode } from "./code.mjs";
import {
  isCommonWord,
  isCount,
  isMask,
  isPhrase,
  isPin,
  isReference,
  looksSecret,
  mayBeSecret,
} from "./values.mjs";

/** @import { Candidate, Joint, Name, Trusts } from "./types.d.ts" */
/** @typedef {(value: string, candidate: Candidate, isQuoted: boolean) => boolean} Criterion */

const QUERY_LEAST = 4; // characters of a secret in a query
const KEY_LEAST = 16; // … of one that only chance tells
const NAME_LONGEST = 40;
const SETS = pattern(
  "i",
  /(?:^|[\s:"'])(?:set|setx|put|store|export|define|config|configure|add|write|patch|create)/,
  /\b[^\n]{0,60}$/,
);
const ARROW = /[~-]>$|→$/; // in prose it leads from one thing to the next
const FAULTS =
  "invalid|expired|missing|bad|unexpected|unknown|wrong|no|malformed|unsupported|incorrect";
const REMARKS = "the|your|this|a|an|error|failed|verify|validate|parse|decode";
/** What stands before a name that is spoken of. */
const IS_FAULT = pattern("i", `(?:^|[\\s"'(])(?:${FAULTS})[ \\t]+(?:[\\w/-]+)?$`);
const IS_ABOUT = pattern("i", `(?:^|[\\s"'(])(?:${FAULTS}|${REMARKS})[ \\t]+(?:[\\w-]+[ \\t]+)?$`);

/**
 * True for a header's value on the line below its name: there stands the value, or the next name.
 * @param {string} value
 * @param {Candidate} candidate
 */
export function isHeaderValue(value, { name: { trusts }, known, place }) {
  if (!place.startsLine) return false;
  const text = value.trim();
  if (trusts.list) return /^[^\s=;]{1,100}=\S/.test(text);
  const [first, second] = text.split(/\s+/, 2);
  return second === undefined ? looksSecret(first) : Boolean(known.get(compact(first))?.scheme);
}

/**
 * True for the name of another secret, which is none itself; a header may go on in the next line.
 * @param {string} value
 * @param {Candidate} candidate
 */
export function isName(value, { known, name: { trusts } }) {
  if (trusts.line || trusts.list || value.length >= NAME_LONGEST) return false;
  return known.has(compact(value.trim()));
}

/**
 * True where the value is a secret, after such a name and such a separator.
 * @type {Criterion}
 */
export function isSecret(value, candidate, isQuoted) {
  const { how, name, place } = candidate;
  const { trusts } = name;
  if (trusts.query && place.isQuery && how === "sign") return isQueryValue(value);
  if (trusts.sure || trusts.word) return CRITERIA[how](value, candidate, isQuoted);
  if (trusts.loose) return isLooseValue(value, candidate);
  return Boolean(trusts.scheme) && how === "blank" && looksSecret(value) && isRandomKey(value);
}

/** @param {string} value */
function isQueryValue(value) {
  const isNone = isMask(value) || isCommonWord(value) || /^\d{1,4}$/.test(value);
  return !isNone && value.length >= QUERY_LEAST;
}

/** @type {(value: string, candidate: Candidate) => boolean} */
function isLooseValue(value, { how, name: { trusts }, place }) {
  if (how === "blank") return place.isFlag && looksSecret(value);
  if (how !== "sign") return false;
  return trusts.loose === "key" ? isRandomKey(value) : looksSecret(value);
}

/** @param {string} value */
function isRandomKey(value) {
  return value.length >= KEY_LEAST && isRandom(value) && !isReference(value);
}

/** @type {Record<Joint, Criterion>} */
const CRITERIA = {
  sign: behindSign,
  item: looksSecret,
  tag: (value) => mayBeSecret(value),
  for: bareBehindSign,
  is: behindIs,
  dash: behindDash,
  cell: inCell,
  paren: inParentheses,
  comma: behindComma,
  line: onNextLine,
  blank: behindBlank,
};

/** @type {Criterion} */
function behindSign(value, candidate, isQuoted) {
  if (isQuoted) return mayBeSecret(value, true) && !isCount(value);
  return !isCode(value) && bareBehindSign(value, candidate);
}

/** @type {(value: string, candidate: Candidate) => boolean} */
function bareBehindSign(value, candidate) {
  const { name, place, sign } = candidate;
  if (isCount(value) || (ARROW.test(sign) && leadsOn(value))) return false;
  if (isNamed(name, "code")) return isPin(value) || looksSecret(value);
  const isSetting = place.startsLine && sign.includes("=");
  return isClear(candidate) ? mayBeSecret(value, isSetting) : looksSecret(value);
}

/**
 * True where a value is expected, rather than a word about the secret.
 * @param {Candidate} candidate
 */
function isClear(candidate) {
  const { name, place, isWord } = candidate;
  if (IS_FAULT.test(place.about)) return false;
  if (isNamed(name, "password")) return true;
  if (IS_ABOUT.test(place.about)) return false;
  return (place.startsLine && !isWord) || isAssigned(candidate);
}

/**
 * True for `secret -> env var`: where it is led, not what it is.
 * @param {string} value
 */
function leadsOn(value) {
  const words = value.trim().split(/\s+/);
  return words.length === 2 && isCommonWord(words[0]);
}

/** @param {Candidate} candidate */
function isAssigned({ place, sign }) {
  const opensItem = /[,;{(["'`&?\s]$/.test(place.line) && !/\p{L}[ \t]+$/u.test(place.line);
  return sign === "=" || place.isQuery || place.isFlag || opensItem;
}

/** @type {Criterion} */
function behindIs(value, { name, isClause }, isQuoted) {
  if (looksSecret(value) || isNamedPin(value, name)) return true;
  const isAll = isQuoted || (isClause && !/\s/.test(value));
  return isAll && isNamed(name, "password") && mayBeSecret(value, isQuoted);
}

/** @type {(value: string, name: Name) => boolean} */
function isNamedPin(value, name) {
  return isPin(value) && isNamed(name, "password", "code");
}

/** @type {Criterion} */
function behindDash(value, { name, place }) {
  const isClear = place.startsLine && isNamed(name, "password");
  return looksSecret(value) || (isClear && mayBeSecret(value) && !isCount(value));
}

/** @type {Criterion} */
function inCell(value, { place, name }) {
  const isFirst = /^[\s"'`*_]*$/.test(place.line) && !name.written.includes(" ");
  const isCell = isFirst || /\|[\s"'`*_]*$/.test(place.line);
  return isCell && mayBeSecret(value) && !isCount(value);
}

/** @type {Criterion} */
function inParentheses(value, { name, sign, isClosed }, isQuoted) {
  if (looksSecret(value)) return true;
  if (isQuoted) return isNamed(name, "password") && mayBeSecret(value, true);
  const isApart = isClosed && /^[ \t]/.test(sign);
  const isClear = isNamed(name, "password", "code") || isTechnical(name);
  return isApart && isClear && mayBeSecret(value) && !isCode(value);
}

/** @type {Criterion} */
function behindComma(value, { place }) {
  if (place.quote === "" || /[:=]\s*["'`]$/.test(place.line)) return false;
  return mayBeSecret(value) && !FIELDS.has(value.toLowerCase()) && !isCode(value);
}

/** @type {Criterion} */
function onNextLine(value, candidate) {
  const { name, place, sign } = candidate;
  if (!place.startsLine && !/[:=]/.test(sign)) return false;
  if (/[:=]$/.test(value)) return false; // the next name
  const mayBe = sign.includes(":") && mayBeSecret(value);
  if (/\s/.test(value.trim())) return mayBe && isPhrase(value) && isClearName(name);
  return looksSecret(value) || isExpected(value, candidate, mayBe);
}

/**
 * True for a word, or for digits, below a name that begins its line.
 * @type {(value: string, candidate: Candidate, mayBe: boolean) => boolean}
 */
function isExpected(value, { name, place }, mayBe) {
  const isSure = isClearName(name) || isNamed(name, "code");
  return place.startsLine && isSure && (mayBe || isPin(value));
}

/** @type {Criterion} */
function behindBlank(value, candidate, isQuoted) {
  const { name, place, sign } = candidate;
  if (isArgument(value, isQuoted)) return false;
  if (place.isFlag && !/["'`]/.test(sign)) return mayBeSecret(value, isQuoted);
  if (looksSecret(value) || isNamedPin(value, name)) return true;
  const isSure = isQuoted ? isClearName(name) : isSet(candidate) || isRest(value, candidate);
  return isSure && mayBeSecret(value, isQuoted) && !isCode(value);
}

/**
 * True for another flag, or another pair of a name and a value.
 * @type {(value: string, isQuoted: boolean) => boolean}
 */
function isArgument(value, isQuoted) {
  return value.startsWith("-") || (!isQuoted && /[=:]/.test(value));
}

/** @param {Name} name */
function isClearName(name) {
  return isTechnical(name) || isNamed(name, "password");
}

/**
 * True for a name that a command sets.
 * @param {Candidate} candidate
 */
function isSet({ name, place }) {
  return isTechnical(name) && SETS.test(place.line);
}

/**
 * True for a value that is the rest of the line, and one word unless it stands in a column.
 * @type {(value: string, candidate: Candidate) => boolean}
 */
function isRest(value, { name, place, sign, isWord }) {
  const isOne = /[ \t]{2}|\t/.test(sign) || !/\s/.test(value);
  return place.startsLine && !isWord && isOne && isClearName(name);
}

/**
 * True for a name as programs write it: no word of a sentence.
 * @param {Name} name
 */
function isTechnical({ written }) {
  return /\w[_:.-]\w|[a-z][A-Z]|^[A-Z]+$/.test(written);
}

/**
 * True for the name of such a secret.
 * @param {Name} name
 * @param {...string} words
 */
export function isNamed({ trusts }, ...words) {
  return [trusts.sure, trusts.word].some((word) => words.includes(word ?? ""));
}

/**
 * The word that is shown for the value of a name.
 * @param {Candidate} candidate
 */
export function wordOf({ name: { trusts } }) {
  const { line, list, sure, word, sureCouple, query, loose, scheme } = trusts;
  return line ?? list ?? sure ?? word ?? sureCouple ?? query ?? loose ?? scheme ?? "secret";
}

/**
 * The word that is shown for the value of a name that means nothing else, if it is one.
 * @param {Trusts} trusts
 */
export function clearWordOf({ line, list, sure, word }) {
  return line ?? list ?? sure ?? word;
}

/**
 * True for a name whose value is the rest of the line.
 * @param {Trusts} trusts
 */
export function holdsLine({ line, list }) {
  return Boolean(line ?? list);
}
