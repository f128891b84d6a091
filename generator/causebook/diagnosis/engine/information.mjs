// Why: what an answer is worth: how much less is unknown of the cause afterwards, on average (one
// step of look-ahead; Shannon 1948, and Heckerman, Breese, Rommelse, CACM 38(3), 1995, for choosing
// observations by their value). It must not know what any symptom means, nor how it comes to be
// known.

import { sumOf } from "./lookup.mjs";
import { firstFixFor } from "./plan.mjs";
import { missingRatio, yesChance } from "./rank.mjs";

/** @import { Id } from "../contract.d.ts" */
/** @import { CauseEntry, Inquiry, Model, Prospect } from "./types.d.ts" */

const LEAST_WEIGHT = 1e-4; // of a cause that a look-ahead considers
// A posterior over many words is too sure of itself; to this power it is about as often right as it
// says. Chosen under the sure one, questions would look among the first few causes only.
const TEMPER = 0.5;
/** A bit halves the causes left to try, and one tried in vain costs an hour. */
const MINUTES_A_BIT = 60;

/**
 * The causes still in play.
 * @param {Pick<Inquiry, "model" | "ranking" | "role" | "out">} inquiry
 * @returns {Prospect}
 */
export function prospectOf({ model, ranking, role, out }) {
  const causes = ranking.causes.filter(({ weight }) => weight > LEAST_WEIGHT);
  const beliefs = causes.map(({ weight }) => weight);
  const calmer = tempered(beliefs);
  return {
    model,
    entries: causes.map(({ entry }) => entry),
    fixes: causes.map(({ entry }) => firstFixFor(model.knowledge, entry, role, out)?.id ?? null),
    beliefs,
    tempered: calmer,
    unknown: unknownBits(calmer),
    chances: new Map(),
  };
}

/** @param {number[]} beliefs */
function tempered(beliefs) {
  const powers = beliefs.map((weight) => weight ** TEMPER);
  return scaled(powers, 1 / sumOf(powers));
}

/**
 * What may come out where these symptoms are looked for, as weights of the causes: each symptom
 * there (taken as exclusive), then none of them.
 * @param {Prospect} prospect
 * @param {number[]} weights of the causes now
 * @param {Id[]} symptoms
 * @returns {number[][]}
 */
export function outcomesOf(prospect, weights, symptoms) {
  const chances = symptoms.map((id) => chancesOf(prospect, id));
  const shown = chances.map((own) => own.map((chance, i) => chance * weights[i]));
  const unshown = weights.map((weight, i) => chances.reduce((w, own) => w * (1 - own[i]), weight));
  const left = sumOf(unshown);
  const none = missedIn(prospect, weights, symptoms);
  const share = (sumOf(weights) - left) / sumOf(shown.map(sumOf));
  return [...shown.map((own) => scaled(own, share)), scaled(none, left / sumOf(none))];
}

/**
 * How likely each cause's reader says yes, kept: a look-ahead asks for it again and again.
 * @param {Prospect} prospect
 * @param {Id} id
 */
function chancesOf({ model, entries, chances }, id) {
  const own = chances.get(id) ?? entries.map((entry) => yesChance(model, entry, id));
  chances.set(id, own);
  return own;
}

/**
 * The weights where all of these are absent.
 * @param {Prospect} prospect
 * @param {number[]} weights
 * @param {Id[]} symptoms
 */
function missedIn({ model, entries }, weights, symptoms) {
  const missable = symptoms.filter((id) => model.missable.has(id));
  return weights.map((weight, i) =>
    missable.reduce((left, id) => left * missingRatio(model, entries[i], id), weight),
  );
}

/**
 * @param {number[]} weights
 * @param {number} factor
 */
function scaled(weights, factor) {
  return weights.map((weight) => weight * factor);
}

/**
 * Minutes that are saved, on average, by knowing which of these symptoms is there.
 * @param {Prospect} prospect
 * @param {Id[]} symptoms
 */
export function minutesSaved(prospect, symptoms) {
  const outcomes = outcomesOf(prospect, prospect.tempered, symptoms);
  return MINUTES_A_BIT * (prospect.unknown - sumOf(outcomes.map(unknownBits)));
}

/**
 * Bits that are unknown, times the chance of it all.
 * @param {number[]} weights
 */
function unknownBits(weights) {
  const whole = sumOf(weights);
  let bits = 0;
  for (const weight of weights) if (weight > 0) bits += weight * Math.log2(whole / weight);
  return bits;
}

/**
 * The place of the cause that would be named first: the best of the heaviest family; -1 where there
 * is none.
 * @param {Prospect} prospect
 * @param {number[]} weights
 */
export function namedFirst({ entries }, weights) {
  /** @type {Map<Id, number>} */
  const sums = new Map();
  entries.forEach(({ cause }, i) =>
    sums.set(cause.family, (sums.get(cause.family) ?? 0) + weights[i]),
  );
  const [heaviest] = [...sums].sort((a, b) => b[1] - a[1])[0] ?? [];
  const own = [...entries.keys()].filter((i) => entries[i].cause.family === heaviest);
  return own.reduce((best, i) => (best < 0 || weights[i] > weights[best] ? i : best), -1);
}
