// Headers as programs print them: a record, a list of {name, value}, of pairs, or of names and
// values in turn.
import { isObject, shownText } from "../grammar/literals.mjs";

/** @typedef {[string, string]} Pair of a header's name and value */

/**
 * The names and values of headers.
 * @param {Record<string, unknown>} value
 * @returns {Pair[]}
 */
export function headersIn(value) {
  return Array.isArray(value) ? pairsOfList(value) : pairsOfRecord(value);
}

/**
 * @param {Record<string, unknown>} record
 * @returns {Pair[]}
 */
function pairsOfRecord(record) {
  return Object.entries(record)
    .slice(0, 200)
    .flatMap(([name, each]) => valuesOf(each).map((value) => pairOf(name, value)));
}

/**
 * @param {unknown[]} list
 * @returns {Pair[]}
 */
function pairsOfList(list) {
  const records = list.filter(isObject).filter((each) => "name" in each);
  if (records.length === list.length) return records.map(({ name, value }) => pairOf(name, value));
  const lists = list.filter((each) => Array.isArray(each)).filter((each) => each.length === 2);
  if (lists.length === list.length) return lists.map(([name, value]) => pairOf(name, value));
  return pairsInTurn(list);
}

/**
 * @param {unknown} name
 * @param {unknown} value
 * @returns {Pair}
 */
function pairOf(name, value) {
  return [String(name), shownText(value)];
}

/**
 * @param {unknown[]} list of names and values in turn
 * @returns {Pair[]}
 */
function pairsInTurn(list) {
  const names = list.filter((each, at) => at % 2 === 0 && typeof each === "string");
  return names.map((name, at) => pairOf(name, list[2 * at + 1]));
}

/** @param {unknown} value */
function valuesOf(value) {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each) => each !== null && each !== undefined && !isObject(each));
}
