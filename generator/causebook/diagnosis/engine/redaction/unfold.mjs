// Why: the same pair of name and value is written in many ways: as JSON in JSON, as HTML, in an address,
// behind carets, with typographic quotes. Unfolded, they are all one notation, so that nothing else
// has to know them. Every character keeps its place in the text and how deep it was wrapped.

import { allOf } from "./search.mjs";
const LEVEL_PERCENT = 20;
const LEVEL_ENTITY = 30;
const ENTITIES = {
  quot: '"',
  apos: "'",
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  colon: ":",
  equals: "=",
};
const SOFT = { n: "\n", r: "\n", t: "\t" };
const ALIKE = new Map([
  ...[..."“”„‟«»「」『』"].map((char) => [char, '"']),
  ...[..."‘’‚‛‹›"].map((char) => [char, "'"]),
  ...[..."⇒➜➔⟶⟹↦"].map((char) => [char, "→"]),
  ...[..."│┃¦║"].map((char) => [char, "|"]),
  ...[..."\u00a0\u3000\u2002\u2003\u2009\u202f"].map((char) => [char, " "]),
]);
const NOTATIONS = [
  "(?:\\u001b\\[|\\u009b)[0-9;?]{0,20}[@-~]",
  "[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u00ad\\ufeff\\u061c\\u180e\\u0300-\\u036f\\ufe00-\\ufe0f]",
  "[\\\\^]{1,40}[\"'`]",
  "\\\\{1,15}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrt])",
  "\\^{1,9}(?=[\\\\{}:,&|<>%=\\[\\]])",
  "&(?:quot|apos|amp|lt|gt|nbsp|colon|equals|#\\d{2,5}|#[xX][0-9a-fA-F]{2,4});",
  "(?:%(?:25){0,3}[0-9a-fA-F]{2}){1,60}",
  "[\\uff01-\\uff5e]",
  "<!\\[CDATA\\[|\\]\\]>",
  `[${[...ALIKE.keys()].join("")}]`,
];
const NOTATION = new RegExp(NOTATIONS.join("|"), "g");

/**
 * The text in one notation.
 * @returns {{plain: string, at: Int32Array, level: Uint8Array}} `at` says where each character of `plain` stood,
 *   one more for the end; `level` how deep it was wrapped (0 as written, more the deeper)
 */
export function unfold(text) {
  const sheet = {
    pieces: [],
    length: 0,
    at: new Int32Array(text.length + 1),
    level: new Uint8Array(text.length + 1),
  };
  let done = 0;
  for (const found of allOf(NOTATION, text)) {
    copy(sheet, text, done, found.index);
    done = found.index + found[0].length;
    for (const [char, level, offset] of charsOf(found[0]))
      put(sheet, char, level, found.index + offset);
  }
  copy(sheet, text, done, text.length);
  sheet.at[sheet.length] = text.length;
  return { plain: sheet.pieces.join(""), at: sheet.at, level: sheet.level };
}

function copy(sheet, text, from, to) {
  if (from === to) return;
  sheet.pieces.push(text.slice(from, to));
  for (let index = from; index < to; index += 1) sheet.at[sheet.length + index - from] = index;
  sheet.length += to - from;
}

function put(sheet, char, level, place) {
  sheet.pieces.push(char);
  for (let index = 0; index < char.length; index += 1) {
    sheet.at[sheet.length] = place;
    sheet.level[sheet.length] = level;
    sheet.length += 1;
  }
}

/** [[character, level, offset in what was found]] of one piece of notation; none where it stands for nothing. */
function charsOf(found) {
  const [first] = found;
  if (first === "%") return percents(found);
  if (first === "&") return [[entity(found.slice(1, -1)), LEVEL_ENTITY, 0]];
  if (first === "\\" || first === "^") return escaped(found);
  if (ALIKE.has(first)) return [[ALIKE.get(first), 0, 0]];
  if (first >= "\uff01" && first <= "\uff5e")
    return [[String.fromCharCode(first.charCodeAt(0) - 0xfee0), 0, 0]];
  return [];
}

function entity(name) {
  if (name[0] !== "#") return ENTITIES[name];
  const code = /x/i.test(name[1]) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCharCode(code & 0xffff);
}

function escaped(found) {
  const slashes = found.split("\\").length - 1;
  const rest = found.replace(/^[\\^]+/, "");
  if (rest === "") return [];
  if (/["'`]/.test(rest)) return [[rest, depthOf(slashes), 0]];
  if (slashes % 2 === 0) return [...found].map((char, offset) => [char, 0, offset]);
  const code = rest.length > 1 ? String.fromCharCode(parseInt(rest.slice(1), 16)) : SOFT[rest];
  return [[code, depthOf(slashes), 0]];
}

/** A string in a string doubles its backslashes: 1, 3, 7; pairs stand for a backslash of the value. */
function depthOf(slashes) {
  if (slashes % 2 === 0) return 0;
  return [1, 3, 7, 15].includes(slashes) ? slashes : 1;
}

function percents(found) {
  const parts = found.match(/%(?:25)*[0-9a-f]{2}/gi);
  const text = decoded(parts.map((part) => `%${part.slice(-2)}`).join(""));
  if (text === null) return [...found].map((char, offset) => [char, 0, offset]);
  const chars = [];
  let place = 0;
  let part = 0;
  for (const char of text) {
    chars.push([char, LEVEL_PERCENT + Math.min(3, parts[part].length), place]);
    for (let bytes = bytesOf(char); bytes > 0; bytes -= 1) place += parts[part++].length;
  }
  return chars;
}

function decoded(percents) {
  try {
    const text = decodeURIComponent(percents);
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function bytesOf(char) {
  const code = char.codePointAt(0);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
