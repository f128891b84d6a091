// Why: knows which parts of the index a query needs, so that of a large book only little is loaded.
// It must not know how a part is loaded, nor what its numbers mean.

/** @import { Contents } from "./types.d.ts" */

const MOST_OF_PREFIX = 3; // parts in which words are looked for that begin alike

/**
 * The number of the part that has a word, if any has it.
 * @param {Contents} contents
 * @param {string} word
 */
function partOf({ words }, word) {
  let low = 0;
  let high = words.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (words[middle][0] <= word) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The numbers of the parts that may have a word or, where it is only begun, words that begin so.
 * @param {Contents} contents
 * @param {string} word
 * @param {boolean} isBegun
 */
export function partsOf(contents, word, isBegun) {
  const first = partOf(contents, word);
  if (!isBegun) return [first];
  const last = Math.min(partOf(contents, word + "\uffff"), first + MOST_OF_PREFIX - 1);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
