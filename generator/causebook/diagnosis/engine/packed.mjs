// Why: the page carries the knowledge without what most entries of a list say alike, with places for
// names of entries, and lists by columns; packed.py makes that, and this undoes it. It must not know
// what any key means.

import { sumOf } from "./lookup.mjs";

/** @import { Knowledge } from "../contract.d.ts" */

/** @typedef {Record<string, unknown>} Entry */
/** @typedef {{ "": number | number[], [key: string]: any }} Table */
/** @typedef {{ usual: Record<string, Entry>, names: Map<string, string[]> }} Shared */

const ABSENT = 0; // stands in a column for an entry without this key

/**
 * The whole knowledge.
 * @param {string} json as packed.py wrote it
 * @returns {Knowledge}
 */
export function unpacked(json) {
  const { usual, refers, ...rest } = JSON.parse(json);
  const lists = /** @type {Record<string, Entry[]>} */ (inRows(rest));
  const names = Object.entries(refers).map(([key, list]) => {
    const ids = lists[String(list)].map(({ id }) => String(id));
    return /** @type {const} */ ([key, ids]);
  });
  return fill(lists, { usual, names: new Map(names) }, "", "");
}

/**
 * Lists of records where tables were.
 * @param {any} value
 * @returns {any}
 */
function inRows(value) {
  if (Array.isArray(value)) return value.map(inRows);
  if (!isEntry(value)) return value;
  if (Object.hasOwn(value, "")) return rowsOf(/** @type {Table} */ (value), Number(value[""]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inRows(inner)]));
}

/**
 * @param {Table} table
 * @param {number} size
 */
function rowsOf(table, size) {
  const columns = Object.entries(table).filter(([key]) => key);
  const cells = columns.map(([key, column]) => ({ key, column: cellsOf(column) }));
  return Array.from({ length: size }, (_, row) => {
    const said = cells.filter(({ column }) => column[row] !== ABSENT);
    return Object.fromEntries(said.map(({ key, column }) => [key, column[row]]));
  });
}

/**
 * @param {unknown[] | Table} column cells, or the rows of all of them and how many each has
 * @returns {unknown[]}
 */
function cellsOf(column) {
  if (Array.isArray(column)) return column.map(inRows);
  const sizes = /** @type {number[]} */ (column[""]);
  const rows = rowsOf(column, sumOf(sizes)).values();
  return sizes.map((size) => Array.from({ length: size }, () => rows.next().value));
}

/**
 * @param {any} value
 * @param {Shared} shared
 * @param {string} key under which it stands
 * @param {string} within the key under which the entry stands that has this key
 * @returns {any}
 */
function fill(value, shared, key, within) {
  const names = shared.names.get(within + "." + key);
  if (names && isMap(value)) {
    const [places, values] = value;
    return Object.fromEntries(places.map((place, i) => [names[place - 1], values[i]]));
  }
  if (Array.isArray(value))
    return value.map((inner) => named(inner) ?? fill(inner, shared, key, ""));
  return named(value) ?? (isEntry(value) ? filled(value, shared, key) : value);

  /** @param {unknown} place */
  function named(place) {
    return names && typeof place === "number" ? names[place - 1] : undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Entry}
 */
function isEntry(value) {
  return typeof value === "object" && value !== null;
}

/**
 * @param {unknown} value
 * @returns {value is [number[], unknown[]]}
 */
function isMap(value) {
  return Array.isArray(value) && Array.isArray(value[0]);
}

/**
 * An entry with what is usual in its list.
 * @param {Entry} own
 * @param {Shared} shared
 * @param {string} list
 */
function filled(own, shared, list) {
  const entries = Object.entries(own).map(([key, inner]) => [key, fill(inner, shared, key, list)]);
  const said = list && Object.hasOwn(shared.usual, list) ? shared.usual[list] : {};
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
