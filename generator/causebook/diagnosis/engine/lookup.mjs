// Why: what is looked up in a knowledge: entries by id, titles, and who can do what. No DOM, no
// subject.

/** @import { Id, Knowledge, Outcomes, PlannedFix } from "../contract.d.ts" */

/**
 * Look-ups over one knowledge.
 * @param {Knowledge} knowledge
 */
export function makeIndexes(knowledge) {
  const symptoms = byId(knowledge.symptoms);
  const parties = byId(knowledge.parties);
  return {
    knowledge,
    symptoms,
    causes: byId(knowledge.causes),
    fixes: byId(knowledge.fixes),
    platforms: byId(knowledge.platforms),
    observations: byId(knowledge.observations),
    /** @param {Id} id */
    party: (id) => parties.get(id)?.title ?? id,
    /** @type {(role: Id | null, party: Id | null) => boolean} */
    canAct: (role, party) => canAct(knowledge, role, party),
    /** @type {(role: Id | null, party: Id) => boolean} */
    isReader: (role, party) => isReader(knowledge, role, party),
    /** @param {Id[]} ids */
    titles: (ids) => ids.map((id) => "\u201c" + titleIn(symptoms, id) + "\u201d").join(", "),
  };
}

/** @typedef {ReturnType<typeof makeIndexes>} Indexes */

/**
 * @template {{ id: Id }} T
 * @param {T[]} items
 */
function byId(items) {
  return new Map(items.map((item) => [item.id, item]));
}

/**
 * @param {Array<{ id: Id }>} items
 */
export function idsOf(items) {
  return new Set(items.map(({ id }) => id));
}

/**
 * The symptoms that are there.
 * @param {Array<{ id: Id, state: "present" | "absent" }>} findings
 */
export function presentIn(findings) {
  return idsOf(findings.filter(({ state }) => state === "present"));
}

/**
 * The title of an entry; its id where it has none.
 * @param {Map<Id, { title: string }>} index
 * @param {Id} id
 */
export function titleIn(index, id) {
  return index.get(id)?.title ?? id;
}

/**
 * Can a reader in this role act as this party? Without a known role: yes.
 * @param {Pick<Knowledge, "roles">} knowledge
 * @param {Id | null} role
 * @param {Id | null} party
 */
export function canAct({ roles }, role, party) {
  const known = roles.find(({ id }) => id === role);
  return !known || !party || known.parties.includes(party);
}

/**
 * Is the reader this party? Without a known role: where every role can act as it.
 * @param {Pick<Knowledge, "roles">} knowledge
 * @param {Id | null} role
 * @param {Id} party
 */
export function isReader({ roles }, role, party) {
  const known = roles.filter(({ id }) => id === role);
  const possible = known.length ? known : roles;
  return possible.length > 0 && possible.every(({ parties }) => parties.includes(party));
}

/**
 * What a record has under an id; nothing where it only inherits the name, as `constructor`.
 * @template T
 * @param {Record<string, T>} record
 * @param {string} id
 * @returns {T | undefined}
 */
export function under(record, id) {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

/**
 * The sum of some numbers.
 * @param {Iterable<number>} numbers
 */
export function sumOf(numbers) {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/**
 * The fixes of a case: those still worth trying, and those that were tried in vain, in the book's
 * order.
 * @param {PlannedFix[]} plan
 * @param {Outcomes} outcomes
 * @param {Map<Id, unknown>} fixes
 */
export function splitPlan(plan, outcomes, fixes) {
  const planned = new Set(plan.map(({ fix }) => fix));
  const touched = Object.keys(outcomes).filter((key) => outcomes[key]);
  const tried = new Set(touched.map((key) => key.split("/")[0]));
  return { open: plan, tried: [...tried].filter((id) => fixes.has(id) && !planned.has(id)) };
}
