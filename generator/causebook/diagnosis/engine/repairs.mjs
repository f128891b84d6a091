// Why: what knowing more is worth: the expected cost of repair that it saves (one step of
// look-ahead). Jensen et al., "The SACSO methodology for troubleshooting complex systems", AI EDAM
// 15(4), 2001. It must not know what any symptom means, nor how it comes to be known.

import { costOf, waitingFor } from "./costs.mjs";
import { sumOf } from "./lookup.mjs";
import { missingRatio, yesChance } from "./rank.mjs";

/** @import { Fix, Id } from "../contract.d.ts" */
/** @import { Fault, Inquiry, RankedCause, Repairs } from "./types.d.ts" */

const LEAST_WEIGHT = 1e-4; // of a cause that a look-ahead considers
// A posterior over many words is too sure of itself; to this power it is about as often right as it
// says. Chosen under the sure one, questions would look among the first few causes only.
const TEMPER = 0.6;

/**
 * Each cause with the one fix that is tried for it first: enough to look one step ahead.
 * @param {Pick<Inquiry, "model" | "ranking" | "role" | "out">} inquiry
 * @returns {Repairs}
 */
export function repairsOf({ model, ranking, role, out }) {
  const { knowledge } = model;
  const fixes = new Map(knowledge.fixes.map((fix) => [fix.id, fix]));
  const likely = ranking.causes.filter(({ weight }) => weight > LEAST_WEIGHT);
  const faults = likely.flatMap((ranked) => {
    const fix = firstFix(ranked, fixes, out);
    if (!fix) return [];
    const cost = costOf(knowledge.scales, fix, waitingFor(knowledge, role, fix.party));
    return [{ entry: ranked.entry, fix: fix.id, cost }];
  });
  const weights = new Map(likely.map(({ entry, weight }) => [entry, weight]));
  const beliefs = faults.map(({ entry }) => weights.get(entry) ?? 0);
  return { faults, beliefs, tempered: tempered(beliefs), ...placesOf(faults) };
}

/**
 * @param {RankedCause} ranked
 * @param {Map<Id, Fix>} fixes
 * @param {Set<Id>} out
 */
function firstFix({ entry }, fixes, out) {
  const open = entry.cause.fixes.filter((id) => !out.has(id));
  return open.map((id) => fixes.get(id)).find((known) => known);
}

/** @param {number[]} beliefs */
function tempered(beliefs) {
  const powers = beliefs.map((weight) => weight ** TEMPER);
  const sum = sumOf(powers) || 1;
  return powers.map((power) => power / sum);
}

/**
 * What each fix costs, and the place of each fault's fix.
 * @param {Fault[]} faults
 */
function placesOf(faults) {
  const costOfFix = new Map(faults.map(({ fix, cost }) => [fix, cost]));
  const ids = [...costOfFix.keys()];
  return { costs: [...costOfFix.values()], places: faults.map(({ fix }) => ids.indexOf(fix)) };
}

/**
 * What may come out where one of these symptoms is looked for, as weights of the faults: each
 * symptom there (taken as exclusive), then none of them.
 * @param {Repairs} repairs
 * @param {number[]} weights of the faults now
 * @param {Id[]} symptoms
 * @param {Inquiry["model"]} model
 * @returns {number[][]}
 */
export function outcomesOf({ faults }, weights, symptoms, model) {
  const chances = symptoms.map((id) => faults.map(({ entry }) => yesChance(model, entry, id)));
  const shown = chances.map((own) => own.map((chance, i) => chance * weights[i]));
  const unshown = weights.map((weight, i) =>
    chances.reduce((left, own) => left * (1 - own[i]), weight),
  );
  const whole = sumOf(weights);
  const left = sumOf(unshown);
  const none = weights.map((weight, i) => weight * missedBy(model, faults[i].entry, symptoms));
  return [
    ...shown.map((own) => scaled(own, (whole - left) / (sumOf(shown.map(sumOf)) || 1))),
    scaled(none, left / (sumOf(none) || 1)),
  ];
}

/**
 * How much better a cause explains that all of these are absent.
 * @param {Inquiry["model"]} model
 * @param {Fault["entry"]} entry
 * @param {Id[]} symptoms
 */
function missedBy(model, entry, symptoms) {
  return symptoms.reduce((factor, id) => factor * missingRatio(model, entry, id), 1);
}

/**
 * @param {number[]} weights
 * @param {number} factor
 */
function scaled(weights, factor) {
  return weights.map((weight) => weight * factor);
}

/**
 * Minutes of repair that are saved, on average, by knowing which of these comes out.
 * @param {Repairs} repairs
 * @param {number[][]} outcomes
 */
export function savedBy(repairs, outcomes) {
  const now = repairOrder(repairs, repairs.tempered);
  const saved = outcomes.map((weights) => {
    const best = repairOrder(repairs, weights);
    return expectedCost(repairs, now, weights) - expectedCost(repairs, best, weights);
  });
  return sumOf(saved);
}

/**
 * Places of fixes in the order in which they are tried: that of the cause named first, then by
 * chance over cost, the order of least expected cost for single faults.
 * @param {Repairs} repairs
 * @param {number[]} weights
 */
function repairOrder(repairs, weights) {
  const { costs, places } = repairs;
  const chances = chancesIn(repairs, weights);
  const first = places[namedFirst(repairs, weights)];
  /** @param {number} place */
  const worth = (place) => (place === first ? Infinity : chances[place] / costs[place]);
  const worths = costs.map((_, place) => worth(place));
  return [...costs.keys()].sort((a, b) => (worths[a] === worths[b] ? 0 : worths[b] - worths[a]));
}

/**
 * The number of the fault that would be named first: the best of the heaviest family.
 * @param {Repairs} repairs
 * @param {number[]} weights
 */
export function namedFirst({ faults }, weights) {
  /** @type {Map<Id, number>} */
  const sums = new Map();
  faults.forEach(({ entry: { cause } }, i) =>
    sums.set(cause.family, (sums.get(cause.family) ?? 0) + weights[i]),
  );
  const [heaviest] = [...sums].sort((a, b) => b[1] - a[1])[0] ?? [];
  let best = -1;
  faults.forEach(({ entry: { cause } }, i) => {
    if (cause.family === heaviest && (best < 0 || weights[i] > weights[best])) best = i;
  });
  return best;
}

/**
 * How likely each fix is to help.
 * @param {Repairs} repairs
 * @param {number[]} weights
 */
function chancesIn({ costs, places }, weights) {
  /** @type {number[]} */
  const chances = new Array(costs.length).fill(0);
  for (let i = 0; i < places.length; i++) chances[places[i]] += weights[i];
  return chances;
}

/**
 * Minutes to expect until repaired; chances need not add up to 1.
 * @param {Repairs} repairs
 * @param {number[]} order of places
 * @param {number[]} weights
 */
export function expectedCost(repairs, order, weights) {
  const chances = chancesIn(repairs, weights);
  let left = sumOf(chances);
  let spent = 0;
  for (const place of order) {
    spent += repairs.costs[place] * left;
    left -= chances[place];
  }
  return spent;
}
