// Why: the one question that is worth most now: what its answer saves of trying causes in vain,
// less what answering costs, for this reader. What the paste shows, what was answered and what this
// reader can't look at is not asked; nor what can't change the first thing to do. It must not know
// what any symptom means.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { fill } from "../../strings/fill.mjs";
import { waitingFor } from "./costs.mjs";
import { presentIn, sumOf } from "./lookup.mjs";
import { generalOf } from "./model.mjs";
import { minutesSaved, namedFirst, outcomesOf, prospectOf } from "./information.mjs";
import { yesChance } from "./rank.mjs";
import { ROLE_UNSAID, askForRole } from "./said.mjs";
import { plainEnd } from "./verdict.mjs";
import { areOfOne, isOfAll } from "./which-problem.mjs";

/** @import { Choice, ChoiceOption, Id, Knowledge, Observation } from "../contract.d.ts" */
/** @import { Question } from "../contract.d.ts" */
/** @import { Candidate, Inquiry, Prospect } from "./types.d.ts" */

const MOST_OPTIONS = 7;
const SELDOM = 0.5; // how likely one can say who seldom can
const NAMED_CAUSES = 3; // causes that a choice is said to tell apart

const OWN = TEXTS.questions;

/**
 * Which reader this is, as a question; null where that is known or was asked.
 * @param {Pick<Inquiry, "model" | "role" | "answers">} inquiry
 * @returns {Question | null}
 */
export function roleQuestion({ model, role, answers }) {
  const { roles } = model.knowledge;
  if (role !== null || roles.length < 2 || Object.hasOwn(answers, ROLE_UNSAID)) return null;
  return askForRole(model.knowledge);
}

/**
 * Whether the problem is there at all, by its commonest sign, as a question; where a choice has a
 * sign of each cause, as this choice. Null where it was asked.
 * @param {Pick<Inquiry, "model" | "answers">} inquiry
 * @returns {Question | null}
 */
export function problemQuestion({ model, answers }) {
  const choice = model.knowledge.choices.find((one) => isOfAll(model, one));
  if (choice && !choice.options.some(({ symptom }) => Object.hasOwn(answers, symptom))) {
    const { id, ask, options } = choice;
    return { kind: "choice", choice: id, ask, why: OWN.problemWhy, options };
  }
  const shows = model.knowledge.symptoms.filter(({ showsProblem, ask }) => showsProblem && ask);
  const chances = model.scales.background;
  const [first] = shows.sort((a, b) => chances[b.background] - chances[a.background]);
  if (!first || shows.some(({ id }) => Object.hasOwn(answers, id))) return null;
  return yesNo(first.id, first.ask ?? "", OWN.problemWhy);
}

/**
 * The question that is worth most, or null.
 * @param {Inquiry} inquiry
 * @returns {Question | null}
 */
export function bestQuestion(inquiry) {
  const prospect = prospectOf(inquiry);
  const open = openSymptoms(inquiry);
  const choices = openChoices(inquiry, open);
  const inChoices = new Set(
    inquiry.model.knowledge.choices.flatMap(({ options }) => options.map(({ symptom }) => symptom)),
  );
  const candidates = [
    ...choices.map((choice) => choiceOf(inquiry, prospect, choice)),
    ...askedAlone(inquiry, open, inChoices),
  ];
  const rated = candidates.map((candidate) => ({
    ...candidate,
    net: candidate.known * minutesSaved(prospect, candidate.symptoms) - candidate.cost,
  }));
  rated.sort((a, b) => b.net - a.net);
  const best = rated.find((one) => one.net > 0 && changesWhatIsFirst(prospect, one));
  return best ? questionOf(prospect, best) : null;
}

/**
 * Symptoms that speak for some cause, that nobody has settled, and that this reader can look at and
 * has not: by observation.
 * @param {Inquiry} inquiry
 */
function openSymptoms({ model, seen, answers, record, role }) {
  const present = seen.filter(({ state }) => state === "present");
  const settled = new Set([
    ...seen.map(({ id }) => id),
    ...Object.keys(answers),
    ...present.flatMap(({ id }) => generalOf(model, id)),
  ]);
  const acts = openActs(model.knowledge, record, role);
  return [...model.symptoms.values()].filter(
    ({ id, observation }) => model.speaking.has(id) && !settled.has(id) && acts.has(observation),
  );
}

/**
 * Acts that this reader can do and has not done; one whose role is not known can do what all can.
 * @param {Pick<Knowledge, "observations" | "roles" | "symptoms">} knowledge
 * @param {Inquiry["record"]} record
 * @param {Id | null} role
 */
export function openObservations({ observations, roles: known, symptoms }, record, role) {
  const readers = role === null ? known.map(({ id }) => id) : [role];
  const seen = presentIn(record.findings);
  const quoted = new Set(
    symptoms.flatMap(({ id, observation }) => (seen.has(id) ? observation : [])),
  );
  return observations.filter(({ id, shownBy, shownBySymptoms, roles }) => {
    const isShown = shownBy.some((facet) => record.facets.includes(facet));
    const isMade = isShown || (shownBySymptoms && quoted.has(id));
    const canMake = !roles.length || readers.every((reader) => roles.includes(reader));
    return !isMade && canMake;
  });
}

/**
 * Their ids, among which one may look for what has none.
 * @param {Parameters<typeof openObservations>} inquired
 * @returns {Set<Id | null>}
 */
function openActs(...inquired) {
  return new Set(openObservations(...inquired).map(({ id }) => id));
}

/**
 * Choices whose act is open, of which nothing is answered and at least two options are open.
 * @param {Inquiry} inquiry
 * @param {Array<{ id: Id }>} open
 */
function openChoices({ model, seen, answers, record, role }, open) {
  const present = seen.filter(({ state }) => state === "present");
  const ids = new Set(open.map(({ id }) => id));
  const acts = openActs(model.knowledge, record, role);
  return model.knowledge.choices.flatMap((choice) => {
    const isAnswered = choice.options.some(({ symptom }) => Object.hasOwn(answers, symptom));
    const options = choice.options.filter(({ symptom }) => ids.has(symptom));
    const isTold = isOfAll(model, choice) && areOfOne(model, present, choice);
    const isOpen = !isAnswered && !isTold && options.length > 1 && acts.has(choice.observation);
    return isOpen ? [{ ...choice, options }] : [];
  });
}

/**
 * A choice with its most telling options, in the author's order.
 * @param {Inquiry} inquiry
 * @param {Prospect} prospect
 * @param {Choice} choice
 * @returns {Candidate}
 */
function choiceOf(inquiry, prospect, { id, ask, observation, options }) {
  const rated = options.map((option) => ({
    option,
    saved: minutesSaved(prospect, [option.symptom]),
  }));
  rated.sort((a, b) => b.saved - a.saved);
  const wanted = [likeliest(prospect, options), ...rated.map(({ option }) => option)];
  const telling = [...new Set(wanted)].slice(0, MOST_OPTIONS);
  const shown = options.filter((option) => telling.includes(option));
  const symptoms = shown.map(({ symptom }) => symptom);
  return { ...priceOf(inquiry, observation), symptoms, choice: id, ask, options: shown };
}

/**
 * The option that most readers will tick: often the one that nothing is the matter there.
 * @param {Prospect} prospect
 * @param {ChoiceOption[]} options
 */
function likeliest({ model, entries, tempered }, options) {
  /** @param {ChoiceOption} option */
  const chanceOf = ({ symptom }) =>
    sumOf(entries.map((entry, i) => tempered[i] * yesChance(model, entry, symptom)));
  return options.reduce((best, option) => (chanceOf(option) > chanceOf(best) ? option : best));
}

/**
 * @param {Inquiry} inquiry
 * @param {Array<{ id: Id, ask: string | null, observation: Id | null }>} open
 * @param {Set<Id>} inChoices
 * @returns {Candidate[]}
 */
function askedAlone(inquiry, open, inChoices) {
  return open.flatMap(({ id, ask, observation }) =>
    ask && !inChoices.has(id)
      ? [{ ...priceOf(inquiry, observation), symptoms: [id], ask, options: [] }]
      : [],
  );
}

/**
 * What asking for a look costs, and how likely it is answered: where the role is not known, by the
 * share of roles that seldom can.
 * @param {Pick<Inquiry, "model" | "role">} inquiry
 * @param {Id | null} id
 */
function priceOf({ model, role }, id) {
  const look = model.knowledge.observations.find((each) => each.id === id);
  const readers = role === null ? model.knowledge.roles.map((one) => one.id) : [role];
  const unsure = readers.filter((reader) => look?.seldomKnownTo.includes(reader));
  const share = unsure.length / Math.max(1, readers.length);
  return { cost: costOfLook({ model, role }, id), known: 1 - (1 - SELDOM) * share };
}

/**
 * Minutes that a look takes, with the waiting for whoever makes it.
 * @param {Pick<Inquiry, "model" | "role">} inquiry
 * @param {Id | null} id
 */
export function costOfLook({ model, role }, id) {
  const { observations, scales } = model.knowledge;
  const known = observations.find((look) => look.id === id);
  if (!known) return scales.effort.seconds;
  return scales.effort[known.effort] + waitingFor(model.knowledge, role, known.party);
}

/**
 * Could an answer change what is tried first?
 * @param {Prospect} prospect
 * @param {Candidate} candidate
 */
function changesWhatIsFirst(prospect, { symptoms }) {
  const { fixes, beliefs } = prospect;
  const now = fixes[namedFirst(prospect, beliefs)];
  return firstAfter(prospect, symptoms).some((place) => fixes[place] !== now);
}

/**
 * The places of the causes named first after each outcome.
 * @param {Prospect} prospect
 * @param {Id[]} symptoms
 */
function firstAfter(prospect, symptoms) {
  const outcomes = outcomesOf(prospect, prospect.beliefs, symptoms);
  return outcomes.map((weights) => namedFirst(prospect, weights));
}

/**
 * @param {Prospect} prospect
 * @param {Candidate} candidate
 * @returns {Question}
 */
function questionOf(prospect, { symptoms, choice, ask, options }) {
  const titles = firstAfter(prospect, symptoms).map((place) =>
    plainEnd(prospect.entries[place].cause.title),
  );
  if (!choice) return yesNo(symptoms[0], ask, fill(OWN.why, { yes: titles[0], no: titles[1] }));
  const told = [...new Set(titles)].slice(0, NAMED_CAUSES);
  return {
    kind: "choice",
    choice,
    ask,
    why: fill(OWN.choiceWhy, { titles: told.join("; ") }),
    options,
  };
}

/**
 * @param {Id} symptom
 * @param {string} ask
 * @param {string} why
 * @returns {Question}
 */
function yesNo(symptom, ask, why) {
  return { kind: "yes-no", symptom, ask, why };
}

/**
 * The look that is worth most where nothing can be told: none that was made.
 * @param {Inquiry} inquiry
 * @returns {{ observation: Id, party: Id | null } | null}
 */
export function bestLook(inquiry) {
  const { model, record, role } = inquiry;
  const prospect = prospectOf(inquiry);
  const open = openSymptoms(inquiry);
  const looks = openObservations(model.knowledge, record, role).flatMap((look) => {
    const own = open.filter(({ observation }) => observation === look.id);
    const ids = own.filter(({ patterns, detector }) => patterns.length || detector);
    if (!ids.length) return [];
    const symptoms = ids.map(({ id }) => id);
    return [{ look, net: minutesSaved(prospect, symptoms) - costOfLook(inquiry, look.id) }];
  });
  looks.sort((a, b) => b.net - a.net);
  const [best] = looks;
  return best ? { observation: best.look.id, party: best.look.party } : null;
}
