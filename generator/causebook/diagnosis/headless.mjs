// Why: programs without a page (the check of a book, the command line) ask the engine here, one
// JSON value in, one out. It must not know any subject, nor who asks.

import { diagnose } from "./engine/engine.mjs";
import { under } from "./engine/lookup.mjs";
import { generalOf, makeModel } from "./engine/model.mjs";
import { readWords } from "./engine/read-words.mjs";
import { makeRecogniser, seeSome } from "./engine/see.mjs";
import { searchableText } from "./engine/searchable.mjs";

/** @import { Context, Diagnosis, Id, Knowledge, ReadingModules } from "./contract.d.ts" */

/** @typedef {Partial<Context> & { text: string }} Asked */
/**
 * @typedef {Omit<Diagnosis, "reading" | "record" | "stuck">} Answer everything but the text itself
 */

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
    const {
      reading: _reading,
      record: _record,
      stuck: _stuck,
      ...said
    } = diagnose({ ...asked, ...shared });
    return said;
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
    /** @param {Array<[Id, string]>} pairs */
    seesEach: (pairs) => pairs.map(sees),
    /** @param {string} text */
    reads: (text) => read(text).lines.length,
    /**
     * Symptoms with all that they imply.
     * @param {Id[]} ids
     */
    widened: (ids) => ids.flatMap((id) => [id, ...generalOf(model, id)]),
    /** @param {Id[]} names */
    lacks: (names) => names.filter((name) => typeof under(detectors, name) !== "function"),
  };
}
