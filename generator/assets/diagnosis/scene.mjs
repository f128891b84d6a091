// Why: the text of a reading as patterns look at it: which lines count, which of them flow into paragraphs,
// and where the pieces stand that patterns need, so that few of them have to run. It must not know any pattern.

/** Characters of a line that are considered. */
export const SCENE_LINE = 2000;
const SCENE_PASSAGE = 4000; // characters of a paragraph that are considered at once
const SCENE_OVERLAP = 600;  // characters that neighbouring passages share
const SCENE_MANY = 500;     // lines from which on those that say the same again are left out
const SCENE_TRIES = 2000;   // lines or passages in which a pattern is tried
const SCENE_FLOWING = new Set(["words", "body"]); // facets whose sentences run over line ends (contract)

/**
 * What of a reading can be looked at: lines outside any exchange and, where one exchange is known to
 * have failed, the lines of that one; the others are another story.
 * @param {{find: function}} eyes from openEyes
 * @param {object} reading see the contract
 */
export function setScene({ find }, reading) {
  const shown = (line) => line.facet && (reading.failing < 0 || line.exchange < 0 || line.exchange === reading.failing);
  const lines = reading.lines.filter(shown);
  const starts = new Int32Array(lines.length + 1);
  const trimmed = lines.map((line, i) => {
    const text = line.text.trim();
    starts[i + 1] = starts[i] + text.length + 1;
    return text;
  });
  const flow = trimmed.join(" ");
  const facets = new Set(lines.map((line) => line.facet));
  const found = passagesOf(lines, starts);
  const isLong = lines.length >= SCENE_MANY;
  const again = isLong ? saidAgain(lines.map(({ facet, exchange, text }) => facet + exchange + text.slice(0, SCENE_LINE))) : new Set();
  const old = isLong ? saidAgain(found.map(({ facet, from, to }) => facet + flow.slice(from, to))) : new Set();
  const passages = found.filter((_, i) => !old.has(i));
  const places = find(lowerSameLength(flow));
  const inLines = holders(places, lines.length, (i) => starts[i], (i) => starts[i + 1]);
  const inPassages = holders(places, passages.length, (i) => passages[i].from, (i) => passages[i].to);
  return { reading, lines, starts, flow, facets, again, passages, inLines, inPassages };
}

function lowerSameLength(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The places in a list of texts that say what one before has said, at another time or with another address or id. */
function saidAgain(texts) {
  const known = new Set();
  const again = new Set();
  for (const [i, text] of texts.entries()) {
    const said = text.replace(/\d+(?:[.:\/,-]\d+)+|[\da-f-]{8,}/gi, "#");
    if (known.has(said)) again.add(i);
    known.add(said);
  }
  return again;
}

/** Ranges of the flowing text for sentences broken over lines, and for what a long line hides. */
function passagesOf(lines, starts) {
  const passages = [];
  for (let i = 0, next; i < lines.length; i = next) {
    next = i + 1;
    while (SCENE_FLOWING.has(lines[i].facet) && next < lines.length && continues(lines[next - 1], lines[next])) next++;
    const end = starts[next] - 1;
    if (!SCENE_FLOWING.has(lines[i].facet) || (next === i + 1 && end - starts[i] <= SCENE_LINE)) continue;
    for (let from = starts[i]; from < end; from += SCENE_PASSAGE - SCENE_OVERLAP) {
      passages.push({ facet: lines[i].facet, from, to: Math.min(from + SCENE_PASSAGE, end) });
      if (from + SCENE_PASSAGE >= end) break;
    }
  }
  return passages;
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
export function linesToTry({ pieces }, scene) {
  return scene.inLines(pieces).filter((i) => !scene.again.has(i)).filter(fewer);
}

/** Numbers of the passages in which a pattern may match. */
export function passagesToTry({ pieces }, scene) {
  return scene.inPassages(pieces).filter(fewer);
}

/** Of very many the first and the last. */
function fewer(_, i, { length }) {
  return i < SCENE_TRIES / 2 || i >= length - SCENE_TRIES / 2;
}

/**
 * Which of `count` sorted ranges hold a piece of each of some sets; all where there is no set.
 * @returns {function(number[][]): number[]} from sets of pieces to the numbers of the ranges, in order
 */
function holders(places, count, from, to) {
  const known = new Map();
  const numbersOf = (piece) => known.get(piece) ?? known.set(piece, numbersAt(places[piece], count, from, to)).get(piece);
  const stamps = new Uint32Array(count);
  let stamp = 0;
  return (sets) => {
    if (!count || !sets.length) return Array.from({ length: count }, (_, i) => i);
    const rated = sets.map((set) => set.map(numbersOf)).map((lists) => ({ lists, size: lists.reduce((sum, { length }) => sum + length, 0) }));
    rated.sort((a, b) => a.size - b.size);
    if (!rated[0].size) return [];
    let left = [];
    const first = stamp;
    for (const { lists } of rated) {
      left = [];
      for (const numbers of lists) {
        for (const i of numbers) {
          if (stamp > first ? stamps[i] !== stamp : stamps[i] > first) continue;
          stamps[i] = stamp + 1;
          left.push(i);
        }
      }
      stamp++;
    }
    return left.sort((a, b) => a - b);
  };
}

/** The numbers of the ranges that hold one of the places; ranges may overlap their neighbours. */
function numbersAt(places, count, from, to) {
  const numbers = [];
  let i = 0;
  for (const place of places) {
    while (i + 1 < count && from(i + 1) <= place) i++;
    for (const n of i ? [i - 1, i] : [i]) if (from(n) <= place && place < to(n) && numbers.at(-1) !== n && numbers.at(-2) !== n) numbers.push(n);
  }
  return numbers;
}
