// Why: in a table the name of a secret stands far from it: at the top of the column, in the field beside it, in
// the head of a part. Only the place tells what belongs together.

import { allOf } from "./search.mjs";
import { quoteEnd } from "./ends.mjs";
import { compact } from "./naming.mjs";
import { isMask, mayBeSecret } from "./values.mjs";

const RULE = /^[\s|:+=_-]+$/;
const LABEL =
  /(?:^|[^\w])(?:name|key|id|field|header|headername|variable|param|parameter|label|type|property|var|n|k|title|setting|option|attribute|env|column)["'`\])]{0,3}[ \t]*(?:[:=]|=>)[ \t]*["'`]{0,2}$/i;
const VALUE = "(?:value|val|content|text|data|v|plaintext|defaultvalue|current|contents)";
const AFTER = new RegExp(
  `^["'\`]?[^{}<>]{0,300}?(?<![\\w-])${VALUE}["'\`]{0,2}\\s{0,40}(?:[:=]|=>)\\s{0,40}(?<quote>["'\`]?)`,
  "i",
);
const BEFORE = new RegExp(
  `(?<![\\w-])${VALUE}["'\`]{0,2}\\s{0,9}(?:[:=]|=>)\\s{0,9}(?=["'\`])`,
  "gi",
);
const BACK = 1500; // characters that are looked back for a value
const APART = 90; // characters between a value and the name behind it
const PART =
  /^["'`]?(?:;[^\n]{0,200})?\r?\n(?:[\w-]{1,60}:[^\n]{0,200}\r?\n){0,4}[ \t>]{0,9}\r?\n[ \t>]{0,9}/;
const INNER = /^["'][^<>\n]{0,100}>(?=[^<>\s][^<>]{0,400}<\/)/; // <property name="password">value</property>
const INSERT =
  /\binsert\s{1,9}into\s{1,9}[^\s(]{1,120}\s{0,9}\(([^()]{1,600})\)\s{0,9}values\s{0,9}\(/gi;

/** The value that stands beside a name in a record of a name and a value, in either order, or in a part of a form. */
export function* fields(sheet, name) {
  const { plain } = sheet;
  const before = plain.slice(Math.max(0, name.start - 60), name.start);
  if (!LABEL.test(before)) return;
  const rest = plain.slice(name.to, name.to + 1200);
  const part = PART.exec(rest);
  const after = part ? null : AFTER.exec(rest);
  const inner = INNER.exec(rest);
  if (inner && /(?:name|key)=["']$/i.test(before))
    yield { from: name.to + inner[0].length, to: plain.indexOf("</", name.to) };
  else if (part) yield partOf(plain, name.to + part[0].length);
  else if (after) yield valueAt(sheet, name.to + after[0].length, after.groups.quote);
  else yield* valueBefore(sheet, name.start);
}

function partOf(plain, from) {
  const stop = /\r?\n[ \t>]*--|$/.exec(plain.slice(from, from + 20000)).index;
  return { from, to: from + stop };
}

function valueAt(sheet, from, quote) {
  if (quote) return { from, to: quoteEnd(sheet, from, quote, sheet.level[from - 1]) };
  return { from, to: from + sheet.plain.slice(from, from + 20000).search(/[\s"'`,;<>}]|$/) };
}

/** The last quoted value that ends shortly before the name. */
function* valueBefore(sheet, start) {
  const first = Math.max(0, start - BACK);
  for (const found of allOf(BEFORE, sheet.plain.slice(first, start)).reverse().slice(0, 3)) {
    const from = first + found.index + found[0].length + 1;
    const to = quoteEnd(sheet, from, sheet.plain[from - 1], sheet.level[from - 1]);
    if (to >= start || start - to > APART || /[{}]/.test(sheet.plain.slice(to, start))) continue;
    return yield { from, to };
  }
}

/** The spans of columns whose head is the name of a secret. */
export function* columns({ plain }, { known }) {
  let head = null;
  for (const { text, from } of linesOf(plain)) {
    const cells = head || isHead(text) ? cellsOf(text, from, head?.between) : [];
    if (head && isRow(cells, head, text)) yield* secretsOf(cells, head, text);
    else head = headOf(cells, text, known);
  }
}

function* linesOf(plain) {
  for (let from = 0; from <= plain.length;) {
    const end = plain.indexOf("\n", from);
    const to = end < 0 ? plain.length : end;
    yield { text: plain.slice(from, Math.min(to, from + 4000)).replace(/\r$/, ""), from };
    from = to + 1;
  }
}

function isHead(text) {
  return !/[{}=<>]|:\s/.test(text);
}

/** [{text, from}] of a line, with what stands between them. */
function cellsOf(text, from, between = betweenOf(text)) {
  if (!between) return [];
  const cells = [];
  let at = 0;
  for (const found of text.matchAll(new RegExp(between, "g"))) {
    if (inQuotes(text, at, found.index)) continue;
    cells.push({ text: text.slice(at, found.index), from: from + at });
    at = found.index + found[0].length;
  }
  cells.push({ text: text.slice(at), from: from + at });
  return Object.assign(cells, { between });
}

function inQuotes(text, from, to) {
  return text[from] === '"' && (text.slice(from, to).split('"').length - 1) % 2 === 1;
}

function betweenOf(text) {
  const signs = ["[ \\t]*\\|[ \\t]*", "\\t", "[ \\t]*;[ \\t]*", "[ \\t]*,[ \\t]*", "[ \\t]{2,}"];
  return signs.find((sign) => new RegExp(sign).test(text));
}

function headOf(cells, text, known) {
  if (cells.length < 2 || cells.some((cell) => cell.text.length > 60)) return null;
  const secret = cells.map((cell) => isName(cell.text, known));
  return secret.some(Boolean)
    ? { secret, count: cells.length, between: cells.between, text }
    : null;
}

function isName(text, known) {
  const trusts = known.get(compact(text.replace(/["'`*]/g, "").trim()));
  return (
    trusts?.sure ??
    trusts?.word ??
    trusts?.line ??
    (compact(text).length > 4 ? lastName(text, known) : undefined)
  );
}

function lastName(text, known) {
  const trusts = known.get(
    compact(
      text
        .replace(/["'`*]/g, "")
        .trim()
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .split(/[\s_.-]/)
        .at(-1),
    ),
  );
  return /\s\S+\s\S+\s/.test(text.trim()) ? undefined : trusts?.sure;
}

function isRow(cells, head, text) {
  return RULE.test(text) || cells.length === head.count;
}

function* secretsOf(cells, { secret }, text) {
  if (RULE.test(text)) return;
  for (const [index, cell] of cells.entries()) {
    const value = cell.text.replace(/^["'`*]+|["'`*\s]+$/g, "");
    if (!secret[index] || !mayBeSecret(value) || /^\d{1,3}$/.test(value)) continue;
    const from = cell.from + cell.text.indexOf(value);
    yield { from, to: from + value.length, word: secret[index] };
  }
}

/** The values of an INSERT whose columns have the name of a secret. */
export function* inserts({ plain }, { known }) {
  for (const found of allOf(INSERT, plain)) {
    const secret = found[1].split(",").map((name) => isName(name, known));
    let at = found.index + found[0].length;
    for (const word of secret) {
      const value =
        /^\s{0,9}(?:'((?:''|[^'\n]){0,400})'|"([^"\n]{0,400})"|[^,()'"]{0,100})\s{0,9},?/.exec(
          plain.slice(at, at + 420),
        );
      if (!value) break;
      const text = value[1] ?? value[2] ?? "";
      const from = at + value[0].indexOf(text || ",");
      if (word && text && !isMask(text)) yield { from, to: from + text.length, word };
      at += value[0].length;
    }
  }
}
