// Finds what loggers, containers and CI systems write before each line of a message, whatever it is: it has the same shape
// on the lines around a start line of HTTP. It must not know the names of any such program.
import { contentOf } from "./paste.mjs";

const CLOSE = 3; // lines without the prefix that may stand between two with it
const WIDE = 400; // characters before which a start line must begin
const NONE = /["']|^[0-9a-f]{4,8}: ?$/; // the offsets of a dump are read with it
const HEADER = /^[<>]? ?:?[A-Za-z][\w!#$%&'*+.^`|~-]*: /;

const ARROW = "(?:[<>] |-{2,3}> |<-{2,3} )";
const REQUEST = "[A-Z]{3,12} \\S{1,2000} HTTP/\\d(?:\\.\\d)?";
const CALL = "-{2,3}> [A-Z]{3,10} https?:\\S{1,2000}";
const STATUS = "HTTP/\\d(?:\\.\\d)? [1-5]\\d\\d(?: [A-Za-z' -]{0,40})?(?: \\([^()]{0,60}\\))?";
const REPLY = "<-{2,3} [1-5]\\d\\d\\b.{0,2000}";
const START = new RegExp(`(?:${ARROW}?(?:${REQUEST}|${STATUS})|${CALL}|${REPLY})\\s*$`);
const IS_START = new RegExp(`^${START.source}`);
const MAY_START = /HTTP\/\d|--> [A-Z]|<-- \d/;

/** Moves the beginning of every line's content behind the prefix that its neighbours share. */
export function stripPrefixes(lines) {
  const known = new Map();
  for (let index = 0; index < lines.length; index += 1) {
    const prefix = prefixAt(lines[index]);
    if (prefix) index = Math.max(index, stripRun(lines, index, shapeOf(prefix, known)));
  }
}

/** What stands before a start line in this line, or "". */
function prefixAt(line) {
  const content = contentOf(line);
  if (!MAY_START.test(content)) return "";
  const found = START.exec(content);
  const isBehind =
    found &&
    found.index > 0 &&
    found.index < WIDE &&
    /[\s:\]|]$/.test(content.slice(0, found.index));
  return isBehind && !NONE.test(content.slice(0, found.index)) ? content.slice(0, found.index) : "";
}

/** {pattern, isProven} of a prefix: its words may be any words, its brackets, bars and number of words stay. */
function shapeOf(prefix, known) {
  const pieces = prefix.trimEnd().match(/\s+|[[\](){}<>|]|[^\s[\](){}<>|]+/g) || [];
  const blanks = prefix.length - prefix.trimEnd().length;
  const source = `^${pieces.map(pieceOf).join("")}[ \\t]{0,${blanks}}`;
  if (!known.has(source)) known.set(source, { pattern: new RegExp(source), isProven: false });
  return known.get(source);
}

function pieceOf(piece) {
  if (/^\s/.test(piece)) return "[ \\t]+";
  return /^[[\](){}<>|]$/.test(piece) ? `\\${piece}` : "[^\\s[\\](){}<>|]+";
}

/** Strips the lines of that shape from `index` on; the last one's index, or -1 when they are no message. */
function stripRun(lines, index, shape) {
  const run = runOf(lines, index, shape.pattern);
  const isMessage =
    shape.isProven ||
    run.filter(([at, length]) => at !== index && isPart(lines[at], length)).length >= 2;
  if (!isMessage) return stripAlone(lines, index, run[0][1]);
  shape.isProven = true;
  for (const [at, length] of run) strip(lines[at], length);
  return run.at(-1)[0];
}

function runOf(lines, index, pattern) {
  const run = [];
  for (
    let at = index;
    at < lines.length && at - (run.length ? run.at(-1)[0] : index) <= CLOSE;
    at += 1
  ) {
    const found = pattern.exec(contentOf(lines[at]));
    if (found) run.push([at, found[0].length]);
  }
  return run;
}

function isPart(line, length) {
  const rest = contentOf(line).slice(length, length + 2400);
  return HEADER.test(rest) || IS_START.test(rest);
}

/** A logger that writes its prefix once, before the start line only: headers follow as they are. */
function stripAlone(lines, index, length) {
  const next = lines[index + 1];
  if (next && HEADER.test(contentOf(next)) && !MAY_START.test(contentOf(next)))
    strip(lines[index], length);
  return -1;
}

function strip(line, length) {
  line.at += length;
  line.tool = "log";
}
