// Takes a paste apart into lines and undoes what mail programs, issue trackers and CI systems put
// in front of them. HTTP plays no part: only where each line's own content begins is found here.
import { inOrder } from "../grammar/patterns.mjs";
/** @import { PasteLine } from "../types.d.ts" */

const LINE_CAP = 4000; // characters of a line that patterns may look at
const FULL_CAP = 65536; // characters of a line that a header or token may fill
const TIMED = inOrder([
  /^(?:[\w .-]{1,40}\t){0,2}/, // job and step, as GitHub's command line shows logs
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?: +|$)/,
]);
const TRAILED = / \+\d+(?:\.\d+)?m?s\s*$/; // the time since the line before
const NUMBERED = /^[ \t]*\d{1,5}(?:[:|.)]|[ \t]*[│|])?(?:[ \t]|$)/;

/**
 * @typedef {object} Decoration
 * @property {RegExp} pattern
 * @property {number} share of the lines that must have it, or it is none
 * @property {number} times that it may stand one behind the other
 * @property {boolean} [rising] its number rises from line to line
 * @property {number} [least] lines that must have it
 * @property {boolean} [isSource] it names whose line it is
 * @property {string} [tool] what plain text behind it is
 */
/** @type {Decoration[]} */
const DECORATIONS = [
  { pattern: /^[ \t]*>[ \t]?/, share: 0.9, times: 3 },
  { pattern: NUMBERED, share: 1, times: 1, rising: true },
  { pattern: /^[\w.-]{2,60} +\| ?/, share: 0.9, times: 1, isSource: true },
  { pattern: /^(?:\+|-(?!-))/, share: 0.8, times: 1, least: 3 }, // of a diff
  { pattern: TIMED, share: 0.8, times: 1, tool: "log" },
  { pattern: /^\[(?:INFO|ERROR|WARN(?:ING)?|DEBUG)\] ?/, share: 0.6, times: 2, tool: "client" },
];

/**
 * The lines of a text, each behind what its neighbours have in front of them as well.
 * @param {string} text
 */
export function pasteLines(text) {
  const lines = cleaned(text.replace(/(?:\r\n|\n|\r)$/, "")) // the last line's own end
    .split(/\r\n|\n|\r/)
    .map((line, index) => newLine(index + 1, line));
  for (const decoration of DECORATIONS) {
    for (let time = 0; time < decoration.times && undecorate(lines, decoration); time += 1);
  }
  dedent(lines);
  cutTrails(lines);
  return lines;
}

/**
 * Moves the end of every line before what all of them end with.
 * @param {PasteLine[]} lines
 */
function cutTrails(lines) {
  if (!lines.slice(0, 3).some(({ text }) => TRAILED.test(text.slice(-20)))) return;
  const trails = lines.map(({ text }) => (TRAILED.exec(text.slice(-20)) || [""])[0].length);
  if (trails.filter(Boolean).length < 0.8 * lines.length) return;
  lines.forEach((line, index) => endAt(line, line.text.length - trails[index]));
}

/**
 * A line that nobody has looked at yet.
 * @param {number} n from 1
 * @param {string} text
 * @returns {PasteLine}
 */
export function newLine(n, text) {
  const shown = text.slice(0, LINE_CAP);
  return {
    n,
    text: shown,
    full: text.slice(0, FULL_CAP),
    at: 0,
    until: shown.length,
    facet: "",
    exchange: -1,
    tool: "",
    source: "",
    continues: false,
  };
}

/**
 * Ends the content of a line before what a tool put behind it.
 * @param {PasteLine} line
 * @param {number} until
 */
export function endAt(line, until) {
  line.until = until;
  if (line.full.length <= line.text.length) line.full = line.full.slice(0, until);
}

/**
 * The line without its decoration, as far as patterns look.
 * @param {{text: string, at: number, until?: number}} line
 */
export function contentOf({ text, at, until }) {
  return text.slice(at, until);
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u009b\ufeff]/g;
const COLOURS = /(?:\u001b\[|\u009b)[0-9;?]{0,20}[ -/]?[@-~]/g;
const TERMINAL_COMMANDS = /\u001b\][^\u0007\u001b\n]{0,2000}(?:\u0007|\u001b\\)/g;

/** @param {string} text */
function cleaned(text) {
  if (text.search(CONTROLS) < 0) return text;
  return text.replace(COLOURS, "").replace(TERMINAL_COMMANDS, "").replace(CONTROLS, "");
}

/**
 * Moves the beginning of every line behind a decoration; false when the lines have none.
 * @param {PasteLine[]} lines
 * @param {Decoration} decoration
 */
function undecorate(lines, decoration) {
  const found = decorated(lines, decoration);
  if (!found) return false;
  for (const { line, length } of found) {
    line.at += length;
    line.tool = decoration.tool || line.tool;
    if (decoration.isSource) line.source = line.text.slice(line.at - length, line.at);
  }
  return true;
}

/**
 * The lines that have a decoration with its length, or null where too many have none.
 * @param {PasteLine[]} lines
 * @param {Decoration} decoration
 */
function decorated(lines, decoration) {
  const { share, rising, least = rising ? 3 : 1 } = decoration;
  const spared = share === 1 ? 0 : (1 - share) * lines.length + 1; // whatever the other lines have
  const lengthOf = measureOf(decoration);
  const found = [];
  let bare = 0;
  for (const line of lines) {
    const content = contentOf(line).slice(0, 200);
    if (content.trim() === "") continue;
    const length = lengthOf(content);
    if (length > 0) found.push({ line, length });
    else if ((bare += 1) > spared) return null;
  }
  const isEnough = found.length >= share * (found.length + bare) && found.length >= least;
  return isEnough ? found : null;
}

/**
 * A function that measures the decoration of one content after the other, 0 without one.
 * @param {Decoration} decoration
 */
function measureOf({ pattern, rising }) {
  let last = -1;
  return (/** @type {string} */ content) => {
    const [prefix] = pattern.exec(content) || [""];
    if (!prefix || !rising) return prefix.length;
    const number = parseInt(prefix, 10);
    const isRisen = number > last;
    last = isRisen ? number : -1;
    return isRisen ? prefix.length : 0;
  };
}

/** @param {PasteLine[]} lines */
function dedent(lines) {
  let least = 80;
  for (const line of lines) {
    const indent = contentOf(line).search(/\S/);
    if (indent >= 0 && indent < least) least = indent;
    if (least === 0) return;
  }
  for (const line of lines) line.at = Math.min(line.at + least, line.text.length);
}
