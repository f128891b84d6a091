// Why: an internal portal knows more than the public help center, and both have to say the same of the same case.
// What is internal is marked in the knowledge; without it the public conclusion comes out, and the internal
// causes are put beside it. It must not know any subject, nor what a conclusion is made of.

const LISTS = ["symptoms", "causes", "fixes", "families", "observations"];

/**
 * What the public book knows, as far as a conclusion rests on it; null where that is all, or nothing.
 * @param {object} knowledge see the contract
 */
export function publicPart(knowledge) {
  const lists = LISTS.filter((name) => knowledge[name]);
  const kept = Object.fromEntries(
    lists.map((name) => [name, knowledge[name].filter(({ internal }) => !internal)]),
  );
  const isWhole =
    lists.every((name) => kept[name].length === knowledge[name].length) &&
    !knowledge.fixes?.some(({ steps }) => steps.some(({ internal }) => internal));
  if (isWhole || !kept.causes.length) return null;
  const [symptoms, fixes] = [kept.symptoms, kept.fixes ?? []].map(
    (items) => new Set(items.map(({ id }) => id)),
  );
  const causes = kept.causes.map((cause) => ({
    ...cause,
    fixes: cause.fixes.filter((id) => fixes.has(id)),
    evidence: Object.fromEntries(Object.entries(cause.evidence).filter(([id]) => symptoms.has(id))),
  }));
  const otherwise = knowledge.otherwise?.filter(({ symptom }) => symptoms.has(symptom));
  const steps = ({ steps: every }) => every.filter(({ internal }) => !internal);
  return {
    ...knowledge,
    ...kept,
    causes,
    otherwise,
    fixes: kept.fixes?.map((fix) => ({ ...fix, steps: steps(fix) })),
  };
}

/** Leanings by the words of a paste: of public causes as the public book finds them. */
export function leaningsOf(model, text) {
  const own = model.likeness(text);
  if (!model.outer) return own;
  const inside = model.causes.filter(({ cause }) => cause.internal && Object.hasOwn(own, cause.id));
  return {
    ...model.outer.likeness(text),
    ...Object.fromEntries(inside.map(({ cause: { id } }) => [id, own[id]])),
  };
}

/**
 * Is this a case of the public book? What only the internal book knows makes it one of the internal book, be it seen or
 * answered, or the cause that explains best what was pasted inside. A case that came from outside stays what it was.
 */
export function isPublic(model, { audience }, symptoms, best) {
  if (!model.outer || symptoms.some(({ id }) => model.symptoms.get(id)?.internal)) return false;
  return (
    audience !== "internal" || !model.causes.find(({ cause }) => cause.id === best)?.cause.internal
  );
}

/**
 * A ranking of the public book with the internal causes put in by their own weight.
 * @param {{causes: object[], families: object[]}} common ranked by the public book
 * @param {{causes: object[], families: object[]}} own ranked by the internal one
 */
export function withInternal(model, common, own) {
  const entries = new Map(model.causes.map((entry) => [entry.cause.id, entry]));
  const causes = common.causes.map(({ entry, weight }) => ({
    entry: entries.get(entry.cause.id),
    weight,
  }));
  for (const item of own.causes.filter(({ entry }) => entry.cause.internal)) {
    const place = causes.findIndex(({ weight }) => weight < item.weight);
    causes.splice(place < 0 ? causes.length : place, 0, item);
  }
  const known = new Set(common.families.map(({ id }) => id));
  return {
    causes,
    families: [...common.families, ...own.families.filter(({ id }) => !known.has(id))],
  };
}
