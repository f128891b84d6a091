// Finds the places of the paste that show what a detector says.
/** @import { Mark, Reading } from "../types.d.ts" */

const LONG = 3000; // characters of a mark

/**
 * The mark of a text in a line of the paste, or null when it does not stand there.
 * @param {Reading} reading
 * @param {number} line
 * @param {string} text
 * @returns {Mark | null}
 */
export function markText(reading, line, text) {
  const shown = reading.lines[line - 1];
  const from = shown ? shown.text.indexOf(text.slice(0, LONG)) : -1;
  return from < 0 ? null : { line, from, to: from + Math.min(text.length, LONG) };
}

/**
 * The mark of a header, or of anything with a line: its value, else its name, else the whole line.
 * @param {Reading} reading
 * @param {{line: number, value?: string, name?: string}} shown
 * @returns {Mark}
 */
export function markOf(reading, { line, value, name }) {
  for (const text of [value, name]) {
    const mark = text ? markText(reading, line, text) : null;
    if (mark) return mark;
  }
  return { line, from: 0, to: reading.lines[line - 1]?.text.length || 0 };
}

/**
 * The mark of a header's name, or of its value where the name is written in another way.
 * @param {Reading} reading
 * @param {{line: number, value: string, name: string}} header
 */
export function markName(reading, header) {
  return markText(reading, header.line, header.name) || markOf(reading, header);
}
