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
const OPENERS = { "(": ")", "[": "]", "{": "}" };

/** The index of the quote that closes the value which begins at `from`, or of the line's end. */
export function quoteEnd({ plain, level }, from, quote, depth) {
  let at = from;
  for (; at < plain.length && !isLineEnd(plain, level, at, 0); at += 1) {
    if (plain[at] === "\\" && level[at] === 0 && depth === 0 && /[\\"]/.test(plain[at + 1] ?? ""))
      at += 1;
    else if (plain[at] === quote && level[at] <= depth) {
      const isDoubled =
        plain[at + 1] === quote &&
        level[at + 1] <= depth &&
        at > from &&
        /[^\s,;:)\]}]/.test(plain[at + 2] ?? "");
      if (!isDoubled) return at;
      at += 1;
    }
  }
  return at;
}

function isLineEnd(plain, level, at, depth) {
  return (
    (plain[at] === "\n" && level[at] <= depth) ||
    (plain[at] === "\r" && plain[at + 1] === "\n" && level[at] <= depth)
  );
}

/** The end of the line, where line feeds wrapped up to `depth` count. */
export function lineEnd({ plain, level }, from, depth) {
  let at = from;
  while (at < plain.length && !isLineEnd(plain, level, at, depth)) at += 1;
  return at;
}

/** The end of one word: what may stand in a secret ends it only where something new begins. */
export function wordEnd({ plain, level }, from, depth, longest = Infinity) {
  const open = [];
  const stop = Math.min(plain.length, from + longest);
  for (let at = nextMark(plain, from); at < stop; at = nextMark(plain, at + 1)) {
    if (level[at] > depth) continue;
    if (OPENERS[plain[at]]) open.push(OPENERS[plain[at]]);
    else if (open.length && plain[at] === open.at(-1)) open.pop();
    else if (isWordEnd(plain, at, open.length)) return at;
  }
  return stop;
}

function nextMark(plain, from) {
  WORD_MARKS.lastIndex = from;
  return WORD_MARKS.exec(plain)?.index ?? plain.length;
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
  let at = from;
  while (at < plain.length && !(level[at] <= depth && isQueryEnd(plain, at))) at += 1;
  return at;
}

function isQueryEnd(plain, at) {
  return (
    /[&\s"'`<>#]/.test(plain[at]) ||
    (plain[at] === ")" && /^(?:$|[\s.,;:])/.test(plain.slice(at + 1, at + 2)))
  );
}

/** The end of a value that may have blanks in it; `from` where it does not end soon. */
export function clauseEnd({ plain, level }, from, depth) {
  const text = plain.slice(from, from + LOOK + 40);
  CLAUSE_ENDS.lastIndex = 0;
  for (let found = CLAUSE_ENDS.exec(text); found; found = CLAUSE_ENDS.exec(text)) {
    if (found.index >= LOOK) return from;
    if (level[from + found.index] <= depth) return from + found.index;
  }
  return text.length < LOOK ? from + text.length : from;
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
