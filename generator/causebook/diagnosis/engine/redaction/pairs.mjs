// Why: what follows the name of a secret is a secret, in any notation: in quotes, in a list, in a tag, in a block, in a
// record, in a cell, or bare. Here are the values that a name announces.

import { cellEnd, clauseEnd, lineEnd, queryEnd, quoteEnd, trimmed, wordEnd } from "./ends.mjs";
import { depthAt, linkAfter, placeOf } from "./links.mjs";
import { isHeaderValue, isName, isProven, isNamed, wordOf } from "./proofs.mjs";
import { isCode, isMask, isStock, looksSecret, mayBeSecret } from "./values.mjs";

const WEAK_LONGEST = 128; // characters of a word behind what proves little
const CLAUSE_END = /^[ \t]*(?:$|[\r\n.,;!)])/;
const CHAIN = /^[ \t]*(?:-{1,2}>|→)[ \t]*[\w ]{1,30}(?:->|→)/; // one thing leads to the next
const GENERIC = /^[A-Z][A-Za-z]{1,30}<[A-Z]\w/; // a type: Option<String>
const WRAPPING =
  /[ \t]*(?:\*\*|__)?[ \t]*(?:\r?\n[ \t]*(?=["'[]))?(?:[(<[]{0,2}(?=["'`])|[[(]{1,2}(?=[^\s\])]{1,400}[\])]))?(?:[fbruFBRU]{1,2}|[@$]{1,2}|[NL])?(?=["'`])|[ \t]*(?:\*\*|__)?[ \t]*/y;

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
  if (!mayProve({ how, name, place }) || CHAIN.test(sheet.plain.slice(from, to + 60))) return [];
  const depth = depthAt(sheet, name, link);
  const sign = sheet.plain.slice(from, to);
  return spansOf(sheet, { name, place, how, from, to, sign, depth, known, ...UNREAD });
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

/** The spans of one candidate: of a list, of a tag, of quotes, or of what is written without any. */
function spansOf(sheet, candidate) {
  const { plain, level } = sheet;
  if (candidate.how === "tag")
    return judged(sheet, candidate, candidate.to, tagEnd(plain, candidate.to), true);
  if (isMaskAt(plain, candidate.to)) return [];
  WRAPPING.lastIndex = candidate.to;
  const from = candidate.to + WRAPPING.exec(plain)[0].length;
  const quote = /["'`]/.test(plain[from] ?? "") ? plain[from] : "";
  const wrap = plain.slice(candidate.to, from);
  if (quote && /[[]/.test(wrap)) return listSpans(sheet, candidate, from);
  if (quote) return quotedSpans(sheet, candidate, from, quote, level[from]);
  if (/^[ \t]*[{[]/.test(plain.slice(from, from + 3)) && candidate.name.trusts.list)
    return memberSpans(sheet, candidate, from);
  if (/^[ \t]*\{/.test(plain.slice(from, from + 3))) return [];
  if (/^[|>][+-]?\d?[ \t]*\r?\n/.test(plain.slice(from, from + 8)) && candidate.how === "sign")
    return blockSpans(sheet, candidate, from);
  return bareSpans(sheet, candidate, from);
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

function quotedSpans(sheet, candidate, at, quote, depth) {
  const opens = /^(["'`])\1\1/.test(sheet.plain.slice(at, at + 3)) ? 3 : 1;
  const from = at + opens;
  const to = quoteEnd(sheet, from, quote, depth);
  const couple = holdsCouple(candidate) ? coupleSpan(sheet, candidate, from, to) : [];
  return couple.length ? couple : judged(sheet, candidate, from, to, true);
}

/** Every quoted item of a list, up to its bracket. */
function listSpans(sheet, candidate, first) {
  const { plain, level } = sheet;
  const spans = [];
  for (let at = first; spans.length < 200 && /["'`]/.test(plain[at] ?? "");) {
    const end = quoteEnd(sheet, at + 1, plain[at], level[at]);
    spans.push(...judged(sheet, candidate, at + 1, end, true));
    const gap = /^["'`]?\s{0,80},\s{0,80}/.exec(plain.slice(end, end + 170));
    if (!gap) break;
    at = end + gap[0].length;
  }
  return spans;
}

/** Every value of a small object whose name says that all are secret. */
function memberSpans(sheet, candidate, from) {
  const text = sheet.plain.slice(from, from + 20000);
  const isList = /^[ \t]*\[/.test(text);
  const body = text.slice(0, text.search(isList ? /\]|$/ : /\}|$/));
  const member = isList
    ? /\bvalue["'`]?\s{0,9}[:=]>?\s{0,20}(["'`])([^"'`\n]{1,2000})\1/gi
    : /[:=]>?\s{0,20}(["'`])([^"'`\n]{1,2000})\1/g;
  return [...body.matchAll(member)].flatMap((found) => {
    const start = from + found.index + found[0].length - 1 - found[2].length;
    return isMask(found[2])
      ? []
      : [{ from: start, to: start + found[2].length, word: wordOf(candidate) }];
  });
}

/** A block scalar: all lines that stand deeper than the name's. */
function blockSpans(sheet, candidate, from) {
  const { plain } = sheet;
  const indent = /^[ \t]*/.exec(candidate.place.line)[0].length;
  const first = lineEnd(sheet, from, 0) + 1;
  let end = first;
  for (let at = first; at < plain.length;) {
    const stop = lineEnd(sheet, at, 0);
    const text = plain.slice(at, stop);
    if (text.trim() !== "" && /^[ \t]*/.exec(text)[0].length <= indent) break;
    if (text.trim() !== "") end = stop;
    at = stop + 1;
  }
  const start = first + /^\s*/.exec(plain.slice(first, first + 200))[0].length;
  return end > start ? [{ from: start, to: end, word: wordOf(candidate) }] : [];
}

/** Values without quotes. */
function bareSpans(sheet, candidate, from) {
  const { plain } = sheet;
  const { place, how, depth, name } = candidate;
  if (isHopeless(sheet.plain, from)) return [];
  if (place.isQuery && how === "sign")
    return judged(sheet, candidate, from, queryEnd(sheet, from, depth), true);
  if (name.trusts.line && /^(?:sign|line)$/.test(how))
    return judged(sheet, candidate, from, enclosedEnd(sheet, candidate, from), false);
  if (name.trusts.list && /^(?:sign|line)$/.test(how))
    return judged(sheet, candidate, from, enclosedEnd(sheet, candidate, from), true);
  if (how === "cell") return judged(sheet, candidate, from, cellEnd(sheet.plain, from), false);
  const couple = holdsCouple(candidate)
    ? coupleSpan(sheet, candidate, from, clauseEnd(sheet, from, depth))
    : [];
  if (couple.length) return couple;
  if (how === "line" && plain.startsWith("- ", from)) return itemSpans(sheet, candidate, from);
  if (how === "paren") return parenSpans(sheet, candidate, from);
  const whole = opensClause(candidate) ? clauseEnd(sheet, from, depth) : from;
  const several =
    whole > from ? judged(sheet, candidate, from, trimmed(sheet.plain, from, whole), false) : [];
  return several.length
    ? several
    : wordSpans(
        sheet,
        candidate,
        from,
        wordEnd(sheet, from, depth, how === "sign" ? Infinity : WEAK_LONGEST),
      );
}

function holdsCouple({ how, name, place }) {
  return name.trusts.couple && (how === "sign" || (how === "blank" && place.isFlag));
}

/** The secret of a user and a secret that stand in one value. */
function coupleSpan({ plain }, { name }, from, to) {
  const value = plain.slice(from, to);
  const found =
    /^\s{0,9}[^\s:/|,;"']{1,100}(:(?!\d+\b)|[ \t]\/[ \t]|\/(?!\/)|[ \t]\|[ \t])(?<secret>[^\s/]\S{0,200})/.exec(
      value,
    );
  const isSure =
    found && (found[1].length === 3 || found[1] === ":" || looksSecret(found.groups.secret));
  if (!isSure || isMask(found.groups.secret) || isStock(found.groups.secret)) return [];
  const end = from + found[0].length;
  return [{ from: end - found.groups.secret.length, to: end, word: name.trusts.couple }];
}

/** The items of a list, one a line. */
function itemSpans(sheet, candidate, first) {
  const spans = [];
  for (let at = first; sheet.plain.startsWith("- ", at) && spans.length < 200;) {
    const end = lineEnd(sheet, at, candidate.depth);
    const value = sheet.plain.slice(at + 2, end).replace(/^["']|["']$/g, "");
    const isProven = isNamed(candidate.name, "password") ? mayBeSecret(value) : looksSecret(value);
    if (!isProven || /:\s/.test(value)) break;
    const from = at + 2 + sheet.plain.slice(at + 2, end).indexOf(value);
    spans.push({ from, to: from + value.length, word: wordOf(candidate) });
    at = end + /^\r?\n?[ \t]*/.exec(sheet.plain.slice(end, end + 80))[0].length;
  }
  return spans;
}

function parenSpans(sheet, candidate, from) {
  const length = sheet.plain.slice(from, from + 200).search(/[)\n]/);
  if (length < 0 || sheet.plain[from + length] !== ")")
    return wordSpans(sheet, candidate, from, wordEnd(sheet, from, candidate.depth, WEAK_LONGEST));
  candidate.isClosed = true;
  return judged(sheet, candidate, from, from + length, false);
}

/** One word; behind a name in quotes a bare word is a variable. */
function wordSpans(sheet, candidate, from, to) {
  const value = sheet.plain.slice(from, to);
  const isQuotedName =
    candidate.how === "sign" && /^["'`]/.test(candidate.sign) && candidate.place.quote;
  if (isQuotedName && /^[A-Za-z_$][\w$.]*$/.test(value) && !looksSecret(value)) return [];
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
    (/^(?:\s|$)/.test(head) && !/^[ \t]/.test(head)) ||
    (isCode(head.split(/\s/, 1)[0]) && !/^\p{L}+$/u.test(head.split(/\s/, 1)[0].slice(0, 4)))
  );
}

/** May the value have blanks in it? Behind an equals sign only where the line is nothing but the assignment. */
function opensClause({ how, place, name, sign }) {
  if (how === "sign" && (place.quote !== "" || /;[ \t]*$/.test(place.line))) return true;
  if (how === "sign")
    return /^\S*=$/.test(sign)
      ? place.isLine
      : place.startsLine || isNamed(name, "password", "code");
  return (
    how === "for" ||
    how === "is" ||
    how === "dash" ||
    how === "line" ||
    (how === "blank" && place.startsLine)
  );
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
    return [{ from, to, word: line ?? list, whole: true, list: Boolean(list) }];
  if (long && isQuoted === false && candidate.how === "sign")
    return [{ from, to, word: wordOf(candidate) }];
  return isProven(value, candidate, isQuoted) ? [{ from, to, word: wordOf(candidate) }] : [];
}
