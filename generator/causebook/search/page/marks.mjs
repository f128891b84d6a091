// Why: shows in a text which of its words were looked for. It must not know how they were found.

import { placesIn } from "../words.mjs";
import { make } from "./elements.mjs";

/**
 * The pieces of a text: text, and marks around the words that were looked for.
 * @param {string} text
 * @param {Set<string>} words
 * @returns {Array<string | HTMLElement>}
 */
export function marked(text, words) {
  const pieces = [];
  let end = 0;
  for (const [from, to] of joined(text, words)) {
    pieces.push(text.slice(end, from), make("mark", {}, text.slice(from, to)));
    end = to;
  }
  return [...pieces, text.slice(end)];
}

/**
 * From where to where marks go; those that touch are one.
 * @param {string} text
 * @param {Set<string>} words
 */
function joined(text, words) {
  /** @type {Array<[number, number]>} */
  const marks = [];
  for (const { from, to, words: own } of placesIn(text)) {
    if (!own.some((word) => words.has(word))) continue;
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}
