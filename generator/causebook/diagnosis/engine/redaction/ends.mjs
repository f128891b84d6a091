// Why: where a value ends depends on what it stands in: quotes, a query, a line, a cell. What is wrapped
// deeper than the name belongs to the value and never ends it.

const LOOK = 400; // characters within which a value of several words must end
/** What may end a value of several words; the last is a line feed, which counts by its depth. */
const CLAUSE_ENDS = new RegExp(
  [
    '["`<>]',
    "[ \\t](?=[ \\t]{0,20}(?:[#|]|\\/\\/|[\\w.-]{1,34}[\"'\\]]{0,2}[=:][^/]|[([{]|-{1,2}[a-z]))",
    "[,;](?=$|\\s|[\\w .-]{1,38}[\"']?[=:])",
    "[)\\]}'](?=$|[\\s,;.:)\\]}\"'=])",
    "&(?=[\\w.-]{1,38}=)",
    "\\r?\\n",
  ].join("|"),
  "gi",
);
const WORD_MARKS = /[\s"'`<>|&,;()[\]{}]/g; // what may end a word, or opens a bracket within it
const QUOTE_MARKS = /["'`\\\n]/g;
const QUERY_ENDS = /[&\s"'`<>#]|\)(?=$|[\s.,;:])/g;
const OPENERS = { "(": ")", "[": "]", "{": "}" };

/** The index of the quote that closes the value which begins at `from`, or of the line's end. */
export function quoteEnd(sheet, from, quote, depth) {
  const { plain, level } = sheet;
  let at = nextOf(QUOTE_MARKS, plain, from);
  for (; at < plain.length; at = nextOf(QUOTE_MARKS, plain, at + 1)) {
    if (plain[at] === "\n" && level[at] === 0) return lineEnd(sheet, from, 0);
    if (isEscape(sheet, at, depth)) at += 1;
    else if (plain[at] === quote && level[at] <= depth) {
      if (!isDoubled(sheet, at, from, depth)) return at;
      at += 1;
    }
  }
  return plain.length;
}

function isEscape({ plain, level }, at, depth) {
  return plain[at] === "\\" && level[at] === 0 && depth === 0 && /[\\"]/.test(plain.charAt(at + 1));
}

/** A quote that is written twice belongs to the value, unless both of them end it. */
function isDoubled({ plain, level }, at, from, depth) {
  return (
    at > from &&
    plain[at + 1] === plain[at] &&
    level[at + 1] <= depth &&
    /[^\s,;:)\]}]/.test(plain.charAt(at + 2))
  );
}

/** The end of the line, where line feeds wrapped up to `depth` count. */
export function lineEnd({ plain, level }, from, depth) {
  let at = plain.indexOf("\n", from);
  while (at >= 0 && level[at] > depth) at = plain.indexOf("\n", at + 1);
  if (at < 0) return Math.max(from, plain.length);
  return plain[at - 1] === "\r" ? at - 1 : at;
}

/** The end of one word: what may stand in a secret ends it only where something new begins. */
export function wordEnd({ plain, level }, from, depth, longest = Infinity) {
  const open = [];
  const stop = Math.min(plain.length, from + longest);
  let at = nextOf(WORD_MARKS, plain, from);
  for (; at < stop; at = nextOf(WORD_MARKS, plain, at + 1)) {
    if (level[at] > depth) continue;
    if (OPENERS[plain[at]]) open.push(OPENERS[plain[at]]);
    else if (open.length && plain[at] === open.at(-1)) open.pop();
    else if (isWordEnd(plain, at, open.length)) return at;
  }
  return stop;
}

/** The place of the next sign of a kind, or the end. */
function nextOf(signs, plain, from) {
  signs.lastIndex = from;
  return signs.exec(plain)?.index ?? plain.length;
}

function isWordEnd(plain, at, opened) {
  const char = plain[at];
  if (/[\s"'`<>|]/.test(char)) return true;
  if (!/[&,;)\]}]/.test(char)) return false;
  const next = plain.slice(at + 1, at + 40);
  if (char === "&") return /^(?:[\w.[\]-]{1,38}=|$|[\s"'])/.test(next);
  if (char === ",") return /^(?:$|[\s"'`{[]|[\w.-]{1,38}["']?[=:])/.test(next);
  if (char === ";") return /^(?:$|[\s"'`]|[\w .-]{1,38}=)/.test(next);
  return !opened && /[)\]}]/.test(char) && /^(?:$|[\s"'`,;.:)\]}|&<=])/.test(next);
}

/** The end of a value in a query or a form. */
export function queryEnd({ plain, level }, from, depth) {
  let at = nextOf(QUERY_ENDS, plain, from);
  while (level[at] > depth) at = nextOf(QUERY_ENDS, plain, at + 1);
  return at;
}

/** The end of a value that may have blanks in it; `from` where it does not end soon. */
export function clauseEnd({ plain, level }, from, depth) {
  const text = plain.slice(from, from + LOOK + 40);
  CLAUSE_ENDS.lastIndex = 0;
  for (let found = CLAUSE_ENDS.exec(text); found; found = CLAUSE_ENDS.exec(text)) {
    if (found.index >= LOOK) return from;
    if (level[from + found.index] <= depth && !closesWithin(text, found.index))
      return from + found.index;
  }
  return text.length < LOOK ? from + text.length : from;
}

/** True for a bracket that closes what was opened in the value. */
function closesWithin(text, at) {
  const opener = Object.keys(OPENERS).find((sign) => OPENERS[sign] === text[at]);
  if (!opener) return false;
  const count = (sign) => text.slice(0, at).split(sign).length;
  return count(opener) > count(text[at]);
}

/** The end of a cell of a table. */
export function cellEnd(plain, from) {
  const end = plain.slice(from, from + 4000).search(/\s*(?:\||\r?\n|$)/);
  return end < 0 ? from + 4000 : from + end;
}

/** The end without the blanks and commas before it. */
export function trimmed(plain, from, to) {
  let end = to;
  while (end > from && /[\s,;]/.test(plain[end - 1])) end -= 1;
  return end;
}
