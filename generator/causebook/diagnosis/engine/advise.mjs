// Why: says what to do next, and what tells the leading causes apart: what a message itself tells
// to do, else the first fix of the plan or the message to who can do it; where nothing can be told,
// the question, or what to get. It must not know what any fix does.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { fill } from "../../strings/fill.mjs";
import { canAct } from "./lookup.mjs";
import { plainEnd } from "./verdict.mjs";

/** @import { Id, Knowledge, NextStep, PlannedFix } from "../contract.d.ts" */
/** @import { Situation } from "./types.d.ts" */

const OWN = TEXTS.advice;

/**
 * The first thing to do, with its sentence.
 * @param {Situation} situation
 * @returns {NextStep}
 */
export function nextStep({ knowledge, verdict, plan, question, role, fixedBy, told }) {
  if (fixedBy) return { kind: "fixed", fix: fixedBy, sentence: OWN.fixed };
  if (told) return { kind: "told", symptom: told.id, sentence: OWN.told };
  if (verdict.get) return lookStep(knowledge, verdict.get, role);
  if (verdict.kind === "cannot be told" && question)
    return { kind: "answer", sentence: OWN.answer };
  return plan.length ? fixStep(knowledge, plan[0]) : { kind: "spent", sentence: OWN.spent };
}

/**
 * @param {Knowledge} knowledge
 * @param {{ observation: Id, party: Id | null }} look
 * @param {Id | null} role
 * @returns {NextStep}
 */
function lookStep(knowledge, { observation, party }, role) {
  const { get } = entryIn(knowledge.observations, observation);
  const mine = canAct(knowledge, role, party);
  const sentence = mine
    ? fill(OWN.look, { get })
    : fill(OWN.lookAsk, { party: partyTitle(knowledge, party), get });
  return { kind: "look", observation, party, mine, sentence };
}

/**
 * @param {Knowledge} knowledge
 * @param {PlannedFix} planned
 * @returns {NextStep}
 */
function fixStep(knowledge, { fix, cause, party, mine }) {
  if (mine) {
    const { title } = entryIn(knowledge.fixes, fix);
    return { kind: "fix", fix, cause, sentence: fill(OWN.fix, { title: plainEnd(title) }) };
  }
  const { message } = entryIn(knowledge.causes, cause);
  const sentence = fill(OWN.message, { party: partyTitle(knowledge, party) });
  return { kind: "message", fix, cause, party, message, sentence };
}

/**
 * @param {Knowledge} knowledge
 * @param {Id | null} party
 */
function partyTitle({ parties }, party) {
  return parties.find(({ id }) => id === party)?.title ?? party ?? "";
}

/**
 * @template {{ id: Id }} T
 * @param {T[]} entries
 * @param {Id | null} wanted
 * @returns {T}
 */
function entryIn(entries, wanted) {
  const found = entries.find(({ id }) => id === wanted);
  if (!found) throw new Error("no entry " + wanted);
  return found;
}

/** @typedef {{ cause: Id, other: Id, difference: string, symptom: Id | null }} Pair */

/**
 * What tells the leading causes apart from those they are taken for.
 * @param {Knowledge} knowledge
 * @param {Array<{ id: Id }>} causes the shown causes, the best first
 * @returns {Pair[]} pairs within the list first, then those of the first cause
 */
export function tellApart(knowledge, causes) {
  const shown = causes.map(({ id }) => id);
  const pairs = eachOnce(shown.flatMap((id) => lookAlikesOf(knowledge, id)));
  const within = pairs.filter(({ other }) => shown.includes(other));
  const beyond = pairs.filter(({ cause, other }) => cause === shown[0] && !shown.includes(other));
  return [...within, ...beyond];
}

/**
 * Without the pairs that stand there already, the other way round.
 * @param {Pair[]} pairs
 */
function eachOnce(pairs) {
  const known = new Set();
  return pairs.filter(({ cause, other }) => {
    known.add(cause + " " + other);
    return !known.has(other + " " + cause);
  });
}

/**
 * What tells two causes apart is said once, at one of them, and true both ways.
 * @param {Knowledge} knowledge
 * @param {Id} id
 * @returns {Pair[]}
 */
function lookAlikesOf({ causes }, id) {
  const said = causes.flatMap(({ id: cause, lookAlikes }) =>
    lookAlikes.map(({ cause: other, difference, symptom }) => ({
      cause,
      other,
      difference,
      symptom,
    })),
  );
  const own = said.filter(({ cause }) => cause === id);
  const others = new Set(own.map(({ other }) => other));
  const back = said.filter(({ cause, other }) => other === id && !others.has(cause));
  return [...own, ...back.map((pair) => ({ ...pair, cause: id, other: pair.cause }))];
}
