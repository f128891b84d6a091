// Why: takes secrets out of a text before it is shown, copied or handed over. The value goes; its
// name, its kind and all that helps stay. It knows names and notations, no subject: a book adds
// what its own subject calls a secret.

import { callPattern, callSecrets } from "./calls.mjs";
import { isCode } from "./code.mjs";
import { commandSecrets } from "./commands.mjs";
import { clearWordOf, holdsLine } from "./criteria.mjs";
import { insertedSecrets } from "./inserts.mjs";
import { makeNaming, namesIn } from "./naming.mjs";
import { namedValues } from "./named-values.mjs";
import { narrowed, schemePattern } from "./narrowing.mjs";
import { recordValue } from "./records.mjs";
import { shapes } from "./shapes.mjs";
import { columnSecrets } from "./tables.mjs";
import { unfold } from "./unfold.mjs";
import { isMask, mayBeSecret } from "./values.mjs";

/** @import { Secrets } from "../../contract.d.ts" */
/** @import { Context, Name, Span, Unfolded } from "./types.d.ts" */

const ROUNDS = 4; // what is taken out may show what stood behind it
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g;
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;

/**
 * A function that takes secrets out of a text, also addresses of the network where they are to go.
 * @param {Secrets} [own] what the book adds
 */
export function makeRedact(own = {}) {
  /** @type {Context} */
  const context = {
    naming: makeNaming(own),
    scheme: schemePattern(own.schemes),
    attributes: new Set(own.attributes),
    calls: callPattern(own.calls),
  };
  /** @type {(text: string, options?: { ip?: boolean }) => string} */
  return function redact(text, { ip = false } = {}) {
    let before = "";
    let after = String(text);
    for (let round = 0; round < ROUNDS && after !== before; round += 1) {
      before = after;
      after = redactedOnce(before, context);
    }
    return ip ? withoutAddresses(after) : after;
  };
}

/** @type {(text: string, context: Context) => string} */
function redactedOnce(text, context) {
  const unfolded = unfold(text);
  const spans = spansIn(unfolded, context).map(({ from, to, word }) => ({
    from: unfolded.at[from],
    to: unfolded.at[to],
    word,
  }));
  return written(text, spans);
}

/** @type {(unfolded: Unfolded, context: Context) => Span[]} */
function spansIn(unfolded, context) {
  const { naming, calls } = context;
  const names = namesIn(unfolded.plain, naming);
  const values = namedValues(unfolded, names, naming);
  return [
    ...values.flatMap((value) => narrowed(unfolded, value, context)),
    ...names.flatMap((name) => recordSpans(unfolded, name, context)),
    ...commandSecrets(unfolded),
    ...callSecrets(unfolded, calls),
    ...columnSecrets(unfolded, naming),
    ...insertedSecrets(unfolded, naming),
    ...shapes(unfolded),
  ];
}

/**
 * The secrets of the value beside a name in a record, treated as that name treats its own.
 * @type {(unfolded: Unfolded, name: Name, context: Context) => Span[]}
 */
function recordSpans(unfolded, name, context) {
  const word = clearWordOf(name.trusts) ?? "";
  const range = word ? recordValue(unfolded, name) : null;
  if (!range) return [];
  const text = unfolded.plain.slice(range.from, range.to);
  if (isMask(text)) return [];
  if (!holdsLine(name.trusts))
    return mayBeSecret(text) && !isCode(text) ? [{ ...range, word }] : [];
  const isList = Boolean(name.trusts.list);
  return narrowed(unfolded, { ...range, word, isLine: !isList, isList }, context);
}

/**
 * The text with a word in place of each span; of spans that overlap, all that they cover goes.
 * @type {(text: string, spans: Span[]) => string}
 */
function written(text, spans) {
  const pieces = [];
  let done = 0;
  for (const { from, to, word } of united(spans)) {
    pieces.push(text.slice(done, from), `[${word}]`);
    done = to;
  }
  return pieces.join("") + text.slice(done);
}

/**
 * The spans from the first to the last, those that overlap as one.
 * @param {Span[]} spans
 */
function united(spans) {
  const sorted = spans
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  /** @type {Span[]} */
  const apart = [];
  for (const span of sorted) {
    const last = apart.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else apart.push({ ...span });
  }
  return apart;
}

/** @param {string} text */
function withoutAddresses(text) {
  return text.replace(IPV4, "[ip]").replace(IPV6, (found) => (isAddress(found) ? "[ip]" : found));
}

/** @param {string} found */
function isAddress(found) {
  return (found.includes("::") && found.length > 2) || found.split(":").length > 4;
}
