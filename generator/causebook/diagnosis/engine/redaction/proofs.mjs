// Why: how sure must a value be to go? That depends on the name before it and on what links the two: an equals
// sign proves more than a blank in a sentence.

import { compact } from "./naming.mjs";
import { FIELDS } from "./names.mjs";
import { isRandom } from "./random.mjs";
import {
  isCode,
  isMask,
  isPhrase,
  isPin,
  isReference,
  isStock,
  looksSecret,
  mayBeSecret,
} from "./values.mjs";

const SETS =
  /(?:^|[\s:"'])(?:set|setx|put|store|export|define|config|configure|add|write|patch|create)\b[^\n]{0,60}$/i;
const ARROW = /[~-]>$|→$/; // in prose it leads from one thing to the next
const BAD =
  /(?:^|[\s"'(])(?:invalid|expired|missing|bad|unexpected|unknown|wrong|no|malformed|unsupported|incorrect)[ \t]+(?:[\w/-]+)?$/i;
const ABOUT =
  /(?:^|[\s"'(])(?:invalid|expired|missing|bad|unexpected|unknown|wrong|no|malformed|unsupported|incorrect|the|your|this|a|an|error|failed|verify|validate|parse|decode)[ \t]+(?:[\w-]+[ \t]+)?$/i;

/** On the line below a name stands its value, or the next name. */
export function isHeaderValue(value, { name: { trusts }, known, place }) {
  const [first, second] = value.trim().split(/\s+/, 2);
  if (!place.startsLine) return false;
  if (trusts.list) return /^[^\s=;]{1,100}=\S/.test(value.trim());
  return (
    (second !== undefined && Boolean(known.get(compact(first))?.scheme)) ||
    (second === undefined && looksSecret(first))
  );
}

/** The name of another secret is none itself; a header may go on in the next line. */
export function isName(value, { known, name: { trusts } }) {
  return !trusts.line && !trusts.list && value.length < 40 && known.has(compact(value.trim()));
}

export function isProven(value, candidate, isQuoted) {
  const {
    name: { trusts },
    place,
    how,
  } = candidate;
  if (how === "sign" && place.isQuery && trusts.query) return isQueryValue(value);
  if (trusts.sure || trusts.word) return proof(value, candidate, isQuoted);
  if (trusts.loose && how === "blank") return place.isFlag && looksSecret(value);
  if (trusts.loose && how === "sign")
    return trusts.loose === "key" ? isRandomEnough(value) : looksSecret(value);
  if (trusts.scheme) return how === "blank" && looksSecret(value) && isRandomEnough(value);
  return false;
}

function isQueryValue(value) {
  return !isMask(value) && !isStock(value) && !/^\d{1,4}$/.test(value) && value.length > 3;
}

function isRandomEnough(value) {
  return value.length >= 16 && isRandom(value) && !isReference(value);
}

const PROOFS = {
  sign: signProof,
  item: (value) => looksSecret(value),
  tag: (value) => mayBeSecret(value),
  for: (value, candidate) => plainProof(value, candidate),
  is: wordProof,
  dash: dashProof,
  cell: cellProof,
  paren: parenProof,
  comma: commaProof,
  line: lineProof,
  blank: blankProof,
};

function proof(value, candidate, isQuoted) {
  return PROOFS[candidate.how](value, candidate, isQuoted);
}

function signProof(value, candidate, isQuoted) {
  if (!isQuoted && isCode(value)) return false;
  if (isQuoted) return mayBeSecret(value, true) && !isCount(value);
  return plainProof(value, candidate);
}

function plainProof(value, candidate) {
  const { name, place, isWord } = candidate;
  if (isNamed(name, "code")) return isPin(value) || looksSecret(value);
  if (BAD.test(place.about)) return looksSecret(value);
  if (ARROW.test(candidate.sign) && isStockPair(value.trim().split(/\s+/))) return false;
  if (isNamed(name, "password"))
    return mayBeSecret(value, place.startsLine && /=/.test(candidate.sign)) && !isCount(value);
  if (ABOUT.test(place.about)) return looksSecret(value);
  return (
    !isCount(value) &&
    ((place.startsLine && !isWord) || isAssigned(candidate)
      ? mayBeSecret(value, place.startsLine && /=/.test(candidate.sign))
      : looksSecret(value))
  );
}

/** `secret -> env var`: where it is led, not what it is. */
function isStockPair(words) {
  return words.length === 2 && isStock(words[0]);
}

function isAssigned({ place, sign }) {
  return (
    sign === "=" ||
    place.isQuery ||
    place.isFlag ||
    (/[,;{(["'`&?\s]$/.test(place.line) && !/[\p{L}][ \t]+$/u.test(place.line))
  );
}

function wordProof(value, candidate, isQuoted) {
  const { name, isClause } = candidate;
  if (looksSecret(value) || (isNamed(name, "password", "code") && isPin(value))) return true;
  return (
    isNamed(name, "password") &&
    (isQuoted || (isClause && !/\s/.test(value))) &&
    mayBeSecret(value, isQuoted)
  );
}

function dashProof(value, candidate) {
  return (
    looksSecret(value) ||
    (candidate.place.startsLine &&
      isNamed(candidate.name, "password") &&
      mayBeSecret(value) &&
      !isCount(value))
  );
}

function cellProof(value, { place, name }) {
  const isCell =
    /\|[\s"'`*_]*$/.test(place.line) ||
    (/^[\s"'`*_]*$/.test(place.line) && !name.written.includes(" "));
  return isCell && mayBeSecret(value) && !isCount(value);
}

function parenProof(value, { name, sign, isClosed }, isQuoted) {
  if (looksSecret(value)) return true;
  if (isQuoted) return isNamed(name, "password") && mayBeSecret(value, true);
  return (
    isClosed &&
    /^[ \t]/.test(sign) &&
    (isNamed(name, "password", "code") || isTechnical(name)) &&
    mayBeSecret(value) &&
    !isCode(value)
  );
}

function commaProof(value, { place }) {
  if (place.quote === "" || /[:=]\s*["'`]$/.test(place.line)) return false;
  return mayBeSecret(value) && !FIELDS.has(value.toLowerCase()) && !isCode(value);
}

function lineProof(value, { name, place, sign }) {
  if (/[:=]$/.test(value) || (!place.startsLine && !/[:=]/.test(sign))) return false;
  if (/\s/.test(value.trim()))
    return (
      sign.includes(":") &&
      (isNamed(name, "password") || isTechnical(name)) &&
      isPhrase(value) &&
      mayBeSecret(value)
    );
  return (
    looksSecret(value) ||
    (place.startsLine &&
      (isNamed(name, "password", "code") || isTechnical(name)) &&
      (isPin(value) || (sign.includes(":") && mayBeSecret(value))))
  );
}

function blankProof(value, candidate, isQuoted) {
  const { name, place } = candidate;
  if ((/[=:]/.test(value) && !isQuoted) || /^-/.test(value)) return false;
  if (place.isFlag && !/["'`]/.test(candidate.sign)) return mayBeSecret(value, isQuoted);
  if (looksSecret(value)) return true;
  if (isNamed(name, "password", "code") && isPin(value)) return true;
  if (isQuoted)
    return (
      (isTechnical(name) || isNamed(name, "password")) && mayBeSecret(value, true) && !isCode(value)
    );
  const isColumn = /[ \t]{2}|\t/.test(candidate.sign);
  const isRest =
    place.startsLine &&
    (isTechnical(name) || isNamed(name, "password")) &&
    (isColumn || !/\s/.test(value));
  return (
    ((isTechnical(name) && SETS.test(place.line)) || (isRest && !candidate.isWord)) &&
    mayBeSecret(value) &&
    !isCode(value)
  );
}

/** A name as programs write it: no word of a sentence. */
function isTechnical({ written }) {
  return /\w[_:.-]\w|[a-z][A-Z]|^[A-Z]+$/.test(written);
}

function isCount(value) {
  return /^\d{1,3}$/.test(value.trim());
}

export function isNamed({ trusts }, ...kinds) {
  return kinds.includes(trusts.sure) || kinds.includes(trusts.word);
}

export function wordOf({ name: { trusts } }) {
  return (
    trusts.line ??
    trusts.list ??
    trusts.sure ??
    trusts.word ??
    trusts.pair ??
    trusts.query ??
    trusts.loose ??
    trusts.scheme ??
    "secret"
  );
}
