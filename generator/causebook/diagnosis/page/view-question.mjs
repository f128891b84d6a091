// Why: the question that comes with the verdict, and the answers given, which can be changed. It
// must not know what an answer is worth.

import { wordsOf } from "../engine/said.mjs";
import { make, makeButton } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { ChoiceOption, Id, Question, Titled } from "../contract.d.ts" */
/** @import { Said } from "../engine/said.mjs" */
/** @import { Child, View } from "./types.d.ts" */

export const QUESTION_TITLE = "question-title";
export const CHANGE_TITLE = "change-title";

/**
 * @typedef {object} Asked a question as it is put
 * @property {string} id of its heading
 * @property {Id} about what it asks for: the next question takes no focus that was in this one
 * @property {Id[] | null | undefined} chosen the answer it has so far, where it has one
 * @property {(chosen: Id[] | null) => void} say
 */

/** The question under the verdict; it waits while an answer is being changed. */
export function questionNodes(/** @type {View} */ { answer, state, actions }) {
  const { question, isEmpty } = answer;
  if (!question || state.changing !== null) return [];
  const before = isEmpty ? make("p", { class: "small" }, STRINGS.noPaste) : "";
  /** @type {Asked} */
  const asked = {
    id: QUESTION_TITLE,
    about: subjectOf(question),
    chosen: undefined,
    say: (chosen) => actions.say(question, chosen),
  };
  return [before, questionNode(question, asked)];
}

/** @param {Question} question */
function subjectOf(question) {
  if (question.kind === "yes-no") return question.symptom;
  return question.kind === "choice" ? question.choice : question.kind;
}

/**
 * @param {Question} question
 * @param {Asked} asked
 */
function questionNode(question, asked) {
  const { ask, why } = question;
  return make(
    "div",
    { class: "question", role: "group", "aria-labelledby": asked.id },
    make("h3", { id: asked.id, tabindex: "-1" }, ask),
    why ? make("p", { class: "small" }, why) : "",
    ...formOf(question, asked),
  );
}

/**
 * @param {Question} question
 * @param {Asked} asked
 * @returns {Child[]}
 */
function formOf(question, asked) {
  switch (question.kind) {
    case "yes-no":
      return [yesNoNode(question.symptom, asked)];
    case "choice":
      return choiceNodes(question.options, asked);
    default:
      return [roleNode(question.options, asked)];
  }
}

/**
 * @param {Id} symptom
 * @param {Asked} asked
 */
function yesNoNode(symptom, asked) {
  return answersNode(
    answerButton(STRINGS.yes, [symptom], asked),
    answerButton(STRINGS.no, [], asked),
    answerButton(STRINGS.dunno, null, asked),
  );
}

/**
 * @param {Titled[]} options
 * @param {Asked} asked
 */
function roleNode(options, asked) {
  const buttons = options.map(({ id, title }) => answerButton(title, [id], asked));
  return answersNode(...buttons, answerButton(STRINGS.dunno, null, asked));
}

/** @param {...Child} buttons */
function answersNode(...buttons) {
  return make("div", { class: "answers" }, ...buttons);
}

/**
 * One answer; pressed where it is the one given.
 * @param {string} word
 * @param {Id[] | null} value
 * @param {Asked} asked
 */
function answerButton(word, value, { id, about, chosen, say }) {
  const isGiven = chosen !== undefined && JSON.stringify(chosen) === JSON.stringify(value);
  const pressed = { "aria-pressed": chosen === undefined ? null : String(isGiven) };
  return makeButton(word, ["answer", id, about, word].join(":"), () => say(value), pressed);
}

/**
 * @param {ChoiceOption[]} options
 * @param {Asked} asked
 */
function choiceNodes(options, asked) {
  const { id, about } = asked;
  const boxes = options.map((option) => optionBox(option, asked));
  const hint = make("p", { class: "small", role: "status" });
  const answer = () => {
    const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (ticked.length) asked.say(ticked);
    else hint.textContent = STRINGS.tickFirst;
  };
  return [
    make("div", { class: "choice" }, ...boxes.map((box, i) => optionNode(box, options[i].text))),
    hint,
    answersNode(
      makeButton(STRINGS.answer, ["answer", id, about].join(":"), answer, { class: "main" }),
      answerButton(STRINGS.none, [], asked),
      answerButton(STRINGS.dunno, null, asked),
    ),
  ];
}

/**
 * @param {ChoiceOption} option
 * @param {Asked} asked
 */
function optionBox({ symptom }, { id, chosen }) {
  const attributes = { type: "checkbox", value: symptom, "data-key": id + ":" + symptom };
  const box = make("input", { ...attributes, autocomplete: "off" });
  box.checked = chosen?.includes(symptom) ?? false;
  return box;
}

/**
 * @param {HTMLInputElement} box
 * @param {string} text
 */
function optionNode(box, text) {
  return make("label", {}, box, make("span", {}, text));
}

/** What was answered, in its order; each can be changed. */
export function historyNodes(/** @type {View} */ view) {
  const { history, changing } = view.state;
  if (!history.length) return [];
  const items = history.map((said, i) =>
    i === changing ? changingNode(said, i, view) : saidNode(said, i, view),
  );
  return [make("h3", { class: "small" }, STRINGS.said), make("ol", { class: "history" }, ...items)];
}

/**
 * @param {Said} said
 * @param {number} place
 * @param {View} view
 */
function saidNode(said, place, { actions }) {
  const { ask } = said.question;
  const change = makeButton(STRINGS.change, "change:" + place, () => actions.change(place), {
    class: "quiet",
    "aria-label": STRINGS.changeOf(ask),
  });
  return make(
    "li",
    {},
    make("p", {}, make("span", {}, ask), " ", make("strong", {}, wordsOf(said))),
    change,
  );
}

/**
 * A question that is put again, in its place.
 * @param {Said} said
 * @param {number} place
 * @param {View} view
 */
function changingNode({ question, chosen }, place, { actions }) {
  /** @type {Asked} */
  const asked = {
    id: CHANGE_TITLE,
    about: subjectOf(question),
    chosen,
    say: (changed) => actions.say(question, changed),
  };
  const quiet = { class: "quiet" };
  return make(
    "li",
    { class: "changing" },
    questionNode(question, asked),
    make(
      "div",
      { class: "tools" },
      makeButton(STRINGS.takeBack, "take-back", () => actions.takeBack(place), quiet),
      makeButton(STRINGS.leave, "leave", () => actions.change(null), quiet),
    ),
  );
}
