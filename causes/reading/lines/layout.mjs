// The lines of a paste, freed from all that tools put around them, whatever the lines say.
import { pasteLines } from "./paste.mjs";
import { unbox } from "./boxes.mjs";
import { stripPrefixes } from "./prefixes.mjs";
import { joinWrapped } from "./wrapped.mjs";

/**
 * The lines of a text without frames and prefixes, wrapped tokens joined.
 * @param {string} text
 */
export function laidOut(text) {
  const lines = pasteLines(text);
  unbox(lines);
  stripPrefixes(lines);
  joinWrapped(lines);
  return lines;
}
