// Why: the checklist of a case. Fixes come in the order of least expected cost of repair:
// Heckerman, Breese, Rommelse, "Decision-Theoretic Troubleshooting", CACM 38(3), 1995. It must not
// know what any fix does.

import { costOf, waitingFor } from "./costs.mjs";
import { canAct, idsOf, sumOf, under } from "./lookup.mjs";

/** @import { Cause, Fix, Id, Knowledge, Outcomes, PlannedFix } from "../contract.d.ts" */
/** @import { CauseEntry, Lessons, RankedCause } from "./types.d.ts" */

const FIRST_FIX_HELPS = 0.9; // a cause's first fix removes it this often
const LATER_FIX_FACTOR = 0.6; // each later fix, times the one before
const PLAN_LENGTH = 12; // fixes in the checklist of a case
const PLANNED_CAUSES = 12; // causes that the checklist is made for
const LONG_SHOT_SHARE = 0.05; // of the best cause's weight; below, a cause is a long shot and waits
const WORTH_TRYING = 0.1; // a harmless fix from this chance on goes before a disruptive one …
const WORTH_DISRUPTING = 0.5; // … unless that one helps at least this likely
const EQUAL_WORTH = 1e-12;
/** What is left of the causes of a fix when a step of it came to this. */
const LEFT_WHEN_TRIED = { "no-effect": 0.2, "not-possible": 0.6 };

/**
 * What the outcomes of steps mean for the fixes, and what is seen: a fix that the reader says he
 * has tried, or that makes no sense for this client, is out.
 * @param {Knowledge} knowledge
 * @param {Outcomes} outcomes
 * @param {Set<Id>} present symptoms that are there
 * @param {Id | null} role
 * @returns {Lessons}
 */
export function learnFrom(knowledge, outcomes = {}, present = new Set(), role = null) {
  const senseless = knowledge.fixes.filter(({ unless }) => unless.some((id) => present.has(id)));
  /** @type {Lessons} */
  const lessons = { out: idsOf(senseless), tilts: new Map(), fixedBy: null };
  for (const fix of knowledge.fixes) {
    const came = stepsFor(fix, role).map(({ id }) => outcomes[fix.id + "/" + id] ?? "");
    if (came.includes("fixed")) lessons.fixedBy = fix.id;
    const left = came.map((outcome) => under(LEFT_WHEN_TRIED, outcome) ?? 1);
    if (!left.length || left.includes(1)) continue;
    lessons.out.add(fix.id);
    lower(lessons.tilts, causesOf(knowledge, fix), Math.min(...left));
  }
  return lessons;
}

/**
 * The steps of a fix that a reader of this role does.
 * @param {Fix} fix
 * @param {Id | null} role
 */
export function stepsFor({ steps }, role) {
  const own = steps.filter(({ roles }) => !roles || !role || roles.includes(role));
  return own.length ? own : steps;
}

/**
 * @param {Knowledge} knowledge
 * @param {Fix} fix
 */
function causesOf({ causes }, fix) {
  return causes.filter(({ fixes }) => fixes.includes(fix.id));
}

/**
 * @param {Map<Id, number>} tilts
 * @param {Cause[]} causes
 * @param {number} factor
 */
function lower(tilts, causes, factor) {
  for (const { id } of causes) tilts.set(id, (tilts.get(id) ?? 1) * factor);
}

/**
 * @typedef {{ knowledge: Knowledge, causes: RankedCause[], role: Id | null, out: Set<Id>, named?:
 *   Id | null }} Wanted named is the cause that the verdict names
 */
/**
 * @typedef {Map<Cause, number>} Left what of each cause is left when the fixes before have not
 *   helped
 */
/** @typedef {{ fix: Fix, cause: Cause, chance: number, mine: boolean, worth: number }} RatedFix */

/**
 * The checklist of this case: first a fix of the cause that is named, then each fix that has the
 * best chance to help for its cost, given that those before it did not. For single faults with a
 * fix each this is the optimal order. Long shots wait until the causes in question are done,
 * however cheap they are: an order that people can't follow is not followed.
 * @param {Wanted} wanted
 * @returns {PlannedFix[]}
 */
export function planFixes({ knowledge, causes, role, out, named = null }) {
  const heaviest = [...causes].sort((a, b) => b.weight - a.weight).slice(0, PLANNED_CAUSES);
  const bar = LONG_SHOT_SHARE * (heaviest[0]?.weight ?? 0);
  const pool = new Set(knowledge.fixes.filter(({ id }) => !out.has(id)));
  const first = causes.filter(({ entry }) => entry.cause.id === named);
  const groups = [
    heaviest.filter(({ weight }) => weight >= bar),
    heaviest.filter(({ weight }) => weight < bar),
  ];
  const plan = [
    ...planFor({ knowledge, role, causes: first }, pool, 1),
    ...groups.flatMap((group) => planFor({ knowledge, role, causes: group }, pool)),
  ];
  return plan.slice(0, PLAN_LENGTH).map(({ fix, cause, mine }) => ({
    fix: fix.id,
    steps: (mine ? stepsFor(fix, role) : fix.steps).map(({ id }) => id),
    cause: cause.id,
    mine,
    party: fix.party,
  }));
}

/**
 * The fix that is tried first where this is the cause.
 * @param {Knowledge} knowledge
 * @param {CauseEntry} entry
 * @param {Id | null} role
 * @param {Set<Id>} out
 * @returns {Fix | undefined}
 */
export function firstFixFor(knowledge, entry, role, out) {
  const { fixes } = entry.cause;
  const pool = new Set(knowledge.fixes.filter(({ id }) => fixes.includes(id) && !out.has(id)));
  const [first] = planFor({ knowledge, role, causes: [{ entry, weight: 1 }] }, pool, 1);
  return first?.fix;
}

/**
 * Takes the planned fixes out of the pool.
 * @param {Omit<Wanted, "out" | "named">} wanted
 * @param {Set<Fix>} pool
 * @param {number} most fixes
 */
function planFor({ knowledge, role, causes }, pool, most = PLAN_LENGTH) {
  /** @type {Left} */
  const left = new Map(causes.map(({ entry, weight }) => [entry.cause, weight]));
  const serving = new Set(causes.flatMap(({ entry }) => entry.cause.fixes));
  /** @type {RatedFix[]} */
  const plan = [];
  while (plan.length < most) {
    const open = [...pool].filter(({ id }) => serving.has(id));
    const best = bestFix(
      knowledge,
      open.flatMap((fix) => rated(knowledge, fix, left, role)),
    );
    if (!best) break;
    plan.push(best);
    pool.delete(best.fix);
    for (const [cause, weight] of left) left.set(cause, weight * (1 - helpFor(cause, best.fix)));
  }
  return plan;
}

/**
 * How likely the fix is to remove the cause.
 * @param {Cause} cause
 * @param {Fix} fix
 */
function helpFor(cause, fix) {
  const place = cause.fixes.indexOf(fix.id);
  return place < 0 ? 0 : FIRST_FIX_HELPS * LATER_FIX_FACTOR ** place;
}

/**
 * The fix with its chance and its worth; nothing where it has no chance.
 * @param {Knowledge} knowledge
 * @param {Fix} fix
 * @param {Left} left
 * @param {Id | null} role
 * @returns {RatedFix[]}
 */
function rated(knowledge, fix, left, role) {
  const shares = [...left].map(([cause, weight]) => ({
    cause,
    share: weight * helpFor(cause, fix),
  }));
  const served = shares.filter(({ share }) => share > 0);
  if (!served.length) return [];
  const chance = sumOf(served.map(({ share }) => share));
  const { cause } = served.reduce((best, item) => (best.share >= item.share ? best : item));
  const cost = costOf(knowledge.scales, fix, waitingFor(knowledge, role, fix.party));
  return [{ fix, cause, chance, mine: canAct(knowledge, role, fix.party), worth: chance / cost }];
}

/**
 * @param {Knowledge} knowledge
 * @param {RatedFix[]} useful
 * @returns {RatedFix | undefined}
 */
function bestFix({ scales }, useful) {
  /** @param {RatedFix} item */
  const isDisruptive = ({ fix }) => fix.safety === "disruptive";
  const hasHarmless = useful.some((item) => !isDisruptive(item) && item.chance >= WORTH_TRYING);
  const mayDisrupt = hasHarmless ? WORTH_DISRUPTING : 0;
  const free = useful.filter((item) => !isDisruptive(item) || item.chance >= mayDisrupt);
  const leastDisturbing = Object.keys(scales.safety);
  /** @param {RatedFix} item */
  const place = ({ fix }) => leastDisturbing.indexOf(fix.safety);
  const isEqual = (/** @type {number} */ gap) => Math.abs(gap) <= EQUAL_WORTH;
  free.sort((a, b) => (isEqual(a.worth - b.worth) ? place(a) - place(b) : b.worth - a.worth));
  return free[0];
}
