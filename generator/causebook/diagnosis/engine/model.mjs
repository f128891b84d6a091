// Why: what ranking needs of a knowledge, looked up once: priors of causes, and how often each
// shows which symptom. It must not know what any symptom or cause means, nor any case.
//
// A cause shows the general symptom at least as often as the special one, and one that lists only
// the general is supported by the special as much as by the general: so it does not matter how
// finely the author told them apart.

import { sumOf, under } from "./lookup.mjs";
import { publicPart } from "./public-part.mjs";
import { makeWordModel } from "./words.mjs";

/** @import { Cause, Family, Id, Knowledge, Symptom } from "../contract.d.ts" */
/** @import { CauseEntry, Model } from "./types.d.ts" */

const NEVER_SHARE = 0.1; // "never" is at most this share of the background

/**
 * @param {Knowledge} knowledge
 * @returns {Model}
 */
export function makeModel(knowledge) {
  const { scales } = knowledge;
  const symptoms = new Map(knowledge.symptoms.map((symptom) => [symptom.id, symptom]));
  const general = new Map([...symptoms.keys()].map((id) => [id, moreGeneral(symptoms, id)]));
  const listed = new Set(knowledge.causes.flatMap((cause) => Object.keys(cause.evidence)));
  const backgrounds = backgroundsOf(knowledge, general);
  const words = makeWordModel(knowledge);
  const isSpeaking = (/** @type {Id} */ id) =>
    [id, ...(general.get(id) ?? [])].some((either) => listed.has(either));
  const speaking = new Set([...symptoms.keys()].filter(isSpeaking));
  const known = { knowledge, scales, symptoms, general, listed, speaking, backgrounds, words };
  const common = publicPart(knowledge);
  return {
    ...known,
    facets: facetsOf(knowledge),
    missable: missableIn(knowledge),
    yesChances: new Map(),
    causes: causeEntries(known),
    roleFactors: roleFactors(knowledge),
    outer: common && makeModel(common),
  };
}

/**
 * The facets that mean something to the book: it looks in them, or they show who reads or what was
 * looked at.
 * @param {Pick<Knowledge, "symptoms" | "observations" | "roles">} knowledge
 */
export function facetsOf({ symptoms, observations, roles }) {
  return new Set([
    ...symptoms.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.in)),
    ...observations.flatMap(({ shownBy }) => shownBy),
    ...roles.flatMap(({ facets }) => facets),
  ]);
}

/**
 * @param {Pick<Knowledge, "causes">} knowledge
 */
function missableIn({ causes }) {
  const listed = causes.flatMap(({ evidence }) => Object.entries(evidence));
  return new Set(listed.flatMap(([id, often]) => (often === "always" ? id : [])));
}

/**
 * @typedef {Omit<
 *   Model, "causes" | "outer" | "facets" | "missable" | "yesChances" | "roleFactors"
 * >} Known all but what is made of it
 */

/**
 * @param {Known} known
 * @returns {CauseEntry[]}
 */
function causeEntries(known) {
  const priors = priorsOf(known.knowledge);
  return known.knowledge.causes.map((cause, order) => ({
    cause,
    order,
    prior: priors[order],
    chances: chancesOf(cause, known),
  }));
}

/**
 * Role -> how much likelier each cause is for its readers than for all, by cause id.
 * @param {Knowledge} knowledge
 */
function roleFactors(knowledge) {
  const { causes, roles } = knowledge;
  const usual = priorsOf(knowledge);
  return new Map(
    roles.map(({ id }) => {
      const own = priorsOf(knowledge, id);
      return [id, new Map(causes.map((cause, i) => [cause.id, own[i] / usual[i]]))];
    }),
  );
}

/**
 * The prior of each cause: its family's likelihood, shared out among the family's causes by theirs.
 * So a family does not become likelier because its author told more causes apart. The mean stays
 * that of the scale.
 * @param {Knowledge} knowledge
 * @param {Id | null} role whose readers it is for; null for all
 */
function priorsOf({ causes, families, scales }, role = null) {
  /** @param {Pick<Family, "likelihood" | "likelihoodFor">} said */
  const likelihoodIn = ({ likelihood, likelihoodFor = {} }) =>
    under(likelihoodFor, role ?? "") ?? likelihood;
  const own = causes.map((cause) => scales.likelihood[likelihoodIn(cause)]);
  /** @type {Map<Id, number>} */
  const sums = new Map();
  causes.forEach(({ family }, i) => sums.set(family, (sums.get(family) ?? 0) + own[i]));
  const likelihoods = new Map(families.map((family) => [family.id, likelihoodIn(family)]));
  /** @param {Id} family */
  const weightOf = (family) => scales.likelihood[likelihoods.get(family) ?? "occasional"];
  const scale = sumOf(sums.values()) / sumOf([...sums.keys()].map(weightOf));
  return causes.map(
    ({ family }, i) => (own[i] / (sums.get(family) ?? 1)) * weightOf(family) * scale,
  );
}

/**
 * @param {Map<Id, Symptom>} symptoms
 * @param {Id} id
 * @param {Set<Id>} found
 */
function moreGeneral(symptoms, id, found = new Set()) {
  for (const next of symptoms.get(id)?.implies ?? []) {
    if (found.has(next) || next === id || !symptoms.has(next)) continue;
    found.add(next);
    moreGeneral(symptoms, next, found);
  }
  return found;
}

/**
 * The general is at least as frequent as the special.
 * @param {Knowledge} knowledge
 * @param {Map<Id, Set<Id>>} general
 */
function backgroundsOf({ symptoms, scales }, general) {
  const own = new Map(symptoms.map(({ id, background }) => [id, scales.background[background]]));
  const backgrounds = new Map(own);
  for (const [id, chance] of own) {
    for (const broader of general.get(id) ?? [])
      backgrounds.set(broader, Math.max(backgrounds.get(broader) ?? 0, chance));
  }
  return backgrounds;
}

/**
 * symptom id -> how often this cause shows it, for the symptoms that it lists
 * @param {Cause} cause
 * @param {Known} known
 */
function chancesOf(cause, known) {
  const ids = Object.keys(cause.evidence).filter((id) => known.symptoms.has(id));
  return new Map(ids.map((id) => [id, ownChance(cause, id, known)]));
}

/**
 * How often a cause shows a symptom that it lists.
 * @param {Cause} cause
 * @param {Id} id
 * @param {Pick<Model, "scales" | "backgrounds">} known
 */
function ownChance({ evidence }, id, known) {
  const often = evidence[id];
  const chance = known.scales.evidence[often];
  const usual = backgroundOf(known, id);
  return often === "never" ? Math.min(chance, usual * NEVER_SHARE) : chance;
}

/**
 * How often a cause that does not list it shows a symptom.
 * @param {Pick<Model, "backgrounds">} known
 * @param {Id} id
 */
export function backgroundOf({ backgrounds }, id) {
  return backgrounds.get(id) ?? 1; // what the book does not know says nothing
}

/**
 * How often the cause shows the symptom.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 */
export function chanceOf(model, entry, id) {
  return entry.chances.get(id) ?? backgroundOf(model, id);
}

/**
 * All more general symptoms that one implies.
 * @param {Model} model
 * @param {Id} id
 */
export function generalOf({ general }, id) {
  return [...(general.get(id) ?? [])];
}
