// Why: what follows the name of a secret is a secret, in any notation: in quotes, in a list, in a tag, in a block, in a
// record, in a cell, or bare. Here are the values that a name announces.

import { coupleSpan, holdsCouple } from "./couples.mjs";
import { cellEnd, clauseEnd, lineEnd, queryEnd, quoteEnd, trimmed, wordEnd } from "./ends.mjs";
import { blockAt, bulletsOf, isBullet, itemsOf, membersOf } from "./lists.mjs";
import { depthAt, linkAfter, placeOf } from "./links.mjs";
import { isHeaderValue, isName, isProven, isNamed, wordOf } from "./proofs.mjs";
import { isCode, isMask, isPhrase, isTold, looksSecret, mayBeSecret } from "./values.mjs";
import { insideQuotes, wrappingAt } from "./wrapping.mjs";

const WEAK_LONGEST = 128; // characters of a word behind what proves little
const PROSE = /^(?:is|for|paren|blank)$/;
const CLAUSE_END = /^[ \t]*(?:$|[\r\n.,;!)])/;
const CHAIN = /[ \t]*(?:-{1,2}>|→)[ \t]*[\w ]{1,30}(?:->|→)/y; // one thing leads to the next
const GENERIC = /^[A-Z][A-Za-z]{1,30}<[A-Z]\w/; // a type: Option<String>
/** The spans [{from, to, word}] of all values that a name announces. */
export function* pairs(sheet, names, { known }) {
  let done = 0;
  for (const name of names) {
    if (name.from < done) continue;
    for (const span of valuesOf(sheet, name, known)) {
      if (span.to <= span.from) continue;
      yield span;
      done = Math.max(done, span.to);
    }
  }
}

function valuesOf(sheet, name, known) {
  const place = placeOf(sheet, name);
  const link = linkAfter(sheet, name, place);
  if (!link) return [];
  const { how, from, to } = link;
  if (!mayProve({ how, name, place }) || isAt(CHAIN, sheet.plain, from)) return [];
  const depth = depthAt(sheet, name, link);
  const sign = sheet.plain.slice(from, to);
  const isGlued = sign === ":" && /\S/.test(sheet.plain.charAt(to));
  return spansOf(sheet, { name, place, how, from, to, sign, isGlued, depth, known, ...UNREAD });
}

function isAt(pattern, plain, at) {
  pattern.lastIndex = at;
  return pattern.test(plain);
}

/** What is known of a value only when it has been read. */
const UNREAD = { isWord: false, isClosed: false, isClause: false };

/** A name that means other things too proves nothing behind a weak link. */
function mayProve(candidate) {
  const { sure, word, line, list, scheme } = candidate.name.trusts;
  return Boolean(
    sure ??
    word ??
    line ??
    list ??
    scheme ??
    (candidate.how === "sign" || candidate.place.isFlag || holdsCouple(candidate)),
  );
}

/** The spans of one candidate: of a block, a tag, a list, quotes, or of what is written without any. */
function spansOf(sheet, candidate) {
  const { plain } = sheet;
  const { to, how, name, place } = candidate;
  if (how === "tag") return judged(sheet, candidate, to, tagEnd(plain, to), true);
  const wrapping = wrappingAt(plain, to);
  if (isMaskAt(plain, wrapping.open)) return [];
  const block = how === "sign" ? blockAt(plain, to, place.line) : null;
  if (block) return surely(candidate, block);
  const { open, from, quote } = wrapping;
  if (isRecord(plain, open))
    return name.trusts.list ? surely(candidate, unmasked(plain, membersOf(plain, open))) : [];
  if (isList(plain, wrapping, how)) return listSpans(sheet, candidate, from);
  if (quote) return quotedSpans(sheet, candidate, from);
  return wrapping.to > from
    ? emphasised(sheet, candidate, wrapping)
    : bareSpans(sheet, candidate, from);
}

/** What has names as well, or holds records: a brace with no value of its own, or one in a list. */
const RECORD = /^(?:\{(?!\s{0,40}(["'`])[^"'`\n]{0,80}\1\s{0,9}[,}])|\[\s{0,40}\{)/;

function isRecord(plain, open) {
  return RECORD.test(plain.slice(open, open + 180));
}

/** The places of what is a secret because of its name alone. */
function surely(candidate, places) {
  return places.map(({ from, to }) => ({ from, to, word: wordOf(candidate) }));
}

function unmasked(plain, places) {
  return places.filter(({ from, to }) => !isMask(plain.slice(from, to)));
}

/** What was blanked out with brackets around it. */
function isMaskAt(plain, from) {
  const found = /^[ \t]*([[<({*]{1,3}[^\n[\]<>{}"']{1,60}[\])}>*]{1,3})(?=[\s,;.&"')}\]]|$)/.exec(
    plain.slice(from, from + 90),
  );
  return found !== null && isMask(found[1]);
}

function tagEnd(plain, from) {
  const end = plain.indexOf("<", from);
  return plain[end + 1] === "/" ? end : from;
}

function quotedSpans(sheet, candidate, at) {
  const [from, to] = insideQuotes(sheet, at);
  const couple = holdsCouple(candidate) ? coupleSpan(sheet, candidate, from, to) : [];
  return couple.length ? couple : judged(sheet, candidate, from, to, true);
}

const BARE_ITEM = /^[^\n()[\]{}"'=]{1,200},/;

/** Behind an opened bracket a quote begins a list, and so does a word that ends at a comma. */
function isList(plain, { open, from, quote }, how) {
  if (!/[[({]/.test(plain.slice(open, from))) return false;
  return quote || (how === "sign" && BARE_ITEM.test(plain.slice(from, from + 210)));
}

/** Every item of a list; of a pair of a user and a secret the second. */
function listSpans(sheet, candidate, first) {
  const { pair, ...others } = candidate.name.trusts;
  const items = itemsOf(sheet, first);
  if (pair && items.length === 2 && !others.sure)
    return surely(candidate, unmasked(sheet.plain, items.slice(1)));
  return items.flatMap(({ from, to, isQuoted }) => judged(sheet, candidate, from, to, isQuoted));
}

function emphasised(sheet, candidate, { from, to }) {
  candidate.isClause = true;
  return judged(sheet, candidate, from, to, false);
}

/** Values without quotes. */
function bareSpans(sheet, candidate, from) {
  const { plain } = sheet;
  const { place, how, depth, name } = candidate;
  if (isHopeless(plain, from)) return [];
  if (place.isQuery && how === "sign")
    return judged(sheet, candidate, from, queryEnd(sheet, from, depth), true);
  if (name.trusts.line && /^(?:sign|line)$/.test(how))
    return judged(sheet, candidate, from, enclosedEnd(sheet, candidate, from), false);
  if (name.trusts.list && /^(?:sign|line)$/.test(how))
    return judged(sheet, candidate, from, enclosedEnd(sheet, candidate, from), false);
  if (how === "cell") return judged(sheet, candidate, from, cellEnd(sheet.plain, from), false);
  const couple = holdsCouple(candidate)
    ? coupleSpan(sheet, candidate, from, clauseEnd(sheet, from, depth))
    : [];
  if (couple.length) return couple;
  if (how === "line" && isBullet(plain, from)) return bulletSpans(sheet, candidate, from);
  if (how === "paren") return parenSpans(sheet, candidate, from);
  const several = severalSpans(sheet, candidate, from);
  if (several.length) return several;
  const longest = how === "sign" ? Infinity : WEAK_LONGEST;
  return wordSpans(sheet, candidate, from, wordEnd(sheet, from, depth, longest));
}

const MAY_BE_PHRASE = /^\p{Ll}+ \p{Ll}+ \p{Ll}/u;

/** A value of several words, where it may be one. */
function severalSpans(sheet, candidate, from) {
  const { plain } = sheet;
  const isSure = opensClause(candidate);
  if (!isSure && !MAY_BE_PHRASE.test(plain.slice(from, from + 60))) return [];
  const end = clauseEnd(sheet, from, candidate.depth);
  const to = untold(plain, candidate, trimmed(plain, from, end));
  const value = plain.slice(from, to);
  const isOne = isSure || (isPhrase(value) && !isTold(value));
  return isOne ? judged(sheet, candidate, from, to, false) : [];
}

/** The end of a value in a sentence, without the full stop. */
function untold(plain, { how }, to) {
  return PROSE.test(how) && plain[to - 1] === "." ? to - 1 : to;
}

/** The items of a list, one a line, as long as they may be secrets. */
function bulletSpans(sheet, candidate, first) {
  const isNot = ({ from, to }) => {
    const value = sheet.plain.slice(from, to);
    return !(isNamed(candidate.name, "password") ? mayBeSecret(value) : looksSecret(value));
  };
  const items = bulletsOf(sheet, first, candidate.depth);
  const end = items.findIndex(isNot);
  return surely(candidate, end < 0 ? items : items.slice(0, end));
}

function parenSpans(sheet, candidate, from) {
  const length = sheet.plain.slice(from, from + 200).search(/[)\n]/);
  if (length < 0 || sheet.plain[from + length] !== ")")
    return wordSpans(sheet, candidate, from, wordEnd(sheet, from, candidate.depth, WEAK_LONGEST));
  candidate.isClosed = true;
  return judged(sheet, candidate, from, from + length, false);
}

/** One word. */
function wordSpans(sheet, candidate, from, end) {
  const to = untold(sheet.plain, candidate, end);
  candidate.isWord = true;
  candidate.isClosed = sheet.plain[to] === ")";
  candidate.isClause = CLAUSE_END.test(sheet.plain.slice(to, to + 20));
  return judged(sheet, candidate, from, to, false);
}

/** Cheap reasons against a value, before its end is looked for. */
function isHopeless(plain, from) {
  const head = plain.slice(from, from + 120);
  return (
    GENERIC.test(head) ||
    (isCode(head.split(/\s/, 1)[0]) && !/^\p{L}+$/u.test(head.split(/\s/, 1)[0].slice(0, 4)))
  );
}

/** May the value have blanks in it? Behind a bare sign only where the line is nothing else. */
function opensClause({ how, place, name, sign, isGlued }) {
  if (how === "sign") {
    if (place.quote !== "" || /;[ \t]*$/.test(place.line)) return true;
    if (/^\S*=$/.test(sign)) return place.isLine;
    return place.startsLine || (!isGlued && isNamed(name, "password", "code"));
  }
  const isRest = how === "blank" && place.startsLine && !place.isFlag;
  return isRest || /^(?:for|is|dash|line)$/.test(how);
}

function enclosedEnd(sheet, { place, depth, name }, from) {
  if (place.quote && sheet.plain[name.to] === place.quote) return bareEnd(sheet, from, depth);
  if (/[{,(][ \t]*$/.test(place.line))
    return Math.max(clauseEnd(sheet, from, depth), wordEnd(sheet, from, depth));
  const isEnclosed = place.quote !== "";
  return isEnclosed
    ? quoteEnd(sheet, from, place.quote, place.quoteLevel)
    : lineEnd(sheet, from, depth);
}

/** Behind a name in quotes a bare word is a variable. */
function bareEnd(sheet, from, depth) {
  const to = wordEnd(sheet, from, depth);
  return /^[A-Za-z_$][\w$.]*$/.test(sheet.plain.slice(from, to)) ? from : to;
}

/** The span where the value is one: how sure must that be after such a name and such a link? */
function judged(sheet, candidate, from, to, isQuoted) {
  const value = sheet.plain.slice(from, to);
  const long = value.length > 400;
  if (value.trim() === "" || isMask(value) || isName(value, candidate)) return [];
  const { line, list } = candidate.name.trusts;
  const isWhole =
    !/^(?:is|for|dash|paren|item)$/.test(candidate.how) &&
    (candidate.how !== "comma" || /^["'`]\s*[)\]}]/.test(sheet.plain.slice(to, to + 20))) &&
    (candidate.how !== "blank" || (isQuoted && !/["'`]/.test(candidate.sign)));
  if (candidate.how === "line" && (line || list) && !isHeaderValue(value, candidate)) return [];
  if (isWhole && (line || list))
    return [{ from, to, word: line ?? list, whole: true, list: Boolean(list), isQuoted }];
  if (long && isQuoted === false && candidate.how === "sign")
    return [{ from, to, word: wordOf(candidate) }];
  return isProven(value, candidate, isQuoted) ? [{ from, to, word: wordOf(candidate) }] : [];
}
