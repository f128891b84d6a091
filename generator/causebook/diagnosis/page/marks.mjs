// Why: shows a paste back: which lines, which pieces of them, and the numbers that the results
// refer to. It makes data, never markup; it must not know what a symptom means.

import { oddPieces, shownBlanks } from "./odd-characters.mjs";

/** @import { Finding, Id, ReadingLine } from "../contract.d.ts" */
/** @import { Excerpt, GapRow, LineRow, Piece } from "./types.d.ts" */

/** @typedef {[number, number]} Span from, to: places of a line */

const MOST_NUMBERS = 60; // telling lines that get a number
const WHOLE_LINES = 12; // lines up to which a paste is shown as a whole
const ALL_LINES = 400; // … when all is asked for
const LINES_AROUND = 2; // lines shown before and after a telling one
const WHOLE_LINE_LENGTH = 320; // characters of a line shown whole
const LENGTH_BESIDE = 90; // characters shown beside a mark in a longer line
const MOST_PIECES = 12; // marked pieces shown of one line
/** @type {Piece} */
const CUT = ["\u2026", "cut"];

/**
 * What to show of a paste.
 * @param {Array<Pick<ReadingLine, "n" | "text">>} read lines of the reading
 * @param {Array<Pick<Finding, "id" | "state" | "by" | "marks">>} findings
 * @param {{ implies?: Map<Id, Set<Id>>, all?: boolean }} options symptoms that each symptom
 *   implies; all lines?
 * @returns {Excerpt}
 */
export function excerptOf(read, findings, { implies = new Map(), all = false } = {}) {
  const lines = withoutEnd(read);
  const seen = markedFindings(lines, findings);
  const spans = spansByLine(seen);
  const telling = [...spans.keys()].sort((a, b) => a - b).slice(0, MOST_NUMBERS);
  const numberOf = new Map(telling.map((i, place) => [i, place + 1]));
  const whys = explainedAt(seen, numberOf, implies);
  const shown = shownLines(lines.length, telling, all);
  /** @type {(i: number) => LineRow} */
  const rowOf = (i) => ({
    number: numberOf.get(i) ?? 0,
    parts: partsOf(lines[i].text, spans.get(i) ?? []),
    why: whys.get(i) ?? [],
  });
  return {
    rows: rowsOf(shown, rowOf),
    numbers: numbersOf(seen, numberOf),
    total: lines.length,
    telling: telling.length,
    cut: shown.length ? lines.length - 1 - shown[shown.length - 1] : 0,
  };
}

/**
 * A paste that ends with a line feed has no line behind it.
 * @template {{ text: string }} Line
 * @param {Line[]} lines
 */
function withoutEnd(lines) {
  const last = lines.findLastIndex(({ text }) => text.trim() !== "");
  return lines.slice(0, last + 1);
}

/**
 * @typedef {{ id: Id, marks: Array<{ i: number, span: Span }> }} Marked a symptom, and places of
 *   its lines
 */

/**
 * What the paste shows, with the places of the lines in it.
 * @param {Array<Pick<ReadingLine, "n">>} lines
 * @param {Array<Pick<Finding, "id" | "state" | "by" | "marks">>} findings
 * @returns {Marked[]}
 */
function markedFindings(lines, findings) {
  const places = new Map(lines.map(({ n }, i) => [n, i]));
  const seen = findings.filter(({ state, by }) => state === "present" && by === "paste");
  return seen
    .filter(({ marks }) => marks.length)
    .map(({ id, marks }) => ({
      id,
      marks: marks.flatMap(({ line, from, to }) => {
        const i = places.get(line);
        return i === undefined ? [] : [{ i, span: /** @type {Span} */ ([from, to]) }];
      }),
    }));
}

/** @param {Marked[]} seen */
function spansByLine(seen) {
  /** @type {Map<number, Span[]>} */
  const spans = new Map();
  for (const { i, span } of seen.flatMap(({ marks }) => marks))
    spans.set(i, [...(spans.get(i) ?? []), span]);
  return spans;
}

/**
 * @param {Marked[]} seen
 * @param {Map<number, number>} numberOf
 */
function numbersOf(seen, numberOf) {
  /** @type {Record<Id, number[]>} */
  const numbers = {};
  for (const { id, marks } of seen) {
    const own = new Set(marks.flatMap(({ i }) => numberOf.get(i) ?? []));
    if (own.size) numbers[id] = [...own].sort((a, b) => a - b);
  }
  return numbers;
}

/**
 * Where each symptom is explained: below its first line, unless a more special one is seen at all
 * its lines.
 * @param {Marked[]} seen
 * @param {Map<number, number>} numberOf
 * @param {Map<Id, Set<Id>>} implies
 */
function explainedAt(seen, numberOf, implies) {
  /** @param {Marked} symptom */
  const linesOf = ({ marks }) => new Set(marks.map(({ i }) => i).filter((i) => numberOf.has(i)));
  /** @type {Map<number, Id[]>} */
  const whys = new Map();
  for (const symptom of seen) {
    const special = seen.filter(({ id }) => id !== symptom.id && implies.get(id)?.has(symptom.id));
    const taken = new Set(special.flatMap((other) => [...linesOf(other)]));
    const left = [...linesOf(symptom)].filter((i) => !taken.has(i));
    if (!left.length) continue;
    const first = Math.min(...left);
    whys.set(first, [...(whys.get(first) ?? []), symptom.id]);
  }
  return whys;
}

/**
 * The rows of the shown lines, with a row for each gap.
 * @param {number[]} shown
 * @param {(i: number) => LineRow} rowOf
 * @returns {Array<LineRow | GapRow>}
 */
function rowsOf(shown, rowOf) {
  return shown.flatMap((i, place) => {
    const gap = i - (shown[place - 1] ?? -1) - 1;
    return gap ? [{ gap }, rowOf(i)] : [rowOf(i)];
  });
}

/**
 * Numbers of the lines to show.
 * @param {number} count
 * @param {number[]} telling
 * @param {boolean} all
 */
function shownLines(count, telling, all) {
  const isShort = count <= (all ? ALL_LINES : WHOLE_LINES);
  if (isShort && (telling.length || all)) return Array.from({ length: count }, (_, i) => i);
  /** @type {Set<number>} */
  const shown = new Set();
  for (const i of telling) {
    const last = Math.min(count - 1, i + LINES_AROUND);
    for (let near = Math.max(0, i - LINES_AROUND); near <= last; near++) shown.add(near);
  }
  for (let i = 0; all && i < count && shown.size < ALL_LINES; i++) shown.add(i);
  return withoutGapsOfOne([...shown].sort((a, b) => a - b));
}

/**
 * A gap of one line is no gap.
 * @param {number[]} sorted
 */
function withoutGapsOfOne(sorted) {
  return sorted.flatMap((i, place) => (sorted[place + 1] === i + 2 ? [i, i + 1] : [i]));
}

/**
 * One line in pieces; what is far from every mark in a long line is left out.
 * @param {string} text
 * @param {Span[]} spans
 */
function partsOf(text, spans) {
  /** @param {number} at */
  const within = (at) => Math.max(0, Math.min(text.length, at));
  const marks = united(
    spans.map(([from, to]) => [within(from), within(Math.max(to, from + 1))]),
  ).slice(0, MOST_PIECES);
  /** @type {Piece[]} */
  const parts = [];
  let at = 0;
  for (const [from, to] of windowsOn(text, marks)) {
    if (from > at) parts.push(CUT);
    parts.push(...piecesOf(text, [from, to], marks));
    at = to;
  }
  if (at < text.length) parts.push(CUT);
  return parts;
}

/**
 * The stretches of a line that are shown.
 * @param {string} text
 * @param {Span[]} marks
 * @returns {Span[]}
 */
function windowsOn({ length }, marks) {
  if (length <= WHOLE_LINE_LENGTH) return [[0, length]];
  if (!marks.length) return [[0, WHOLE_LINE_LENGTH]];
  return united(
    marks.map(([from, to]) => {
      const end = Math.min(to, from + WHOLE_LINE_LENGTH) + LENGTH_BESIDE;
      return [Math.max(0, from - LENGTH_BESIDE), Math.min(length, end)];
    }),
  );
}

/**
 * In order, joined where they touch.
 * @param {Span[]} spans
 */
function united(spans) {
  const sorted = spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  /** @type {Span[]} */
  const done = [];
  for (const [from, to] of sorted) {
    const last = done.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else done.push([from, to]);
  }
  return done;
}

/**
 * @param {string} text
 * @param {Span} stretch
 * @param {Span[]} marks
 */
function piecesOf(text, [from, to], marks) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = from;
  for (const [start, end] of marks) {
    if (end <= from || start >= to) continue;
    if (start > at) pieces.push(...oddPieces(text.slice(at, start), ""));
    const [first, next] = [Math.max(start, at), Math.min(end, to)];
    const beside = { before: text.charAt(first - 1), after: text.charAt(next) };
    pieces.push(...oddPieces(shownBlanks(text.slice(first, next), beside), "mark"));
    at = next;
  }
  return at < to ? [...pieces, ...oddPieces(text.slice(at, to), "")] : pieces;
}
