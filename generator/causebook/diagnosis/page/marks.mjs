// Why: shows a paste back: which lines, which pieces of them, and the numbers that the results refer
// to. It makes data, never markup; it must not know what a symptom means.

const MOST_NUMBERS = 60; // telling lines that get a number
const WHOLE_LINES = 12; // lines up to which a paste is shown as a whole
const ALL_LINES = 400; // … when all is asked for
const LINES_AROUND = 2; // lines shown before and after a telling one
const WHOLE_LINE_LENGTH = 320; // characters of a line shown whole
const LENGTH_BESIDE = 90; // characters shown beside a mark in a longer line
const MOST_PIECES = 12; // marked pieces shown of one line

// What would not be seen, or would rearrange what is: controls, direction marks, invisible characters, half pairs.
const ODD =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff\ud800-\udfff]/gu;

/** A character that cannot be seen, as something that can. */
function placeholder(char) {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return "\u27e8U+" + code.toString(16).toUpperCase().padStart(4, "0") + "\u27e9";
}

/** The text with placeholders for what cannot be seen. */
export function visible(text) {
  return String(text).replace(ODD, placeholder);
}

/**
 * What to show of a paste.
 * @param {{n: number, text: string}[]} lines of the reading
 * @param {{id: string, state: string, by: string, marks: {line: number, from: number, to: number}[]}[]} symptoms
 * @param {{implies?: Map<string, Set<string>>, all?: boolean}} options symptoms that each symptom implies; all lines?
 * @returns {{rows: object[], numbers: Record<string, number[]>, total: number, telling: number, cut: number}}
 *   rows are {gap} or {number, parts: [text, kind][], why: symptom ids}; kind is "" | "mark" | "odd" | "cut"
 */
export function excerptOf(lines, symptoms, { implies = new Map(), all = false } = {}) {
  const told = symptoms.filter(
    ({ state, by, marks }) => state === "present" && by === "paste" && marks.length,
  );
  const places = new Map(lines.map(({ n }, i) => [n, i]));
  const ranges = rangesByLine(told, places);
  const telling = [...ranges.keys()].sort((a, b) => a - b).slice(0, MOST_NUMBERS);
  const numberOf = new Map(telling.map((i, k) => [i, k + 1]));
  const whys = firstLines(told, places, numberOf, implies);
  const shown = shownLines(lines.length, telling, all);
  const rows = shown.flatMap((i, k) => {
    const skipped = i - (shown[k - 1] ?? -1) - 1;
    const row = {
      number: numberOf.get(i) ?? 0,
      parts: partsOf(lines[i].text, ranges.get(i) ?? []),
      why: whys.get(i) ?? [],
    };
    return skipped ? [{ gap: skipped }, row] : [row];
  });
  const cut = shown.length ? lines.length - 1 - shown.at(-1) : 0;
  return {
    rows,
    numbers: numbersOf(told, places, numberOf),
    total: lines.length,
    telling: telling.length,
    cut,
  };
}

function rangesByLine(told, places) {
  const ranges = new Map();
  for (const { line, from, to } of told.flatMap(({ marks }) => marks)) {
    const i = places.get(line);
    if (i === undefined) continue;
    if (!ranges.has(i)) ranges.set(i, []);
    ranges.get(i).push([from, to]);
  }
  return ranges;
}

function numbersOf(told, places, numberOf) {
  const numbers = told.map(({ id, marks }) => {
    const own = marks.map(({ line }) => numberOf.get(places.get(line))).filter(Boolean);
    return [id, [...new Set(own)].sort((a, b) => a - b)];
  });
  return Object.fromEntries(numbers.filter(([, own]) => own.length));
}

/** Where each symptom is explained: below its first line, unless a more special one is seen at all its lines. */
function firstLines(told, places, numberOf, implies) {
  const lineSet = ({ marks }) =>
    new Set(marks.map(({ line }) => places.get(line)).filter((i) => numberOf.has(i)));
  const whys = new Map();
  for (const symptom of told) {
    const own = lineSet(symptom);
    const special = told
      .filter(({ id }) => id !== symptom.id && implies.get(id)?.has(symptom.id))
      .map(lineSet);
    const left = [...own].filter((i) => !special.some((set) => set.has(i)));
    if (!left.length) continue;
    const first = Math.min(...left);
    whys.set(first, [...(whys.get(first) ?? []), symptom.id]);
  }
  return whys;
}

function shownLines(count, telling, all) {
  if (count <= (all ? ALL_LINES : WHOLE_LINES) && (telling.length || all))
    return Array.from({ length: count }, (_, i) => i);
  const shown = new Set();
  for (const i of telling) {
    for (let k = Math.max(0, i - LINES_AROUND); k <= Math.min(count - 1, i + LINES_AROUND); k++)
      shown.add(k);
  }
  for (let i = 0; all && i < count && shown.size < ALL_LINES; i++) shown.add(i);
  const sorted = [...shown].sort((a, b) => a - b);
  return sorted.flatMap((i, k) => (sorted[k + 1] === i + 2 ? [i, i + 1] : [i])); // a gap of one line is no gap
}

/** One line in pieces: [text, kind]; what is far from every mark in a long line is left out. */
function partsOf(text, ranges) {
  const marks = united(
    ranges.map(([from, to]) => [clamp(from, text), clamp(Math.max(to, from + 1), text)]),
  ).slice(0, MOST_PIECES);
  const windows =
    text.length <= WHOLE_LINE_LENGTH
      ? [[0, text.length]]
      : marks.length
        ? united(
            marks.map(([from, to]) => [
              Math.max(0, from - LENGTH_BESIDE),
              Math.min(text.length, Math.min(to, from + WHOLE_LINE_LENGTH) + LENGTH_BESIDE),
            ]),
          )
        : [[0, WHOLE_LINE_LENGTH]];
  const parts = [];
  let at = 0;
  for (const [from, to] of windows) {
    if (from > at) parts.push(["\u2026", "cut"]);
    parts.push(...piecesOf(text, from, to, marks));
    at = to;
  }
  if (at < text.length) parts.push(["\u2026", "cut"]);
  return parts;
}

const clamp = (at, text) => Math.max(0, Math.min(text.length, at));

function united(ranges) {
  const sorted = ranges.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  return sorted.reduce((done, [from, to]) => {
    const last = done.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else done.push([from, to]);
    return done;
  }, []);
}

function piecesOf(text, from, to, marks) {
  const pieces = [];
  let at = from;
  for (const [start, end] of marks) {
    if (end <= from || start >= to) continue;
    if (start > at) pieces.push(...oddPieces(text.slice(at, start), ""));
    pieces.push(...oddPieces(spaced(text.slice(Math.max(start, at), Math.min(end, to))), "mark"));
    at = Math.min(end, to);
  }
  return at < to ? [...pieces, ...oddPieces(text.slice(at, to), "")] : pieces;
}

/** Marked blanks at an end are the point of the mark: they are shown. */
function spaced(text) {
  return text.replace(/^[ \t]+|[ \t]+$/g, (blanks) => "\u00b7".repeat(blanks.length));
}

function oddPieces(text, kind) {
  const pieces = [];
  let at = 0;
  for (const { 0: char, index } of text.matchAll(ODD)) {
    if (index > at) pieces.push([text.slice(at, index), kind]);
    pieces.push([placeholder(char), "odd"]);
    at = index + char.length;
  }
  return at < text.length ? [...pieces, [text.slice(at), kind]] : pieces;
}
