// Why: what the views look up in a knowledge: entries by id, and who can do what. No DOM, no subject.

/** Look-ups over one knowledge. */
export function makeIndexes(knowledge) {
  const byId = (items = []) => new Map(items.map((item) => [item.id, item]));
  const [symptoms, causes, fixes, parties, platforms, observations, roles] = [
    knowledge.symptoms,
    knowledge.causes,
    knowledge.fixes,
    knowledge.parties,
    knowledge.platforms,
    knowledge.observations,
    knowledge.roles,
  ].map(byId);
  return {
    knowledge,
    symptoms,
    causes,
    fixes,
    platforms,
    observations,
    party: (id) => parties.get(id)?.title ?? id,
    canAct: (role, id) => !roles.has(role) || !id || roles.get(role).parties.includes(id),
    titles: (ids) =>
      ids.map((id) => "\u201c" + (symptoms.get(id)?.title ?? id) + "\u201d").join(", "),
  };
}

/** What a record has under an id; nothing where it only inherits the name, as `constructor`. */
export function under(record, id) {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

/** The fixes of a case: those still worth trying, and those that were tried in vain, in the book's order. */
export function splitPlan(plan, outcomes, fixes) {
  const planned = new Set(plan.map(({ fix }) => fix));
  const touched = new Set(
    Object.keys(outcomes)
      .filter((key) => outcomes[key])
      .map((key) => key.split("/")[0]),
  );
  return { open: plan, tried: [...touched].filter((id) => fixes.has(id) && !planned.has(id)) };
}
