// Why: the text of a reading as patterns look at it: which lines count, which of them flow into paragraphs,
// and where the pieces stand that patterns need, so that few of them have to run. It must not know any pattern.

/** Characters of a line that are considered. */
export const LINE_LENGTH = 2000;
const PASSAGE_LENGTH = 4000; // characters of a paragraph that are considered at once
const WINDOW_STEP = 600; // characters that neighbouring passages share, and half of a window
const MANY_LINES = 500; // lines from which on those that say the same again are left out
const SEARCHED_LENGTH = 80000; // characters of lines in which a pattern is tried, and of passages
const FLOWING = new Set(["words", "body"]); // facets whose sentences run over line ends (contract)

/**
 * What of a reading can be looked at: lines outside any exchange and, where one exchange is known to
 * have failed, the lines of that one; the others are another story.
 * @param {{find: function}} recogniser from makeRecogniser
 * @param {object} reading see the contract
 */
export function searchableText({ find }, reading) {
  const shown = (line) =>
    line.facet && (reading.failing < 0 || line.exchange < 0 || line.exchange === reading.failing);
  const lines = reading.lines.filter(shown);
  const starts = new Int32Array(lines.length + 1);
  const trimmed = lines.map((line, i) => {
    const text = line.text.trim();
    starts[i + 1] = starts[i] + text.length + 1;
    return text;
  });
  const flow = trimmed.join(" ");
  const facets = new Set(lines.map((line) => line.facet));
  const again = lines.length >= MANY_LINES ? repeatedLines(lines) : new Set();
  const windows = windowsOf(lines, starts, again);
  const distinct = [...lines.keys()].filter((i) => !again.has(i));
  const byLine = new PieceIndex(
    distinct.length,
    (i) => starts[distinct[i]],
    (i) => starts[distinct[i] + 1],
  );
  const byWindow = new PieceIndex(
    windows.length,
    (i) => windows[i].from,
    (i) => windows[i].to,
  );
  find(lowerSameLength(flow), (piece, place) => {
    byLine.note(piece, place);
    byWindow.note(piece, place);
  });
  return { reading, lines, starts, flow, facets, distinct, windows, byLine, byWindow };
}

function lowerSameLength(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * The numbers of the lines that say what one before has said, at another time or with another address, id or count. Numbers of
 * three digits stay: they may be a status.
 */
function repeatedLines(lines) {
  const known = new Set();
  const again = new Set();
  for (const [i, { facet, exchange, text }] of lines.entries()) {
    const said =
      facet +
      exchange +
      text
        .slice(0, LINE_LENGTH)
        .replace(
          /\d+(?:[.:\/,-]\d+)+|[\da-f-]{8,}|\d{4,}|\b\d{1,2}\b|([a-z_=#])\d{1,2}(?!\d)/gi,
          "$1#",
        );
    if (known.has(said)) again.add(i);
    known.add(said);
  }
  return again;
}

/**
 * Windows on the flowing text, for sentences broken over lines and for what a long line hides. Each shares a half with the
 * next one of its paragraph, so what is no longer than a step is whole in one of them.
 */
function windowsOf(lines, starts, again) {
  const windows = [];
  for (let i = 0, next; i < lines.length; i = next) {
    next = i + 1;
    if (again.has(i) || !FLOWING.has(lines[i].facet)) continue;
    while (next < lines.length && !again.has(next) && continues(lines[next - 1], lines[next]))
      next++;
    const end = starts[next] - 1;
    if (next === i + 1 && end - starts[i] <= LINE_LENGTH) continue;
    for (let from = starts[i]; ; from += WINDOW_STEP) {
      windows.push({ facet: lines[i].facet, from, to: Math.min(from + 2 * WINDOW_STEP, end) });
      if (from + 2 * WINDOW_STEP >= end) break;
    }
  }
  return windows;
}

function continues(line, next) {
  return next.facet === line.facet && next.n === line.n + 1 && next.exchange === line.exchange;
}

/** The number of the line that holds a place of the flowing text. */
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

/** Numbers of the lines in which a pattern may match. */
export function linesToTry({ pieces }, { starts, distinct, byLine }) {
  return fewer(
    byLine.of(pieces).map((i) => distinct[i]),
    (i) => starts[i + 1] - starts[i],
  );
}

/**
 * The passages in which a pattern may match: windows that hold its pieces, joined where they overlap.
 * @returns {{facet: string, from: number, to: number}[]}
 */
export function passagesToTry({ pieces }, { windows, byWindow }) {
  const passages = [];
  for (const i of byWindow.of(pieces)) {
    const { facet, from, to } = windows[i];
    const last = passages.at(-1);
    if (last && from < last.to && to - last.from <= PASSAGE_LENGTH) last.to = to;
    else passages.push({ facet, from, to });
  }
  return fewer(passages, ({ from, to }) => to - from);
}

/** Of very much the beginning and the end. */
function fewer(items, lengthOf) {
  const ends = [0];
  for (const item of items) ends.push(ends.at(-1) + lengthOf(item));
  const last = ends.at(-1);
  return last <= SEARCHED_LENGTH
    ? items
    : items.filter(
        (_, i) => ends[i] < SEARCHED_LENGTH / 2 || ends[i + 1] > last - SEARCHED_LENGTH / 2,
      );
}

/** Which of `count` sorted ranges hold which pieces, a bit each; a range may overlap its neighbours. */
class PieceIndex {
  constructor(count, from, to) {
    Object.assign(this, { count, from, to, held: [], at: 0 });
  }

  /** Pieces are told of nearly in the order of their places. */
  note(piece, place) {
    const { count, from, to } = this;
    while (this.at + 1 < count && from(this.at + 1) <= place) this.at++;
    while (this.at > 0 && from(this.at) > place) this.at--;
    for (let i = Math.max(0, this.at - 1); i <= this.at && i < count; i++) {
      if (from(i) <= place && place < to(i))
        (this.held[piece] ??= this.bits())[i >> 5] |= 1 << (i & 31);
    }
  }

  bits() {
    return new Uint32Array((this.count + 31) >> 5);
  }

  /** The numbers of the ranges that hold a piece of each of some sets, in order; all where there is no set. */
  of(sets) {
    const left = this.bits().fill(-1);
    for (const set of sets) {
      const some = this.bits();
      for (const bits of set.map((piece) => this.held[piece])) {
        for (let i = 0; bits && i < some.length; i++) some[i] |= bits[i];
      }
      for (let i = 0; i < some.length; i++) left[i] &= some[i];
    }
    const numbers = [];
    for (const [word, bits] of left.entries()) {
      for (let rest = bits; rest; rest &= rest - 1)
        numbers.push(32 * word + 31 - Math.clz32(rest & -rest));
    }
    return sets.length ? numbers : numbers.filter((i) => i < this.count);
  }
}
