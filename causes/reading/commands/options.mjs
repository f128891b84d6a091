// Parts the words of a command into options with their values and the rest, as most programs do it:
// `--name=value`, or a value in the next word where the option takes one. curl has its own way.
/** @import { Word } from "../types.d.ts" */

/** @typedef {{name: string, value: Word | null}} Option */

/**
 * The options with their values, and the other words.
 * @param {Word[]} all
 * @param {(name: string) => boolean} takesValue
 */
export function partedWords(all, takesValue) {
  /** @type {Option[]} */
  const options = [];
  /** @type {Word[]} */
  const others = [];
  const rest = [...all];
  for (let word = rest.shift(); word; word = rest.shift()) {
    if (word.text.startsWith("-")) options.push(optionOf(word, rest, takesValue));
    else others.push(word);
  }
  return { options, others };
}

/**
 * @param {Word} word
 * @param {Word[]} rest from which its value is taken
 * @param {(name: string) => boolean} takesValue
 * @returns {Option}
 */
function optionOf(word, rest, takesValue) {
  const joined = /^(--[\w-]+)=(.*)$/s.exec(word.text);
  if (joined) return { name: joined[1], value: { ...word, text: joined[2] } };
  const value = takesValue(word.text) ? rest.shift() : null;
  return { name: word.text, value: value || null };
}
