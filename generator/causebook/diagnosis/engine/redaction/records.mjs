// Why: in a record the name of a secret is a value itself, `name: password`, and the secret stands
// in the field beside it, `value: zebra`, or in the body of a form's part. It must not know any
// name of a secret.

import { quoteEnd } from "./ends.mjs";
import { allOf, foundAt, pattern } from "./patterns.mjs";

/** @import { Name, Range, Unfolded } from "./types.d.ts" */

const LOOK = 60; // characters before a name in which its label stands
const BACK = 1500; // characters that are looked back for a value
const APART = 90; // characters between a value and the name behind it
const LONGEST = 20000;
const LABELS = [
  "name|key|id|field|header|headername|variable|var|env|n|k",
  "param|parameter|label|type|property|title|setting|option|attribute|column",
];
const LABEL = pattern(
  "i",
  /(?:^|[^\w])/,
  LABELS,
  /["'`\])]{0,3}[ \t]*(?:[:=]|=>)[ \t]*["'`]{0,2}$/,
);
const VALUE =
  "(?<![\\w-])(?:value|val|v|content|contents|text|data|plaintext|defaultvalue|current)";
const VALUE_AFTER = pattern(
  "iy",
  `["'\`]?[^{}<>]{0,300}?${VALUE}["'\`]{0,2}`,
  /\s{0,40}(?:[:=]|=>)\s{0,40}(?<quote>["'`]?)/,
);
const VALUE_BEFORE = pattern("gi", VALUE, /["'`]{0,2}\s{0,9}(?:[:=]|=>)\s{0,9}(?=["'`])/);
/** From the name in the head of a form's part to its body. */
const TO_BODY = pattern(
  "y",
  /["'`]?(?:;[^\n]{0,200})?\r?\n/,
  /(?:[\w-]{1,60}:[^\n]{0,200}\r?\n){0,4}/,
  /[ \t>]{0,9}\r?\n[ \t>]{0,9}/,
);
const BODY_END = /\r?\n[ \t>]*--|$/;
const IS_ATTRIBUTE = /(?:name|key)=["']$/i;
/** <property name="password">value</property> */
const TO_ELEMENT = /["'][^<>\n]{0,100}>(?=[^<>\s][^<>]{0,400}<\/)/y;

/**
 * The value beside a name in a record, in either order, or in a part of a form.
 * @param {Unfolded} unfolded
 * @param {Name} name
 * @returns {Range | null}
 */
export function recordValue(unfolded, { start, to }) {
  const { plain } = unfolded;
  const before = plain.slice(Math.max(0, start - LOOK), start);
  if (!LABEL.test(before)) return null;
  const element = IS_ATTRIBUTE.test(before) ? foundAt(TO_ELEMENT, plain, to) : null;
  if (element) return { from: to + element[0].length, to: plain.indexOf("</", to) };
  const head = foundAt(TO_BODY, plain, to);
  if (head) return bodyAt(plain, to + head[0].length);
  const field = foundAt(VALUE_AFTER, plain, to);
  if (!field) return valueBefore(unfolded, start);
  return valueAt(unfolded, to + field[0].length, field.groups?.quote ?? "");
}

/** @type {(plain: string, from: number) => Range} */
function bodyAt(plain, from) {
  return { from, to: from + plain.slice(from, from + LONGEST).search(BODY_END) };
}

/** @type {(unfolded: Unfolded, from: number, quote: string) => Range} */
function valueAt(unfolded, from, quote) {
  if (quote) return { from, to: quoteEnd(unfolded, from, quote, unfolded.level[from - 1]) };
  const rest = unfolded.plain.slice(from, from + LONGEST);
  return { from, to: from + rest.search(/[\s"'`,;<>}]|$/) };
}

/**
 * The last quoted value that ends shortly before the name.
 * @type {(unfolded: Unfolded, start: number) => Range | null}
 */
function valueBefore(unfolded, start) {
  const { plain, level } = unfolded;
  const first = Math.max(0, start - BACK);
  const values = allOf(VALUE_BEFORE, plain.slice(first, start))
    .slice(-3)
    .map((found) => first + found.index + found[0].length + 1)
    .map((from) => ({ from, to: quoteEnd(unfolded, from, plain[from - 1], level[from - 1]) }));
  const isBeside = (/** @type {Range} */ { to }) =>
    to < start && start - to <= APART && !/[{}]/.test(plain.slice(to, start));
  return values.findLast(isBeside) ?? null;
}
