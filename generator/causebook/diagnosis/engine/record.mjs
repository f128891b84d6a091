// Why: what a conclusion rests on, without a word of the paste. The page concludes from this record and a
// saved case carries it, so the two cannot come to different ends. It must not know any subject, nor the
// positions that only the page's marks need: which findings stand in one sentence is all that counts.

import { leaningsOf } from "./portal.mjs";

const SENTENCE_LENGTH = 160; // characters of a line within which two marks are of one sentence

/** For whom the book is that the paste was given to. */
export const AUDIENCES = ["public", "internal"];
/** How much there is to read: nothing, one line, or more. */
export const SIZES = ["nothing", "a line", "lines"];

/**
 * @param {{reading: object, seen: object[], stuck?: Iterable<string>}} sight seen from seeSome; ids of symptoms that were stopped
 * @param {object} model from makeModel
 * @returns {{audience: string, findings: {id: string, state: string}[], sentences: string[][], facets: string[], size: string,
 *   leanings: Object<string, number>, stuck: string[]}} sentences name the findings that stand in each
 */
export function recordOf({ reading, seen, stuck = [] }, model) {
  const { lines, facets } = reading;
  return {
    audience: model.knowledge.book?.audience ?? "public",
    findings: seen.map(({ id, state }) => ({ id, state })),
    sentences: sentencesOf(seen),
    facets: facets.filter((facet) => model.facets.has(facet)),
    size: sizeOf(lines),
    leanings: leaningsOf(model, lines.map(({ facet, text }) => (facet ? text : "")).join(" ")),
    stuck: [...stuck],
  };
}

function sizeOf(lines) {
  if (!lines.some(({ facet, text }) => facet || text.trim())) return "nothing";
  return lines.filter(({ facet }) => facet).length < 2 ? "a line" : "lines";
}

/** A sentence goes on while the next mark of its line is near. What says the same again is told once. */
function sentencesOf(seen) {
  const marks = seen.flatMap(({ id, marks: own }) =>
    own.map(({ line, from, to }) => ({ id, line, from, to })),
  );
  const sentences = [];
  let last = null;
  for (const mark of marks.sort((a, b) => a.line - b.line || a.from - b.from)) {
    const goesOn = last && mark.line === last.line && mark.from < last.to + SENTENCE_LENGTH;
    if (!goesOn) sentences.push(new Set());
    sentences.at(-1).add(mark.id);
    last = { line: mark.line, to: goesOn ? Math.max(last.to, mark.to) : mark.to };
  }
  const told = sentences.map((ids) => [...ids].sort());
  return [...new Map(told.map((ids) => [ids.join(), ids])).values()];
}

/** The findings, each with the numbers of its sentences. */
export function placedFindings({ findings, sentences }) {
  const places = new Map(findings.map(({ id }) => [id, []]));
  sentences.forEach((ids, number) => ids.forEach((id) => places.get(id)?.push(number)));
  return findings.map(({ id, state }) => ({ id, state, sentences: places.get(id) }));
}

/** The record with some of its findings only. */
export function recordOfOnly(record, findings) {
  const ids = new Set(findings.map(({ id }) => id));
  const sentences = record.sentences
    .map((own) => own.filter((id) => ids.has(id)))
    .filter(({ length }) => length);
  return { ...record, findings: findings.map(({ id, state }) => ({ id, state })), sentences };
}

/** Does everything of the one stand in a sentence of the other? */
export function sameSentence(own, others) {
  return own.length > 0 && own.every((number) => others.includes(number));
}
