// Why: turns a reading into symptoms, present or absent, each with the places that show it. It must
// not know what a symptom means or what any facet stands for: patterns come from the knowledge,
// what patterns cannot do comes from detectors that the caller hands over.

import { makeFinder, requiredLiterals } from "./literals.mjs";
import { presentIn, under } from "./lookup.mjs";
import { written } from "./phrases.mjs";
import { LINE_LENGTH, lineAt, linesToTry, passagesToTry, searchableText } from "./searchable.mjs";

/** @import { Detection, Detector, Detectors, Finding, Id, Knowledge } from "../contract.d.ts" */
/** @import { Mark, Pattern, Platform, Reading, ReadingLine, Symptom } from "../contract.d.ts" */
/** @import { CompiledPattern, Passage, Recogniser, SearchableText, Span } from "./types.d.ts" */

const MOST_MARKS = 20; // places kept for each symptom
const NEAR = 200; // characters within which patterns that belong together stand
/** @type {Detection} */
const UNKNOWN = { state: "unknown" };

/**
 * The patterns of a knowledge, compiled; make it once and keep it.
 * @param {Pick<Knowledge, "symptoms"> & Partial<Pick<Knowledge, "phrases" | "platforms">>}
 *   knowledge
 * @returns {Recogniser}
 */
export function makeRecogniser({ symptoms, phrases = {}, platforms = [] }) {
  /** @type {Recogniser["problems"]} */
  const problems = [];
  /** @type {Map<string, number>} required piece -> its number */
  const numbers = new Map();
  /** @param {string} piece */
  const numberOf = (piece) => {
    if (!numbers.has(piece)) numbers.set(piece, numbers.size);
    return numbers.get(piece) ?? 0;
  };
  /** @param {Symptom | Platform} entry */
  const compiled = ({ id, patterns }) =>
    patterns.flatMap((pattern) => {
      try {
        return [compilePattern(pattern, phrases, numberOf)];
      } catch (error) {
        problems.push({ id, text: String(error) });
        return [];
      }
    });
  return {
    symptoms: symptoms.map((symptom) => ({ symptom, patterns: compiled(symptom) })),
    platforms: platforms.map((platform) => ({ id: platform.id, patterns: compiled(platform) })),
    problems,
    find: makeFinder([...numbers.keys()]),
  };
}

/**
 * @param {Pattern} pattern
 * @param {Record<Id, string>} phrases
 * @param {(piece: string) => number} numberOf
 * @returns {CompiledPattern}
 */
function compilePattern(pattern, phrases, numberOf) {
  const sources = (pattern.near ?? [pattern.re]).map((source) => written(source, phrases));
  const flags = pattern.case ? "g" : "gi";
  return {
    parts: sources.map((source) => new RegExp(source, flags)),
    facets: pattern.in,
    pieces: sources.flatMap(requiredLiterals).map((set) => set.map(numberOf)),
  };
}

/**
 * What is seen of the symptoms numbered from `from` up to but not including `to`: a Worker goes in
 * steps of one, says before each which it is in, and can be restarted behind one that got stuck.
 * @param {Recogniser} recogniser
 * @param {SearchableText} searchable
 * @param {{ from: number, to: number, detectors?: Detectors }} which
 * @returns {Finding[]} what is unknown is left out: unknown is not absent
 */
export function seeSome(recogniser, searchable, { from, to, detectors = {} }) {
  return recogniser.symptoms.slice(from, to).flatMap(({ symptom, patterns }) => {
    const detection = askDetector(under(detectors, symptom.detector ?? ""), searchable.reading);
    const marks = patterns.flatMap((pattern) => marksOf(pattern, searchable));
    return findingOf(symptom.id, marks, detection) ?? [];
  });
}

/**
 * The products that a text names or shows by form, those whose messages are seen first.
 * @param {Recogniser} recogniser
 * @param {SearchableText} searchable
 * @param {Finding[]} seen
 */
export function platformsIn({ symptoms, platforms }, searchable, seen) {
  const present = presentIn(seen);
  const speaking = symptoms.filter(({ symptom }) => present.has(symptom.id));
  const named = platforms.filter(({ patterns }) =>
    patterns.some((pattern) => marksOf(pattern, searchable).length),
  );
  const ids = [
    ...speaking.flatMap(({ symptom }) => symptom.platform ?? []),
    ...named.map(({ id }) => id),
  ];
  return [...new Set(ids)];
}

/**
 * Everything that is seen, in one go.
 * @param {Recogniser} recogniser
 * @param {Reading} reading
 * @param {Detectors} [detectors]
 */
export function seeAll(recogniser, reading, detectors) {
  const all = { from: 0, to: recogniser.symptoms.length, detectors };
  const searchable = searchableText(recogniser, reading);
  const seen = seeSome(recogniser, searchable, all);
  return { seen, platforms: platformsIn(recogniser, searchable, seen) };
}

/**
 * @param {Id} id
 * @param {Mark[]} marks where patterns match
 * @param {Detection} detection
 * @returns {Finding | null}
 */
function findingOf(id, marks, detection) {
  const note = detection.note ?? "";
  if (marks.length || detection.state === "present") {
    const detected = detection.state === "present" ? (detection.marks ?? []) : [];
    return { id, state: "present", by: "paste", marks: tidyMarks([...marks, ...detected]), note };
  }
  return detection.state === "absent"
    ? { id, state: "absent", by: "paste", marks: [], note }
    : null;
}

/**
 * @param {Detector | undefined} detector
 * @param {Reading} reading
 * @returns {Detection}
 */
function askDetector(detector, reading) {
  if (typeof detector !== "function") return UNKNOWN;
  try {
    const detection = detector(reading) ?? UNKNOWN;
    return detection.state === "unknown" ? UNKNOWN : detection;
  } catch {
    return UNKNOWN; // a detector that stumbles over a strange paste has seen nothing
  }
}

/**
 * In the order of the text, without those that lie within another.
 * @param {Mark[]} marks
 */
function tidyMarks(marks) {
  const sorted = [...marks].sort((a, b) => a.line - b.line || a.from - b.from || b.to - a.to);
  /** @type {(other: Mark, mark: Mark) => boolean} */
  const covers = (other, mark) =>
    other.line === mark.line && other.from <= mark.from && other.to >= mark.to;
  const outer = sorted.filter(
    (mark, i) => !sorted.slice(0, i).some((other) => covers(other, mark)),
  );
  return outer.slice(0, MOST_MARKS);
}

/**
 * @param {CompiledPattern} pattern
 * @param {SearchableText} searchable
 */
function marksOf(pattern, searchable) {
  /** @type {Mark[]} */
  const marks = [];
  /** @param {Id} facet */
  const looksIn = (facet) => !pattern.facets.length || pattern.facets.includes(facet);
  if (![...searchable.facets].some(looksIn)) return marks;
  for (const i of linesToTry(pattern, searchable)) {
    const line = searchable.lines[i];
    if (looksIn(line.facet)) marks.push(...marksInLine(pattern, line));
    if (marks.length >= MOST_MARKS) return marks;
  }
  for (const passage of passagesToTry(pattern, searchable)) {
    if (looksIn(passage.facet)) marks.push(...marksInPassage(pattern, searchable, passage));
    if (marks.length >= MOST_MARKS) return marks;
  }
  return marks;
}

/**
 * @param {CompiledPattern} pattern
 * @param {ReadingLine} line
 * @returns {Mark[]}
 */
function marksInLine(pattern, { n, text }) {
  const spans = spansOf(pattern, text.slice(0, LINE_LENGTH));
  return spans.map(([from, to]) => ({ line: n, from, to }));
}

/**
 * @param {CompiledPattern} pattern
 * @param {SearchableText} searchable
 * @param {Passage} passage
 */
function marksInPassage(pattern, searchable, passage) {
  const { flow, lines, starts } = searchable;
  /** @type {Mark[]} */
  const marks = [];
  for (const [from, to] of spansOf(pattern, flow.slice(passage.from, passage.to))) {
    const first = passage.from + from;
    const end = passage.from + to;
    const last = Math.max(first, end - 1);
    for (let i = lineAt(searchable, first); i < lines.length && starts[i] <= last; i++)
      marks.push(markWithin(searchable, i, [first, end]));
  }
  return marks;
}

/**
 * The piece of a span of the flowing text that lies in one line.
 * @param {SearchableText} searchable
 * @param {number} i
 * @param {Span} span
 * @returns {Mark}
 */
function markWithin({ lines, starts }, i, [from, to]) {
  const { n, text } = lines[i];
  const shift = text.length - text.trimStart().length - starts[i];
  const end = starts[i + 1] - 1;
  return { line: n, from: Math.max(from, starts[i]) + shift, to: Math.min(to, end) + shift };
}

/**
 * Where a pattern matches; one of several parts where all of them stand near each other, in any
 * order.
 * @param {CompiledPattern} pattern
 * @param {string} text
 * @returns {Span[]}
 */
function spansOf({ parts: [first, ...others] }, text) {
  const spans = matchesOf(first, text);
  if (!others.length || !spans.length) return spans;
  const near = others.map((expression) => matchesOf(expression, text));
  if (near.some((matches) => !matches.length)) return [];
  return spans.map((span) => spanWith(span, near)).filter(([from, to]) => to - from <= NEAR);
}

/**
 * From the first to the last of a span and the nearest match of each other part.
 * @param {Span} span
 * @param {Span[][]} near
 */
function spanWith(span, near) {
  return near.reduce((wide, matches) => {
    const joined = matches.map((match) => unionOf(wide, match));
    return joined.reduce((best, next) => (lengthOf(next) < lengthOf(best) ? next : best));
  }, span);
}

/**
 * @param {Span} one
 * @param {Span} other
 * @returns {Span}
 */
function unionOf(one, other) {
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}

/** @param {Span} span */
function lengthOf([from, to]) {
  return to - from;
}

/**
 * @param {RegExp} expression
 * @param {string} text
 */
function matchesOf(expression, text) {
  /** @type {Span[]} */
  const spans = [];
  expression.lastIndex = 0;
  let match = expression.exec(text);
  while (match && spans.length < MOST_MARKS) {
    spans.push([match.index, match.index + match[0].length]);
    if (!match[0]) expression.lastIndex++;
    match = expression.exec(text);
  }
  return spans;
}
