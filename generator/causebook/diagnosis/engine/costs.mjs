// Why: what an act costs, in minutes of somebody's time: its work, what it may break, and the
// waiting for whoever can do it. It must not know what any fix does.

import { canAct } from "./lookup.mjs";

/** @import { Effort, Id, Knowledge, Safety, Scales } from "../contract.d.ts" */

const WAITING_MINUTES = 15; // to have somebody else act

/**
 * Minutes to expect until this party acts: none for the reader; without a known role, by the share
 * of roles that cannot.
 * @param {Knowledge} knowledge
 * @param {Id | null} role
 * @param {Id | null} party
 */
export function waitingFor(knowledge, role, party) {
  const ids = knowledge.roles.map(({ id }) => id);
  const asked = role !== null && ids.includes(role) ? [role] : ids;
  const unable = asked.filter((id) => !canAct(knowledge, id, party));
  return asked.length ? (WAITING_MINUTES * unable.length) / asked.length : 0;
}

/**
 * Minutes that trying a fix costs, weighed by what it may break, and with the waiting for whoever
 * does it.
 * @param {Scales} scales
 * @param {{ effort: Effort, safety: Safety }} fix
 * @param {number} waiting
 */
export function costOf(scales, { effort, safety }, waiting = 0) {
  return scales.effort[effort] * scales.safety[safety] + waiting;
}
