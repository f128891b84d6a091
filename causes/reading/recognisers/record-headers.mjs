// Headers as programs print them: a record, a list of {name, value}, of pairs, or of names and
// values in turn.
import { isObject, shownText } from "../grammar/values.mjs";

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
  const records = list.filter(isObject).map(namedPair);
  if (records.length === list.length && !records.includes(null)) return records.flatMap(pairsOf);
  const lines = list.map(lineOfHeader);
  return lines.includes(null) ? pairsInTurn(list) : lines.flatMap(pairsOf);
}

/** @param {Pair | null} pair */
function pairsOf(pair) {
  return pair ? [pair] : [];
}

/**
 * A record or a list that holds one name and its value, in any spelling.
 * @param {Record<string, unknown>} record
 * @returns {Pair | null}
 */
function namedPair(record) {
  if (Array.isArray(record)) return record.length === 2 ? pairOf(record[0], record[1]) : null;
  const [name, value] = ["name|key", "value"].map((names) =>
    Object.keys(record).find((each) => new RegExp(`^(?:${names})$`, "i").test(each)),
  );
  return name ? pairOf(record[name], valuesOf(record[value || ""])[0]) : null;
}

/**
 * `Name: value` in one text.
 * @param {unknown} item
 * @returns {Pair | null}
 */
function lineOfHeader(item) {
  const found = typeof item === "string" ? /^([A-Za-z][\w-]*):\s*(.*)$/.exec(item) : null;
  return found ? [found[1], found[2]] : null;
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
