// Finds what loggers, containers and CI systems write before each line of a message, whatever it
// is: it has the same shape on the lines around a start line of HTTP, so no program is known here.
import { contentOf } from "./paste.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
/** @import { PasteLine } from "../types.d.ts" */

/**
 * The shape of a prefix; proven: a message had it, refuted: many lines had it and were none.
 * @typedef {{pattern: RegExp, isProven: boolean, isRefuted: boolean}} Shape
 */
/** @typedef {{at: number, length: number}} Prefixed index of a line and how long its prefix is */

const CLOSE = 3; // lines without the prefix that may stand between two with it
const WIDE = 400; // characters before which a start line must begin
const NO_PREFIX = /["']|^[0-9a-f]{4,8}: ?$/; // the offsets of a dump are read with it
const OF_LOGGER = /[\]):|>-]\s*$/; // a sentence that goes on with an address ends otherwise
const OF_SIDE = /\bre(?:quest|sponse):? *$/i; // says whose the line is
const FIELD = /^\s*[\w.$-]+ ?[:=]\s*$/; // the name of an object is no prefix
const HEADER = /^[<>]? ?:?[A-Za-z][\w!#$%&'*+.^`|~-]*: /;

const ARROW = /(?:(?<!-)[<>] |-{2,3}> |<-{2,3} )?/;
const REQUEST = /[A-Z]{3,12} \S{1,2000} HTTP\/\d(?:\.\d)?/;
const STATUS = /HTTP\/\d(?:\.\d)? [1-5]\d\d(?: [A-Za-z' -]{0,40})?(?: \([^()]{0,60}\))?/;
const CALL = /-{2,3}> [A-Z]{3,10} https?:\S{1,2000}(?: [\w./()-]{1,40}){0,3}/;
const REPLY = /<-{2,3} [1-5]\d\d\b.{0,2000}/;
const TARGET = /\b[A-Z]{3,8} https?:\S{1,2000}/;
const LABEL = anyOf([
  /\b(?:(?:[Rr]equest|[Rr]esponse) )?[Hh]eaders ?:/,
  /\b(?:[Rr]equest )?(?:[Uu]r[il]|UR[IL]) ?[:=] ?["']?https?:\S{1,2000}/,
]);
const START_LINE = inOrder([ARROW, anyOf([REQUEST, STATUS])]);
const OBJECT = /(?:[A-Z][\w$.]{0,60} )?[{[(]/;
const MESSAGE = anyOf([START_LINE, CALL, REPLY, TARGET, LABEL], { after: "\\s*$" });
const START = anyOf([MESSAGE, inOrder([OBJECT, /\s*$/])]);
const IS_LABEL = inOrder([/^/, anyOf([TARGET, LABEL])]);
const IS_START = inOrder([/^/, MESSAGE]);
const OPENS = /[{[(]\s*$/;
const MAY_START = anyOf([
  /HTTP\/\d|--> [A-Z]|<-- \d|[A-Z] https?:|[Hh]eaders ?:|[Uu][Rr][IiLl] ?[:=] ?["']?http/,
  OPENS,
]);
const OF_OBJECT = /^(?: +["'\w[:]|[}\])])/;

/**
 * Moves the beginning of every line's content behind the prefix that its neighbours share.
 * @param {PasteLine[]} lines
 */
export function stripPrefixes(lines) {
  /** @type {Map<string, Shape>} */
  const known = new Map();
  for (let index = 0; index < lines.length; index += 1) {
    const prefix = prefixAt(lines[index]);
    if (prefix) index = Math.max(index, stripRun(lines, index, shapeOf(prefix, known)));
  }
}

/**
 * What stands before a start line in this line, or "".
 * @param {PasteLine} line
 */
function prefixAt(line) {
  const content = contentOf(line);
  const found = MAY_START.test(content) ? START.exec(content) : null;
  if (!found || found.index >= WIDE) return "";
  const prefix = content.slice(0, found.index);
  const isPrefix = /[\s:\]|]$/.test(prefix) && !NO_PREFIX.test(prefix);
  return isPrefix && !belongs(prefix, content) ? prefix : "";
}

/**
 * Is what stands before a start a part of the message: its name, or a sentence that goes on?
 * @param {string} prefix
 * @param {string} content
 */
function belongs(prefix, content) {
  if (FIELD.test(prefix) && OPENS.test(content)) return true;
  const isLogger = OF_LOGGER.test(prefix) && !OF_SIDE.test(prefix);
  return !isLogger && IS_LABEL.test(content.slice(prefix.length));
}

/**
 * The shape of a prefix: its words may be any words, its brackets, bars and number of words stay.
 * @param {string} prefix
 * @param {Map<string, Shape>} known
 * @returns {Shape}
 */
function shapeOf(prefix, known) {
  const words = prefix.trimEnd();
  const pieces = words.match(/\s+|[[\](){}<>|]|[^\s[\](){}<>|]+/g) || [];
  const blanks = prefix.length - words.length;
  const last = blanks === 0 ? literal(pieces.pop() || "") : "";
  const source = `^${pieces.map(patternOf).join("")}${last}[ \\t]{0,${blanks}}`;
  const shape = known.get(source) || {
    pattern: new RegExp(source),
    isProven: false,
    isRefuted: false,
  };
  known.set(source, shape);
  return shape;
}

/**
 * What ends without a blank is the same on all lines but for its numbers.
 * @param {string} piece
 */
function literal(piece) {
  return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\d+/g, "\\d+");
}

/** @param {string} piece */
function patternOf(piece) {
  if (/^\s/.test(piece)) return "[ \\t]+";
  return /^[[\](){}<>|]$/.test(piece) ? `\\${piece}` : "[^\\s[\\](){}<>|]+";
}

/**
 * Strips the lines of that shape from `index` on; the last one's index, or -1 when they are no
 * message.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {Shape} shape
 */
function stripRun(lines, index, shape) {
  if (shape.isRefuted) return -1;
  const run = runOf(lines, index, shape.pattern);
  const parts = run.filter(({ at, length }) => at !== index && isPart(lines[at], length));
  if (!shape.isProven && parts.length < 2) {
    shape.isRefuted = run.length > 10; // so many lines of no message are not looked at again
    return stripAlone(lines, index, run[0].length);
  }
  shape.isProven = true;
  for (const { at, length } of run) strip(lines[at], length);
  return run[run.length - 1].at;
}

/**
 * The lines with the prefix that stand close together.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {RegExp} pattern
 */
function runOf(lines, index, pattern) {
  /** @type {Prefixed[]} */
  const run = [];
  let last = index;
  for (let at = index; at < lines.length && at - last <= CLOSE; at += 1) {
    const found = pattern.exec(contentOf(lines[at]));
    if (!found) continue;
    run.push({ at, length: found[0].length });
    last = at;
  }
  return run;
}

/**
 * @param {PasteLine} line
 * @param {number} length of its prefix
 */
function isPart(line, length) {
  const rest = contentOf(line).slice(length, length + 2400);
  return HEADER.test(rest) || IS_START.test(rest) || OF_OBJECT.test(rest);
}

/**
 * A logger that writes its prefix once, before the start line only: headers follow as they are.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {number} length
 */
function stripAlone(lines, index, length) {
  const next = lines[index + 1] ? contentOf(lines[index + 1]) : "";
  if (!IS_START.test(contentOf(lines[index]).slice(length))) return -1;
  if (HEADER.test(next) && !MAY_START.test(next)) strip(lines[index], length);
  return -1;
}

/**
 * @param {PasteLine} line
 * @param {number} length
 */
function strip(line, length) {
  line.at += length;
  line.tool = "log";
}
