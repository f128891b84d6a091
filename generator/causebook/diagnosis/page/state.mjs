// Why: what the reader said and did, and how each act changes it: plain values, so that a cleared
// page can be brought back and a kept one can be read again. It must not know the DOM.

import { MOST_QUESTIONS, answersOf, historyOf } from "../engine/said.mjs";

/** @import { Case, Id, Knowledge, Outcome, Question } from "../contract.d.ts" */
/** @import { AskedContext } from "../worker/types.d.ts" */
/** @import { Kept, State } from "./types.d.ts" */

/**
 * Nothing said, nothing done.
 * @param {Id | null} role
 * @returns {State}
 */
export function emptyState(role = null) {
  return {
    source: "",
    name: "",
    made: null,
    problems: [],
    role,
    platforms: null,
    history: [],
    earlier: 0,
    changing: null,
    outcomes: {},
    all: false,
    moreCauses: false,
    moreFixes: false,
    moreExamples: false,
  };
}

/**
 * The state in which a case is opened; what was answered before counts towards no limit.
 * @param {Case} made
 * @param {string[]} problems
 * @param {Knowledge} knowledge
 * @returns {State}
 */
export function stateOfCase(made, problems, knowledge) {
  const { role, platforms, answers, outcomes } = made;
  const history = historyOf(answers, knowledge);
  const earlier = history.length;
  return { ...emptyState(role), made, problems, platforms, history, earlier, outcomes };
}

/**
 * What the engine is told of it.
 * @param {State} state
 * @returns {AskedContext}
 */
export function contextOf({ role, platforms, history, outcomes, all }) {
  return { role, platforms, answers: answersOf(history), outcomes, all };
}

/**
 * May one more question be put?
 * @param {State} state
 */
export function mayAsk({ history, earlier }) {
  return history.length - earlier < MOST_QUESTIONS;
}

/**
 * A question is answered: a new one, or one that is being changed.
 * @param {State} state
 * @param {Question} question
 * @param {Id[] | null} chosen
 * @returns {State}
 */
export function withSaid(state, question, chosen) {
  const { history, changing } = state;
  const place = changing !== null && history[changing]?.question === question ? changing : null;
  const said = { question, chosen };
  const changed =
    place === null ? [...history, said] : history.map((old, i) => (i === place ? said : old));
  const role = question.kind === "role" ? (chosen?.[0] ?? null) : state.role;
  return { ...state, history: changed, changing: place === null ? changing : null, role };
}

/**
 * An answer is taken back.
 * @param {State} state
 * @param {number} place in the history
 * @returns {State}
 */
export function withoutSaid(state, place) {
  const isRole = state.history[place]?.question.kind === "role";
  const history = state.history.filter((_said, i) => i !== place);
  const earlier = state.earlier - (place < state.earlier ? 1 : 0);
  return { ...state, history, earlier, changing: null, role: isRole ? null : state.role };
}

/**
 * The role is chosen without a question; what was answered to one says the same.
 * @param {State} state
 * @param {Id | null} role null: as the paste shows it
 * @returns {State}
 */
export function withRole(state, role) {
  const place = state.history.findIndex(({ question }) => question.kind === "role");
  if (place < 0) return { ...state, role };
  if (!role) return withoutSaid(state, place);
  const { question } = state.history[place];
  return withSaid({ ...state, changing: place }, question, [role]);
}

/**
 * @param {State} state
 * @param {string} step
 * @param {Outcome | ""} outcome "" takes it back
 * @returns {State}
 */
export function withOutcome(state, step, outcome) {
  const { [step]: _old, ...others } = state.outcomes;
  return { ...state, outcomes: outcome ? { ...others, [step]: outcome } : others };
}

/**
 * What is kept over a reload; a file is not.
 * @param {State} state
 * @returns {Kept}
 */
export function keptOf({ source, role, platforms, history, outcomes }) {
  return { source: typeof source === "string" ? source : "", role, platforms, history, outcomes };
}
