// Headers that a program printed inside a line, in the notation of any language: the pairs of a
// map, a list of tuples, names and values in turn. It goes by the names of headers; where such a
// list belongs is not asked.
import { anyOf, inOrder } from "./patterns.mjs";
import { isHeaderName, isOfBoth, sideOfName } from "./header-names.mjs";
import { unescapedText } from "./literal-text.mjs";
/** @import { Side } from "../types.d.ts" */

/** @typedef {{name: string, value: string}} Field */
/** @typedef {{fields: Field[], from: number, to: number, side: Side | ""}} Listed */
/** @typedef {Field & {from: number, to: number}} Placed */

const PAIR = inOrder(
  [
    /(?<=[\s,;[{("'<]|^)(?:b?["'])?/,
    anyOf([
      /(?<=["'])([A-Za-z][\w-]{1,60})["'](?:,\s{0,4}|\s{1,4})(?=b?["'])/, // a name, then a value
      /([A-Za-z][\w-]{1,60})["']?\s{0,8}(?:=>|[:=])\s{0,8}(?=\S)/, // or joined by a sign
    ]),
  ],
  "g",
);
/** What Go says of a value before it. */
const TYPED = /(?:\((?:\[\]|\*)?[\w.]+\) |\((?:len|cap)=[^()]{1,30}\) )+(?:\{\s*)?/y;
const QUOTED = /b?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/y;
const NEXT = /[,\s]\s*(?:b?["'])?([A-Za-z][\w-]{1,60})["']?\s?(?:=>|[:=])/y;
const CLOSERS = new Map([
  ["[", "]"],
  ["{", "}"],
  ["(", ")"],
]);
const STEPS = new Map([...CLOSERS].flatMap((pair) => pair.map((char, at) => [char, 1 - 2 * at])));
const APART = 24; // characters between two headers of one list
const MANY = 200;

/**
 * The lists of headers in a text: only where a name stands that is one for sure.
 * @param {string} text
 */
export function headerLists(text) {
  /** @type {Listed[]} */
  const lists = [];
  for (const placed of pairsIn(text)) {
    const last = lists.at(-1);
    if (last && isNear(text, last.to, placed.from)) add(last, placed);
    else lists.push({ fields: [placed], from: placed.from, to: placed.to, side: "" });
  }
  return lists.filter(({ fields }) => isList(fields)).map(sided);
}

/**
 * Are they headers for sure? `server` or `date` alone may be anything's.
 * @param {Field[]} fields
 */
function isList(fields) {
  const isPlain = fields.length > 1 || /-|authorization|cookie/i.test(fields[0].name);
  return isPlain && fields.some(isKnown);
}

/** @param {Pick<Field, "name">} field */
function isKnown({ name }) {
  return sideOfName(name) !== "" || isOfBoth(name);
}

/**
 * @param {Listed} list
 * @param {Placed} placed
 */
function add(list, placed) {
  list.fields.push(placed);
  list.to = placed.to;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function isNear(text, from, to) {
  return to - from < APART && !/[A-Za-z]{3}/.test(text.slice(from, to));
}

/**
 * @param {Listed} list
 * @returns {Listed}
 */
function sided(list) {
  const sides = list.fields.map(({ name }) => sideOfName(name)).filter(Boolean);
  const ofAnswer = sides.filter((side) => side === "response").length;
  if (sides.length === 0) return list;
  return { ...list, side: ofAnswer * 2 >= sides.length ? "response" : "request" };
}

/**
 * @param {string} text
 * @returns {Placed[]}
 */
function pairsIn(text) {
  const pairs = [];
  PAIR.lastIndex = 0;
  for (let found = PAIR.exec(text); found && pairs.length < MANY; found = PAIR.exec(text)) {
    const name = found[1] || found[2];
    const mayBegin = pairs.length > 0 || /[[{(]["']?$/.test(text.slice(0, found.index).slice(-2));
    if (!isHeaderName(name) || !(isKnown({ name }) || mayBegin)) continue;
    const { value, end } = valueAt(text, PAIR.lastIndex);
    pairs.push({ name, value, from: found.index, to: end });
    PAIR.lastIndex = Math.max(end, PAIR.lastIndex);
  }
  return pairs;
}

/**
 * @param {RegExp} pattern
 * @param {string} text
 * @param {number} at
 */
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * The value that begins at a place, and where it ends.
 * @param {string} text
 * @param {number} at
 * @returns {{value: string, end: number}}
 */
function valueAt(text, at) {
  const typed = matchAt(TYPED, text, at);
  if (typed) return valueAt(text, at + typed[0].length);
  const quoted = matchAt(QUOTED, text, at);
  if (quoted) return { value: unescapedText(quoted[1] ?? quoted[2]), end: QUOTED.lastIndex };
  const closer = CLOSERS.get(text[at]);
  if (!closer) return bareAt(text, at);
  const end = bareEnd(text, at + 1, false);
  const inner = text.slice(at + 1, end).trim();
  const first = matchAt(QUOTED, inner, 0);
  const value = first ? unescapedText(first[1] ?? first[2]) : inner;
  return { value, end: Math.min(end + 1, text.length) };
}

/**
 * @param {string} text
 * @param {number} at
 */
function bareAt(text, at) {
  const end = bareEnd(text, at, true);
  return { value: text.slice(at, end).replace(/,\s*$/, "").trim(), end };
}

/**
 * Where a value without quotes ends: before the bracket that closes around it, and before the next
 * header.
 * @param {string} text
 * @param {number} from
 * @param {boolean} isBare
 */
function bareEnd(text, from, isBare) {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    depth += STEPS.get(text[at]) || 0;
    if (depth < 0 || (isBare && depth === 0 && isNext(text, at))) return at;
  }
  return text.length;
}

/**
 * @param {string} text
 * @param {number} at
 */
function isNext(text, at) {
  if (text[at] === "\n") return true;
  const found = /[,\s]/.test(text[at]) ? matchAt(NEXT, text, at) : null;
  return found !== null && isHeaderName(found[1]);
}
