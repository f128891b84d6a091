// Why: which words of the index a word of a query means: the word itself, words that begin with it
// while it is being typed, and, where there is none, words that differ by a slip. It must not know
// what is done with them.

/** @import { Words } from "./types.d.ts" */

const MOST_BEGUN = 60; // words that begin with what was typed
const WHOLE_TOO = 0.5; // what they are worth where the word itself is there
const SLIP = 0.6; // what a word that differs is worth
const LEAST_FOR_SLIP = 4; // letters of a word in which a slip is looked for
const LEAST_FOR_TWO = 8; // and two

/**
 * Words of the index that a word means, and how much each is worth.
 * @param {Words} words the parts that may have it, in one
 * @param {string} word
 * @param {boolean} isBegun is it still being typed?
 * @returns {Map<string, number>}
 */
export function meantBy(words, word, isBegun) {
  /** @type {Map<string, number>} */
  const meant = new Map();
  if (Object.hasOwn(words, word)) meant.set(word, 1);
  if (isBegun) addBegun(meant, words, word);
  if (!meant.size) addSlips(meant, words, word);
  return meant;
}

/**
 * @param {Map<string, number>} meant
 * @param {Words} words
 * @param {string} begun
 */
function addBegun(meant, words, begun) {
  const worth = meant.size ? WHOLE_TOO : 1;
  const found = Object.keys(words).filter((word) => word.startsWith(begun));
  const shortest = found.sort((a, b) => a.length - b.length).slice(0, MOST_BEGUN);
  for (const word of shortest)
    if (!meant.has(word)) meant.set(word, worth * Math.sqrt(begun.length / word.length));
}

/**
 * @param {Map<string, number>} meant
 * @param {Words} words
 * @param {string} word
 */
function addSlips(meant, words, word) {
  if (word.length < LEAST_FOR_SLIP || /\d/.test(word)) return;
  const most = word.length < LEAST_FOR_TWO ? 1 : 2;
  for (const other of Object.keys(words))
    if (Math.abs(other.length - word.length) <= most && slips(word, other, most) <= most)
      meant.set(other, SLIP);
}

/**
 * How many letters are wrong, missing, too many or exchanged with their neighbour; more than
 * `most` is as good as any (optimal string alignment).
 * @param {string} word
 * @param {string} other
 * @param {number} most
 */
export function slips(word, other, most) {
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= word.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = word[i - 1] === other[j - 1];
      const best = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!isSame));
      const isSwap = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      next.push(isSwap ? Math.min(best, before[j - 2] + 1) : best);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}
