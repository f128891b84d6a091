// Why: programs without a page (the check of a book, the command line, the measurement) ask the
// engine here, one JSON value in, one out. It must not know any subject, nor who asks.

import { play } from "./engine/conversation.mjs";
import { diagnose, judgeRecord, lookAt } from "./engine/engine.mjs";
import { under } from "./engine/lookup.mjs";
import { generalOf, makeModel } from "./engine/model.mjs";
import { readWords } from "./engine/read-words.mjs";
import { readableText } from "./engine/record.mjs";
import { MOST_QUESTIONS, answersOf } from "./engine/said.mjs";
import { makeRecogniser, seeSome } from "./engine/see.mjs";
import { searchableText } from "./engine/searchable.mjs";
import { wordsIn } from "./engine/words.mjs";

/** @import { Answers, Context, Diagnosis, Id, Knowledge, Question } from "./contract.d.ts" */
/** @import { ReadingModules } from "./contract.d.ts" */
/** @import { Turn } from "./engine/conversation.mjs" */

/** @typedef {Partial<Context> & { text: string }} Asked */
/**
 * @typedef {Omit<Diagnosis, "reading" | "record" | "stuck"> & { refused?: string }} Answer
 *   everything but the text itself; and why it was not read
 */
/** @typedef {{ text: string, role: Id | null, answers: Answers, most: number }} Known */

const FIRST = 3; // causes and families of a turn that are told

/**
 * The engine for one book.
 * @param {Knowledge} knowledge
 * @param {ReadingModules} modules the book's reading modules
 */
export function openEngine(knowledge, { read = readWords, detectors = {} }) {
  const recogniser = makeRecogniser(knowledge);
  const model = makeModel(knowledge);
  const shared = { knowledge, read, detectors, recogniser, model };
  const places = new Map(recogniser.symptoms.map(({ symptom }, i) => [symptom.id, i]));

  /**
   * What the diagnosis says of a text.
   * @param {Asked} asked
   * @returns {Answer}
   */
  function answer(asked) {
    const { reading, record: _record, stuck: _stuck, ...said } = diagnose({ ...asked, ...shared });
    return reading.refused ? { ...said, refused: reading.refused } : said;
  }

  /**
   * The turns of a conversation about a text with somebody whose answers are known.
   * @param {Known} known
   */
  function turns({ text, role, answers, most }) {
    const { record } = lookAt({ ...shared, text });
    return play(model, record, { role, answers }, most).map((turn) => toldOf(knowledge, turn));
  }

  /** @param {string} text */
  function familiesOf(text) {
    const { record } = lookAt({ ...shared, text });
    const { families } = judgeRecord({ record, knowledge, model });
    return Object.fromEntries(families.map(({ id, weight }) => [id, weight]));
  }

  /** @type {(pair: [Id, string]) => boolean} Is a symptom seen in a text? */
  function sees([id, text]) {
    const from = places.get(id) ?? 0;
    const searchable = searchableText(recogniser, read(text));
    const seen = seeSome(recogniser, searchable, { from, to: from + 1, detectors });
    return seen.some(({ state }) => state === "present");
  }

  return {
    answer,
    turns,
    answersOf,
    mostQuestions: () => MOST_QUESTIONS,
    /** @param {Array<[Id, string]>} pairs */
    seesEach: (pairs) => pairs.map(sees),
    /** @param {string} text */
    reads: (text) => read(text).lines.length,
    /** @param {string} text */
    leanings: (text) => model.words.leanings(readableText(read(text))),
    /**
     * The words of each text, as the learned ones are found in a paste.
     * @param {string[]} texts
     */
    wordsOfEach: (texts) => texts.map((text) => wordsIn(readableText(read(text)))),
    /**
     * The weights of families for each text.
     * @param {string[]} texts
     */
    familiesOfEach: (texts) => texts.map(familiesOf),
    /**
     * Symptoms with all that they imply.
     * @param {Id[]} ids
     */
    widened: (ids) => ids.flatMap((id) => [id, ...generalOf(model, id)]),
    /** @param {Id[]} names */
    lacks: (names) => names.filter((name) => typeof under(detectors, name) !== "function"),
  };
}

/**
 * What is looked at of a turn when many are counted.
 * @param {Knowledge} knowledge
 * @param {Turn} turn
 */
function toldOf(knowledge, { conclusion, question }) {
  const { verdict, families, causes, next, role } = conclusion;
  return {
    verdict,
    families: families.slice(0, FIRST),
    causes: causes.slice(0, FIRST),
    next,
    role,
    question,
    observation: question && observationOf(knowledge, question),
  };
}

/**
 * The act of looking or remembering that a question asks for.
 * @param {Pick<Knowledge, "choices" | "symptoms">} knowledge
 * @param {Question} question
 */
function observationOf({ choices, symptoms }, question) {
  if (question.kind === "role") return null;
  const asked =
    question.kind === "choice"
      ? choices.find(({ id }) => id === question.choice)
      : symptoms.find(({ id }) => id === question.symptom);
  return asked?.observation ?? null;
}
