// Why: plays the conversation with somebody whose answers are known: what is said before the first
// question, and after each. The measurement of accuracy and the command line come through here. It
// must not know any subject.

import { conclude } from "./engine.mjs";
import { under } from "./lookup.mjs";
import { MOST_QUESTIONS, ROLE_UNSAID, askedOf } from "./said.mjs";

/** @import { Answers, Conclusion, Context, Id, Question } from "../contract.d.ts" */
/** @import { Model } from "./types.d.ts" */

/**
 * @typedef {object} Turn
 * @property {Conclusion} conclusion
 * @property {Question | null} question what was asked then, and answered before the next turn
 */

/**
 * The turns of a conversation: one before the first question, one after each answer.
 * @param {Model} model
 * @param {Conclusion["record"]} record
 * @param {{ role: Id | null, answers: Answers }} known what the reader would say; all else is
 *   "don't know"
 * @param {number} [most] questions
 * @returns {Turn[]}
 */
export function play(model, record, known, most = MOST_QUESTIONS) {
  /** @type {Turn[]} */
  const turns = [];
  /** @type {Pick<Context, "role" | "answers">} */
  let said = { role: null, answers: {} };
  while (turns.length <= most) {
    const conclusion = conclude({ record, knowledge: model.knowledge, model, ...said });
    const question = turns.length < most ? conclusion.question : null;
    turns.push({ conclusion, question });
    if (!question) break;
    said = withReply(said, question, known);
  }
  return turns;
}

/**
 * What has been said when the question is answered, too.
 * @param {Pick<Context, "role" | "answers">} said
 * @param {Question} question
 * @param {{ role: Id | null, answers: Answers }} known
 */
export function withReply({ role, answers }, question, known) {
  if (question.kind === "role") {
    const chosen = question.options.find(({ id }) => id === known.role);
    const unsaid = chosen ? {} : { [ROLE_UNSAID]: null };
    return { role: chosen?.id ?? null, answers: { ...answers, ...unsaid } };
  }
  const replies = askedOf(question).map((id) => [id, under(known.answers, id) ?? null]);
  return { role, answers: { ...answers, ...Object.fromEntries(replies) } };
}
