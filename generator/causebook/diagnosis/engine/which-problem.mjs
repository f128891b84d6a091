// Why: a book of several problems asks which one it is, by a choice that has a sign of each cause.
// Only that shape tells it from other choices. It must not know what a problem is.

import { generalOf } from "./model.mjs";

/** @import { Choice, Id } from "../contract.d.ts" */
/** @import { Inquiry } from "./types.d.ts" */

/**
 * Do the options of a choice show the problem, and has each cause one of them?
 * @param {Inquiry["model"]} model
 * @param {Choice} choice
 */
export function isOfAll({ symptoms, causes }, { options }) {
  const ids = options.map(({ symptom }) => symptom);
  const areShown = ids.every((id) => symptoms.get(id)?.showsProblem);
  return (
    areShown && causes.every(({ cause }) => ids.some((id) => Object.hasOwn(cause.evidence, id)))
  );
}

/**
 * Does what was seen speak for causes of one option only?
 * @param {Inquiry["model"]} model
 * @param {Array<{ id: Id }>} present
 * @param {Choice} choice
 */
export function areOfOne(model, present, { options }) {
  const ids = present.flatMap(({ id }) => [id, ...generalOf(model, id)]);
  const spoken = model.causes.filter(({ cause }) =>
    ids.some((id) => Object.hasOwn(cause.evidence, id)),
  );
  const told = options.filter(({ symptom }) =>
    spoken.some(({ cause }) => Object.hasOwn(cause.evidence, symptom)),
  );
  return told.length === 1;
}
