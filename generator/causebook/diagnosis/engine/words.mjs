// Why: a paste in words that no pattern knows still reads more like what people write about one
// family of causes than about another. A linear model that `causebook learn` has fitted votes on
// families; this is all that the page has to do for it. It must not know what any word means, and
// is never evidence: it orders causes. What it says of a family is one of a few steps, so that a
// case that carries them can claim no more than a text could, and holds no word of it.
//
// The learner cuts texts into words with this very function: there is no second one to agree with.

import { sumOf, under } from "./lookup.mjs";

/** @import { Id, Knowledge, Words } from "../contract.d.ts" */
/** @import { Leanings, Shares, WordModel } from "./types.d.ts" */

const COMPARED_LENGTH = 20000; // characters of a paste that are compared
const LONGEST_WORD = 24; // letters; what is longer is a name or data
const STEPS_PER_DOUBLING = 8; // steps in which a prior doubles
/** The most steps that a text leans a family up or down. */
export const MOST_STEPS = 48;
const MOST_TELLING = 5; // words that are said to have spoken for a family
const LITTLE = /^[a-z]{1,2}$/; // a lone “i” or “my” counts as it does, and tells a reader nothing
// Scripts that are written without blanks: each character is a word, and two of them are a run.
const UNSPACED = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
const SIGN =
  "(?=[\\p{L}\\p{N}])[" + UNSPACED.map((script) => "\\p{scx=" + script + "}").join("") + "]";
const WORD = new RegExp(SIGN + "\\p{M}*|(?:(?!" + SIGN + ")[\\p{L}\\p{M}\\p{N}])+", "gu");

/**
 * The words of a text, and every two that follow each other on a line.
 * @param {string} text
 */
export function wordsIn(text) {
  const lines = text.slice(0, COMPARED_LENGTH).normalize("NFC").toLowerCase().split("\n");
  return lines.flatMap((line) => {
    const words = [...line.matchAll(WORD)].flatMap(([word]) => plainWord(word));
    return [...words, ...words.slice(1).map((word, i) => words[i] + " " + word)];
  });
}

/**
 * @param {string} word
 * @returns {string[]} none for what is too long to be one, or has digits but not just three
 */
function plainWord(word) {
  if (/\p{N}/u.test(word)) return /^\d{3}$/.test(word) ? [word] : [];
  return word.length > LONGEST_WORD ? [] : [word];
}

/**
 * @param {Pick<Knowledge, "words">} knowledge
 * @returns {WordModel}
 */
export function makeWordModel({ words }) {
  if (!words) return { leanings: () => ({}), telling: () => [] };
  const places = new Map(words.words.map((word, place) => [word, place]));
  return {
    leanings: (text) => leaningsOf(words, sharesIn(words, places, text)),
    telling: (text, family) =>
      tellingOf(words.votes[words.families.indexOf(family)], sharesIn(words, places, text)),
  };
}

/**
 * How much each known word counts in a text: the oftener there and the rarer elsewhere, the more;
 * all together as much in a long text as in a short one.
 * @param {Words} words
 * @param {Map<string, number>} places of the words
 * @param {string} text
 * @returns {Shares}
 */
function sharesIn({ rarity }, places, text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of wordsIn(text))
    if (places.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const raw = [...counts].sort(byWord).map(([word, count]) => {
    const place = places.get(word) ?? 0;
    return { word, place, share: (1 + Math.log(count)) * rarity[place] };
  });
  const length = Math.sqrt(sumOf(raw.map(({ share }) => share * share))) || 1;
  return raw.map(({ word, place, share }) => ({ word, place, share: share / length }));
}

/** @type {(a: [string, number], b: [string, number]) => number} */
function byWord([one], [other]) {
  return one < other ? -1 : 1;
}

/**
 * @param {Words} words
 * @param {Shares} shares
 * @returns {Leanings} a text without a known word leans to none
 */
function leaningsOf({ families, start, scale, votes }, shares) {
  if (!shares.length) return {};
  const steps = families.map((id, family) => {
    const said = shares.map(({ place, share }) => share * votes[family][place]);
    return /** @type {const} */ ([id, bounded((start[family] + sumOf(said)) * scale)]);
  });
  return Object.fromEntries(steps.filter(([, step]) => step));
}

/** @param {number} steps */
function bounded(steps) {
  return Math.max(-MOST_STEPS, Math.min(MOST_STEPS, Math.round(steps))) || 0;
}

/**
 * The words of a text that spoke most for a family, the loudest first; of two in a row and each of
 * them alone only the louder.
 * @param {number[] | undefined} votes what each word says of the family
 * @param {Shares} shares
 */
function tellingOf(votes, shares) {
  const rated = shares.map(({ word, place, share }) => ({
    word,
    vote: share * (votes?.[place] ?? 0),
  }));
  const told = rated.filter(({ word }) => !LITTLE.test(word));
  const loud = told.filter(({ vote }) => vote > 0).sort((a, b) => b.vote - a.vote);
  const first = loud.filter(({ word }, i) =>
    loud.slice(0, i).every((louder) => !overlaps(louder.word, word)),
  );
  return first.slice(0, MOST_TELLING).map(({ word }) => word);
}

/** @type {(one: string, other: string) => boolean} */
function overlaps(one, other) {
  return one.split(" ").some((word) => other.split(" ").includes(word));
}

/**
 * What leanings do to the priors: a factor by cause id, one on average, so that no words lift all
 * families.
 * @param {Pick<Knowledge, "causes" | "families" | "scales">} knowledge
 * @param {Leanings} leanings
 * @returns {Map<Id, number>}
 */
export function factorsOf({ causes, families, scales }, leanings) {
  const raw = families.map(({ id, likelihood }) => ({
    id,
    prior: scales.likelihood[likelihood],
    factor: 2 ** ((under(leanings, id) ?? 0) / STEPS_PER_DOUBLING),
  }));
  const sum = sumOf(raw.map(({ prior, factor }) => prior * factor));
  const mean = sum / sumOf(raw.map(({ prior }) => prior)) || 1;
  const factors = new Map(raw.map(({ id, factor }) => [id, factor / mean]));
  return new Map(causes.map(({ id, family }) => [id, factors.get(family) ?? 1]));
}
