// Why: what a conclusion rests on, without a word of the paste. The page concludes from this record
// and a saved case carries it, so the two cannot come to different ends. It must not know any
// subject, nor the positions that only the page's marks need: which findings stand in one sentence
// is all that counts.

/** @import { Audience, CaseRecord, Finding, Id, Reading, ReadingLine } from "../contract.d.ts" */
/** @import { RecordedFinding } from "../contract.d.ts" */
/** @import { Model, PlacedFinding } from "./types.d.ts" */

const SENTENCE_LENGTH = 160; // characters of a line within which two marks are of one sentence

/**
 * For whom the book is that the paste was given to.
 * @type {Audience[]}
 */
export const AUDIENCES = ["public", "internal"];
/**
 * How much there is to read.
 * @type {Array<CaseRecord["size"]>}
 */
export const SIZES = ["nothing", "a line", "lines"];

/**
 * @param {{ reading: Reading, seen: Finding[], platforms?: Id[], stuck?: Iterable<Id> }} sight seen
 *   from seeSome, platforms from platformsIn; ids of symptoms that were stopped
 * @param {Model} model
 * @returns {CaseRecord}
 */
export function recordOf({ reading, seen, platforms = [], stuck = [] }, model) {
  const { lines, facets } = reading;
  return {
    audience: model.knowledge.book.audience,
    findings: seen.map(({ id, state }) => ({ id, state })),
    sentences: sentencesOf(seen),
    facets: facets.filter((facet) => model.facets.has(facet)),
    size: sizeOf(lines),
    seenPlatforms: platforms,
    leanings: model.words.leanings(readableText(reading)),
    stuck: [...stuck],
  };
}

/**
 * What the lines say that a pattern may look at, without what stands before every line; the others
 * are empty.
 * @param {Pick<Reading, "lines">} reading
 */
export function readableText({ lines }) {
  return lines.map(({ facet, text, at = 0 }) => (facet ? text.slice(at) : "")).join("\n");
}

/**
 * @param {ReadingLine[]} lines
 * @returns {CaseRecord["size"]}
 */
function sizeOf(lines) {
  if (!lines.some(({ facet, text }) => facet || text.trim())) return "nothing";
  return lines.filter(({ facet }) => facet).length < 2 ? "a line" : "lines";
}

/**
 * A sentence goes on while the next mark of its line is near. What says the same again is kept
 * once.
 * @param {Finding[]} seen
 */
function sentencesOf(seen) {
  const marks = seen.flatMap(({ id, marks: own }) => own.map((mark) => ({ ...mark, id })));
  marks.sort((a, b) => a.line - b.line || a.from - b.from);
  /** @type {Set<Id>[]} */
  const sentences = [];
  let last = { line: -1, to: 0 };
  for (const { id, line, from, to } of marks) {
    const goesOn = line === last.line && from < last.to + SENTENCE_LENGTH;
    if (!goesOn) sentences.push(new Set());
    sentences[sentences.length - 1].add(id);
    last = { line, to: goesOn ? Math.max(last.to, to) : to };
  }
  const sorted = sentences.map((ids) => [...ids].sort());
  return [...new Map(sorted.map((ids) => [ids.join(), ids])).values()];
}

/**
 * The findings, each with the numbers of its sentences.
 * @param {CaseRecord} record
 * @returns {PlacedFinding[]}
 */
export function placedFindings({ findings, sentences }) {
  return findings.map(({ id, state }) => {
    const own = sentences.flatMap((ids, number) => (ids.includes(id) ? [number] : []));
    return { id, state, sentences: own };
  });
}

/**
 * The record with some of its findings only.
 * @param {CaseRecord} record
 * @param {RecordedFinding[]} findings
 * @returns {CaseRecord}
 */
export function recordOfOnly(record, findings) {
  const ids = new Set(findings.map(({ id }) => id));
  const left = record.sentences.map((own) => own.filter((id) => ids.has(id)));
  return {
    ...record,
    findings: findings.map(({ id, state }) => ({ id, state })),
    sentences: left.filter(({ length }) => length),
  };
}

/**
 * Does everything of the one stand in a sentence of the other?
 * @param {number[]} own
 * @param {number[]} others
 */
export function sameSentence(own, others) {
  return own.length > 0 && own.every((number) => others.includes(number));
}
