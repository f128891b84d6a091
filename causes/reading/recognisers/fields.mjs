// One field as a logger or a program writes it, whatever it calls it: `Status Code: 401`,
// `METHOD: HttpMethod(value=GET)`, `'Authorization': 'Bearer x'`. What it belongs to is not asked.
import { METHODS, isStatus } from "../grammar/http.mjs";
import { headerLists } from "../grammar/header-lists.mjs";
import { unescapedText } from "../grammar/literal-text.mjs";
import { meaningOf } from "./records.mjs";
/** @import { Key } from "./records.mjs" */

/** @type {Partial<Record<Key, RegExp>>} what the value of a field looks like, as its first group */
const VALUES = {
  method: new RegExp(`^\\W*(?:[Hh]ttp_?[Mm]ethod\\W{0,2}(?:value=)?)?\\W?(${METHODS})\\b`, "i"),
  url: /^\W*(https?:\/\/[^\s"',<>]+)/,
  path: /^["']?(\/[^\s"',]*)/,
  host: /^["']?([\w-]+(?:\.[\w-]+)*(?::\d+)?)["']?$/,
  scheme: /^["']?(https?)\b/,
  status: /^\D{0,2}([1-5]\d\d\b ?[A-Za-z ]*)/,
};
const LABEL = /(?<=^|[\s\]|>:])["']?([A-Za-z][A-Za-z _-]{1,24}?)["'\]]?\s{0,16}[:=]\s*(?=\S)/g;
const LABELS = 6; // of one line that are looked at
/** Labels that hold an address or a status only where such a one stands behind them. */
const OTHER_LABELS = [
  {
    key: /** @type {Key} */ ("url"),
    pattern: /\b(?:from|address|request|call|effective[ _]?url)$/i,
  },
  { key: /** @type {Key} */ ("status"), pattern: /^response$/i },
  { key: /** @type {Key} */ ("method"), pattern: /\brequest method$/i },
];
const HEADER = /^[-*•>→←\s]*b?(["']?):?([A-Za-z][\w.-]*)\1\s?(:|=>|=)\s*(.*?),?$/;
const BLANKED = /^\[(?:redacted|filtered|removed|hidden|masked)\]$/i;
const QUOTED = /^b?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')$/;

/**
 * What a label and its value say of an exchange: the first that do; null without any.
 * @param {string} text
 * @returns {{key: Key, value: string} | null}
 */
export function labelledField(text) {
  let left = LABELS;
  for (const found of text.slice(0, 600).matchAll(LABEL)) {
    const key = keyOf(found[1]);
    const value = key && VALUES[key]?.exec(text.slice(found.index + found[0].length));
    if (key && value && isRight(key, value[1])) return { key, value: value[1].trim() };
    if ((left -= 1) === 0) return null;
  }
  return null;
}

/** @param {string} label */
function keyOf(label) {
  const { key } = meaningOf(label);
  return key || OTHER_LABELS.find(({ pattern }) => pattern.test(label))?.key || "";
}

/**
 * @param {Key} key
 * @param {string} value
 */
function isRight(key, value) {
  return key !== "status" || isStatus(Number(value.slice(0, 3)));
}

/**
 * The header that a line is, its quotes taken off; null for other lines.
 * @param {string} text
 */
export function headerOfLine(text) {
  const found = HEADER.exec(text.trimEnd());
  if (!found) return null;
  const [, quote, name, sign, value] = found;
  if (sign !== ":" && !quote && !/^[A-Z]|-/.test(name)) return null;
  return { name, value: unquoted(value) };
}

/**
 * The headers that stand one behind the other, or the single one.
 * @param {string} text
 */
export function headersOfText(text) {
  const listed = headerLists(text).flatMap(({ fields }) => fields);
  return listed.map(({ name, value }) => ({ name, value }));
}

/** @param {string} value */
function unquoted(value) {
  const found = QUOTED.exec(value);
  if (found) return unescapedText(found[1] ?? found[2]);
  return BLANKED.test(value) ? value : value.replace(/^\[(.*)\]$/, "$1");
}
