// Why: turns a reading into symptoms, present or absent, each with the places that show it.
// It must not know what a symptom means or what any facet stands for: patterns come from the
// knowledge, what patterns cannot do comes from detectors that the caller hands over.

import { makeFinder, requiredLiterals } from "./literals.mjs";
import { under } from "./lookup.mjs";
import { written } from "./phrases.mjs";
import { LINE_LENGTH, lineAt, linesToTry, passagesToTry, searchableText } from "./text.mjs";

const MOST_MARKS = 20; // places kept for each symptom
const NEAR = 200; // characters within which patterns that belong together stand

/**
 * The patterns of a knowledge, compiled; make it once and keep it.
 * @returns {{symptoms: {symptom: object, patterns: object[]}[], problems: {symptom: string, text: string}[], find: function}}
 *   problems names patterns that this engine refuses; the others work
 */
export function makeRecogniser({ symptoms, phrases = {} }) {
  const problems = [];
  const numbers = new Map(); // required piece -> its number
  const number = (piece) => numbers.get(piece) ?? numbers.set(piece, numbers.size).get(piece);
  const compiled = symptoms.map((symptom) => ({
    symptom,
    patterns: symptom.patterns.flatMap((pattern) =>
      compilePattern(symptom, pattern, phrases, number, problems),
    ),
  }));
  return { symptoms: compiled, problems, find: makeFinder([...numbers.keys()]) };
}

function compilePattern(symptom, pattern, phrases, number, problems) {
  try {
    const sources = (pattern.near ?? [pattern.re]).map((source) => written(source, phrases));
    const parts = sources.map((source) => new RegExp(source, pattern.case ? "g" : "gi"));
    return [
      {
        parts,
        facets: pattern.in,
        pieces: sources.flatMap(requiredLiterals).map((set) => set.map(number)),
      },
    ];
  } catch (error) {
    problems.push({ symptom: symptom.id, text: String(error.message) });
    return [];
  }
}

/**
 * What is seen of the symptoms numbered from `from` up to but not including `to`: a Worker goes in
 * steps of one, says before each which it is in, and can be restarted behind one that got stuck.
 * @returns {{id: string, state: "present"|"absent", by: "paste", marks: {line: number, from: number, to: number}[], note: string}[]}
 *   what is unknown is left out: unknown is not absent
 */
export function seeSome(recogniser, searchable, from, to, detectors = {}) {
  return recogniser.symptoms.slice(from, to).flatMap(({ symptom, patterns }) => {
    const told = askDetector(under(detectors, symptom.detector), searchable.reading);
    const marks = patterns
      .flatMap((pattern) => marksOf(pattern, searchable))
      .concat(told.state === "present" ? (told.marks ?? []) : []);
    const state = marks.length ? "present" : told.state;
    const kept = state === "present" ? tidyMarks(marks) : [];
    return state === "unknown"
      ? []
      : [{ id: symptom.id, state, by: "paste", marks: kept, note: told.note ?? "" }];
  });
}

/** Everything that is seen, in one go. */
export function seeAll(recogniser, reading, detectors = {}) {
  return seeSome(
    recogniser,
    searchableText(recogniser, reading),
    0,
    recogniser.symptoms.length,
    detectors,
  );
}

function askDetector(detector, reading) {
  if (typeof detector !== "function") return { state: "unknown" };
  try {
    const told = detector(reading) ?? { state: "unknown" };
    return told.state === "unknown" ? { state: "unknown" } : told;
  } catch {
    return { state: "unknown" }; // a detector that stumbles over a strange paste has seen nothing
  }
}

function tidyMarks(marks) {
  const sorted = [...marks].sort((a, b) => a.line - b.line || a.from - b.from || b.to - a.to);
  return sorted
    .filter(
      (mark, i) =>
        !sorted
          .slice(0, i)
          .some(
            (other) => other.line === mark.line && other.from <= mark.from && other.to >= mark.to,
          ),
    )
    .slice(0, MOST_MARKS);
}

function marksOf(pattern, searchable) {
  const marks = [];
  const looks = (facet) => !pattern.facets.length || pattern.facets.includes(facet);
  if (![...searchable.facets].some(looks)) return marks;
  for (const i of linesToTry(pattern, searchable)) {
    if (looks(searchable.lines[i].facet)) markLine(pattern, searchable.lines[i], marks);
    if (marks.length >= MOST_MARKS) return marks;
  }
  for (const passage of passagesToTry(pattern, searchable)) {
    if (looks(passage.facet)) markPassage(pattern, searchable, passage, marks);
    if (marks.length >= MOST_MARKS) return marks;
  }
  return marks;
}

function markLine(pattern, line, marks) {
  const text = line.text.slice(0, LINE_LENGTH);
  for (const [from, to] of rangesOf(pattern, text)) marks.push({ line: line.n, from, to });
}

function markPassage(pattern, searchable, passage, marks) {
  for (const [from, to] of rangesOf(pattern, searchable.flow.slice(passage.from, passage.to))) {
    const last = passage.from + Math.max(from, to - 1);
    for (
      let i = lineAt(searchable, passage.from + from);
      i < searchable.lines.length && searchable.starts[i] <= last;
      i++
    ) {
      marks.push(markWithin(searchable, i, passage.from + from, passage.from + to));
    }
  }
}

function markWithin(searchable, i, from, to) {
  const { n, text } = searchable.lines[i];
  const shift = text.length - text.trimStart().length - searchable.starts[i];
  const end = searchable.starts[i + 1] - 1;
  return {
    line: n,
    from: Math.max(from, searchable.starts[i]) + shift,
    to: Math.min(to, end) + shift,
  };
}

/** Where a pattern matches; one of several parts where all of them stand near each other, in any order. */
function rangesOf({ parts: [first, ...others] }, text) {
  const ranges = hitsOf(first, text);
  if (!others.length || !ranges.length) return ranges;
  const near = others.map((re) => hitsOf(re, text));
  return near.some((hits) => !hits.length)
    ? []
    : ranges.flatMap((range) => spanOf(range, near) ?? []);
}

/** From the first to the last of a range and the nearest hit of each other part; null when that is too wide. */
function spanOf([from, to], near) {
  const span = near.reduce(
    ([left, right], hits) => {
      const wider = ([a, b]) => Math.max(right, b) - Math.min(left, a);
      const [a, b] = hits.reduce((best, hit) => (wider(hit) < wider(best) ? hit : best));
      return [Math.min(left, a), Math.max(right, b)];
    },
    [from, to],
  );
  return span[1] - span[0] <= NEAR ? [span] : null;
}

function hitsOf(re, text) {
  const ranges = [];
  re.lastIndex = 0;
  for (let hit = re.exec(text); hit && ranges.length < MOST_MARKS; hit = re.exec(text)) {
    ranges.push([hit.index, hit.index + hit[0].length]);
    if (!hit[0]) re.lastIndex++;
  }
  return ranges;
}
