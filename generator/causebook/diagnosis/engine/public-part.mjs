// Why: an internal portal knows more than the public help center, and both have to say the same of
// the same case. What is internal is marked in the knowledge; without it the public conclusion
// comes out, and the internal causes are put beside it. It must not know any subject, nor what a
// conclusion is made of.

import { idsOf } from "./lookup.mjs";

/** @import { CaseRecord, Cause, Fix, Id, Knowledge } from "../contract.d.ts" */
/** @import { Model, RankedCause, Ranking } from "./types.d.ts" */

/**
 * What the public book knows, as far as a conclusion rests on it; null where that is all, or
 * nothing.
 * @param {Knowledge} knowledge
 * @returns {Knowledge | null}
 */
export function publicPart(knowledge) {
  const kept = {
    symptoms: knowledge.symptoms.filter(isPublicEntry),
    causes: knowledge.causes.filter(isPublicEntry),
    fixes: knowledge.fixes.filter(isPublicEntry),
    families: knowledge.families.filter(isPublicEntry),
    observations: knowledge.observations.filter(isPublicEntry),
  };
  if (!kept.causes.length || !hasInternal(knowledge)) return null;
  const symptoms = idsOf(kept.symptoms);
  const fixes = idsOf(kept.fixes);
  return {
    ...knowledge,
    ...kept,
    causes: kept.causes.map((cause) => publicCause(cause, symptoms, fixes)),
    fixes: kept.fixes.map(publicFix),
    otherwise: knowledge.otherwise.filter(({ symptom }) => symptoms.has(symptom)),
  };
}

/** @param {{ internal?: true }} entry */
function isPublicEntry({ internal }) {
  return !internal;
}

/** @param {Knowledge} knowledge */
function hasInternal({ symptoms, causes, fixes, families, observations }) {
  const entries = [...symptoms, ...causes, ...fixes, ...families, ...observations];
  const steps = fixes.flatMap((fix) => fix.steps);
  return [...entries, ...steps].some(({ internal }) => internal);
}

/**
 * @param {Cause} cause
 * @param {Set<Id>} symptoms
 * @param {Set<Id>} fixes
 * @returns {Cause}
 */
function publicCause(cause, symptoms, fixes) {
  const evidence = Object.entries(cause.evidence).filter(([id]) => symptoms.has(id));
  return {
    ...cause,
    fixes: cause.fixes.filter((id) => fixes.has(id)),
    evidence: Object.fromEntries(evidence),
  };
}

/**
 * @param {Fix} fix
 * @returns {Fix}
 */
function publicFix(fix) {
  return { ...fix, steps: fix.steps.filter(isPublicEntry) };
}

/**
 * Is this a case of the public book? What only the internal book knows makes it one of the internal
 * book, be it seen or answered, or the cause that explains best what was pasted inside. A case that
 * came from outside stays what it was.
 * @param {Model} model
 * @param {CaseRecord} record
 * @param {Array<{ id: Id }>} symptoms
 * @param {Id | null} best the cause that explains best
 */
export function isPublic(model, { audience }, symptoms, best) {
  const isInside = symptoms.some(({ id }) => model.symptoms.get(id)?.internal);
  if (!model.outer || isInside) return false;
  const cause = model.causes.find((entry) => entry.cause.id === best)?.cause;
  return audience !== "internal" || !cause?.internal;
}

/**
 * A ranking of the public book with the internal causes put in by their own weight.
 * @param {Model} model
 * @param {Ranking} common ranked by the public book
 * @param {Ranking} own ranked by the internal one
 * @returns {Ranking}
 */
export function withInternal(model, common, own) {
  const entries = new Map(model.causes.map((entry) => [entry.cause.id, entry]));
  /** @type {RankedCause[]} */
  const causes = common.causes.map(({ entry, weight }) => ({
    entry: entries.get(entry.cause.id) ?? entry,
    weight,
  }));
  for (const item of own.causes.filter(({ entry }) => entry.cause.internal)) {
    const place = causes.findIndex(({ weight }) => weight < item.weight);
    causes.splice(place < 0 ? causes.length : place, 0, item);
  }
  const known = new Set(common.families.map(({ id }) => id));
  const more = own.families.filter(({ id }) => !known.has(id));
  return { causes, families: [...common.families, ...more] };
}
