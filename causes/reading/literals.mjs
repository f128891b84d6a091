// Reads the value that a piece of text writes down, in the notation of any language: JSON, what Node or Python print, a
// hash of Ruby or PowerShell, options in code. What is cut off is read as far as it goes. It must not know what values mean.

const DEPTH = 60;
const ITEMS = 20000;
const CLOSES = { "{": "}", "[": "]", "(": ")" };
const BLANK = /(?:\s+|\/\/(?![^\n]*["'],?$)[^\n]*|\/\*[^]*?\*\/)*/y;
const KEY = /([A-Za-z_$@:][\w$.@-]*|\d+)\s*(?:=>|[:=](?![=>]))/y;
const SIGN = /\s*(?:=>|[:=])/y;
const TYPE =
  /(?:<ref \*\d+> ?)?[A-Za-z_$][\w$.:<>]*(?: ?\[[\w$ :.()]{1,60}\])?(?: extends \w+)? ?(?=[{[(])/y;
const STRING =
  /(?:@|[bBurf]{1,2}|:)?(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|`((?:[^`\\]|\\[^])*)`)/y;
const BARE = /[^,;{}[\]()\n"'`]{1,400}/y;
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
const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", 0: "\0" };

/** A value that stands for another: a variable, a call, an interpolated text. */
export class Unknown {
  constructor(text) {
    this.text = text;
  }
}

/**
 * {value, end, whole} of the value that begins at `at`, or null. `whole` is false when the text ends inside it; then lists
 * hold their whole items only. `tick`: PowerShell, where ` escapes.
 */
export function parseLiteral(text, at = 0, { tick = false } = {}) {
  const state = {
    text: tick ? text.replace(/`"/g, '\\"').replace(/\\(?!")/g, "\\\\") : text,
    at,
    whole: true,
    left: ITEMS,
  };
  const value = readValue(state, 0);
  return value === state ? null : { value, end: state.at, whole: state.whole };
}

/** The value at the place of `state`; `state` itself when none is there. */
function readValue(state, depth) {
  skip(state, BLANK);
  state.left -= 1;
  if (depth > DEPTH || state.left < 0) return fail(state);
  if (state.at >= state.text.length) return fail(state);
  const string = matchAt(state, STRING);
  if (string) return joinedString(state, string);
  const type =
    skip(state, TYPE) ||
    (state.text[state.at] === "@" && "{(".includes(state.text[state.at + 1]) && skipOne(state));
  const open = state.text[state.at];
  if (open === "{") return readRecord(state, depth, "}");
  if (open === "[") return readItems(state, depth);
  if (open === "(" && type) return readCall(state, depth, type);
  if (open === "(") return readItems(state, depth);
  return "\"'`".includes(open) ? fail(state) : readBare(state);
}

function fail(state) {
  state.whole = false;
  state.at = state.text.length;
  return state;
}

function skipOne(state) {
  state.at += 1;
  return "";
}

function matchAt(state, pattern) {
  pattern.lastIndex = state.at;
  const found = pattern.exec(state.text);
  if (found) state.at = pattern.lastIndex;
  return found;
}

function skip(state, pattern) {
  return (matchAt(state, pattern) || [""])[0];
}

/** A string, with those that + joins to it; one that takes in a variable is not known. */
function joinedString(state, found) {
  let value = plain(found);
  for (let next = nextPiece(state); next; next = nextPiece(state)) value += plain(next);
  const more =
    /^[ \t]*(?:[+%]|\.\w+\()/.test(state.text.slice(state.at, state.at + 60)) && skip(state, BARE);
  return more || isTemplate(found[0]) ? new Unknown(value) : value;
}

function isTemplate(source) {
  if (source[0] === "`") return source.includes("${");
  return /^[fF]["'].*\{|^".*#\{/s.test(source);
}

function nextPiece(state) {
  const before = state.at;
  const found =
    /^\s*\+\s*/.test(state.text.slice(before, before + 60)) &&
    skip(state, /\s*\+\s*/y) &&
    matchAt(state, STRING);
  if (!found) state.at = before;
  return found;
}

function plain([, double, single, template]) {
  return (double ?? single ?? template).replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g,
    (_, unicode, hex, char) =>
      unicode || hex ? String.fromCharCode(parseInt(unicode || hex, 16)) : (ESCAPES[char] ?? char),
  );
}

function readBare(state) {
  const word = (matchAt(state, BARE) || [""])[0].trim();
  if (word === "") return fail(state);
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?n?$/i.test(word)) return Number.parseFloat(word);
  if (CONSTANTS.has(word)) return CONSTANTS.get(word);
  if (/^:\w+$/.test(word)) return word.slice(1); // a symbol of Ruby
  const call =
    /^[\w$.]+$/.test(word) && "([{".includes(state.text[state.at] ?? "\n")
      ? readBrackets(state)
      : "";
  return new Unknown(word + call);
}

/** Calls such as `CaseInsensitiveDict({…})` stand for what they wrap; others are not known. */
function readCall(state, depth, type) {
  const items = readItems(state, depth);
  if (items === state) return state;
  const isWrapper = items.length === 1 && typeof items[0] === "object" && items[0] !== null;
  return isWrapper ? items[0] : new Unknown(type.trim());
}

function readBrackets(state) {
  const from = state.at;
  readItems(state, DEPTH - 8);
  return state.text.slice(from, Math.min(state.at, from + 60));
}

function readItems(state, depth) {
  const close = CLOSES[state.text[state.at]];
  const items = [];
  state.at += 1;
  while (!ends(state, close)) {
    const wasWhole = state.whole;
    const item = readValue(state, depth + 1);
    if (item === state || (wasWhole && !state.whole)) break;
    items.push(item);
  }
  return items;
}

function readRecord(state, depth, close) {
  const record = {};
  state.at += 1;
  while (!ends(state, close)) {
    const key = readKey(state);
    if (key === null && skipWord(state)) continue;
    if (key === null) {
      fail(state);
      break;
    } // a string that is cut off
    const value = readValue(state, depth + 1);
    if (value === state) break;
    if (key !== "__proto__") record[key] = value;
  }
  return record;
}

/** Is the closing bracket here, or the end of the text? Separators are passed over. */
function ends(state, close) {
  do skip(state, BLANK);
  while (",;".includes(state.text[state.at] ?? "\n") && skipOne(state) === "");
  if (state.at >= state.text.length) {
    state.whole = false;
    return true;
  }
  if (state.text[state.at] !== close) return false;
  state.at += 1;
  return true;
}

function readKey(state) {
  const before = state.at;
  const bare = matchAt(state, KEY);
  if (bare) return bare[1];
  const quoted = matchAt(state, STRING) || matchAt(state, /\[([\w$ ().]{1,60})\]/y);
  if (quoted && matchAt(state, SIGN)) return plain([, quoted[1], quoted[2], quoted[3]]);
  state.at = before;
  return null;
}

/** Passes over what is no entry: a spread, a shorthand, a mark of what was left out. */
function skipWord(state) {
  const word = matchAt(state, /[^,;{}[\]()\n"'`]+|[([]/y);
  return Boolean(word) || Boolean(matchAt(state, STRING));
}
