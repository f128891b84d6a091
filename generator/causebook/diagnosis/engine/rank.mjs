// Why: orders causes by how well they explain what is seen, and knows how sure that is. Naive Bayes
// in log space over the causes of one problem with the ordinal scales of the book. It must not know
// what any symptom or cause means. Numbers never reach the reader.
//
// Departures from the textbook, each against being confidently wrong:
// - a symptom that implies another is not counted beside it. A cause that lists only the general
//   one is supported by the special as much as by the general: so it does not matter how finely the
//   author told them apart. What a cause lists for the special itself stands in place of that, and
//   says nothing of the general: how often one product prints its message is no measure of what all
//   products say;
// - signs of one trouble are not independent witnesses: what speaks most for a cause counts whole,
//   each next sign a tenth less than the one before it;
// - only what a cause always shows can be missed: what it usually shows is often one of several
//   that would do;
// - there is always one more hypothesis, a cause that the book does not know.

import { sumOf } from "./lookup.mjs";
import { backgroundOf, chanceOf, generalOf } from "./model.mjs";

/** @import { FamilyInQuestion, Id } from "../contract.d.ts" */
/** @import { CauseEntry, Evidence, Model, RankedCause } from "./types.d.ts" */
/** @import { Ranking, Reasons, WitnessedFinding } from "./types.d.ts" */

/** Prior of "something the book does not know": more than one common cause. */
export const UNKNOWN_PRIOR = 9;
const NEXT_COUNTS = 0.9; // what each further sign for a cause counts of the one before it
const MOST_CHANCE = 0.95; // that a symptom is there, whatever it is
const SUPPORTS_FROM = 1.2; // a symptom is named as speaking for a cause from this ratio on …
const OPPOSES_TO = 0.5; // … and against it up to this one

/**
 * What counts: the special without the general, the absent general without the special.
 * @param {Model} model
 * @param {WitnessedFinding[]} found
 * @returns {Evidence[]} in an order that does not depend on `found`
 */
export function evidenceFrom(model, found) {
  const known = found.filter(({ id }) => model.symptoms.has(id));
  const sorted = known.sort((a, b) => (a.id < b.id ? -1 : 1));
  const seen = sorted.filter(({ state }) => state === "present");
  const covered = new Set(seen.flatMap(({ id }) => generalOf(model, id)));
  const plain = sorted.filter(({ id }) => isListed(model, id) && !covered.has(id));
  const present = plain.filter(({ state }) => state === "present");
  const absent = plain.filter(({ state }) => state === "absent");
  const denied = new Set(absent.map(({ id }) => id));
  const missed = absent.filter(
    ({ id }) => !generalOf(model, id).some((broader) => denied.has(broader)),
  );
  return [...present.map(evidenceOf), ...missed.map(evidenceOf)];
}

/**
 * Does some cause list the symptom, or what it implies?
 * @param {Model} model
 * @param {Id} id
 */
function isListed(model, id) {
  return [id, ...generalOf(model, id)].some((either) => model.listed.has(either));
}

/**
 * @param {WitnessedFinding} finding
 * @returns {Evidence}
 */
function evidenceOf({ id, state, by, sentences }) {
  return { id, present: state === "present", answered: by === "answer", sentences };
}

/**
 * Causes and families by what the evidence makes of them.
 * @param {Model} model
 * @param {Evidence[]} evidence
 * @param {Map<Id, number>} tilts factor on the prior of a cause, by id (role, steps that did
 *   nothing)
 * @returns {Ranking}
 */
export function rankCauses(model, evidence, tilts = new Map()) {
  const scores = model.causes.map((entry) => scoreOf(model, entry, evidence, tilts));
  const top = Math.max(Math.log(UNKNOWN_PRIOR), ...scores);
  const raw = scores.map((score) => Math.exp(score - top));
  const unknown = Math.exp(Math.log(UNKNOWN_PRIOR) - top);
  const sum = sumOf([unknown, ...raw]);
  const causes = model.causes.map((entry, i) => ({ entry, weight: raw[i] / sum }));
  const families = familiesOf(causes);
  return { causes: orderForPeople(causes, families), families };
}

/**
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Evidence[]} evidence
 * @param {Map<Id, number>} tilts
 */
function scoreOf(model, entry, evidence, tilts) {
  const prior = Math.log(entry.prior * (tilts.get(entry.cause.id) ?? 1));
  const logs = ratiosOf(model, entry, evidence).map(Math.log);
  const speaking = logs.filter((log) => log > 0).sort((a, b) => b - a);
  const counted = speaking.map((log, place) => log * NEXT_COUNTS ** place);
  return sumOf([prior, ...counted, ...logs.filter((log) => log <= 0)]);
}

/**
 * For each piece of evidence: how much better the cause explains it than one that does not list it.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Array<Pick<Evidence, "id" | "present">>} evidence
 */
function ratiosOf(model, entry, evidence) {
  /** @type {Set<Id>} a general symptom speaks once, however many imply it */
  const spoken = new Set();
  return evidence.map(({ id, present }) => {
    if (!present) return missingRatio(model, entry, id);
    const listed = listedFor(model, entry, id);
    if (listed[0] === id) return listedRatio(model, entry, id);
    const general = listed.filter((broader) => !spoken.has(broader));
    for (const broader of general) spoken.add(broader);
    return strongest(general.map((broader) => listedRatio(model, entry, broader)));
  });
}

/**
 * How much better the cause explains that the symptom is absent.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 */
export function missingRatio(model, entry, id) {
  if (entry.cause.evidence[id] !== "always") return 1;
  return (1 - chanceOf(model, entry, id)) / (1 - backgroundOf(model, id));
}

/**
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id a symptom that the cause lists
 */
function listedRatio(model, entry, id) {
  return chanceOf(model, entry, id) / backgroundOf(model, id);
}

/**
 * Of what speaks against a cause the worst, else what speaks most for it.
 * @param {number[]} ratios
 */
function strongest(ratios) {
  const least = Math.min(...ratios);
  return least < 1 ? least : Math.max(1, ...ratios);
}

/**
 * What the cause lists for a symptom: the symptom itself, or else the nearest of what it implies.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 * @returns {Id[]}
 */
export function listedFor(model, { chances }, id) {
  if (chances.has(id)) return [id];
  const ids = generalOf(model, id).filter((broader) => chances.has(broader));
  /** @type {(other: Id, broader: Id) => boolean} */
  const covers = (other, broader) => other !== broader && generalOf(model, other).includes(broader);
  return ids.filter((broader) => !ids.some((other) => covers(other, broader)));
}

/**
 * How much better the cause explains that the symptom is present than a cause that does not list
 * it.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 */
export function supportOf(model, entry, id) {
  return ratiosOf(model, entry, [{ id, present: true }])[0];
}

/**
 * How likely a reader with this cause says that the symptom is there.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 */
export function yesChance(model, entry, id) {
  let chances = model.yesChances.get(id);
  if (!chances) {
    const usual = backgroundOf(model, id);
    const chanceFor = (/** @type {CauseEntry} */ one) => usual * supportOf(model, one, id);
    chances = model.causes.map((one) => Math.min(MOST_CHANCE, chanceFor(one)));
    model.yesChances.set(id, chances);
  }
  return chances[entry.order];
}

/**
 * @param {RankedCause[]} causes
 * @returns {FamilyInQuestion[]}
 */
function familiesOf(causes) {
  /** @type {Map<Id, number>} */
  const sums = new Map();
  for (const { entry, weight } of causes)
    sums.set(entry.cause.family, (sums.get(entry.cause.family) ?? 0) + weight);
  const families = [...sums].map(([id, weight]) => ({ id, weight }));
  return families.sort((a, b) => b.weight - a.weight);
}

/**
 * The order in which people read: the best cause of each family stands where the whole family
 * stands, its siblings follow at their own weight. So the head is the best guess of the most
 * probable family, and a second idea is not buried under ten variants of the first.
 * @param {RankedCause[]} causes
 * @param {FamilyInQuestion[]} families
 */
function orderForPeople(causes, families) {
  const own = [...causes].sort((a, b) => b.weight - a.weight || a.entry.order - b.entry.order);
  const places = new Map(own.map((item) => [item, item.weight]));
  for (const { id, weight } of families) {
    const best = own.find(({ entry }) => entry.cause.family === id);
    if (best) places.set(best, weight);
  }
  return own.sort((a, b) => (places.get(b) ?? 0) - (places.get(a) ?? 0));
}

/**
 * What speaks for a cause, against it, and what it would show that nobody has looked at yet.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Evidence[]} evidence
 * @returns {Reasons}
 */
export function reasonsOf(model, entry, evidence) {
  const ratios = ratiosOf(model, entry, evidence);
  const rated = evidence.map(({ id, present }, i) => ({ id, present, ratio: ratios[i] }));
  rated.sort((a, b) => b.ratio - a.ratio);
  const supporting = rated.filter(({ present, ratio }) => present && ratio >= SUPPORTS_FROM);
  const opposing = rated.filter(({ ratio }) => ratio <= OPPOSES_TO).reverse();
  return {
    for: supporting.map(({ id }) => id),
    against: opposing.map(({ id }) => id),
    missing: missingOf(model, entry, evidence),
  };
}

/**
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Evidence[]} evidence
 */
function missingOf(model, entry, evidence) {
  const settled = new Set(
    evidence.flatMap(({ id, present }) => [id, ...(present ? generalOf(model, id) : [])]),
  );
  const { usually } = model.scales.evidence;
  const usual = [...entry.chances].filter(([, chance]) => chance >= usually);
  return usual.map(([id]) => id).filter((id) => !settled.has(id));
}
