// Why: the page carries the knowledge without what most entries of a list say alike; packed.py takes
// that out, and this puts it back. It must not know what any key means.

/** @import { Knowledge } from "../contract.d.ts" */

/** @typedef {Record<string, unknown>} Entry */

/**
 * The whole knowledge.
 * @param {string} json as packed.py wrote it
 * @returns {Knowledge}
 */
export function unpacked(json) {
  const { usual, ...rest } = JSON.parse(json);
  return fill(rest, usual, "");
}

/**
 * @param {unknown} value
 * @param {Record<string, Entry>} usual what the entries of a list leave out, by the list's name
 * @param {string} name of the list that the value stands in
 * @returns {any}
 */
function fill(value, usual, name) {
  if (Array.isArray(value)) return value.map((inner) => fill(inner, usual, name));
  if (typeof value !== "object" || value === null) return value;
  const own = /** @type {Entry} */ (value);
  const entries = Object.entries(own).map(([key, inner]) => [key, fill(inner, usual, key)]);
  const said = name && Object.hasOwn(usual, name) ? usual[name] : {};
  const missing = Object.entries(said).filter(([key]) => !Object.hasOwn(own, key));
  return Object.fromEntries([
    ...entries,
    ...missing.map(([key, told]) => [key, toldOf(told, own.id)]),
  ]);
}

/**
 * @param {unknown} told
 * @param {unknown} id
 */
function toldOf(told, id) {
  return typeof told === "string" && typeof id === "string" ? told.replaceAll("{id}", id) : told;
}
