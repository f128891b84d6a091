// Why: takes secrets out of a text before it is shown, copied or handed over. The value goes; its name, its kind and
// all that helps stay. It knows names and notations, no subject: a book adds what its own subject calls a secret.

import { callPattern, calls } from "./calls.mjs";
import { compact, makeNaming, namesIn } from "./naming.mjs";
import { pairs } from "./pairs.mjs";
import { shapes } from "./shapes.mjs";
import { columns, fields, inserts } from "./tables.mjs";
import { unfold } from "./unfold.mjs";
import { isCode, isMask, isStock, isTold, mayBeSecret } from "./values.mjs";

const REDACTED = new RegExp(
  `\\[(?:${[
    "password",
    "code",
    "token",
    "key",
    "signature",
    "secret",
    "cookie",
    "private key",
    "hash",
    "card",
    "phone",
    "user",
    "email",
    "ip",
    "user and password",
    "redacted",
    "removed",
  ].join("|")})\\]`,
);
const ROUNDS = 4; // what is taken out may show what stood behind it
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g;
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;

/**
 * A function that takes secrets out of a text.
 * @param {object} own what the book adds: `names`, `words`, `loose`, `couples`, `query` (names by kind, see redact-names),
 *   `lines` (names whose value is the whole line), `lists` (names of lists of named values), `schemes` (words that
 *   may stand before a value and stay), `attributes` (names in such lists that are no secrets), `calls` (patterns of calls that take a secret)
 */
export function makeRedact(own = {}) {
  const naming = makeNaming(own);
  const context = {
    naming,
    called: callPattern(own.calls),
    schemes: schemePattern(own.schemes),
    isScheme: schemeTest(own.schemes),
    attributes: new Set(own.attributes ?? []),
  };
  return function redact(text, { ip = false } = {}) {
    let out = String(text);
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = redactOnce(out, context);
      if (next === out) break;
      out = next;
    }
    return ip ? withoutAddresses(out) : out;
  };
}

function schemePattern(schemes) {
  return new RegExp(
    `^(?:(?:${[...wordsOf(schemes), "[A-Z][\\w-]{2,20}"].join("|")})[ \\t]+){1,2}(?=\\S)`,
    "i",
  );
}

function schemeTest(schemes) {
  return new RegExp(`^(?:${[...wordsOf(schemes), "(?!)"].join("|")})$`, "i");
}

function wordsOf(names = {}) {
  return Object.values(names).flat().join(", ").split(", ").filter(Boolean);
}

function redactOnce(text, context) {
  const sheet = unfold(text);
  const spans = [...spansIn(sheet, context)].map(({ from, to, word }) => ({
    from: sheet.at[from],
    to: sheet.at[to],
    word,
  }));
  return written(text, spans);
}

function* spansIn(sheet, context) {
  const names = [...namesIn(sheet.plain, context.naming)];
  for (const span of pairs(sheet, names, context.naming)) yield* narrowed(sheet, span, context);
  for (const name of names) {
    for (const span of fields(sheet, name)) yield* fieldSpans(sheet, span, name, context);
  }
  yield* calls(sheet, context.called);
  yield* columns(sheet, context.naming);
  yield* inserts(sheet, context.naming);
  yield* shapes(sheet);
}

/** A value of several parts: the word before it stays, and so do the names in a list. */
function narrowed({ plain }, span, context) {
  if (span.list) return listed(plain, span, context);
  return span.whole ? schemed(plain, span, context) : [span];
}

function* schemed(plain, span, { schemes, isScheme, naming: { known } }) {
  const value = plain.slice(span.from, span.to);
  const text = value.trim();
  if (isScheme.test(text)) return yield* nextLine(plain, span);
  const kept = schemes.exec(text)?.[0] ?? "";
  const rest = text.slice(kept.length);
  if (
    isNoValue(rest) ||
    known.has(compact(rest)) ||
    (kept && isStock(rest.split(/\s/, 1)[0])) ||
    (!isScheme.test(kept.split(/\s/)[0]) && isTold(text, true))
  )
    return;
  const from = span.from + value.indexOf(text) + kept.length;
  yield { from, to: from + rest.length, word: span.word };
}

function isNoValue(text) {
  return isMask(text) || isStock(text) || isTold(text, true) || isCode(text);
}

/** A value that was broken off behind the word before it. */
function* nextLine(plain, { to, word }) {
  const found = /^[ \t]{0,9}\r?\n[ \t]{1,20}(?=[^\s:]{6,}(?:\s|$))/.exec(
    plain.slice(to, to + 9000),
  );
  if (!found) return;
  const from = to + found[0].length;
  yield { from, to: from + plain.slice(from, from + 9000).search(/\s|$/), word };
}

function* listed(plain, span, { attributes, naming }) {
  let at = span.from;
  const text = plain.slice(span.from, span.to);
  const isName = attributes.has(text.toLowerCase()) || naming.known.has(compact(text));
  if (span.isQuoted && !text.includes("=") && !isName && mayBeSecret(text)) return yield span;
  for (const part of text.split(";")) {
    const [head, name] = /^\s{0,9}([^=]{0,200})=?/.exec(part);
    const value = head.includes("=") ? part.slice(head.length) : name;
    if (head.includes("=") && !attributes.has(name.trim().toLowerCase()) && !isMask(value)) {
      yield { from: at + head.length, to: at + part.length, word: span.word };
    }
    at += part.length + 1;
  }
}

/** The value beside a name in a record, treated as that name treats its own. */
function fieldSpans(sheet, { from, to }, { trusts }, context) {
  const value = sheet.plain.slice(from, to);
  const word = trusts.line ?? trusts.list ?? trusts.sure ?? trusts.word;
  if (!word || isMask(value)) return [];
  if (trusts.line || trusts.list)
    return narrowed(sheet, { from, to, word, whole: true, list: Boolean(trusts.list) }, context);
  return mayBeSecret(value) && !isCode(value) ? [{ from, to, word }] : [];
}

/** The text with a word in place of each span; of spans that overlap, all that they cover goes. */
function written(text, spans) {
  const sorted = spans
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const pieces = [];
  let done = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const { from, word } = sorted[i];
    let { to } = sorted[i];
    while (i + 1 < sorted.length && sorted[i + 1].from < to) to = Math.max(to, sorted[(i += 1)].to);
    pieces.push(text.slice(done, from), `[${word}]`);
    done = to;
  }
  return pieces.join("") + text.slice(done);
}

function withoutAddresses(text) {
  return text.replace(IPV4, "[ip]").replace(IPV6, (found) => (isAddress(found) ? "[ip]" : found));
}

function isAddress(found) {
  return (/::/.test(found) && found.length > 2) || found.split(":").length > 4;
}

/** True for a line in which something was taken out. */
export function wasRedacted(line) {
  return REDACTED.test(line);
}
