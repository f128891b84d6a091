// Why: the values that literals write down, beside plain ones: what stands for another is not
// known, and records may hold headers. It must not know how any notation writes them.
/** @import { Header, PasteLine } from "../types.d.ts" */

/** A value that stands for another: a variable, a call, an interpolated text. */
export class Unknown {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/**
 * Is a value an object with names, and known?
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return isObject(value) && !Array.isArray(value);
}

/**
 * Is a value an object or a list, and known?
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !(value instanceof Unknown);
}

/**
 * A value as text; of an unknown one what stands in its place.
 * @param {unknown} value
 */
export function shownText(value) {
  return value instanceof Unknown ? value.text : String(value ?? "");
}

/**
 * The headers that a record in code writes down, each with the line on which its name stands.
 * @param {Record<string, unknown>} record
 * @param {PasteLine[]} lines
 * @returns {Header[]}
 */
export function headersOfRecord(record, lines) {
  return Object.entries(record)
    .slice(0, 200)
    .map(([name, value]) => {
      const line = lines.find(({ full }) => full.includes(name)) || lines[0];
      const expands = value instanceof Unknown;
      return { name, value: shownText(value), line: line.n, exact: true, expands };
    });
}
