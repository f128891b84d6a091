// Why: says which line of a paste is what, so that a pattern can look in the right lines only.
// It must not know causes or symptoms: what a line means stands in the YAML files.
//
// This module is asked once for each paste. What a Reading holds says contract.d.ts beside this
// file. Nothing here can reach a file, the network or the page: there is plain ECMAScript.

const PROMPT = /^\s*[$#%>]\s+\S/;
const LOG_LINE = /^[A-Z] \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/; // E [02/Mar/2026:10:11:12 +0100] …

/** Lines that `lpstat` prints, also where somebody pasted them without the command. */
const PRINTED = [
  /^printer \S+ (is|now|disabled)\b/,
  /^(no )?system default destination\b/,
  /^\S+-\d+\s+\S+\s+\d+\s/, // Office-17   ann   1024   Mon 02 Mar 2026 10:11:12
];

/**
 * Every line with its facet: one of those in book.yml, "words" for plain words, "" for a blank
 * line. This subject knows no exchanges, so each line is outside any, and none has failed: -1.
 * @type {import("./contract.d.ts").Read}
 */
export function read(text) {
  /** @type {import("./contract.d.ts").ReadingLine[]} */
  const lines = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const before = lines.at(-1)?.facet ?? "";
    lines.push({ n: lines.length + 1, text: line, facet: facetOf(line, before), exchange: -1 });
  }
  const facets = [...new Set(lines.map((line) => line.facet).filter(Boolean))];
  return { lines, facets, failing: -1, prose: ["words"] };
}

/**
 * The facet of a line; what follows a command belongs to it, up to a blank line.
 * @param {string} line
 * @param {string} before the facet of the line above
 */
function facetOf(line, before) {
  if (!line.trim()) return "";
  if (LOG_LINE.test(line)) return "log";
  if (PROMPT.test(line) || PRINTED.some((form) => form.test(line))) return "terminal";
  return before === "terminal" ? "terminal" : "words";
}
