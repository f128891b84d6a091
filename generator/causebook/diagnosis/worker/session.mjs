// Why: one book and the paste, or the case, that is asked about; what the page shows is made here.
// It must not know the DOM, ports, nor any subject.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { tellApart } from "../engine/advise.mjs";
import { parseCase, resultFromCase } from "../engine/case.mjs";
import { conclude, withMarks } from "../engine/engine.mjs";
import { makeModel } from "../engine/model.mjs";
import { readWords } from "../engine/read-words.mjs";
import { readableText, recordOf } from "../engine/record.mjs";
import { makeRecogniser, platformsIn, seeSome } from "../engine/see.mjs";
import { searchableText } from "../engine/searchable.mjs";
import { excerptOf } from "../page/marks.mjs";

/** @import { Case, CaseRecord, Conclusion, Finding, Id, Knowledge, Read } from "../contract.d.ts" */
/** @import { Reading } from "../contract.d.ts" */
/** @import { Model, Recogniser } from "../engine/types.d.ts" */
/** @import { Answer, AskedContext, Modules, Redact, Session } from "./types.d.ts" */

const WORDS_LENGTH = 4e6; // characters that are read without a reader of the book's own
const WORDS_LINES = 60000; // … and lines
const MOST_CAUSES = 12;
const COMPARED_CAUSES = 5; // causes that are told apart
const TICKET_LINES = 30;
const TICKET_LINE_LENGTH = 400;
// A value may begin in what is shown and be known as a secret by how it goes on.
const REDACTED_LENGTH = 20 * TICKET_LINE_LENGTH;
const OWN = TEXTS.reading;

/**
 * A session with one book.
 * @param {Knowledge} knowledge
 * @param {Modules} modules the book's reading modules, and what redacts where it has come
 * @returns {Session}
 */
export function openSession(knowledge, { read, detectors = {}, secrets, makeRedact }) {
  const recogniser = makeRecogniser(knowledge);
  const model = makeModel(knowledge);
  /** @type {Redact} until it can be said what is a secret, nothing is shown */
  const redact = makeRedact?.(secrets) ?? (() => "");
  let state = emptyState(model);

  return {
    *look(text, skip) {
      const reading = readOrRefuse(text, read);
      state = { ...emptyState(model), reading, size: /\S/.test(text) ? text.length : 0 };
      if (reading.refused) return;
      const searchable = searchableText(recogniser, reading);
      for (let from = 0; from < recogniser.symptoms.length; from++) {
        if (skip.includes(recogniser.symptoms[from].symptom.id)) continue;
        yield from;
        state.seen.push(...seeSome(recogniser, searchable, { from, to: from + 1, detectors }));
      }
      const platforms = platformsIn(recogniser, searchable, state.seen);
      state.record = recordOf({ ...state, platforms, stuck: stuckIn(recogniser, skip) }, model);
    },
    reopen(made) {
      state = { ...emptyState(model), made };
    },
    conclude: (context) => answerTo(state, model, context),
    lines: (ip) => tellingLines(state, (text) => redact(text, { ip })),
    open: (text) => parseCase(text, knowledge, model),
  };
}

/**
 * @typedef {{ reading: Reading, seen: Finding[], made: Case | null, size: number, record:
 *   CaseRecord }} State
 */

/**
 * @param {Model} model
 * @returns {State}
 */
function emptyState(model) {
  const reading = readWords("");
  return { reading, seen: [], made: null, size: 0, record: recordOf({ reading, seen: [] }, model) };
}

/**
 * @param {string} text
 * @param {Read} [read]
 * @returns {Reading}
 */
function readOrRefuse(text, read) {
  if (read) return read(text);
  const hasManyLines = text.split("\n", WORDS_LINES + 1).length > WORDS_LINES;
  const isLong = text.length > WORDS_LENGTH || hasManyLines;
  return isLong ? { ...readWords(""), refused: OWN.tooLong } : readWords(text);
}

/**
 * Symptoms that are left out: those that took too long and those whose patterns this browser does
 * not know.
 * @param {Recogniser} recogniser
 * @param {Id[]} skip
 */
function stuckIn({ symptoms, problems }, skip) {
  const known = new Set(symptoms.map(({ symptom }) => symptom.id));
  return new Set([...skip, ...problems.flatMap(({ id }) => (known.has(id) ? id : []))]);
}

/**
 * @param {State} state
 * @param {Model} model
 * @param {AskedContext} context
 * @returns {Answer}
 */
function answerTo(state, model, context) {
  const { reading, seen, made, size } = state;
  if (reading.refused) return { refused: reading.refused };
  const conclusion = conclusionOf(state, model, context);
  const found = withMarks(conclusion.symptoms, seen);
  const causes = conclusion.causes.slice(0, MOST_CAUSES);
  const hasAnswers = Object.values(context.answers ?? {}).some((answer) => answer !== null);
  return {
    ...conclusion,
    causes,
    excerpt: excerptOf(reading.lines, found, { implies: model.general, all: context.all }),
    isCase: Boolean(made),
    chars: size,
    isEmpty: !made && !size && !hasAnswers,
    symptoms: found.map(({ id, state: own, by, note }) => ({ id, state: own, by, note })),
    apart: tellApart(model.knowledge, causes.slice(0, COMPARED_CAUSES)),
    words: wordsFor(conclusion, reading, model),
  };
}

/**
 * The words of the paste that speak for the family of the first cause, where they do; a case holds
 * none.
 * @param {Pick<Conclusion, "causes" | "record">} conclusion
 * @param {Reading} reading
 * @param {Model} model
 */
function wordsFor({ causes: [first], record }, reading, model) {
  if (!first || !(record.leanings[first.family] > 0)) return [];
  return model.words.telling(readableText(reading), first.family);
}

/**
 * @param {State} state
 * @param {Model} model
 * @param {AskedContext} context
 */
function conclusionOf({ made, record }, model, context) {
  const { role = null, platforms = null, answers = {}, outcomes = {} } = context;
  const { knowledge } = model;
  const said = { platforms, answers, outcomes };
  return made
    ? resultFromCase({ ...made, ...said }, knowledge, role, model)
    : conclude({ record, knowledge, model, role, ...said });
}

/**
 * The telling lines without secrets, for a ticket.
 * @param {State} state
 * @param {(text: string) => string} redact
 */
function tellingLines({ reading: { lines }, seen }, redact) {
  const marks = seen.filter(({ state }) => state === "present").flatMap((finding) => finding.marks);
  const numbers = [...new Set(marks.map(({ line }) => line))].sort((a, b) => a - b);
  const wanted = new Set(numbers.slice(0, TICKET_LINES));
  return lines.flatMap(({ n, text }, i) =>
    wanted.has(n) ? [shortened(redactedLine(lines[i - 1]?.text ?? "", text, redact))] : [],
  );
}

/**
 * A secret may be announced in the line before; one that spans lines leaves nothing to show.
 * @param {string} before
 * @param {string} text
 * @param {(text: string) => string} redact
 */
function redactedLine(before, text, redact) {
  const both = before.slice(-REDACTED_LENGTH) + "\n" + text.slice(0, REDACTED_LENGTH);
  const [, line, ...more] = redact(both).split("\n");
  return line === undefined || more.length ? OWN.removed : redact(line).trim();
}

/** @param {string} line */
function shortened(line) {
  return line.length > TICKET_LINE_LENGTH ? line.slice(0, TICKET_LINE_LENGTH) + "\u2026" : line;
}
