// Why: orders causes by how well they explain what is seen, and knows how sure that is.
// It must not know what any symptom or cause means. Naive Bayes in log space over the causes of one
// problem with the ordinal scales of the book; see the contract. Numbers never reach the reader.
//
// Departures from the textbook, each against being confidently wrong:
// - a symptom that implies another is not counted beside it. A cause that lists only the general one is
//   supported by the special as much as by the general: so it does not matter how finely the author told
//   them apart. What a cause lists for the special itself stands in place of that, and says nothing of the
//   general: how often one product prints its message is no measure of what all products say;
// - two symptoms read off the same sentence are not two witnesses: the weaker counts half;
// - only what a cause always shows can be missed: what it usually shows is often one of several that would do;
// - there is always one more hypothesis, a cause that the book does not know.

import { makeLikeness } from "./likeness.mjs";
import { publicPart } from "./portal.mjs";
import { sameSentence } from "./record.mjs";

/** The scales in numbers. The background is how often a cause that does not list a symptom shows it. */
export const RANK_SCALES = {
  likelihood: { common: 6, occasional: 3, rare: 1 },
  evidence: { always: 0.95, usually: 0.7, sometimes: 0.25, never: 0.002 },
  background: { common: 0.15, occasional: 0.05, unusual: 0.01, rare: 0.002 },
};
/** Prior of "something the book does not know": more than one common cause. */
export const RANK_UNKNOWN = 9;
const RANK_NEVER = 0.1; // "never" is at most this share of the background
const RANK_AGAIN = 0.5; // what a second reading of the same sentence counts
const RANK_SUPPORT = 1.2; // a symptom is named as speaking for a cause from this ratio on …
const RANK_OPPOSE = 0.5; // … and against it up to this one

/**
 * What ranking needs of a knowledge, looked up once.
 * @returns {{knowledge: object, outer: object|null, symptoms: Map, general: Map<string, Set<string>>, backgrounds: Map<string, number>,
 *   listed: Set<string>, facets: Set<string>, likeness: function(string): Object<string, number>, causes: {cause: object, order: number, prior: number, chances: Map<string, number>}[]}}
 *   outer is the model of the public book, where this one is internal and knows more
 */
export function makeModel(knowledge) {
  const symptoms = new Map(knowledge.symptoms.map((symptom) => [symptom.id, symptom]));
  const general = new Map([...symptoms.keys()].map((id) => [id, moreGeneral(symptoms, id)]));
  const listed = new Set(knowledge.causes.flatMap((cause) => Object.keys(cause.evidence)));
  const facets = facetsOf(knowledge);
  const model = {
    knowledge,
    symptoms,
    general,
    listed,
    facets,
    backgrounds: backgroundsOf(symptoms, general),
    likeness: makeLikeness(knowledge),
  };
  const priors = priorsOf(knowledge);
  model.causes = knowledge.causes.map((cause, order) => ({
    cause,
    order,
    prior: priors[order],
    chances: chancesOf(cause, model),
  }));
  const common = publicPart(knowledge);
  model.outer = common && makeModel(common);
  return model;
}

/** The facets that the book looks in; others mean nothing to it. */
export function facetsOf({ symptoms }) {
  return new Set(symptoms.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.in)));
}

/**
 * The prior of each cause: its family's likelihood, shared out among the family's causes by theirs. So a
 * family does not become likelier because its author told more causes apart. The mean stays that of the scale.
 */
function priorsOf({ causes, families }) {
  const own = causes.map(({ likelihood }) => RANK_SCALES.likelihood[likelihood] ?? 1);
  const sums = new Map();
  causes.forEach(({ family }, i) => sums.set(family, (sums.get(family) ?? 0) + own[i]));
  const weights = new Map(
    [...sums.keys()].map((id) => [
      id,
      RANK_SCALES.likelihood[families.find((family) => family.id === id)?.likelihood] ??
        RANK_SCALES.likelihood.occasional,
    ]),
  );
  const scale = total(sums.values()) / total(weights.values());
  return causes.map(({ family }, i) => (own[i] / sums.get(family)) * weights.get(family) * scale);
}

function total(numbers) {
  return [...numbers].reduce((sum, number) => sum + number, 0);
}

function moreGeneral(symptoms, id, found = new Set()) {
  for (const next of symptoms.get(id)?.implies ?? []) {
    if (found.has(next) || next === id || !symptoms.has(next)) continue;
    found.add(next);
    moreGeneral(symptoms, next, found);
  }
  return found;
}

/** The general is at least as frequent as the special. */
function backgroundsOf(symptoms, general) {
  const backgrounds = new Map(
    [...symptoms].map(([id, { background }]) => [id, RANK_SCALES.background[background] ?? 0.05]),
  );
  const own = new Map(backgrounds);
  for (const [id, wides] of general)
    for (const wide of wides) backgrounds.set(wide, Math.max(backgrounds.get(wide), own.get(id)));
  return backgrounds;
}

/** symptom id -> how often this cause shows it, for the symptoms that it lists */
function chancesOf(cause, { symptoms, backgrounds }) {
  const listed = Object.keys(cause.evidence).filter((id) => symptoms.has(id));
  return new Map(listed.map((id) => [id, ownChance(cause, id, backgrounds.get(id))]));
}

/** How often a cause shows a symptom that it lists. */
function ownChance({ evidence }, id, usual) {
  const chance = RANK_SCALES.evidence[evidence[id]] ?? usual;
  return evidence[id] === "never" ? Math.min(chance, usual * RANK_NEVER) : chance;
}

/** How often the cause (one of model.causes) shows the symptom. */
export function chanceOf(model, entry, id) {
  return entry.chances.get(id) ?? model.backgrounds.get(id);
}

/**
 * What counts: the special without the general, the absent general without the special.
 * @param {{id: string, state: string, by: string, sentences: number[]}[]} found
 * @returns {{id: string, present: boolean, counts: number, answered: boolean, sentences: number[]}[]} in an order that
 *   does not depend on `found`
 */
export function evidenceFrom(model, found) {
  const sorted = found
    .filter(({ id }) => model.symptoms.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const wides = (id) => [...model.general.get(id)];
  const matters = (id) => [id, ...wides(id)].some((wide) => model.listed.has(wide));
  const covered = new Set(
    sorted.filter(({ state }) => state === "present").flatMap(({ id }) => wides(id)),
  );
  const plain = sorted.filter(({ id }) => matters(id) && !covered.has(id));
  const present = plain.filter(({ state }) => state === "present");
  const absent = plain.filter(({ state }) => state === "absent");
  const gone = new Set(absent.map(({ id }) => id));
  const missed = absent.filter(({ id }) => !wides(id).some((wide) => gone.has(wide)));
  const told = (item, counts) => ({
    id: item.id,
    present: item.state === "present",
    counts,
    answered: item.by === "answer",
    sentences: item.sentences,
  });
  return [
    ...present.map((item) => told(item, shareOf(model, item, present))),
    ...missed.map((item) => told(item, 1)),
  ];
}

/** 1 for a symptom with a sentence of its own; beside others on the same sentence half, or the mean among equals. */
function shareOf(model, item, present) {
  const again = present.filter(
    (other) => other !== item && sameSentence(item.sentences, other.sentences),
  );
  const background = ({ id }) => model.backgrounds.get(id);
  if (again.some((other) => background(other) < background(item))) return RANK_AGAIN;
  const equals = again.filter((other) => background(other) === background(item)).length;
  return (1 + equals * RANK_AGAIN) / (1 + equals);
}

/**
 * Causes and families by what the evidence makes of them.
 * @param {{id: string, present: boolean, counts: number}[]} evidence from evidenceFrom
 * @param {Map<string, number>} tilts factor on the prior of a cause, by id (role, steps that did nothing)
 * @returns {{causes: {entry: object, weight: number}[], families: {id: string, weight: number}[]}}
 *   weights are posteriors; they add up to less than 1, the rest is the cause that the book does not know
 */
export function rankCauses(model, evidence, tilts = new Map()) {
  const scores = model.causes.map((entry) =>
    ratiosOf(model, entry, evidence).reduce(
      (score, ratio, i) => score + evidence[i].counts * Math.log(ratio),
      Math.log(entry.prior * (tilts.get(entry.cause.id) ?? 1)),
    ),
  );
  const top = Math.max(Math.log(RANK_UNKNOWN), ...scores);
  const raw = scores.map((score) => Math.exp(score - top));
  const sum = raw.reduce((total, weight) => total + weight, Math.exp(Math.log(RANK_UNKNOWN) - top));
  const causes = model.causes.map((entry, i) => ({ entry, weight: raw[i] / sum }));
  const families = familiesOf(causes);
  return { causes: orderForPeople(causes, families), families };
}

/** For each piece of evidence: how much better the cause explains it than one that does not list it. */
function ratiosOf(model, entry, evidence) {
  const usual = (id) => model.backgrounds.get(id);
  const ratio = (id) => chanceOf(model, entry, id) / usual(id);
  const told = new Set();
  return evidence.map(({ id, present }) => {
    if (!present)
      return entry.cause.evidence[id] === "always"
        ? (1 - chanceOf(model, entry, id)) / (1 - usual(id))
        : 1;
    const speaking = listedFor(model, entry, id);
    if (speaking[0] === id) return ratio(id);
    const ratios = speaking.filter((wide) => !told.has(wide)).map(ratio);
    for (const wide of speaking) told.add(wide); // a general symptom speaks once, however many imply it
    return Math.min(...ratios) < 1 ? Math.min(...ratios) : Math.max(1, ...ratios);
  });
}

/** What the cause lists for a symptom: the symptom itself, or else the nearest of what it implies. */
export function listedFor(model, entry, id) {
  if (entry.chances.has(id)) return [id];
  return nearest(
    model,
    [...model.general.get(id)].filter((wide) => entry.chances.has(wide)),
  );
}

/** Those that no other of them implies. */
function nearest(model, ids) {
  return ids.filter((id) => !ids.some((other) => other !== id && model.general.get(other).has(id)));
}

/** How much better the cause explains that the symptom is present than a cause that does not list it. */
export function supportOf(model, entry, id) {
  return ratiosOf(model, entry, [{ id, present: true }])[0];
}

function familiesOf(causes) {
  const sums = new Map();
  for (const { entry, weight } of causes)
    sums.set(entry.cause.family, (sums.get(entry.cause.family) ?? 0) + weight);
  return [...sums].map(([id, weight]) => ({ id, weight })).sort((a, b) => b.weight - a.weight);
}

/**
 * The order in which people read: the best cause of each family stands where the whole family stands,
 * its siblings follow at their own weight. So the head is the best guess of the most probable family,
 * and a second idea is not buried under ten variants of the first.
 */
function orderForPeople(causes, families) {
  const own = [...causes].sort((a, b) => b.weight - a.weight || a.entry.order - b.entry.order);
  const keys = new Map(own.map((item) => [item, item.weight]));
  for (const { id, weight } of families)
    keys.set(
      own.find(({ entry }) => entry.cause.family === id),
      weight,
    );
  return own.sort((a, b) => keys.get(b) - keys.get(a));
}

/**
 * What speaks for a cause, against it, and what it would show that nobody has looked at yet.
 * @returns {{for: string[], against: string[], missing: string[]}} symptom ids, the strongest first
 */
export function reasonsOf(model, entry, evidence) {
  const ratios = ratiosOf(model, entry, evidence);
  const rated = evidence
    .map((item, i) => ({ ...item, ratio: ratios[i] }))
    .sort((a, b) => b.ratio - a.ratio);
  const settled = new Set(
    evidence.flatMap(({ id, present }) => [id, ...(present ? model.general.get(id) : [])]),
  );
  const missing = [...entry.chances].filter(
    ([id, chance]) => chance >= RANK_SCALES.evidence.usually && !settled.has(id),
  );
  return {
    for: rated.filter((item) => item.present && item.ratio >= RANK_SUPPORT).map(({ id }) => id),
    against: rated
      .filter((item) => item.ratio <= RANK_OPPOSE)
      .reverse()
      .map(({ id }) => id),
    missing: missing.map(([id]) => id),
  };
}
