// Why: a book without a reader of its own still gets a diagnosis. This reader takes a paste as
// plain words: it must not know any format.

/** @import { Reading, ReadingLine } from "../contract.d.ts" */

/**
 * A Reading in which every line that is not blank has the facet "words"; blank lines part
 * paragraphs.
 * @param {string} text the paste
 * @returns {Reading}
 */
export function readWords(text) {
  const lines = String(text ?? "")
    .split(/\r\n|\n|\r/)
    .map(lineOf);
  const facets = lines.some((line) => line.facet) ? ["words"] : [];
  return { lines, failing: -1, facets, prose: ["words"] };
}

/**
 * @param {string} text
 * @param {number} i
 * @returns {ReadingLine}
 */
function lineOf(text, i) {
  return { n: i + 1, text, facet: text.trim() ? "words" : "", exchange: -1 };
}
