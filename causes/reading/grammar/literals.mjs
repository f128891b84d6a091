// Reads the value that a piece of text writes down, in the notation of any language: JSON, what
// Node or Python print, a hash of Ruby or PowerShell, options in code. What is cut off is read as
// far as it goes.
import { unescapedText, unknownText } from "./literal-text.mjs";
import { anyOf, inOrder } from "./patterns.mjs";
import { Unknown, isObject, isRecord } from "./values.mjs";

/**
 * The place in the text; `whole` until the text ends inside a value, `left` values that may still
 * be read.
 * @typedef {{text: string, at: number, whole: boolean, left: number}} State
 */

const DEPTH = 60;
const ITEMS = 20000;
const CLOSES = new Map([
  ["{", "}"],
  ["[", "]"],
  ["(", ")"],
]);
const BLANK = /(?:\s+|\/\/(?![^\n]*["'],?$)[^\n]*|\/\*[^]*?\*\/)*/y;
const KEY = /([A-Za-z_$@:][\w$.@-]*(?: [A-Z]\w*)?|\d+)(?:\s*(?:=>|[:=](?![=>]))| (?=\{))/y;
const SYMBOL_KEY = /\["?([\w$ ().-]{1,60})(?::[\w\\:]{1,90})?"?\]/y; // of Node, PHP and Lua
const ENTRY = anyOf(
  [
    /["']?[@$]?[A-Za-z_][\w.-]*["']? ?=(?![=>])/,
    /["'](?:[^"'\\\n]|\\.){1,80}["'] ?(?:=>|:)/,
    /(?:\d+|:?\w+) ?=>/,
    /[A-Za-z][\w-]*:(?=["\s])/,
    /\["?[\w$ ().:\\-]{1,90}"?\] ?=>/,
  ],
  { before: "[[({]\\s*", flags: "y" },
);
const SIGN = /\s*(?:=>|[:=])/y;
const TYPE = inOrder(
  [
    /(?:<ref \*\d+> ?)?[&%]?(?:\[\])?/,
    /[A-Za-z_$][\w$.:<>\\]*(?: Object)?(?:#\d+)?(?::\d+)?/,
    /(?: ?\[[\w$ :.()]{1,60}\])?(?: extends \w+)?(?: ?\(\d[^()\n]{0,12}\)(?= ?\{))?\s?\s*(?=[{[(])/,
  ],
  "y",
);
const NO_TUPLE = /(?!)/y;
const ANONYMOUS = /[&%](?=\{)/y;
/** What Go and PHP say of a value before it: `(http.Header) (len=2)`, `string(3)`. */
const SAID =
  /(?:\(\*?[\w.[\]*]{1,60}\)|\((?:len|cap)=[^()\n]{1,30}\)|string\(\d+\))(?:\(0x\w+\))? ?(?=\S)/y;
/** `{"a", "b"}` of Elixir and Go */
const TUPLE = inOrder([/\{\s*/, `(?:${SAID.source})*`, /"(?:[^"\\\n]|\\.){0,400}"\s*[,}]/], "y");
const RUBY = /#<([A-Z][\w:]*)(?::0x\w+)?[ ,]*/y;
const RUBY_KEY = /[ ,]*@?([a-z_]\w*)=/y;
const RUBY_WORD = /[ ,]*[^\s>,]+/y;
const WRAPPERS = /^(?:Some|Ok|URL|Url|URI|Uri|Domain|Just|int|float|bool|str)$/;
const LINE = /[ \t]*([^\s([{][^\n]*)/y;
const HASH = /@(?=[{(])/y; // PowerShell
const STRING =
  /(?:@|[bBurf]{1,2}|:)?(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|`((?:[^`\\]|\\[^])*)`)/y;
const JOINED = /\s*\+\s*/y;
const GOES_ON = /^[ \t]*(?:[+%]|\.\w+\()/;
const BARE = /[^,;{}[\]()\n"'`]{1,400}/y;
const NO_ENTRY = /[^,;{}[\]()\n"'`]+|[([]/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?n?$/i;
/** @type {Map<string, boolean | null | undefined>} */
const CONSTANTS = new Map([
  ["true", true],
  ["True", true],
  ["$true", true],
  ["false", false],
  ["False", false],
  ["$false", false],
  ["null", null],
  ["None", null],
  ["nil", null],
  ["$null", null],
  ["undefined", undefined],
]);

/**
 * The value that begins at `at` and where it ends, or null. `whole` is false when the text ends
 * inside it; then lists hold their whole items only, or the first. `tick`: PowerShell, where `
 * escapes.
 * @param {string} source
 * @param {number} [at]
 * @param {{tick?: boolean}} [notation]
 */
export function parseLiteral(source, at = 0, { tick = false } = {}) {
  const text = tick ? source.replace(/`"/g, '\\"').replace(/\\(?!")/g, "\\\\") : source;
  const state = { text, at, whole: true, left: ITEMS };
  const value = readValue(state, 0);
  return value === NOTHING ? null : { value, end: state.at, whole: state.whole };
}

const NOTHING = Symbol("no value here");

/**
 * The value at the place of `state`, or NOTHING.
 * @param {State} state
 * @param {number} depth
 * @returns {unknown}
 */
function readValue(state, depth) {
  skip(state, BLANK);
  state.left -= 1;
  if (depth > DEPTH || state.left < 0) return fail(state);
  while (skip(state, SAID) !== "");
  const string = matchAt(state, STRING);
  if (string) return joinedString(state, string);
  const ruby = matchAt(state, RUBY);
  if (ruby) return readRuby(state, depth);
  const isHash = skip(state, HASH) !== "" || skip(state, ANONYMOUS) !== "";
  const type = isHash ? "" : skip(state, TYPE);
  return CLOSES.has(state.text[state.at]) ? readNested(state, depth, type) : readBare(state);
}

/**
 * An object of Ruby, `#<Name @field=value>`: its fields, or what stands behind its name.
 * @param {State} state
 * @param {number} depth
 */
function readRuby(state, depth) {
  /** @type {Record<string, unknown>} */
  const record = {};
  const words = [];
  while (state.at < state.text.length && skip(state, /[ ,]*>/y) === "") {
    const key = matchAt(state, RUBY_KEY);
    if (key) record[key[1]] = readRubyValue(state, depth);
    else words.push((skip(state, RUBY_WORD) || skip(state, /[^]/y)).trim());
  }
  const text = words.join(" ");
  if (/^[1-5]\d\d /.test(text)) return { ...record, status: text };
  return Object.keys(record).length > 0 ? record : text;
}

/**
 * @param {State} state
 * @param {number} depth
 */
function readRubyValue(state, depth) {
  const word = matchAt(state, /:?([\w.:/+-]+)(?=[ ,>])/y);
  if (!word) return readValue(state, depth + 1);
  return /^[\d.]+$/.test(word[1]) ? Number(word[1]) : word[1];
}

/**
 * The value in brackets, behind its type.
 * @param {State} state
 * @param {number} depth
 * @param {string} type
 */
function readNested(state, depth, type) {
  const open = state.text[state.at];
  if (fits(state, open === "{" ? TUPLE : NO_TUPLE)) return readItems(state, depth);
  if (open === "{" || fits(state, ENTRY)) return readRecord(state, depth);
  return open === "(" && type ? readCall(state, depth, type) : readItems(state, depth);
}

/**
 * @param {State} state
 * @param {RegExp} pattern
 */
function fits({ text, at }, pattern) {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** @param {State} state */
function fail(state) {
  state.whole = false;
  state.at = state.text.length;
  return NOTHING;
}

/**
 * What a pattern finds right here; the place moves behind it.
 * @param {State} state
 * @param {RegExp} pattern
 */
function matchAt(state, pattern) {
  pattern.lastIndex = state.at;
  const found = pattern.exec(state.text);
  if (found) state.at = pattern.lastIndex;
  return found;
}

/**
 * @param {State} state
 * @param {RegExp} pattern
 */
function skip(state, pattern) {
  const found = matchAt(state, pattern);
  return found ? found[0] : "";
}

/**
 * A string, with those that + joins to it; one that takes in a variable is not known.
 * @param {State} state
 * @param {RegExpExecArray} first
 */
function joinedString(state, first) {
  let value = plain(first);
  for (let next = nextPiece(state); next; next = nextPiece(state)) value += plain(next);
  const isJoined = GOES_ON.test(state.text.slice(state.at, state.at + 60));
  const isMore = isJoined && skip(state, BARE) !== "";
  return isMore || unknownText(first[0]) ? new Unknown(value) : value;
}

/** @param {State} state */
function nextPiece(state) {
  const before = state.at;
  const found = matchAt(state, JOINED) && matchAt(state, STRING);
  if (!found) state.at = before;
  return found;
}

/** @param {string[]} found */
function plain([, double, single, template]) {
  return unescapedText(double ?? single ?? template);
}

/** @param {State} state */
function readBare(state) {
  const word = skip(state, BARE).trim();
  if (word === "") return fail(state);
  if (NUMBER.test(word)) return Number.parseFloat(word);
  if (CONSTANTS.has(word)) return CONSTANTS.get(word);
  if (/^:\w+$/.test(word)) return word.slice(1); // a symbol of Ruby
  const isCall = /^[\w$.]+$/.test(word) && CLOSES.has(state.text[state.at]);
  return new Unknown(word + (isCall ? readBrackets(state) : ""));
}

/**
 * Calls such as `CaseInsensitiveDict({…})` stand for what they wrap; others are not known.
 * @param {State} state
 * @param {number} depth
 * @param {string} type
 */
function readCall(state, depth, type) {
  const items = readItems(state, depth);
  const isObject = typeof items[0] === "object" && items[0] !== null;
  const isWrapper = isObject || WRAPPERS.test(type.trim());
  return items.length === 1 && isWrapper ? items[0] : new Unknown(type.trim());
}

/** @param {State} state */
function readBrackets(state) {
  const from = state.at;
  readItems(state, DEPTH - 8);
  return state.text.slice(from, Math.min(state.at, from + 60));
}

/**
 * @param {State} state
 * @param {number} depth
 */
function readItems(state, depth) {
  const close = CLOSES.get(state.text[state.at]);
  /** @type {unknown[]} */
  const items = [];
  state.at += 1;
  while (!ends(state, close)) {
    const wasWhole = state.whole;
    const item = readValue(state, depth + 1);
    const isCut = wasWhole && !state.whole;
    if (item === NOTHING || (isCut && (items.length > 0 || !holdsMore(item)))) break;
    items.push(item);
  }
  return items;
}

/**
 * Is so much of a list's first item there that it says something, though it is cut off?
 * @param {unknown} item
 */
function holdsMore(item) {
  return isRecord(item) && Object.values(item).some(isObject);
}

/**
 * @param {State} state
 * @param {number} depth
 */
function readRecord(state, depth) {
  /** @type {Record<string, unknown>} */
  const record = {};
  const close = CLOSES.get(state.text[state.at]);
  state.at += 1;
  while (!ends(state, close)) {
    const isLine = state.text[state.at] === "[" && close === ")"; // PHP: up to the line's end
    const key = readKey(state);
    if (key === null && skipWord(state)) continue;
    const value = key === null ? fail(state) : readField(state, depth, isLine);
    if (key === null || value === NOTHING) break;
    if (key !== "__proto__") record[key] = value;
  }
  return listIn(record) || record;
}

/**
 * The values of a record whose names are the numbers from 0 on, as PHP writes a list; or null.
 * @param {Record<string, unknown>} record
 */
function listIn(record) {
  const names = Object.keys(record);
  const isList = names.length > 0 && names.every((name, at) => name === String(at));
  return isList ? Object.values(record) : null;
}

/**
 * @param {State} state
 * @param {number} depth
 * @param {boolean} isLine
 */
function readField(state, depth, isLine) {
  const before = state.at;
  const line = isLine ? matchAt(state, LINE) : null;
  if (line && !/^[\w\\]+(?: Object)?$/.test(line[1])) return line[1].trim();
  if (line && /^(?!\s*\()/.test(state.text.slice(state.at))) return line[1];
  state.at = before;
  return readValue(state, depth + 1);
}

/**
 * Is the closing bracket here, or the end of the text? Separators are passed over.
 * @param {State} state
 * @param {string | undefined} close
 */
function ends(state, close) {
  const { text } = state;
  skip(state, BLANK);
  while (text[state.at] === "," || text[state.at] === ";") {
    state.at += 1;
    skip(state, BLANK);
  }
  if (state.at >= text.length) state.whole = false;
  else if (text[state.at] !== close) return false;
  else state.at += 1;
  return true;
}

/** @param {State} state */
function readKey(state) {
  const before = state.at;
  while (skip(state, SAID) !== "");
  const bare = matchAt(state, KEY);
  if (bare) return bare[1];
  const quoted = matchAt(state, STRING) || matchAt(state, SYMBOL_KEY);
  if (quoted && matchAt(state, SIGN)) return plain(quoted);
  state.at = before;
  return null;
}

/**
 * Passes over what is no entry: a spread, a shorthand, a mark of what was left out.
 * @param {State} state
 */
function skipWord(state) {
  return matchAt(state, NO_ENTRY) !== null || matchAt(state, STRING) !== null;
}
