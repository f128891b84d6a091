// Why: the first thing to read: what it is, in one sentence, and what to do first. It decides
// nothing.

import { bookHtml, make, makeButton } from "./elements.mjs";
import { entryLink } from "./links.mjs";
import { STRINGS } from "./strings.mjs";
import { commandNodes } from "./view-commands.mjs";
import { laterNodes } from "./view-later.mjs";

/** @import { Fix, Id, NextStep } from "../contract.d.ts" */
/** @import { Indexes } from "../engine/lookup.mjs" */
/** @import { Child, State, View } from "./types.d.ts" */

const DOOR = { class: "door" };

/** The verdict: what it is, in one sentence. */
export function verdictNodes(/** @type {View} */ view) {
  const { verdict, isEmpty, stuck } = view.answer;
  const sentence = isEmpty ? STRINGS.empty : verdict.sentence;
  return [
    ...caseNodes(view.state),
    titleNode(sentence, isEmpty ? "empty" : verdict.kind),
    ...stuckNodes(view.indexes, stuck),
  ];
}

/** What to do first. */
export function firstNodes(/** @type {View} */ view) {
  const { verdict, next, question, isEmpty } = view.answer;
  if (isEmpty || (question && next.kind === "answer")) return [];
  const isSaid = next.kind === "answer" || next.sentence === verdict.sentence;
  return [nextSentence(isSaid ? STRINGS.nothingNext : next.sentence), ...nextNodes(next, view)];
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
 * What is below the sentence: the way to go on.
 * @param {NextStep} next
 * @param {View} view
 * @returns {Child[]}
 */
function nextNodes(next, view) {
  switch (next.kind) {
    case "told":
      return toldNodes(next.symptom, view);
    case "fix":
      return [fixFacts(next.fix, view), goButton(STRINGS.steps, "fix-" + next.fix, view)];
    case "message":
      return [goButton(STRINGS.message, "fix-" + next.fix, view)];
    case "look":
      return lookNodes(next.observation, view);
    default:
      return [goButton(STRINGS.toHandOver, "hand-over", view)];
  }
}

/**
 * What a message itself says to do.
 * @param {Id} id
 * @param {View} view
 */
function toldNodes(id, view) {
  const { firstStep, url = "" } = view.indexes.symptoms.get(id) ?? {};
  if (!firstStep) return [];
  const key = "told:" + id;
  const inside = () => [
    make("div", { class: "text" }, bookHtml(firstStep.html)),
    ...commandNodes(firstStep.commands, key, view),
  ];
  return [
    ...laterNodes({ key, wanted: [["symptoms", id]], inside }, view.later),
    make("p", {}, entryLink({ url, text: STRINGS.aboutMessage, attributes: DOOR }, view)),
  ];
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
 * @param {Id | null} observation
 * @param {View} view
 */
function lookNodes(observation, view) {
  const { url } = view.indexes.observations.get(observation ?? "") ?? {};
  if (!url) return [];
  return [make("p", {}, entryLink({ url, text: STRINGS.lookHow, attributes: DOOR }, view))];
}

/**
 * @param {Id} id
 * @param {View} view
 */
function fixFacts(id, view) {
  const fix = view.indexes.fixes.get(id);
  return fix ? factsOf(fix, view) : "";
}

/**
 * How long, how safe, by whom: a line of words.
 * @param {Fix} fix
 * @param {View} view
 * @param {string[]} more
 */
export function factsOf(fix, view, more = []) {
  const { effort, safety } = view.indexes.knowledge.scales.words;
  const by = STRINGS.by(partyOf(fix.party, view));
  const facts = [effort[fix.effort], safety[fix.safety], by, ...more];
  return make("p", { class: "small" }, facts.join(" \u00b7 "));
}

/**
 * A party by its name; where it is the reader, "you".
 * @param {Id} id
 * @param {View} view
 */
export function partyOf(id, { indexes, answer }) {
  return indexes.isReader(answer.role, id) ? STRINGS.you : indexes.party(id);
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
 * Sentences about a case that was opened.
 * @param {State} state
 */
function caseNodes({ made, problems }) {
  const text = [STRINGS.opened, ...problems].join(" ");
  return made ? [make("p", { class: "note" }, text)] : [];
}
