// Why: a book without a reader of its own still gets a diagnosis. This reader takes a paste as plain
// words: it must not know any format.

/**
 * A Reading in which every line that is not blank has the facet "words"; blank lines part paragraphs.
 * @param {string} text the paste
 * @returns {{lines: {n: number, text: string, facet: string, exchange: number}[], exchanges: [],
 *   failing: number, tokens: [], facets: string[]}} n counts from 1; no exchange is known (-1)
 */
export function readWords(text) {
  const lines = String(text ?? "")
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ n: i + 1, text: line, facet: line.trim() ? "words" : "", exchange: -1 }));
  const facets = lines.some((line) => line.facet) ? ["words"] : [];
  return { lines, exchanges: [], failing: -1, tokens: [], facets };
}
