// Why: a paste of a megabyte against thousands of patterns is fast only if most patterns never run.
// A pattern such as `tray (is )?empty` cannot match a text without "tray" and "empty"; this module
// names such required pieces, and finds all of them in one walk over the text (Aho and Corasick,
// "Efficient string matching", CACM 18(6), 1975). It must not know what the patterns mean, nor run
// them.

/** @import { Finder } from "./types.d.ts" */

/** @typedef {{ source: string, i: number }} Cursor */
/** @typedef {string[][]} Sets of each, every match contains at least one piece */

const LEAST_LENGTH = 2; // characters; shorter pieces are in every text
const MOST_CHOICES = 250; // pieces of an alternation

/**
 * What every match contains: at least one piece of each set. Understands the common part of RE2 and
 * JavaScript; of anything else it says nothing, never something wrong.
 * @param {string} source a regular expression
 * @returns {Sets} sets of lower-case pieces of plain ASCII, trimmed, at least two characters each
 */
export function requiredLiterals(source) {
  if (/\(\?[^:]|\\[pPQ]/.test(source)) return [];
  const at = { source, i: 0 };
  const found = literalsOfChoice(at);
  return at.i === source.length ? found : [];
}

/**
 * @param {Cursor} at
 * @returns {Sets}
 */
function literalsOfChoice(at) {
  const options = [literalsOfSequence(at)];
  while (at.source[at.i] === "|") {
    at.i++;
    options.push(literalsOfSequence(at));
  }
  if (options.length === 1) return options[0];
  const all = [...new Set(options.flatMap((sets) => bestOf(sets)))];
  return options.some((sets) => !sets.length) || all.length > MOST_CHOICES ? [] : [all];
}

/**
 * The set that rules out most: the one whose shortest piece is longest.
 * @param {Sets} sets
 */
function bestOf(sets) {
  /** @param {string[]} set */
  const least = (set) => Math.min(...set.map((piece) => piece.length));
  /** @type {string[]} */
  const none = [];
  return sets.reduce((best, set) => (!best.length || least(set) > least(best) ? set : best), none);
}

/**
 * @param {Cursor} at
 * @returns {Sets}
 */
function literalsOfSequence(at) {
  /** @type {Sets} */
  const sets = [];
  let run = "";
  const endRun = () => {
    if (run.trim().length >= LEAST_LENGTH) sets.push([run.trim()]);
    run = "";
  };
  while (at.i < at.source.length && !"|)".includes(at.source[at.i])) {
    const atom = readAtom(at);
    const least = readQuantifier(at);
    if (atom === "") continue;
    if (typeof atom === "string") {
      if (least !== 0) run += atom;
      if (least !== null) endRun();
    } else {
      endRun();
      if (least !== 0) sets.push(...atom);
    }
  }
  endRun();
  return sets;
}

/**
 * One atom: a character, "" for what has no width, sets of pieces for a group, [] for the rest.
 * @param {Cursor} at
 * @returns {string | Sets}
 */
function readAtom(at) {
  const char = at.source[at.i++];
  if (char === "(") return readGroup(at);
  if (char === "[") return readClass(at);
  if (char === "\\") return readEscape(at);
  if (char === "^" || char === "$") return "";
  return char === "." || char > "~" ? [] : char.toLowerCase();
}

/** @param {Cursor} at */
function readGroup(at) {
  if (at.source.startsWith("?:", at.i)) at.i += 2;
  const sets = literalsOfChoice(at);
  at.i++;
  return sets;
}

/**
 * @param {Cursor} at
 * @returns {Sets}
 */
function readClass(at) {
  while (at.i < at.source.length && at.source[at.i] !== "]")
    at.i += at.source[at.i] === "\\" ? 2 : 1;
  at.i++;
  return [];
}

/**
 * @param {Cursor} at
 * @returns {string | Sets}
 */
function readEscape(at) {
  const char = at.source[at.i++] ?? "";
  if (char === "b" || char === "B") return "";
  at.i += { x: 2, u: 4, c: 1 }[char] ?? 0;
  while (/\d/.test(char) && /\d/.test(at.source[at.i] ?? "")) at.i++;
  return char === "" || /[a-z0-9]/i.test(char) ? [] : char;
}

/**
 * The least number of repetitions, or null when the atom has no quantifier.
 * @param {Cursor} at
 */
function readQuantifier(at) {
  const hit = /^(?:([*?+])|\{(\d+)(?:,\d*)?\})\??/.exec(at.source.slice(at.i, at.i + 16));
  if (!hit) return null;
  at.i += hit[0].length;
  return hit[1] ? Number(hit[1] === "+") : Number(hit[2]);
}

/**
 * Looks for many pieces at once.
 * @param {string[]} pieces plain ASCII, each once
 * @returns {Finder}
 */
export function makeFinder(pieces) {
  const { next, width, classOf, ends, shorter } = automatonOf(pieces);
  return (text, found) => {
    for (let i = 0, state = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      state = code < 128 ? next[state * width + classOf[code]] : 0;
      for (let at = ends[state] < 0 ? shorter[state] : state; at; at = shorter[at])
        found(ends[at], i + 1 - pieces[ends[at]].length);
    }
  };
}

/**
 * `next[state * width + class]` is the next state; `ends` the piece that is whole in it; `shorter`
 * the next state with an end.
 * @param {string[]} pieces
 */
function automatonOf(pieces) {
  const classOf = new Uint8Array(128);
  let width = 1;
  for (const char of new Set(pieces.join(""))) classOf[char.charCodeAt(0)] = width++;
  const most = pieces.reduce((sum, piece) => sum + piece.length, 1);
  const next = new Int32Array(most * width);
  const ends = new Int32Array(most).fill(-1);
  let count = 1;
  for (const [n, piece] of pieces.entries()) {
    let state = 0;
    for (let i = 0; i < piece.length; i++)
      state = next[state * width + classOf[piece.charCodeAt(i)]] ||= count++;
    ends[state] = n;
  }
  return { next, width, classOf, ends, shorter: withFallbacks({ next, width, ends, count }) };
}

/**
 * Breadth first: a state without a way on for a character goes where its longest proper ending
 * would go.
 * @param {{ next: Int32Array, width: number, ends: Int32Array, count: number }} automaton
 */
function withFallbacks({ next, width, ends, count }) {
  const fallback = new Int32Array(count);
  const shorter = new Int32Array(count);
  const queue = [0];
  for (const state of queue) {
    for (let c = 1; c < width; c++) {
      const child = next[state * width + c];
      const other = state ? next[fallback[state] * width + c] : 0;
      if (!child) {
        next[state * width + c] = other;
        continue;
      }
      fallback[child] = other;
      shorter[child] = ends[other] < 0 ? shorter[other] : other;
      queue.push(child);
    }
  }
  return shorter;
}
