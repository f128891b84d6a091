// Why: the page carries the knowledge without what most entries of a list say alike, with places
// for names of entries, and lists by columns; packed.py makes that, and this undoes it. It must not
// know what any key means.

import { sumOf } from "./lookup.mjs";

/** @import { PageKnowledge } from "../contract.d.ts" */

/** @typedef {Record<string, unknown>} Entry */
/** @typedef {{ "": number | number[], [key: string]: any }} Table */
/**
 * @typedef {{ usual: Record<string, Entry>, names: Map<string, string[]>, forms: Map<string,
 *   string[]> }} Shared
 */

const ABSENT = 0; // stands in a column for an entry without this key
const NUMBERS = "#"; // the only key of what stands for a list of numbers: a text, a letter for each
const ZERO = "i".charCodeAt(0);

/**
 * The whole knowledge.
 * @param {string} json as packed.py wrote it
 * @returns {PageKnowledge}
 */
export function unpacked(json) {
  const { usual, refers, forms, ...rest } = JSON.parse(json, numbersOf);
  const lists = /** @type {Record<string, Entry[]>} */ (inRows(rest));
  const names = Object.entries(refers).map(([key, list]) => {
    const ids = lists[String(list)].map(({ id }) => String(id));
    return /** @type {const} */ ([key, ids]);
  });
  const shared = { usual, names: new Map(names), forms: new Map(Object.entries(forms)) };
  return fill(lists, shared, "", "");
}

/**
 * @param {string} _key
 * @param {any} value
 */
function numbersOf(_key, value) {
  if (!isEntry(value) || !Object.hasOwn(value, NUMBERS)) return value;
  return Array.from(String(value[NUMBERS]), (letter) => letter.charCodeAt(0) - ZERO);
}

/**
 * Lists of records where tables were.
 * @param {any} value is changed
 * @returns {any}
 */
function inRows(value) {
  if (!isEntry(value)) return value;
  if (Object.hasOwn(value, "")) return rowsOf(/** @type {Table} */ (value), Number(value[""]));
  for (const key of Object.keys(value)) value[key] = inRows(value[key]);
  return value;
}

/**
 * @param {Table} table
 * @param {number} size
 */
function rowsOf(table, size) {
  const rows = Array.from({ length: size }, () => /** @type {Entry} */ ({}));
  for (const key of Object.keys(table).filter(Boolean))
    cellsOf(table[key]).forEach((cell, row) => {
      if (cell !== ABSENT) rows[row][key] = cell;
    });
  return rows;
}

/**
 * @param {unknown[] | Table} column cells, or the rows of all of them and how many each has
 * @returns {unknown[]}
 */
function cellsOf(column) {
  if (Array.isArray(column)) return inRows(column);
  const sizes = /** @type {number[]} */ (column[""]);
  const rows = rowsOf(column, sumOf(sizes)).values();
  return sizes.map((size) => Array.from({ length: size }, () => rows.next().value));
}

/**
 * @param {any} value is changed
 * @param {Shared} shared
 * @param {string} key under which it stands
 * @param {string} within the key under which the entry stands that has this key
 * @returns {any}
 */
function fill(value, shared, key, within) {
  const names = shared.names.get(within + "." + key);
  if (names) return withNames(value, names, (inner) => fill(inner, shared, key, ""));
  if (Array.isArray(value)) return filledList(value, shared, key);
  if (isEntry(value)) return filled(value, shared, key);
  return textOf(value, shared.forms.get(within + "." + key));
}

/**
 * @param {unknown[]} list
 * @param {Shared} shared
 * @param {string} key under which it stands
 */
function filledList(list, shared, key) {
  const forms = shared.forms.get("." + key);
  return list.map((one) => (isEntry(one) ? fill(one, shared, key, "") : textOf(one, forms)));
}

/**
 * @param {unknown} value
 * @param {string[]} [forms] of which a number is a place
 */
function textOf(value, forms) {
  return forms && typeof value === "number" ? forms[value - 1] : value;
}

/**
 * Names where places were: of one entry, of several, or of those that a map has as keys.
 * @param {any} value
 * @param {string[]} names
 * @param {(value: unknown) => unknown} inside what to do with what is no place
 */
function withNames(value, names, inside) {
  /** @param {unknown} one */
  const named = (one) => (typeof one === "number" ? names[one - 1] : inside(one));
  if (!Array.isArray(value)) return named(value);
  if (!Array.isArray(value[0])) return value.map(named);
  const [places, values] = value;
  return Object.fromEntries(
    places.map((/** @type {number} */ place, /** @type {number} */ i) => [
      names[place - 1],
      inside(values[i]),
    ]),
  );
}

/**
 * @param {unknown} value
 * @returns {value is Entry}
 */
function isEntry(value) {
  return typeof value === "object" && value !== null;
}

/**
 * An entry with what is usual in its list, and its texts where forms were.
 * @param {Entry} own is changed
 * @param {Shared} shared
 * @param {string} list
 */
function filled(own, shared, list) {
  const { usual, forms } = shared;
  const said = Object.hasOwn(usual, list) ? usual[list] : {};
  for (const key of Object.keys(said)) if (!Object.hasOwn(own, key)) own[key] = said[key];
  const formed = [];
  for (const key of Object.keys(own)) {
    if (typeof own[key] === "number" && forms.has(list + "." + key)) formed.push(key);
    own[key] = fill(own[key], shared, key, list);
  }
  for (const key of formed) own[key] = formFilled(String(own[key]), own);
  return own;
}

/**
 * A form with what its entry says; a place for which it has no text stays as it is.
 * @param {string} form
 * @param {Entry} own
 */
function formFilled(form, own) {
  return form.replaceAll(/\{(\w+)(?:\.(\d+))?\}/g, (place, key, n) => {
    const told = Object.hasOwn(own, key) ? own[key] : null;
    const value = n === undefined ? told : [told].flat()[n];
    return typeof value === "string" ? value : place;
  });
}
