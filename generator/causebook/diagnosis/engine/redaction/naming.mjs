// Why: finds names of secrets in a text, in whatever case, alphabet or compound they are written. It says
// where a name stands and how far it is to be trusted, not what its value is.

import { COUPLES, HEADS, IN_QUERY, LOOSE, NAMES, PAIRS, TAILS, WORDS } from "./names.mjs";

const GAP = /[ \t_.'-]/;
const GAPS = /[ _.'-]/g;
const GAP_LONGEST = 3;
const LETTERS = /[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff]/g;
const PLAIN_LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "s", æ: "a", ð: "d", þ: "t" };
const IDENTIFIER = /[\p{L}\p{N}\p{M}_$@.-]/u;
const IDENTIFIER_LONGEST = 80;
const TAIL = /[\p{L}\p{N}\p{M}_-]{0,40}/uy;
const PHRASE = /(?:^|[\n"'`|>*_•])[ \t]{0,9}((?:[\p{L}\d][\p{L}\d.-]{0,19}[ \t]){1,3})$/u;
const NOT_PASS = /(?:proxy_?|by|com|encom|sur|tres|under|over|im|sea|tress)pass$/;

/** The text in small letters without marks, as long as it was. */
export function folded(text) {
  const small = text.toLowerCase();
  const base =
    small.length === text.length
      ? small
      : [...Array(text.length).keys()].map((i) => smallOf(text[i])).join("");
  return base.replace(LETTERS, letterOf);
}

function smallOf(char) {
  const small = char.toLowerCase();
  return small.length === 1 ? small : small[0];
}

function letterOf(char) {
  return PLAIN_LETTERS[char] ?? char.normalize("NFD")[0];
}

/** A name without what stands between its words. */
export function compact(name) {
  return folded(name.normalize("NFC")).replace(/[\s_.'\u2019\u200c\u200d-]/g, "");
}

/**
 * How names are found, with the book's own beside the table.
 * @param {object} own see makeRedact
 * @returns {{known: Map<string, object>, root: object}} the kind by trust for each compact name, and its letters as a tree
 */
export function makeNaming(own = {}) {
  const tables = {
    query: [IN_QUERY, own.query],
    loose: [LOOSE, own.loose],
    couple: [COUPLES, PAIRS, own.couples],
    pair: [PAIRS],
    word: [WORDS, own.words],
    sure: [NAMES, own.names],
    scheme: [own.schemes],
    line: [own.lines],
    list: [own.lists],
  };
  const naming = { known: new Map(), root: { next: new Map(), name: "" } };
  for (const [trust, table] of Object.entries(tables)) {
    for (const [kind, names] of table.flatMap((each) => Object.entries(each ?? {}))) {
      for (const name of names.join(", ").split(", ")) learn(naming, name, trust, kind);
    }
  }
  return naming;
}

function learn({ known, root }, name, trust, kind) {
  const key = compact(name);
  known.set(key, { ...known.get(key), [trust]: kind });
  let node = root;
  for (const char of folded(name.normalize("NFC"))
    .replace(/[\u200c\u200d]/g, "")
    .replace(GAPS, " ")) {
    if (!node.next.has(char)) node.next.set(char, { next: new Map(), name: "" });
    node = node.next.get(char);
  }
  node.name = key;
}

/** Every end of a name that begins at `at`, as [end, name]; between words may stand a gap or nothing. */
function endsAt(node, text, at, ends) {
  if (node.name) ends.push([at, node.name]);
  const next = node.next.get(text[at]);
  if (next) endsAt(next, text, at + 1, ends);
  const gap = node.next.get(" ");
  if (!gap) return;
  endsAt(gap, text, at, ends);
  for (let end = at + 1; end <= at + GAP_LONGEST && GAP.test(text[end - 1] ?? ""); end += 1)
    endsAt(gap, text, end, ends);
}

/**
 * Every name of a secret in the text, from the first to the last.
 * @returns {Iterator<{from: number, to: number, start: number, word: number, trusts: object, written: string}>} `from` to `to` is the
 *   name, `start` where the words begin that end with it and `word` the last of them, `trusts` the kind by trust
 */
export function* namesIn(plain, { known, root }) {
  const small = folded(plain);
  for (let at = 0; at < small.length; at += 1) {
    const node = root.next.get(small[at]);
    if (!node) continue;
    const ends = [];
    endsAt(node, small, at + 1, ends);
    for (const [to, name] of ends.sort(([a], [b]) => b - a)) {
      const found = nameAt(plain, small, { from: at, to }, known.get(name));
      if (!found) continue;
      yield found;
      break;
    }
  }
}

function nameAt(plain, small, { from, to }, trusts) {
  if (!trusts.sure && !isBegun(plain, from, trusts)) return null;
  if (NOT_PASS.test(small.slice(Math.max(0, from - 7), to))) return null;
  const end = to + tailAt(small, to, Boolean(trusts.sure));
  if (end < to) return null;
  const start = startOf(plain, from);
  if (isAbout(plain.slice(start, from)) || isOurs(plain, start, end)) return null;
  const fits = isBoundary(plain, from) ? trusts : boundlessOf(trusts, plain.slice(from, to));
  if (!fits) return null;
  const phrase = phraseStart(plain, start);
  const written = plain.slice(phrase, end);
  return { from, to: end, start: phrase, word: start, trusts: fits, written };
}

/** A quick look before the others: a short name begins a word, one of a query follows its sign. */
function isBegun(plain, from, trusts) {
  const before = plain[from - 1] ?? "\n";
  if (Object.keys(trusts).length === 1 && trusts.query) return /[?&;#]/.test(before);
  return !/[a-z]/.test(before) || /[A-Z]/.test(plain[from]);
}

/** Only names that are sure may end another word; PASS does so in capitals. */
function boundlessOf(trusts, written) {
  if (trusts.sure) return { sure: trusts.sure };
  return /^(?:PASS|PW|PWD)$/.test(written) ? { word: "password" } : null;
}

/** The length of what may follow a name, or -1 where it goes on as another word. */
function tailAt(small, at, isSure) {
  TAIL.lastIndex = at;
  const tail = TAIL.exec(small)[0];
  const isFile = small[at + tail.length] === "." && /[a-z]/.test(small[at + tail.length + 1] ?? "");
  if (
    isFile &&
    !/^\.(?:value|raw|text)\b/.test(small.slice(at + tail.length, at + tail.length + 8))
  )
    return -1;
  const [ending, ...words] = tail.split(/[_-]/);
  const isEnding = ending === "" || /^(?:s|\d{1,3})$/.test(ending) || (isSure && TAILS.has(ending));
  const isTail =
    isEnding && words.every((word) => TAILS.has(word) || /^(?:v?\d{1,3}|[a-z]|)$/.test(word));
  return isTail ? tail.replace(/[_-]+$/, "").length : -1;
}

function startOf(plain, from) {
  let start = from;
  while (start > 0 && from - start < IDENTIFIER_LONGEST && IDENTIFIER.test(plain[start - 1]))
    start -= 1;
  return start;
}

/** Where a name of several words begins, if nothing else stands before it. */
function phraseStart(plain, start) {
  if (!/[ \t]/.test(plain.charAt(start - 1))) return start;
  const before = plain.slice(Math.max(0, start - 60), start);
  const words = PHRASE.exec(before);
  return words ? start - words[1].length : start;
}

function isBoundary(plain, from) {
  if (from === 0 || !/[\p{L}\p{N}]/u.test(plain[from - 1])) return true;
  return (
    (/[a-z0-9]/.test(plain[from - 1]) && /[A-Z]/.test(plain[from])) ||
    /[^\u0000-\u024f]/.test(plain[from])
  );
}

/** `[token]`: what this module has put there. */
function isOurs(plain, start, end) {
  return (
    plain[start - 1] === "[" &&
    plain[end] === "]" &&
    !/[\w$\]]/.test(plain[start - 2] ?? " ") &&
    !/^[ \t]*[:=]/.test(plain.slice(end + 1, end + 9))
  );
}

function isAbout(head) {
  if (head === "") return false;
  const words = head
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_.\-$@]+/)
    .filter(Boolean);
  return (
    /^(?:no|skip|without)$/.test(words[0]) ||
    HEADS.has(words.at(-1)) ||
    HEADS.has(words.slice(-2).join("_"))
  );
}
