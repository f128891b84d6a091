// Why: finds names of secrets in a text, in whatever case, alphabet or compound they are written.
// It says where a name stands and how far it is to be trusted; it must not know what its value is.

import { COUPLES, HEADS, IN_QUERY, LOOSE, NAMES, SURE_COUPLES, TAILS, WORDS } from "./names.mjs";
import { foundAt } from "./patterns.mjs";

/** @import { Secrets } from "../../contract.d.ts" */
/** @import { Letter, Name, Naming, Range, Trusts } from "./types.d.ts" */
/** @typedef {[end: number, name: string]} End of a name that is known */

const GAP = /[ \t_.'-]/;
const GAPS = /[ _.'-]/g;
const GAP_LONGEST = 3;
const ACCENTED = /[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff]/g;
/** @type {Record<string, string>} */
const PLAIN_LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "s", æ: "a", ð: "d", þ: "t" };
const JOINERS = /[\u200c\u200d]/g;
const IDENTIFIER = /[\p{L}\p{N}\p{M}_$@.-]/u;
const IDENTIFIER_LONGEST = 80;
const TAIL = /[\p{L}\p{N}\p{M}_-]{0,40}/uy;
const FILE_EXTENSION = /\.(?!(?:value|raw|text)\b)[a-z]/y;
const PHRASE = /(?:^|[\n"'`|>*_•])[ \t]{0,9}((?:[\p{L}\d][\p{L}\d.-]{0,19}[ \t]){1,3})$/u;
/** Words that end with "pass" and are no names. */
const NOT_PASS = /(?:proxy_?|by|com|encom|sur|tres|under|over|im|sea|tress)pass$/;

/**
 * The text in small letters without accents, as long as it was.
 * @param {string} text
 */
export function folded(text) {
  const small = text.toLowerCase();
  const base = small.length === text.length ? small : letterByLetter(text);
  return base.replace(ACCENTED, (letter) => PLAIN_LETTERS[letter] ?? letter.normalize("NFD")[0]);
}

/** @param {string} text */
function letterByLetter(text) {
  return text
    .split("")
    .map((letter) => letter.toLowerCase()[0])
    .join("");
}

/**
 * A name without what stands between its words.
 * @param {string} name
 */
export function compact(name) {
  return folded(name.normalize("NFC")).replace(/[\u200d\u200c\s_.'\u2019-]/g, "");
}

/**
 * How names are found, with the book's own beside the table.
 * @param {Secrets} [own]
 * @returns {Naming}
 */
export function makeNaming(own = {}) {
  const tables = {
    query: [IN_QUERY, own.query],
    loose: [LOOSE, own.loose],
    couple: [COUPLES, SURE_COUPLES, own.couples],
    sureCouple: [SURE_COUPLES],
    word: [WORDS, own.words],
    sure: [NAMES, own.names],
    scheme: [own.schemes],
    line: [own.lines],
    list: [own.lists],
  };
  /** @type {Naming} */
  const naming = { known: new Map(), root: { next: new Map(), name: "" } };
  for (const [trust, lists] of Object.entries(tables)) {
    for (const [word, names] of lists.flatMap((list) => Object.entries(list ?? {}))) {
      for (const name of names.join(", ").split(", ")) learn(naming, name, { [trust]: word });
    }
  }
  return naming;
}

/** @type {(naming: Naming, name: string, trusts: Trusts) => void} */
function learn({ known, root }, name, trusts) {
  const key = compact(name);
  known.set(key, { ...known.get(key), ...trusts });
  const letters = folded(name.normalize("NFC")).replace(JOINERS, "").replace(GAPS, " ");
  let node = root;
  for (const letter of letters) node = nodeBehind(node, letter);
  node.name = key;
}

/** @type {(node: Letter, letter: string) => Letter} */
function nodeBehind(node, letter) {
  const next = node.next.get(letter) ?? { next: new Map(), name: "" };
  node.next.set(letter, next);
  return next;
}

/**
 * False where no name has these two letters: so it is nearly everywhere.
 * @type {(node: Letter, letter: string) => boolean}
 */
function goesOn({ name, next }, letter) {
  return name !== "" || next.has(letter) || next.has(" ");
}

/** @type {(node: Letter, text: string, at: number) => End[]} */
function endsAt(node, text, at) {
  /** @type {End[]} */
  const ends = [];
  addEnds(node, text, at, ends);
  return ends;
}

/**
 * Adds every end of a name that goes on at `at`; between words may stand a gap or nothing.
 * @type {(node: Letter, text: string, at: number, ends: End[]) => void}
 */
function addEnds(node, text, at, ends) {
  if (node.name) ends.push([at, node.name]);
  const next = node.next.get(text[at]);
  if (next) addEnds(next, text, at + 1, ends);
  const gap = node.next.get(" ");
  if (!gap) return;
  addEnds(gap, text, at, ends);
  for (let end = at + 1; end <= at + GAP_LONGEST && GAP.test(text[end - 1] ?? ""); end += 1)
    addEnds(gap, text, end, ends);
}

/**
 * Every name of a secret in the text, from the first to the last.
 * @param {string} plain
 * @param {Naming} naming
 */
export function namesIn(plain, { known, root }) {
  const text = { plain, small: folded(plain), known };
  const { small } = text;
  /** @type {Name[]} */
  const names = [];
  for (let at = 0; at < small.length; at += 1) {
    const node = root.next.get(small[at]);
    if (node && goesOn(node, small[at + 1])) addName(names, text, at, endsAt(node, small, at + 1));
  }
  return names;
}

/**
 * @typedef {{ plain: string, small: string, known: Naming["known"] }} Searched a text, also in
 * small letters
 */

/**
 * Adds the longest name that begins at `from`, if any does.
 * @type {(names: Name[], text: Searched, from: number, ends: End[]) => void}
 */
function addName(names, text, from, ends) {
  for (const [to, key] of ends.sort(([a], [b]) => b - a)) {
    const name = nameAt(text, { from, to }, text.known.get(key) ?? {});
    if (!name) continue;
    names.push(name);
    return;
  }
}

/** @type {(text: Searched, found: Range, trusts: Trusts) => Name | null} */
function nameAt({ plain, small }, { from, to }, trusts) {
  if (!trusts.sure && !isBegun(plain, from, trusts)) return null;
  if (NOT_PASS.test(small.slice(Math.max(0, from - 7), to))) return null;
  const end = tailEnd(small, to, Boolean(trusts.sure));
  if (end < to) return null;
  const wordStart = startOf(plain, from);
  if (isAbout(plain.slice(wordStart, from)) || isPlaceholder(plain, wordStart, end)) return null;
  const fitting = isBoundary(plain, from) ? trusts : trustsWithin(trusts, plain.slice(from, to));
  if (!fitting) return null;
  const start = phraseStart(plain, wordStart);
  return { from, to: end, start, wordStart, trusts: fitting, written: plain.slice(start, end) };
}

/**
 * A quick look before the others: a short name begins a word, one of a query follows its sign.
 * @type {(plain: string, from: number, trusts: Trusts) => boolean}
 */
function isBegun(plain, from, trusts) {
  const before = plain[from - 1] ?? "\n";
  if (trusts.query && Object.keys(trusts).length === 1) return /[?&;#]/.test(before);
  return !/[a-z]/.test(before) || /[A-Z]/.test(plain[from]);
}

/**
 * Only names that are sure may end another word; PASS does so in capitals.
 * @type {(trusts: Trusts, written: string) => Trusts | null}
 */
function trustsWithin(trusts, written) {
  if (trusts.sure) return { sure: trusts.sure };
  return /^(?:PASS|PW|PWD)$/.test(written) ? { word: "password" } : null;
}

/**
 * The end of what may follow a name, or -1 where it goes on as another word.
 * @type {(small: string, at: number, isSure: boolean) => number}
 */
function tailEnd(small, at, isSure) {
  const tail = foundAt(TAIL, small, at)?.[0] ?? "";
  if (foundAt(FILE_EXTENSION, small, at + tail.length)) return -1;
  const [ending, ...words] = tail.split(/[_-]/);
  const isEnding = /^(?:s|\d{1,3}|)$/.test(ending) || (isSure && TAILS.has(ending));
  const isTail = isEnding && words.every(isTailWord);
  return isTail ? at + tail.replace(/[_-]+$/, "").length : -1;
}

/** @param {string} word */
function isTailWord(word) {
  return TAILS.has(word) || /^(?:v?\d{1,3}|[a-z]|)$/.test(word);
}

/** @type {(plain: string, from: number) => number} */
function startOf(plain, from) {
  const first = Math.max(0, from - IDENTIFIER_LONGEST);
  let start = from;
  while (start > first && IDENTIFIER.test(plain[start - 1])) start -= 1;
  return start;
}

/**
 * Where a name of several words begins, if nothing else stands before it.
 * @type {(plain: string, start: number) => number}
 */
function phraseStart(plain, start) {
  if (!/[ \t]/.test(plain.charAt(start - 1))) return start;
  const words = PHRASE.exec(plain.slice(Math.max(0, start - 60), start));
  return words ? start - words[1].length : start;
}

/** @type {(plain: string, from: number) => boolean} */
function isBoundary(plain, from) {
  const [before, first] = [plain.charAt(from - 1), plain[from]];
  if (!/[\p{L}\p{N}]/u.test(before)) return true;
  const isCamelCase = /[a-z0-9]/.test(before) && /[A-Z]/.test(first);
  return isCamelCase || first > "\u024f";
}

/**
 * `[token]`: what this module has put there.
 * @type {(plain: string, start: number, end: number) => boolean}
 */
function isPlaceholder(plain, start, end) {
  const isInBrackets = plain[start - 1] === "[" && plain[end] === "]";
  const isIndex = /[\w$\]]/.test(plain.charAt(start - 2));
  return isInBrackets && !isIndex && !/^[ \t]*[:=]/.test(plain.slice(end + 1, end + 9));
}

/**
 * True for what makes a name a word about a secret: `invalid_`, `noX`.
 * @param {string} head
 */
function isAbout(head) {
  if (head === "") return false;
  const words = head
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_.\-$@]+/)
    .filter(Boolean);
  const isNegated = /^(?:no|skip|without)$/.test(words[0]);
  return isNegated || HEADS.has(words.at(-1) ?? "") || HEADS.has(words.slice(-2).join("_"));
}
