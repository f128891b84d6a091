// Why: turns a reading into symptoms, present or absent, each with the places that show it.
// It must not know what a symptom means or what any facet stands for: patterns come from the
// knowledge, what patterns cannot do comes from detectors that the caller hands over.

import { requiredLiterals } from "./literals.mjs";

const SEE_LINE = 2000;    // characters of a line that are considered
const SEE_PASSAGE = 4000; // characters of a paragraph that are considered at once
const SEE_OVERLAP = 600;  // characters that neighbouring passages share
const SEE_MARKS = 20;     // places kept for each symptom
const SEE_FLOWING = new Set(["words", "body"]); // facets whose sentences run over line ends (contract)
const GRAM_MASK = 0x3ffff; // three characters of six bits

/**
 * The patterns of a knowledge, compiled; make it once and keep it.
 * @returns {{symptoms: {symptom: object, patterns: object[]}[], problems: {symptom: string, text: string}[]}}
 *   problems names patterns that this engine refuses; the others work
 */
export function openEyes(knowledge) {
  const problems = [];
  const symptoms = knowledge.symptoms.map((symptom) => (
    { symptom, patterns: symptom.patterns.flatMap((pattern) => compilePattern(symptom, pattern, problems)) }));
  return { symptoms, problems };
}

function compilePattern(symptom, pattern, problems) {
  try {
    const re = new RegExp(pattern.re, pattern.case ? "g" : "gi");
    return [{ re, facets: pattern.in, literals: requiredLiterals(pattern.re) }];
  } catch (error) {
    problems.push({ symptom: symptom.id, text: String(error.message) });
    return [];
  }
}

/**
 * What of a reading can be looked at: lines outside any exchange and, where one exchange is known to
 * have failed, the lines of that one; the others are another story.
 * @param {object} reading see the contract
 */
export function setScene(reading) {
  const shown = (line) => line.facet && (reading.failing < 0 || line.exchange < 0 || line.exchange === reading.failing);
  const lines = reading.lines.filter(shown);
  const starts = new Int32Array(lines.length + 1);
  const trimmed = lines.map((line, i) => {
    const text = line.text.trim();
    starts[i + 1] = starts[i] + text.length + 1;
    return text;
  });
  const flow = trimmed.join(" ");
  const hay = lowerSameLength(flow);
  const facets = new Set(lines.map((line) => line.facet));
  return { reading, lines, starts, flow, hay, facets, grams: gramsOf(hay), passages: passagesOf(lines, starts) };
}

function lowerSameLength(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Which groups of three characters occur at all: rules most patterns out without a search. */
function gramsOf(text) {
  const grams = new Uint8Array(GRAM_MASK + 1);
  let gram = 0;
  for (let i = 0; i < text.length; i++) {
    gram = ((gram << 6) ^ text.charCodeAt(i)) & GRAM_MASK;
    grams[gram] = 1;
  }
  return grams;
}

function mayOccur(grams, literal) {
  let gram = 0;
  for (let i = 0; i < literal.length; i++) {
    gram = ((gram << 6) ^ literal.charCodeAt(i)) & GRAM_MASK;
    if (i > 1 && !grams[gram]) return false;
  }
  return true;
}

/** Ranges of the flowing text for sentences broken over lines, and for what a long line hides. */
function passagesOf(lines, starts) {
  const passages = [];
  for (let i = 0, next; i < lines.length; i = next) {
    next = i + 1;
    while (SEE_FLOWING.has(lines[i].facet) && next < lines.length && continues(lines[next - 1], lines[next])) next++;
    const end = starts[next] - 1;
    if (!SEE_FLOWING.has(lines[i].facet) || (next === i + 1 && end - starts[i] <= SEE_LINE)) continue;
    for (let from = starts[i]; from < end; from += SEE_PASSAGE - SEE_OVERLAP) {
      passages.push({ facet: lines[i].facet, from, to: Math.min(from + SEE_PASSAGE, end) });
      if (from + SEE_PASSAGE >= end) break;
    }
  }
  return passages;
}

function continues(line, next) {
  return next.facet === line.facet && next.n === line.n + 1 && next.exchange === line.exchange;
}

/** The last index of sorted `list` whose value is not above `value`. */
function lastNotAbove(length, valueAt, value) {
  let low = 0;
  let high = length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * What is seen of the symptoms numbered from `from` up to but not including `to`: a Worker goes in
 * steps of one, says before each which it is in, and can be restarted behind one that got stuck.
 * @returns {{id: string, state: "present"|"absent", by: "paste", marks: {line: number, from: number, to: number}[], note: string}[]}
 *   what is unknown is left out: unknown is not absent
 */
export function seeSome(eyes, scene, from, to, detectors = {}) {
  return eyes.symptoms.slice(from, to).flatMap(({ symptom, patterns }) => {
    const told = askDetector(detectors[symptom.detector], scene.reading);
    const marks = patterns.flatMap((pattern) => marksOf(pattern, scene)).concat(told.state === "present" ? told.marks ?? [] : []);
    const state = stateOf(symptom, patterns, marks, told, scene.facets);
    const kept = state === "present" ? tidyMarks(marks) : [];
    return state === "unknown" ? [] : [{ id: symptom.id, state, by: "paste", marks: kept, note: told.note ?? "" }];
  });
}

/** Everything that is seen, in one go. */
export function seeAll(eyes, reading, detectors = {}) {
  return seeSome(eyes, setScene(reading), 0, eyes.symptoms.length, detectors);
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

function stateOf(symptom, patterns, marks, told, facets) {
  if (marks.length || told.state === "present") return "present";
  if (told.state === "absent") return "absent";
  return patterns.length && facets.has(symptom.absentIn) ? "absent" : "unknown";
}

function tidyMarks(marks) {
  const sorted = [...marks].sort((a, b) => a.line - b.line || a.from - b.from || b.to - a.to);
  return sorted.filter((mark, i) => !sorted.slice(0, i).some((other) => (
    other.line === mark.line && other.from <= mark.from && other.to >= mark.to))).slice(0, SEE_MARKS);
}

function marksOf(pattern, scene) {
  const marks = [];
  const looks = (facet) => !pattern.facets.length || pattern.facets.includes(facet);
  if (![...scene.facets].some(looks)) return marks;
  for (const i of placesToTry(pattern, scene, scene.lines.length, (at) => [lineAt(scene, at)])) {
    if (looks(scene.lines[i].facet)) markLine(pattern.re, scene.lines[i], marks);
    if (marks.length >= SEE_MARKS) return marks;
  }
  for (const i of placesToTry(pattern, scene, scene.passages.length, (at) => passagesAt(scene, at))) {
    if (looks(scene.passages[i].facet)) markPassage(pattern.re, scene, scene.passages[i], marks);
    if (marks.length >= SEE_MARKS) return marks;
  }
  return marks;
}

const lineAt = (scene, at) => lastNotAbove(scene.lines.length, (i) => scene.starts[i], at);

function passagesAt(scene, at) {
  const i = lastNotAbove(scene.passages.length, (j) => scene.passages[j].from, at);
  return i > 0 ? [i - 1, i] : [i]; // passages overlap
}

/** Numbers of the lines (or passages) where a required piece stands; all of them if none is required. */
function* placesToTry(pattern, scene, count, numbersAt) {
  if (!pattern.literals) for (let i = 0; i < count; i++) yield i;
  const tried = new Set();
  const literals = count ? (pattern.literals ?? []).filter((piece) => mayOccur(scene.grams, piece)) : [];
  for (const literal of literals) {
    for (let at = scene.hay.indexOf(literal); at >= 0; at = scene.hay.indexOf(literal, at + 1)) {
      const fresh = numbersAt(at).filter((i) => !tried.has(i));
      for (const i of fresh) tried.add(i);
      yield* fresh;
    }
  }
}

function markLine(re, line, marks) {
  const text = line.text.slice(0, SEE_LINE);
  for (const [from, to] of rangesOf(re, text)) marks.push({ line: line.n, from, to });
}

function markPassage(re, scene, passage, marks) {
  for (const [from, to] of rangesOf(re, scene.flow.slice(passage.from, passage.to))) {
    const last = passage.from + Math.max(from, to - 1);
    for (let i = lineAt(scene, passage.from + from); i < scene.lines.length && scene.starts[i] <= last; i++) {
      marks.push(markWithin(scene, i, passage.from + from, passage.from + to));
    }
  }
}

function markWithin(scene, i, from, to) {
  const { n, text } = scene.lines[i];
  const shift = text.length - text.trimStart().length - scene.starts[i];
  const end = scene.starts[i + 1] - 1;
  return { line: n, from: Math.max(from, scene.starts[i]) + shift, to: Math.min(to, end) + shift };
}

function rangesOf(re, text) {
  const ranges = [];
  re.lastIndex = 0;
  for (let hit = re.exec(text); hit && ranges.length < SEE_MARKS; hit = re.exec(text)) {
    ranges.push([hit.index, hit.index + hit[0].length]);
    if (!hit[0]) re.lastIndex++;
  }
  return ranges;
}
