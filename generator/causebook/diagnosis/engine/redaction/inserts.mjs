// Why: an INSERT names its columns first and gives their values after: a value belongs to the name
// at the same place. It must not know any name.

import { allOf, foundAt, pattern } from "./patterns.mjs";
import { columnWord } from "./tables.mjs";
import { isMask } from "./values.mjs";

/** @import { Naming, Span, Unfolded } from "./types.d.ts" */

const INSERT = pattern(
  "gi",
  /\binsert\s{1,9}into\s{1,9}[^\s(]{1,120}\s{0,9}/,
  /\(([^()]{1,600})\)\s{0,9}values\s{0,9}\(/,
);
const VALUES = [
  /'(?<single>(?:''|[^'\n]){0,400})'/,
  /"(?<double>[^"\n]{0,400})"/,
  /[^,()'"]{0,100}/,
];
const VALUE = pattern("y", /\s{0,9}/, VALUES, /\s{0,9},?/);

/**
 * The values of an INSERT whose columns have the name of a secret.
 * @param {Unfolded} unfolded
 * @param {Naming} naming
 */
export function insertedSecrets({ plain }, { known }) {
  return allOf(INSERT, plain).flatMap((found) => {
    const [text, columns] = found;
    const words = columns.split(",").map((name) => columnWord(name, known));
    return valuesFrom(plain, found.index + text.length, words);
  });
}

/** @type {(plain: string, from: number, words: Array<string | undefined>) => Span[]} */
function valuesFrom(plain, from, words) {
  /** @type {Span[]} */
  const spans = [];
  let at = from;
  for (const word of words) {
    const value = foundAt(VALUE, plain, at);
    const text = value?.groups?.single ?? value?.groups?.double ?? "";
    const start = plain.indexOf(text, at);
    if (word && !isMask(text)) spans.push({ from: start, to: start + text.length, word });
    at = VALUE.lastIndex;
  }
  return spans;
}
