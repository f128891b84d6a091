// Why: the first thing to read: what it is, in one sentence, and what to do next. It decides
// nothing.

import { under } from "../engine/lookup.mjs";
import { bookHtml, make, makeButton, siteLink } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Fix, Id, NextStep } from "../contract.d.ts" */
/** @import { Indexes } from "../engine/lookup.mjs" */
/** @import { Pair } from "../worker/types.d.ts" */
/** @import { State, View } from "./types.d.ts" */

const PAIRS_SHOWN = 4;

/** The verdict and the next step. */
export function verdictNodes(/** @type {View} */ view) {
  const { verdict, next, question, isEmpty, stuck } = view.answer;
  const sentence = isEmpty ? STRINGS.empty : verdict.sentence;
  const isSaid = next.sentence === sentence;
  return [
    titleNode(sentence, isEmpty ? "empty" : verdict.kind),
    ...(isEmpty ? [] : [nextSentence(isSaid ? STRINGS.nothingNext : next.sentence)]),
    ...(isEmpty ? [] : nextNodes(next, view)),
    ...(question?.kind === "yes-no" ? questionNodes("", [question.symptom], view) : []),
    ...stuckNodes(view.indexes, stuck),
  ];
}

/**
 * What is shown of something that could not be read.
 * @param {string} title
 * @param {string} sentence
 * @param {(() => void) | null} again
 */
export function failureNodes(title, sentence, again) {
  const retry = again && tools(makeButton(STRINGS.retry, "retry", again));
  return [titleNode(title, "failed"), nextSentence(sentence), ...(retry ? [retry] : [])];
}

/**
 * @param {string} text
 * @param {string} kind
 */
function titleNode(text, kind) {
  return make("h2", { id: "verdict-title", tabindex: "-1", "data-kind": kind }, text);
}

/** @param {string} sentence */
function nextSentence(sentence) {
  return make("p", { class: "next" }, sentence);
}

/** @param {HTMLElement} button */
function tools(button) {
  return make("div", { class: "tools" }, button);
}

/**
 * What is below the sentence: the buttons of a question, or the way to go on.
 * @param {NextStep} next
 * @param {View} view
 */
function nextNodes(next, view) {
  const { indexes } = view;
  switch (next.kind) {
    case "answer":
    case "told":
      return [];
    case "fix":
      return [fixFacts(indexes, next.fix), goButton(STRINGS.steps, "fix-" + next.fix, view)];
    case "message":
      return [goButton(STRINGS.message, "fix-" + next.fix, view)];
    case "look":
      return lookNodes(indexes, next.observation);
    default:
      return [goButton(STRINGS.toHandOver, "hand-over", view)];
  }
}

/**
 * @param {string} text
 * @param {string} target
 * @param {View} view
 */
function goButton(text, target, { actions }) {
  return tools(makeButton(text, "go-next", () => actions.go(target), { class: "main" }));
}

/**
 * @param {Indexes} indexes
 * @param {Id | null} observation
 */
function lookNodes({ observations }, observation) {
  const known = observations.get(observation ?? "");
  return known ? [make("p", {}, siteLink(known.url, STRINGS.lookHow, { class: "door" }))] : [];
}

/**
 * @param {Indexes} indexes
 * @param {Id} id
 */
function fixFacts(indexes, id) {
  const fix = indexes.fixes.get(id);
  return fix ? factsOf(indexes, fix) : "";
}

/**
 * How long, how safe, by whom: a line of words.
 * @param {Indexes} indexes
 * @param {Fix} fix
 * @param {string[]} more
 */
export function factsOf({ knowledge, party }, fix, more = []) {
  const { effort, safety } = knowledge.scales.words;
  const facts = [effort[fix.effort], safety[fix.safety], STRINGS.by(party(fix.party)), ...more];
  return make("p", { class: "small" }, facts.join(" \u00b7 "));
}

/**
 * @param {Indexes} indexes
 * @param {Id[]} stuck
 */
function stuckNodes({ titles }, stuck) {
  const text = stuck.length ? STRINGS.stuck(titles(stuck)) : "";
  return text ? [make("p", { class: "note", id: "stuck" }, text)] : [];
}

/**
 * Yes, no, don't know; pressed is the answer given.
 * @param {Id} id
 * @param {string} place where the buttons stand
 * @param {View} view
 */
function answerButtons(id, place, { indexes, state, actions }) {
  const answer = under(state.answers, id);
  const question = indexes.symptoms.get(id)?.ask ?? "";
  /** @type {(word: string, value: boolean | null) => HTMLElement} */
  const button = (word, value) =>
    makeButton(
      word,
      ["answer", place, id, value].join(":"),
      () => actions.answer(id, answer === value ? undefined : value),
      {
        "aria-pressed": String(answer === value),
        "aria-label": STRINGS.answerTo(word, question),
      },
    );
  return make(
    "div",
    { class: "answers" },
    button(STRINGS.yes, true),
    button(STRINGS.no, false),
    button(STRINGS.dunno, null),
  );
}

/** Look-alikes, questions worth an answer, and the answers given. */
export function apartNodes(/** @type {View} */ view) {
  const { answer, state, indexes } = view;
  const given = Object.keys(state.answers).filter((id) => indexes.symptoms.get(id)?.ask);
  const nodes = [
    ...pairNodes(indexes, answer.apart.slice(0, PAIRS_SHOWN)),
    ...questionNodes(STRINGS.yourAnswers, given, view),
  ];
  return nodes.length ? [make("h2", {}, STRINGS.apart), ...nodes] : [];
}

/**
 * @param {Indexes} indexes
 * @param {Pair[]} pairs
 */
function pairNodes({ causes }, pairs) {
  /** @param {Id} id */
  const title = (id) => causes.get(id)?.title ?? id;
  const items = pairs.map(({ cause, other, difference }) =>
    make(
      "li",
      {},
      make("h3", {}, STRINGS.apartPair(title(cause), title(other))),
      make("p", {}, bookHtml(difference)),
    ),
  );
  return items.length ? [make("ul", { class: "pairs" }, ...items)] : [];
}

/**
 * @param {string} title
 * @param {Id[]} ids
 * @param {View} view
 */
function questionNodes(title, ids, view) {
  if (!ids.length) return [];
  const items = ids.map((id) => {
    const question = view.indexes.symptoms.get(id)?.ask ?? "";
    return make("li", {}, make("p", {}, question), answerButtons(id, "list", view));
  });
  return [make("h3", {}, title), make("ul", { class: "asks" }, ...items)];
}

/**
 * Sentences about a case that was opened.
 * @param {State} state
 */
export function caseNodes({ made, problems }) {
  const text = [STRINGS.opened, ...problems].join(" ");
  return made ? [make("p", { class: "note" }, text)] : [];
}
