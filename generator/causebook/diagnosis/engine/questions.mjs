// Why: what asking or looking is worth: the expected cost of repair that its answer saves, less its
// own cost (one step of look-ahead). Jensen et al., "The SACSO methodology for troubleshooting
// complex systems", AI EDAM 15(4), 2001. It must not know what any symptom means.

import { costOf, waitingFor } from "./costs.mjs";
import { sumOf } from "./lookup.mjs";
import { chanceOf, generalOf } from "./model.mjs";

/** @import { Fix, Id, Question, Symptom } from "../contract.d.ts" */
/** @import { CauseEntry, Fault, Inquiry, Model, Repairs } from "./types.d.ts" */

const LOOK_AHEAD_CAUSES = 30; // causes that a look-ahead considers
const LEAST_WEIGHT = 1e-4; // of a cause that a look-ahead considers

/**
 * Questions and looks by what they save for what they cost, the best first. What has been looked at
 * is neither asked nor looked at again.
 * @param {Inquiry} inquiry
 * @returns {Question[]}
 */
export function rateQuestions(inquiry) {
  const { observations } = inquiry.model.knowledge;
  const made = observations.map(({ id }) => id).filter((id) => isMade(inquiry, id));
  const open = openSymptoms(inquiry).filter(
    ({ observation }) => observation === null || !made.includes(observation),
  );
  const rate = raterFor(inquiry);
  const asks = open
    .filter(({ ask }) => ask)
    .map(({ id, observation }) => rate({ ...ASK, symptom: id, observation }, [id]));
  const looks = observations.map(({ id, party }) => {
    const shown = open.filter(({ observation }) => observation === id);
    return rate(
      { ...LOOK, observation: id, party },
      shown.map((symptom) => symptom.id),
    );
  });
  return [...asks, ...looks].sort((a, b) => b.net / b.cost - a.net / a.cost || a.cost - b.cost);
}

/** @typedef {Omit<Question, "cost" | "net" | "sooner">} Unrated */

/** @type {Unrated} */
const ASK = { kind: "ask", symptom: null, observation: null, party: null };
/** @type {Unrated} */
const LOOK = { kind: "look", symptom: null, observation: null, party: null };

/**
 * @param {Inquiry} inquiry
 * @returns {(question: Unrated, symptoms: Id[]) => Question} symptoms that it settles
 */
function raterFor(inquiry) {
  const { model, first } = inquiry;
  const all = repairsOf(inquiry);
  const later = withRepairs(all.faults.filter(({ fix }) => fix !== first));
  const helped = sumOf(all.faults.filter(({ fix }) => fix === first).map(({ weight }) => weight));
  return (question, symptoms) => {
    const cost = costOfQuestion(inquiry, question);
    const saved = savedBy(model, all, symptoms);
    const savedLater = helped < 1 && saved > cost ? savedBy(model, later, symptoms) : 0;
    return { ...question, cost, net: saved - cost, sooner: saved - savedLater - helped * cost };
  };
}

/**
 * Symptoms that some cause lists and nobody has settled.
 * @param {Inquiry} inquiry
 */
function openSymptoms({ model, seen, answers }) {
  const present = seen.filter(({ state }) => state === "present");
  const settled = new Set([
    ...seen.map(({ id }) => id),
    ...Object.keys(answers),
    ...present.flatMap(({ id }) => generalOf(model, id)),
  ]);
  return [...model.symptoms.values()].filter(({ id }) => model.listed.has(id) && !settled.has(id));
}

/**
 * An observation whose facets are (mostly) in the paste has been made; one line is not an
 * observation.
 * @param {Inquiry} inquiry
 * @param {Id} observation
 */
function isMade({ model, record }, observation) {
  if (record.size !== "lines") return false;
  const shown = [...model.symptoms.values()].filter(
    (symptom) => symptom.observation === observation,
  );
  const places = shown.map(facetsOfSymptom).filter((facets) => facets.length);
  const looked = places.filter((facets) => facets.some((facet) => record.facets.includes(facet)));
  return places.length > 0 && looked.length * 2 >= places.length;
}

/** @param {Symptom} symptom */
function facetsOfSymptom({ patterns }) {
  return patterns.flatMap((pattern) => pattern.in);
}

/**
 * @param {Inquiry} inquiry
 * @param {Unrated} question
 */
function costOfQuestion({ model, role }, { observation }) {
  const { observations, scales } = model.knowledge;
  const known = observations.find(({ id }) => id === observation);
  if (!known) return scales.effort.seconds; // remembering
  return scales.effort[known.effort] + waitingFor(model.knowledge, role, known.party);
}

/**
 * Each cause with the one fix tried for it first: enough for a look-ahead, and optimal to order.
 * @param {Inquiry} inquiry
 */
function repairsOf(inquiry) {
  const { model, ranking } = inquiry;
  const fixes = new Map(model.knowledge.fixes.map((fix) => [fix.id, fix]));
  const heaviest = [...ranking.causes].sort((a, b) => b.weight - a.weight);
  const faults = heaviest
    .slice(0, LOOK_AHEAD_CAUSES)
    .filter(({ weight }) => weight > LEAST_WEIGHT)
    .flatMap(({ entry, weight }) => faultOf(inquiry, fixes, entry, weight));
  return withRepairs(faults);
}

/**
 * @param {Inquiry} inquiry
 * @param {Map<Id, Fix>} fixes
 * @param {CauseEntry} entry
 * @param {number} weight
 * @returns {Fault[]} none where no fix is left
 */
function faultOf({ model, role, out }, fixes, entry, weight) {
  const open = entry.cause.fixes.filter((id) => !out.has(id));
  const fix = open.map((id) => fixes.get(id)).find((known) => known);
  if (!fix) return [];
  const { knowledge, scales } = model;
  const cost = costOf(scales, fix, waitingFor(knowledge, role, fix.party));
  return [{ entry, weight, fix: fix.id, cost }];
}

/**
 * The faults with what their fixes cost, the place of each fault's fix, and the order of the fixes.
 * @param {Fault[]} faults
 * @returns {Repairs}
 */
function withRepairs(faults) {
  const costOfFix = new Map(faults.map(({ fix, cost }) => [fix, cost]));
  const ids = [...costOfFix.keys()];
  const costs = [...costOfFix.values()];
  const places = faults.map(({ fix }) => ids.indexOf(fix));
  const weights = faults.map(({ weight }) => weight);
  const order = repairOrder(costs, chancesIn({ costs, places }, weights));
  return { faults, costs, places, order };
}

/**
 * How likely each fix is to help, where the faults weigh this.
 * @param {Pick<Repairs, "costs" | "places">} repairs
 * @param {number[]} weights
 */
function chancesIn({ costs, places }, weights) {
  /** @type {number[]} */
  const chances = new Array(costs.length).fill(0);
  for (let i = 0; i < places.length; i++) chances[places[i]] += weights[i];
  return chances;
}

/**
 * Places of fixes by chance over cost: the order of least expected cost for single faults.
 * @param {number[]} costs
 * @param {number[]} chances
 */
function repairOrder(costs, chances) {
  return [...costs.keys()].sort((a, b) => chances[b] / costs[b] - chances[a] / costs[a]);
}

/**
 * Minutes to expect until repaired when fixes are tried in this order of places; chances need not
 * add up to 1.
 * @param {number[]} order
 * @param {number[]} costs
 * @param {number[]} chances
 */
export function expectedCost(order, costs, chances) {
  let left = sumOf(chances);
  let spent = 0;
  for (const place of order) {
    spent += costs[place] * left;
    left -= chances[place];
  }
  return spent;
}

/**
 * Minutes saved, on average, by knowing which of these symptoms is there (taken as exclusive).
 * @param {Model} model
 * @param {Repairs} repairs
 * @param {Id[]} ids
 */
function savedBy(model, repairs, ids) {
  const { faults } = repairs;
  const useful = ids.filter((id) => faults.some(({ entry }) => entry.chances.has(id)));
  if (!useful.length) return 0;
  const shown = useful.map((id) =>
    faults.map(({ entry, weight }) => weight * chanceOf(model, entry, id)),
  );
  const none = faults.map(({ weight }, i) =>
    shown.reduce((left, weights) => left * (1 - weights[i] / weight), weight),
  );
  const whole = sumOf(faults.map(({ weight }) => weight));
  const scale = Math.min(1, whole / sumOf(shown.map(sumOf)));
  return scale * sumOf(shown.map((weights) => savedIn(repairs, weights))) + savedIn(repairs, none);
}

/**
 * @param {Repairs} repairs
 * @param {number[]} weights
 */
function savedIn({ costs, places, order }, weights) {
  const chances = chancesIn({ costs, places }, weights);
  const best = repairOrder(costs, chances);
  return expectedCost(order, costs, chances) - expectedCost(best, costs, chances);
}

/**
 * The observation to get when nothing can be told: the most useful that has not been made.
 * @param {Question[]} questions
 * @returns {{ observation: Id, party: Id | null } | null}
 */
export function lookFor(questions) {
  const looks = questions.filter(({ kind, net, cost }) => kind === "look" && net + cost > 0);
  const [best] = looks;
  return best?.observation ? { observation: best.observation, party: best.party } : null;
}
