// Why: what follows the name of a secret is a secret, in any notation: in quotes, in a list, in a
// tag, in a block, in a record, in a cell, or bare. Here are the values that a name announces. It
// must not know any name.

import { isCode } from "./code.mjs";
import { coupleSpan, holdsCouple } from "./couples.mjs";
import { holdsLine, isHeaderValue, isName, isNamed, isSecret, wordOf } from "./criteria.mjs";
import { cellEnd, clauseEnd, lineEnd, queryEnd, quoteEnd, trimmed, wordEnd } from "./ends.mjs";
import { blockAt, bulletsOf, isBullet, itemsOf, membersOf } from "./lists.mjs";
import { foundAt } from "./patterns.mjs";
import { depthAt, placeOf, separatorAfter } from "./separators.mjs";
import { isMask, isPhrase, isSentence, looksSecret, mayBeSecret } from "./values.mjs";
import { insideQuotes, wrappingAt } from "./wrapping.mjs";

/** @import { Candidate, Name, Naming, Range, Unfolded, Value, Wrapping } from "./types.d.ts" */
/** @typedef {Range & { isQuoted?: boolean }} Found a piece that may be a secret */

const WORD_LONGEST = 128; // characters of a word behind what proves little
const LONG = 400; // characters that are a secret behind a sign, whatever they are
const PROSE = /^(?:is|for|paren|blank)$/;
const CLAUSE_END = /[ \t]{0,20}(?:$|[\r\n.,;!)])/y;
const CHAIN = /[ \t]*(?:-{1,2}>|→)[ \t]*[\w ]{1,30}(?:->|→)/y; // one thing leads to the next
const GENERIC = /^[A-Z][A-Za-z]{1,30}<[A-Z]\w/; // a type: Option<String>
/** What has names as well, or holds records: a brace with no value of its own, or one in a list. */
const RECORD = /^(?:\{(?!\s{0,40}(["'`])[^"'`\n]{0,80}\1\s{0,9}[,}])|\[\s{0,40}\{)/;
const BARE_ITEM = /[^\n()[\]{}"'=]{1,200},/y;
const BRACKETED = /[ \t]{0,20}([[<({*]{1,3}[^\n[\]<>{}"']{1,60}[\])}>*]{1,3})(?=[\s,;.&"')}\]]|$)/y;
const MAY_BE_PHRASE = /\p{Ll}{1,30} \p{Ll}{1,30} \p{Ll}/uy;

/**
 * The values that names announce, from the first to the last.
 * @param {Unfolded} unfolded
 * @param {Name[]} names
 * @param {Naming} naming
 */
export function namedValues(unfolded, names, { known }) {
  /** @type {Value[]} */
  const values = [];
  let done = 0;
  for (const name of names) {
    if (name.from < done) continue;
    const found = valuesOf(unfolded, name, known).filter(({ from, to }) => to > from);
    values.push(...found);
    done = found.reduce((end, { to }) => Math.max(end, to), done);
  }
  return values;
}

/** @type {(unfolded: Unfolded, name: Name, known: Naming["known"]) => Value[]} */
function valuesOf(unfolded, name, known) {
  const { plain } = unfolded;
  const place = placeOf(unfolded, name);
  const separator = separatorAfter(unfolded, name, place);
  if (!separator) return [];
  const { how, from, to } = separator;
  if (!mayProve({ how, name, place }) || foundAt(CHAIN, plain, from)) return [];
  const depth = depthAt(unfolded, name, separator);
  const sign = plain.slice(from, to);
  const isTight = sign === ":" && /\S/.test(plain.charAt(to));
  return spansOf(unfolded, { name, place, how, to, sign, isTight, depth, known, ...UNREAD });
}

/** What is known of a value only when it has been read. */
const UNREAD = { isWord: false, isClosed: false, isClause: false };

/**
 * False for a name that means other things too, behind a weak separator.
 * @param {Pick<Candidate, "how" | "name" | "place">} candidate
 */
function mayProve(candidate) {
  const { sure, word, line, list, scheme } = candidate.name.trusts;
  const isClear = [sure, word, line, list, scheme].some(Boolean);
  return isClear || candidate.how === "sign" || candidate.place.isFlag || holdsCouple(candidate);
}

/**
 * @typedef {(unfolded: Unfolded, candidate: Candidate, from: number) => Value[]} Reader of a value
 * at `from`
 */

/**
 * The values of one candidate: of a block, a tag, a list, quotes, or of what is written without
 * any.
 * @type {(unfolded: Unfolded, candidate: Candidate) => Value[]}
 */
function spansOf(unfolded, candidate) {
  const { plain } = unfolded;
  const { to, how, place } = candidate;
  if (how === "tag") return quoted(unfolded, candidate, { from: to, to: tagEnd(plain, to) });
  const wrapping = wrappingAt(plain, to);
  if (isMaskAt(plain, wrapping.open)) return [];
  const block = how === "sign" ? blockAt(plain, to, place.line) : null;
  if (block) return surely(candidate, [block]);
  if (isRecord(plain, wrapping.open)) return recordSpans(plain, candidate, wrapping.open);
  return wrappedSpans(unfolded, candidate, wrapping);
}

/** @type {(unfolded: Unfolded, candidate: Candidate, wrapping: Wrapping) => Value[]} */
function wrappedSpans(unfolded, candidate, wrapping) {
  const { from, to, quote } = wrapping;
  if (isList(unfolded.plain, wrapping, candidate.how)) return listSpans(unfolded, candidate, from);
  if (quote) return quotedSpans(unfolded, candidate, from);
  if (to <= from) return bareSpans(unfolded, candidate, from);
  return judged(unfolded, { ...candidate, isClause: true }, { from, to });
}

/** @type {(plain: string, open: number) => boolean} */
function isRecord(plain, open) {
  return RECORD.test(plain.slice(open, open + 180));
}

/** @type {(plain: string, candidate: Candidate, open: number) => Value[]} */
function recordSpans(plain, candidate, open) {
  const { list } = candidate.name.trusts;
  return list ? surely(candidate, unmasked(plain, membersOf(plain, open))) : [];
}

/**
 * What is a secret because of its name alone.
 * @type {(candidate: Candidate, ranges: Range[]) => Value[]}
 */
function surely(candidate, ranges) {
  return ranges.map(({ from, to }) => ({ from, to, word: wordOf(candidate) }));
}

/**
 * @template {Range} T
 * @param {string} plain
 * @param {T[]} ranges
 */
function unmasked(plain, ranges) {
  return ranges.filter(({ from, to }) => !isMask(plain.slice(from, to)));
}

/**
 * True for what was blanked out with brackets around it.
 * @type {(plain: string, from: number) => boolean}
 */
function isMaskAt(plain, from) {
  const found = foundAt(BRACKETED, plain, from);
  return found !== null && isMask(found[1]);
}

/** @type {(plain: string, from: number) => number} */
function tagEnd(plain, from) {
  const end = plain.indexOf("<", from);
  return plain[end + 1] === "/" ? end : from;
}

/** @type {Reader} */
function quotedSpans(unfolded, candidate, at) {
  const [from, to] = insideQuotes(unfolded, at);
  const couple = holdsCouple(candidate) ? coupleSpan(unfolded, candidate, from, to) : [];
  return couple.length ? couple : quoted(unfolded, candidate, { from, to });
}

/**
 * True behind an opened bracket for a quote, and for a word that ends at a comma.
 * @type {(plain: string, wrapping: Wrapping, how: string) => boolean}
 */
function isList(plain, { open, from, quote }, how) {
  if (!/[[({]/.test(plain.slice(open, from))) return false;
  return quote !== "" || (how === "sign" && foundAt(BARE_ITEM, plain, from) !== null);
}

/**
 * Every item of a list; of a user and a secret the second.
 * @type {Reader}
 */
function listSpans(unfolded, candidate, first) {
  const { sureCouple, sure } = candidate.name.trusts;
  const items = itemsOf(unfolded, first);
  if (sureCouple && !sure && items.length === 2)
    return surely(candidate, unmasked(unfolded.plain, items.slice(1)));
  return items.flatMap((item) => judged(unfolded, candidate, item));
}

/**
 * Values without quotes.
 * @type {Reader}
 */
function bareSpans(unfolded, candidate, from) {
  if (isHopeless(unfolded.plain, from)) return [];
  const enclosed = enclosedEnd(unfolded, candidate, from);
  if (enclosed === null) return looseSpans(unfolded, candidate, from);
  const isQuoted = candidate.place.isQuery && candidate.how === "sign";
  return judged(unfolded, candidate, { from, to: enclosed, isQuoted });
}

/**
 * The end of a value in a query, in a line of its own, in a cell; null where it has none of these.
 * @type {(unfolded: Unfolded, candidate: Candidate, from: number) => number | null}
 */
function enclosedEnd(unfolded, candidate, from) {
  const { how, place, depth, name } = candidate;
  if (how === "sign" && place.isQuery) return queryEnd(unfolded, from, depth);
  if (holdsLine(name.trusts) && /^(?:sign|line)$/.test(how))
    return headerEnd(unfolded, candidate, from);
  return how === "cell" ? cellEnd(unfolded.plain, from) : null;
}

/**
 * The values that nothing encloses: a couple, bullets, what stands in parentheses, several words,
 * or one.
 * @type {Reader}
 */
function looseSpans(unfolded, candidate, from) {
  const { how, depth } = candidate;
  const couple = holdsCouple(candidate)
    ? coupleSpan(unfolded, candidate, from, clauseEnd(unfolded, from, depth))
    : [];
  if (couple.length) return couple;
  if (how === "line" && isBullet(unfolded.plain, from))
    return bulletSpans(unfolded, candidate, from);
  if (how === "paren") return parenSpans(unfolded, candidate, from);
  const several = severalSpans(unfolded, candidate, from);
  return several.length ? several : wordSpans(unfolded, candidate, from);
}

/**
 * A value of several words, where it may be one.
 * @type {Reader}
 */
function severalSpans(unfolded, candidate, from) {
  const { plain } = unfolded;
  const isSure = mayHaveBlanks(candidate);
  if (!isSure && !foundAt(MAY_BE_PHRASE, plain, from)) return [];
  const end = clauseEnd(unfolded, from, candidate.depth);
  const to = withoutStop(plain, candidate, trimmed(plain, from, end));
  const value = plain.slice(from, to);
  const isOne = isSure || (isPhrase(value) && !isSentence(value));
  return isOne ? judged(unfolded, candidate, { from, to }) : [];
}

/**
 * The end of a value in a sentence, without the full stop.
 * @type {(plain: string, candidate: Candidate, to: number) => number}
 */
function withoutStop(plain, { how }, to) {
  return PROSE.test(how) && plain[to - 1] === "." ? to - 1 : to;
}

/**
 * The items of a list, one a line, as long as they may be secrets.
 * @type {Reader}
 */
function bulletSpans(unfolded, candidate, first) {
  const mayBeOne = isNamed(candidate.name, "password") ? mayBeSecret : looksSecret;
  const items = bulletsOf(unfolded, first, candidate.depth);
  const end = items.findIndex(({ from, to }) => !mayBeOne(unfolded.plain.slice(from, to)));
  return surely(candidate, end < 0 ? items : items.slice(0, end));
}

/** @type {Reader} */
function parenSpans(unfolded, candidate, from) {
  const to = from + unfolded.plain.slice(from, from + 200).search(/[)\n]|$/);
  if (unfolded.plain[to] !== ")") return wordSpans(unfolded, candidate, from);
  return judged(unfolded, { ...candidate, isClosed: true }, { from, to });
}

/**
 * One word.
 * @type {Reader}
 */
function wordSpans(unfolded, candidate, from) {
  const { plain } = unfolded;
  const most = candidate.how === "sign" ? Infinity : WORD_LONGEST;
  const end = wordEnd(unfolded, from, candidate.depth, most);
  const to = withoutStop(plain, candidate, end);
  const isClosed = plain[to] === ")";
  const isClause = foundAt(CLAUSE_END, plain, to) !== null;
  return judged(unfolded, { ...candidate, isWord: true, isClosed, isClause }, { from, to });
}

/**
 * Cheap reasons against a value, before its end is looked for.
 * @type {(plain: string, from: number) => boolean}
 */
function isHopeless(plain, from) {
  const head = plain.slice(from, from + 120);
  const [word] = head.split(/\s/, 1);
  const beginsAsWord = /^\p{L}+$/u.test(word.slice(0, 4));
  return GENERIC.test(head) || (isCode(word) && !beginsAsWord);
}

/**
 * True where the value may have blanks in it: behind a bare sign only where the line is nothing
 * else.
 * @param {Candidate} candidate
 */
function mayHaveBlanks({ how, place, name, sign, isTight }) {
  if (how !== "sign") {
    const isRest = how === "blank" && place.startsLine && !place.isFlag;
    return isRest || /^(?:for|is|dash|line)$/.test(how);
  }
  if (place.quote !== "" || /;[ \t]*$/.test(place.line)) return true;
  if (/^\S*=$/.test(sign)) return place.isLine;
  return place.startsLine || (!isTight && isNamed(name, "password", "code"));
}

/**
 * The end of what a header holds, also where its line stands in quotes or in a record.
 * @type {(unfolded: Unfolded, candidate: Candidate, from: number) => number}
 */
function headerEnd(unfolded, { place, depth, name }, from) {
  const { line, quote, quoteLevel } = place;
  if (quote && unfolded.plain[name.to] === quote) return bareEnd(unfolded, from, depth);
  if (/[{,(][ \t]*$/.test(line))
    return Math.max(clauseEnd(unfolded, from, depth), wordEnd(unfolded, from, depth));
  return quote ? quoteEnd(unfolded, from, quote, quoteLevel) : lineEnd(unfolded, from, depth);
}

/**
 * The end of a bare word behind a name in quotes; none of a variable.
 * @type {(unfolded: Unfolded, from: number, depth: number) => number}
 */
function bareEnd(unfolded, from, depth) {
  const to = wordEnd(unfolded, from, depth);
  return /^[A-Za-z_$][\w$.]*$/.test(unfolded.plain.slice(from, to)) ? from : to;
}

/** @type {(unfolded: Unfolded, candidate: Candidate, range: Range) => Value[]} */
function quoted(unfolded, candidate, range) {
  return judged(unfolded, candidate, { ...range, isQuoted: true });
}

/**
 * The value, where it is one: how sure must that be after such a name and such a separator?
 * @type {(unfolded: Unfolded, candidate: Candidate, found: Found) => Value[]}
 */
function judged({ plain }, candidate, found) {
  const { how, name } = candidate;
  const value = plain.slice(found.from, found.to);
  if (isMask(value) || isName(value, candidate)) return [];
  const isHeader = holdsLine(name.trusts);
  if (isHeader && how === "line" && !isHeaderValue(value, candidate)) return [];
  if (isHeader && isWhole(plain, candidate, found)) return [whole(candidate, found)];
  const isOne =
    isLong(value, candidate, found) || isSecret(value, candidate, Boolean(found.isQuoted));
  return isOne ? surely(candidate, [found]) : [];
}

/**
 * True for what is a secret behind a sign, whatever it is made of.
 * @type {(value: string, candidate: Candidate, found: Found) => boolean}
 */
function isLong(value, { how }, { isQuoted }) {
  return value.length > LONG && how === "sign" && !isQuoted;
}

/** @type {(candidate: Candidate, found: Found) => Value} */
function whole(candidate, found) {
  const isList = Boolean(candidate.name.trusts.list);
  return { ...found, word: wordOf(candidate), isLine: !isList, isList };
}

/**
 * True for all that a header holds: it stands behind a sign, or in quotes, not within a sentence.
 * @type {(plain: string, candidate: Candidate, found: Found) => boolean}
 */
function isWhole(plain, { how, sign }, { to, isQuoted }) {
  if (how === "comma") return /^["'`]\s*[)\]}]/.test(plain.slice(to, to + 20));
  if (how === "blank") return Boolean(isQuoted) && !/["'`]/.test(sign);
  return !/^(?:is|for|dash|paren|item)$/.test(how);
}
