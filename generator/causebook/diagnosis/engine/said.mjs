// Why: what the reader said to a question, in the words of the question. The page and the ticket
// show it; the engine itself gets only answers, symptom by symptom. It must not know any subject.

import TEXTS from "../../strings/en.json" with { type: "json" };

/** @import { Answers, Choice, Id, Knowledge, Question } from "../contract.d.ts" */

const OWN = TEXTS.questions;

/** Questions that a reader is asked for one paste. */
export const MOST_QUESTIONS = 4;
/** Where the answers say that the reader was asked for his role and would not say. */
export const ROLE_UNSAID = ":role";

/**
 * @typedef {object} Said a question that was answered
 * @property {Question} question
 * @property {Id[] | null} chosen what was said yes to: symptoms, or the role; none of them where it
 *   is empty; null is "don't know"
 */

/**
 * The answers in a conversation; a later one outranks an earlier one.
 * @param {Said[]} history
 * @returns {Answers}
 */
export function answersOf(history) {
  return Object.fromEntries(
    history.flatMap((said) => {
      const { chosen } = said;
      return answeredBy(said).map((id) => [id, chosen && chosen.includes(id)]);
    }),
  );
}

/**
 * What a question has answers for: symptoms, or that no role was said.
 * @param {Said} said
 * @returns {Id[]}
 */
function answeredBy({ question, chosen }) {
  if (question.kind === "role") return chosen ? [] : [ROLE_UNSAID];
  return askedOf(question);
}

/**
 * The symptoms that a question asks for.
 * @param {Exclude<Question, { kind: "role" }>} question
 */
export function askedOf(question) {
  if (question.kind === "yes-no") return [question.symptom];
  return question.options.map(({ symptom }) => symptom);
}

/**
 * What was said, in words.
 * @param {Said} said
 */
export function wordsOf({ question, chosen }) {
  if (!chosen) return OWN.unknown;
  if (question.kind === "yes-no") return chosen.length ? OWN.yes : OWN.no;
  return textsOf(question, chosen).join("; ") || OWN.none;
}

/**
 * @param {Exclude<Question, { kind: "yes-no" }>} question
 * @param {Id[]} chosen
 */
function textsOf(question, chosen) {
  if (question.kind === "role")
    return question.options.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  return question.options.filter(({ symptom }) => chosen.includes(symptom)).map(({ text }) => text);
}

/**
 * Which reader this is, as a question.
 * @param {Pick<Knowledge, "roles">} knowledge
 * @returns {Question}
 */
export function askForRole({ roles }) {
  const options = roles.map(({ id, title }) => ({ id, title }));
  return { kind: "role", ask: OWN.roleAsk, why: OWN.roleWhy, options };
}

/**
 * The conversation behind some answers: what belongs to a choice is one question again.
 * @param {Answers} answers
 * @param {Pick<Knowledge, "choices" | "symptoms" | "roles">} knowledge
 * @returns {Said[]}
 */
export function historyOf(answers, knowledge) {
  const { choices, symptoms } = knowledge;
  const isUnsaid = Object.hasOwn(answers, ROLE_UNSAID);
  /** @type {Said[]} */
  const role = isUnsaid ? [{ question: askForRole(knowledge), chosen: null }] : [];
  /** @type {Set<Id>} */
  const left = new Set(Object.keys(answers));
  const chosen = choices.flatMap((choice) => choiceSaid(choice, answers, left));
  const single = symptoms.filter(({ id }) => left.has(id));
  return [
    ...role,
    ...chosen,
    ...single.map(({ id, ask, title }) => ({
      question: { kind: /** @type {const} */ ("yes-no"), symptom: id, ask: ask ?? title, why: "" },
      chosen: chosenIn([id], answers),
    })),
  ];
}

/**
 * @param {Choice} choice
 * @param {Answers} answers
 * @param {Set<Id>} left symptoms that stand in no question yet; those of the choice are taken out
 * @returns {Said[]}
 */
function choiceSaid({ id, ask, options }, answers, left) {
  const shown = options.filter(({ symptom }) => left.delete(symptom));
  if (!shown.length) return [];
  const symptoms = shown.map(({ symptom }) => symptom);
  const question = { kind: /** @type {const} */ ("choice"), choice: id, ask, why: "" };
  return [{ question: { ...question, options: shown }, chosen: chosenIn(symptoms, answers) }];
}

/**
 * @param {Id[]} ids
 * @param {Answers} answers
 */
function chosenIn(ids, answers) {
  const isUnknown = ids.every((id) => answers[id] === null);
  return isUnknown ? null : ids.filter((id) => answers[id]);
}
