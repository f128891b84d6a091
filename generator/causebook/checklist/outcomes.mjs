// Why: what may come of a step, and how pages say it: one list for the checklists of the site, the
// diagnosis and saved cases. It must not know what any step does.

import TEXTS from "../strings/en.json" with { type: "json" };

/** @typedef {"done" | "no-effect" | "fixed" | "not-possible"} Outcome */

const OWN = TEXTS.outcomes;

/**
 * Outcome -> its word, in the order in which they are offered.
 * @type {Record<Outcome, string>}
 */
export const OUTCOMES = {
  done: OWN.done,
  "no-effect": OWN["no-effect"],
  fixed: OWN.fixed,
  "not-possible": OWN["not-possible"],
};

/** The word of a step that nothing has come of yet. */
export const TO_DO = OWN.toDo;

/**
 * The outcomes.
 * @type {Outcome[]}
 */
export const outcomeIds = /** @type {Outcome[]} */ (Object.keys(OUTCOMES));

/**
 * The word for an outcome, "to do" for none.
 * @param {Outcome | ""} outcome
 */
export function outcomeWord(outcome) {
  return outcome ? OUTCOMES[outcome] : TO_DO;
}

/**
 * What may be chosen for a step, each with its word.
 * @returns {Array<[Outcome | "", string]>}
 */
export function outcomeChoices() {
  return [
    ["", TO_DO],
    ...outcomeIds.map((id) => /** @type {[Outcome, string]} */ ([id, OUTCOMES[id]])),
  ];
}

/**
 * Was something done, whatever came of it? Shown as a tick.
 * @param {Outcome | ""} outcome
 */
export function isTicked(outcome) {
  return outcome !== "" && outcome !== "not-possible";
}
