// Why: the text of a reading as patterns look at it: which lines count, which of them flow into
// paragraphs, and where the pieces stand that patterns need, so that few of them have to run. It
// must not know any pattern, nor what a facet stands for.

/** @import { Id, Reading, ReadingLine } from "../contract.d.ts" */
/** @import { CompiledPattern, Passage, Recogniser, SearchableText, Span } from "./types.d.ts" */

/** Characters of a line that are considered. */
export const LINE_LENGTH = 2000;
const PASSAGE_LENGTH = 4000; // characters of a paragraph that are considered at once
const WINDOW_STEP = 600; // characters that neighbouring windows share: half of each
const MANY_LINES = 500; // lines from which on those that say the same again are left out
const SEARCHED_LENGTH = 80000; // characters in which one pattern is tried

// What differs between two lines of a log that say the same: times, addresses, ids, counts. Numbers
// of three digits stay: they may be a status.
const VARIES = new RegExp(
  [
    "\\d+(?:[.:\\/,-]\\d+)+", // times, dates, addresses
    "[\\da-f-]{8,}", // ids
    "\\d{4,}",
    "\\b\\d{1,2}\\b",
    "([a-z_=#])\\d{1,2}(?!\\d)", // counters behind a name
  ].join("|"),
  "gi",
);

/**
 * What of a reading can be looked at.
 * @param {Pick<Recogniser, "find">} recogniser
 * @param {Reading} reading
 * @returns {SearchableText}
 */
export function searchableText({ find }, reading) {
  const lines = linesThatCount(reading);
  const { flow, starts } = flowOf(lines);
  const repeated = lines.length >= MANY_LINES ? repeatedLines(lines) : new Set();
  const windows = windowsOf(lines, starts, repeated, new Set(reading.prose));
  const distinct = [...lines.keys()].filter((i) => !repeated.has(i));
  const byLine = new PieceIndex(distinct.map((i) => ({ from: starts[i], to: starts[i + 1] })));
  const byWindow = new PieceIndex(windows);
  for (const [from, to] of runsOf(distinct, starts)) {
    find(lowerSameLength(flow.slice(from, to)), (piece, place) => {
      byLine.note(piece, from + place);
      byWindow.note(piece, from + place);
    });
  }
  const facets = new Set(lines.map((line) => line.facet));
  return { reading, lines, starts, flow, facets, distinct, windows, byLine, byWindow };
}

/**
 * Lines outside any exchange and, where one exchange is known to have failed, the lines of that
 * one: the others are another story.
 * @param {Reading} reading
 */
function linesThatCount({ lines, failing }) {
  /** @param {ReadingLine} line */
  const isOfFailing = ({ exchange }) => failing < 0 || exchange < 0 || exchange === failing;
  return lines.filter((line) => line.facet && isOfFailing(line));
}

/**
 * All lines, trimmed, in one text, and where each starts in it.
 * @param {ReadingLine[]} lines
 */
function flowOf(lines) {
  const starts = new Int32Array(lines.length + 1);
  const trimmed = lines.map(({ text }) => text.trim());
  trimmed.forEach((text, i) => {
    starts[i + 1] = starts[i] + text.length + 1;
  });
  return { flow: trimmed.join(" "), starts };
}

/**
 * The stretches of the flowing text in which no line says again what one before has said: nothing
 * else is looked at.
 * @param {number[]} distinct numbers of lines
 * @param {Int32Array} starts
 */
function runsOf(distinct, starts) {
  /** @type {Span[]} */
  const runs = [];
  for (const i of distinct) {
    const last = runs.at(-1);
    if (last && last[1] === starts[i]) last[1] = starts[i + 1];
    else runs.push([starts[i], starts[i + 1]]);
  }
  return runs;
}

/** @param {string} text */
function lowerSameLength(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * The numbers of the lines that say what one before has said.
 * @param {ReadingLine[]} lines
 * @returns {Set<number>}
 */
function repeatedLines(lines) {
  const known = new Set();
  const repeated = new Set();
  for (const [i, { facet, exchange, text }] of lines.entries()) {
    const said = facet + exchange + text.slice(0, LINE_LENGTH).replace(VARIES, "$1#");
    if (known.has(said)) repeated.add(i);
    known.add(said);
  }
  return repeated;
}

/**
 * Windows on the flowing text, for sentences broken over lines and for what a long line hides.
 * @param {ReadingLine[]} lines
 * @param {Int32Array} starts
 * @param {Set<number>} repeated
 * @param {Set<Id | "">} prose facets whose sentences run over line ends
 */
function windowsOf(lines, starts, repeated, prose) {
  /** @type {Passage[]} */
  const windows = [];
  let i = 0;
  while (i < lines.length) {
    const { facet } = lines[i];
    const isProse = prose.has(facet) && !repeated.has(i);
    const next = isProse ? paragraphEnd(lines, i, repeated) : i + 1;
    const paragraph = { facet, from: starts[i], to: starts[next] - 1 };
    const isOneShortLine = next === i + 1 && paragraph.to - paragraph.from <= LINE_LENGTH;
    if (isProse && !isOneShortLine) windows.push(...windowsIn(paragraph));
    i = next;
  }
  return windows;
}

/**
 * The number of the line behind the paragraph that starts here.
 * @param {ReadingLine[]} lines
 * @param {number} start
 * @param {Set<number>} repeated
 */
function paragraphEnd(lines, start, repeated) {
  let next = start + 1;
  while (next < lines.length && !repeated.has(next) && continues(lines[next - 1], lines[next]))
    next++;
  return next;
}

/**
 * Each shares a half with the next one, so what is no longer than a step is whole in one of them.
 * @param {Passage} paragraph
 */
function* windowsIn({ facet, from, to }) {
  for (let start = from; ; start += WINDOW_STEP) {
    yield { facet, from: start, to: Math.min(start + 2 * WINDOW_STEP, to) };
    if (start + 2 * WINDOW_STEP >= to) return;
  }
}

/**
 * @param {ReadingLine} line
 * @param {ReadingLine} next
 */
function continues(line, next) {
  const isSameText = next.facet === line.facet && next.exchange === line.exchange;
  return isSameText && next.n === line.n + 1;
}

/**
 * The number of the line that holds a place of the flowing text.
 * @param {SearchableText} searchable
 * @param {number} at
 */
export function lineAt({ lines, starts }, at) {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Numbers of the lines in which a pattern may match.
 * @param {CompiledPattern} pattern
 * @param {SearchableText} searchable
 */
export function linesToTry({ pieces }, { starts, distinct, byLine }) {
  const numbers = byLine.of(pieces).map((i) => distinct[i]);
  return bothEnds(numbers, (i) => starts[i + 1] - starts[i]);
}

/**
 * The passages in which a pattern may match: windows that hold its pieces, joined where they
 * overlap.
 * @param {CompiledPattern} pattern
 * @param {SearchableText} searchable
 */
export function passagesToTry({ pieces }, { windows, byWindow }) {
  /** @type {Passage[]} */
  const passages = [];
  for (const i of byWindow.of(pieces)) {
    const { facet, from, to } = windows[i];
    const last = passages.at(-1);
    if (last && from < last.to && to - last.from <= PASSAGE_LENGTH) last.to = to;
    else passages.push({ facet, from, to });
  }
  return bothEnds(passages, ({ from, to }) => to - from);
}

/**
 * Where there is very much to search, only its beginning and its end.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => number} lengthOf
 */
function bothEnds(items, lengthOf) {
  const ends = [0];
  let whole = 0;
  for (const item of items) ends.push((whole += lengthOf(item)));
  if (whole <= SEARCHED_LENGTH) return items;
  const half = SEARCHED_LENGTH / 2;
  return items.filter((_, i) => ends[i] < half || ends[i + 1] > whole - half);
}

/**
 * Which of some sorted ranges hold which pieces, a bit each; a range may overlap its neighbours.
 */
class PieceIndex {
  /** @param {Array<{ from: number, to: number }>} ranges */
  constructor(ranges) {
    this.ranges = ranges;
    /** @type {Uint32Array[]} piece -> a bit for each range */
    this.found = [];
    this.at = 0;
  }

  /**
   * Takes pieces nearly in the order of their places.
   * @param {number} piece
   * @param {number} place
   */
  note(piece, place) {
    const { ranges } = this;
    while (this.at + 1 < ranges.length && ranges[this.at + 1].from <= place) this.at++;
    while (this.at > 0 && ranges[this.at].from > place) this.at--;
    for (let i = Math.max(0, this.at - 1); i <= this.at && i < ranges.length; i++) {
      if (ranges[i].from <= place && place < ranges[i].to)
        (this.found[piece] ??= this.bits())[i >> 5] |= 1 << (i & 31);
    }
  }

  bits() {
    return new Uint32Array((this.ranges.length + 31) >> 5);
  }

  /**
   * The numbers of the ranges that hold a piece of each of some sets, in order; all where there is
   * no set.
   * @param {number[][]} sets
   */
  of(sets) {
    if (!sets.length) return [...this.ranges.keys()];
    const left = this.bits().fill(-1);
    for (const set of sets) {
      const some = this.anyOf(set);
      for (let i = 0; i < some.length; i++) left[i] &= some[i];
    }
    return numbersOf(left);
  }

  /** @param {number[]} pieces */
  anyOf(pieces) {
    const some = this.bits();
    for (const bits of pieces.map((piece) => this.found[piece])) {
      for (let i = 0; bits && i < some.length; i++) some[i] |= bits[i];
    }
    return some;
  }
}

/**
 * The numbers of the bits that are set.
 * @param {Uint32Array} bits
 */
function numbersOf(bits) {
  const numbers = [];
  for (const [word, set] of bits.entries()) {
    for (let rest = set; rest; rest &= rest - 1)
      numbers.push(32 * word + 31 - Math.clz32(rest & -rest));
  }
  return numbers;
}
