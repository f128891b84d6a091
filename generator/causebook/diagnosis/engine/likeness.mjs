// Why: a paste in words that no pattern knows still reads more like one entry of the book than like
// another. This leans the priors a little that way (BM25: Robertson and Zaragoza, "The
// Probabilistic Relevance Framework", 2009, with each cause as a document of its own words and
// those of its symptoms). It must not know what any word means, and is never evidence: it orders
// causes, and no verdict rests on it. What it says of a cause is one of a few steps, so that a case
// that carries them can claim no more than a text could.

import { sumOf, under } from "./lookup.mjs";

/** @import { Cause, Id, Knowledge, Symptom } from "../contract.d.ts" */
/** @import { Likeness } from "./types.d.ts" */

/**
 * @typedef {Map<string, number>} Words word -> how often it stands there, by the weight of the
 *   place
 */

const POWER = 1.5; // how far the likeness leans the prior
const COMPARED_LENGTH = 20000; // characters of a paste that are compared
const K1 = 1.2; // BM25: from here on a word's repetition counts little
const B = 0.75; // BM25: how much a long entry is held against it
const STEPS_PER_DOUBLING = 8; // steps in which a prior doubles
/** The most steps that a text leans a cause up or down. */
export const MOST_STEPS = 48;
const WEIGHTS = { title: 3, summary: 2, symptom: 1, pattern: 0.3 };

/**
 * @param {Pick<Knowledge, "causes" | "symptoms">} knowledge
 * @returns {Likeness} whole steps from -MOST_STEPS to MOST_STEPS; a cause of which the text says
 *   nothing is left out
 */
export function makeLikeness({ causes, symptoms }) {
  const score = scorerOf(wordsByCause(causes, symptoms));
  return (text) => {
    const asked = [...new Set(wordsIn(text.slice(0, COMPARED_LENGTH)))];
    const factors = score(asked).map((points) => Math.exp(POWER * points));
    const mean = sumOf(factors) / (factors.length || 1);
    const steps = causes.map(
      ({ id }, i) => /** @type {const} */ ([id, stepsOf(factors[i] / mean)]),
    );
    return Object.fromEntries(steps.filter(([, step]) => step));
  };
}

/**
 * @param {Cause[]} causes
 * @param {Symptom[]} symptoms
 */
function wordsByCause(causes, symptoms) {
  const said = new Map(symptoms.map((symptom) => [symptom.id, wordsOfSymptom(symptom)]));
  const shared = countOf(causes.flatMap(({ evidence }) => Object.keys(evidence)));
  return causes.map((cause) => wordsOfCause(cause, said, shared));
}

/**
 * How much each entry has in common with some words.
 * @param {Words[]} entries
 * @returns {(asked: string[]) => number[]}
 */
function scorerOf(entries) {
  const spread = countOf(entries.flatMap((words) => [...words.keys()]));
  const lengths = entries.map((words) => sumOf(words.values()));
  const usual = sumOf(lengths) / (lengths.length || 1);
  /** @param {number} count of entries with the word */
  const rarity = (count) => Math.log(1 + (entries.length - count + 0.5) / (count + 0.5));
  return (asked) => {
    const known = asked.filter((word) => spread.has(word)).sort();
    return entries.map((words, i) => {
      const long = K1 * (1 - B + (B * lengths[i]) / usual);
      const points = known.map((word) => {
        const often = words.get(word) ?? 0;
        return (rarity(spread.get(word) ?? 0) * often * (K1 + 1)) / (often + long);
      });
      return sumOf(points) / Math.sqrt(known.length + 5);
    });
  };
}

/**
 * The steps that come nearest to a factor on a prior.
 * @param {number} factor
 */
export function stepsOf(factor) {
  const steps = Math.round(STEPS_PER_DOUBLING * Math.log2(factor));
  return Math.max(-MOST_STEPS, Math.min(MOST_STEPS, steps));
}

/**
 * What the steps do to the priors: a factor by cause id, one on average, so that no words lift all
 * causes.
 * @param {Array<{ id: Id }>} causes
 * @param {Record<Id, number>} leanings
 */
export function factorsOf(causes, leanings) {
  const raw = causes.map(({ id }) => 2 ** ((under(leanings, id) ?? 0) / STEPS_PER_DOUBLING));
  const mean = sumOf(raw) / (raw.length || 1);
  return new Map(causes.map(({ id }, i) => [id, raw[i] / mean]));
}

/** @param {Symptom} symptom */
function wordsOfSymptom({ title, patterns }) {
  const sources = patterns
    .flatMap(({ near, re }) => near ?? re)
    .join(" ")
    .replace(/\\\w|\{[\w-]+\}/g, " ");
  return weighted([
    [title, WEIGHTS.symptom],
    [sources, WEIGHTS.pattern],
  ]);
}

/**
 * @param {Cause} cause
 * @param {Map<Id, Words>} said symptom -> its words
 * @param {Map<Id, number>} shared symptom -> how many causes show it
 */
function wordsOfCause({ title, summary, evidence }, said, shared) {
  const words = weighted([
    [title, WEIGHTS.title],
    [summary, WEIGHTS.summary],
  ]);
  for (const [id, often] of Object.entries(evidence)) {
    if (often === "never") continue;
    const share = (often === "sometimes" ? 0.5 : 1) / Math.sqrt(shared.get(id) ?? 1);
    for (const [word, weight] of said.get(id) ?? []) add(words, word, weight * share);
  }
  return words;
}

/** @param {Array<[string, number]>} texts */
function weighted(texts) {
  /** @type {Words} */
  const words = new Map();
  for (const [text, weight] of texts) for (const word of wordsIn(text)) add(words, word, weight);
  return words;
}

/** @param {string} text */
function wordsIn(text) {
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return words.map((word) => word.replace(/(?:s|ed|ing|es|e)$/, ""));
}

/** @param {string[]} names */
function countOf(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) add(counts, name, 1);
  return counts;
}

/**
 * @param {Map<string, number>} counts
 * @param {string} name
 * @param {number} more
 */
function add(counts, name, more) {
  counts.set(name, (counts.get(name) ?? 0) + more);
}
