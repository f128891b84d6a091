// Why: a paste in words that no pattern knows still reads more like one entry of the book than like another. This
// leans the priors a little that way (BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework",
// 2009, with each cause as a document of its own words and those of its symptoms). It must not know what any
// word means, and is never evidence: it orders causes, and no verdict rests on it. What it says of a cause is one
// of a few steps, so that a case that carries them can claim no more than a text could.

import { under } from "./lookup.mjs";

const POWER = 1.5; // how far the likeness leans the prior
const COMPARED_LENGTH = 20000; // characters of a paste that are compared
const K1 = 1.2; // BM25's k1: from here on a word's repetition counts little
const B = 0.75; // BM25's b: how much a long entry is held against it
const STEPS_PER_DOUBLING = 8; // steps in which a prior doubles
/** The most steps that a text leans a cause up or down. */
export const MOST_STEPS = 48;
const WEIGHTS = { title: 3, summary: 2, symptom: 1, pattern: 0.3 };

/**
 * @param {object} knowledge see the contract
 * @returns {function(string): Object<string, number>} from a text to the steps by which each cause is likelier, by id;
 *   whole numbers from -MOST_STEPS to MOST_STEPS; a cause of which the text says nothing is left out
 */
export function makeLikeness({ causes, symptoms }) {
  const said = new Map(symptoms.map((symptom) => [symptom.id, wordsOfSymptom(symptom)]));
  const shared = countOf(causes.flatMap(({ evidence }) => Object.keys(evidence)));
  const entries = causes.map((cause) => wordsOfCause(cause, said, shared));
  const spread = countOf(entries.flatMap((words) => [...words.keys()]));
  const lengths = entries.map((words) =>
    [...words.values()].reduce((sum, weight) => sum + weight, 0),
  );
  const usual = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
  const rarity = (word) =>
    Math.log(1 + (entries.length - spread.get(word) + 0.5) / (spread.get(word) + 0.5));
  return (text) => {
    const asked = [...new Set(wordsIn(text.slice(0, COMPARED_LENGTH)))]
      .filter((word) => spread.has(word))
      .sort();
    const score = (words, i) =>
      asked.reduce((sum, word) => {
        const often = words.get(word) ?? 0;
        return (
          sum +
          (rarity(word) * often * (K1 + 1)) / (often + K1 * (1 - B + (B * lengths[i]) / usual))
        );
      }, 0);
    const factors = entries.map((words, i) =>
      Math.exp((POWER * score(words, i)) / Math.sqrt(asked.length + 5)),
    );
    const mean = factors.reduce((sum, factor) => sum + factor, 0) / (factors.length || 1);
    const steps = causes.map(({ id }, i) => [id, stepsOf(factors[i] / mean)]);
    return Object.fromEntries(steps.filter(([, step]) => step));
  };
}

/** The steps that come nearest to a factor on a prior. */
export function stepsOf(factor) {
  return Math.max(
    -MOST_STEPS,
    Math.min(MOST_STEPS, Math.round(STEPS_PER_DOUBLING * Math.log2(factor))),
  );
}

/** What the steps do to the priors: a factor by cause id, one on average, so that no words lift all causes. */
export function factorsOf(causes, leanings) {
  const raw = causes.map(({ id }) => 2 ** ((under(leanings, id) ?? 0) / STEPS_PER_DOUBLING));
  const mean = raw.reduce((sum, factor) => sum + factor, 0) / (raw.length || 1);
  return new Map(causes.map(({ id }, i) => [id, raw[i] / mean]));
}

function wordsOfSymptom({ title, patterns }) {
  const sources = patterns
    .flatMap(({ near, re }) => near ?? re)
    .join(" ")
    .replace(/\\\w|\{[\w-]+\}/g, " ");
  return weighed([
    [title, WEIGHTS.symptom],
    [sources, WEIGHTS.pattern],
  ]);
}

function wordsOfCause({ title, summary = "", evidence }, said, shared) {
  const words = weighed([
    [title, WEIGHTS.title],
    [summary, WEIGHTS.summary],
  ]);
  for (const [id, often] of Object.entries(evidence)) {
    if (often === "never") continue;
    const share = (often === "sometimes" ? 0.5 : 1) / Math.sqrt(shared.get(id));
    for (const [word, weight] of said.get(id) ?? [])
      words.set(word, (words.get(word) ?? 0) + weight * share);
  }
  return words;
}

function weighed(texts) {
  const words = new Map();
  for (const [text, weight] of texts)
    for (const word of wordsIn(text)) words.set(word, (words.get(word) ?? 0) + weight);
  return words;
}

function wordsIn(text) {
  return (text.toLowerCase().match(/[a-z]{3,}/g) ?? []).map((word) =>
    word.replace(/(?:s|ed|ing|es|e)$/, ""),
  );
}

function countOf(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
