// Why: the page carries the knowledge without what most entries of a list say alike, with places for
// names of entries, and lists by columns; packed.py makes that, and this undoes it. It must not know
// what any key means.

/** @import { Knowledge } from "../contract.d.ts" */

/** @typedef {Record<string, unknown>} Entry */
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
 * Lists of records where columns were.
 * @param {any} value
 * @returns {any}
 */
function inRows(value) {
  if (Array.isArray(value)) return isByColumns(value) ? rowsOf(value[1]) : value.map(inRows);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inRows(inner)]));
}

/** @param {unknown[]} value */
function isByColumns([mark, columns]) {
  return mark === "" && typeof columns === "object" && !Array.isArray(columns);
}

/** @param {Record<string, unknown[]>} columns */
function rowsOf(columns) {
  const keys = Object.keys(columns);
  return columns[keys[0]].map((_, row) => {
    const said = keys.filter((key) => columns[key][row] !== ABSENT);
    return Object.fromEntries(said.map((key) => [key, inRows(columns[key][row])]));
  });
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
