// Why: programs without a page (the check of a book, the command line) ask the engine here, one JSON
// value in, one out. It must not know any subject, nor who asks.

import { diagnose } from "./engine/engine.mjs";
import { makeRecogniser, seeSome } from "./engine/see.mjs";
import { searchableText } from "./engine/text.mjs";
import { makeModel } from "./engine/rank.mjs";
import { under } from "./engine/lookup.mjs";
import { readWords } from "./engine/read-words.mjs";

/**
 * A counter for one book.
 * @param {object} knowledge see the contract
 * @param {{read?: function, detectors?: object}} book the book's reading modules
 */
export function openEngine(knowledge, { read = readWords, detectors = {} }) {
  const recogniser = makeRecogniser(knowledge);
  const model = makeModel(knowledge);
  const places = new Map(recogniser.symptoms.map(({ symptom }, i) => [symptom.id, i]));

  /** What the diagnosis says of a text: everything but the text itself. */
  function tell({ text, role = null, answers = {} }) {
    const { reading, leanings, stuck, ...told } = diagnose({
      text,
      role,
      answers,
      knowledge,
      read,
      detectors,
      recogniser,
      model,
    });
    return told;
  }

  /** Is a symptom seen in a text? */
  function sees(id, text) {
    const at = places.get(id);
    const seen = seeSome(recogniser, searchableText(recogniser, read(text)), at, at + 1, detectors);
    return seen.some(({ state }) => state === "present");
  }

  return {
    tell,
    sees,
    seesEach: (pairs) => pairs.map(([id, text]) => sees(id, text)),
    reads: (text) => read(text).lines.length,
    /** Symptoms with all that they imply. */
    widened: (ids) => ids.flatMap((id) => [id, ...(model.general.get(id) ?? [])]),
    lacks: (names) => names.filter((name) => typeof under(detectors, name) !== "function"),
  };
}
