// Why: the checklist of this case, or the message to send where the reader's role cannot act.

import { isTicked, outcomeChoices, outcomeIds } from "../../checklist/outcomes.mjs";
import { splitPlan, under } from "../engine/lookup.mjs";
import { bookHtml, make, makeButton, makeFold } from "./elements.mjs";
import { entryLink } from "./links.mjs";
import { STRINGS } from "./strings.mjs";
import { commandNodes, copyButton } from "./view-commands.mjs";
import { makeLaterFold } from "./view-later.mjs";
import { factsOf } from "./view-verdict.mjs";

/** @import { Cause, Fix, Id, LaterList, Outcome, PlannedFix, Step } from "../contract.d.ts" */
/** @import { Indexes } from "../engine/lookup.mjs" */
/** @import { Child, View } from "./types.d.ts" */

const FIXES_SHOWN = 5;

/** All fixes worth trying, the first open, and those that were tried. */
export function planNodes(/** @type {View} */ view) {
  const { answer, state, indexes } = view;
  const { open, tried } = splitPlan(answer.plan, state.outcomes, indexes.fixes);
  if (!open.length && !tried.length) return [];
  return [
    make("h2", { id: "plan-title" }, STRINGS.plan),
    ...openNodes(open, view),
    ...triedNodes(tried, view),
    make("p", { class: "small" }, STRINGS.notKept),
  ];
}

/**
 * @param {PlannedFix[]} open
 * @param {View} view
 */
function openNodes(open, view) {
  const { state, actions } = view;
  const shown = open.slice(0, state.moreFixes ? undefined : FIXES_SHOWN);
  const items = shown.map((planned, i) => make("li", {}, plannedNode(planned, i, view)));
  const more = open.length - shown.length;
  return [
    items.length ? make("ol", { class: "plan" }, ...items) : "",
    more ? makeButton(STRINGS.moreFixes(more), "more-fixes", actions.moreFixes) : "",
  ];
}

/**
 * @param {string[]} tried
 * @param {View} view
 */
function triedNodes(tried, view) {
  const items = tried.flatMap((id) => {
    const fix = view.indexes.fixes.get(id);
    if (!fix) return [];
    const inside = () => stepsOf(fix, view);
    const parts = { title: fix.title, facts: [], inside, isOpen: false, causes: [] };
    return [make("li", {}, fixNode(fix, parts, view))];
  });
  if (!items.length) return [];
  return [make("h3", {}, STRINGS.planDone), make("ul", { class: "plan" }, ...items)];
}

/**
 * @param {PlannedFix} planned
 * @param {number} place
 * @param {View} view
 */
function plannedNode({ fix: id, steps: own, mine, cause: causeId }, place, view) {
  const fix = view.indexes.fixes.get(id);
  const cause = view.indexes.causes.get(causeId);
  if (!fix) return "";
  /** @param {Child[]} steps */
  const theirs = (...steps) => [
    messageNode(fix, cause, view.indexes),
    makeFold("theirs:" + id, STRINGS.theirSteps, false, ...steps),
  ];
  const parts = {
    title: place + 1 + ". " + fix.title,
    facts: cause ? [STRINGS.forCause(cause.title)] : [],
    inside: () => (mine ? stepsOf(fix, view, own) : theirs(...stepsOf(fix, view, own))),
    isOpen: place === 0 && view.later.cameWhole,
    causes: mine ? [] : [causeId],
  };
  return fixNode(fix, parts, view);
}

/**
 * @param {Fix} fix
 * @param {{ title: string, facts: string[], inside: () => Child[], isOpen: boolean, causes: Id[] }}
 *   parts causes: those whose messages are shown
 * @param {View} view
 */
function fixNode(fix, { title, facts, inside, isOpen, causes }, view) {
  /** @type {Array<[LaterList, Id]>} */
  const wanted = [["fixes", fix.id]];
  for (const id of causes) wanted.push(["causes", id]);
  const fold = { key: "fix:" + fix.id, title: make("h3", {}, title), isOpen, wanted, inside };
  const end = make("p", { class: "end" }, entryLink({ url: fix.url, text: STRINGS.fixPage }, view));
  const around = (/** @type {Child[]} */ steps) => [factsOf(fix, view, facts), ...steps, end];
  const node = makeLaterFold(fold, view, around);
  node.id = "fix-" + fix.id;
  return node;
}

/**
 * @param {Fix} fix
 * @param {View} view
 * @param {string[]} [own] the steps that the reader does; all where they are not given
 * @returns {Child[]}
 */
function stepsOf(fix, view, own) {
  const shown = fix.steps.filter(({ id }) => own?.includes(id) ?? true);
  const steps = shown.map((step) => stepNode(fix, step, view));
  return [
    make("ol", { class: "steps" }, ...steps),
    textFold("verify:" + fix.id, STRINGS.verify, fix.verify),
    fix.undo ? textFold("undo:" + fix.id, STRINGS.undo, fix.undo) : "",
  ];
}

/**
 * @param {string} key
 * @param {string} title
 * @param {string} html
 */
function textFold(key, title, html) {
  return makeFold(key, title, false, make("div", { class: "text" }, bookHtml(html)));
}

/**
 * @param {Fix} fix
 * @param {Step} step
 * @param {View} view
 */
function stepNode(fix, step, view) {
  const { state, actions } = view;
  const key = fix.id + "/" + step.id;
  const outcome = under(state.outcomes, key) ?? "";
  /** @param {Outcome | ""} chosen */
  const choose = (chosen) => actions.outcome(key, chosen);
  const label = stepLabel(key, step);
  const box = outcomeBox(key, outcome, choose);
  const select = outcomeSelect(key, label.textContent ?? "", outcome, choose);
  return make(
    "li",
    { "data-outcome": outcome || null },
    make("div", { class: "row" }, box, label, select),
    ...commandNodes(step.commands, key, view),
  );
}

/**
 * @param {string} key
 * @param {Step} step
 */
function stepLabel(key, step) {
  const isInternal = step.internal === true;
  return make(
    "label",
    { for: "step-" + key },
    make("span", { class: "text" }, bookHtml(step.html)),
    isInternal ? make("span", { class: "internal" }, " " + STRINGS.internal) : "",
  );
}

/**
 * @param {string} key
 * @param {Outcome | ""} outcome
 * @param {(outcome: Outcome | "") => void} choose
 */
function outcomeBox(key, outcome, choose) {
  const box = make("input", {
    type: "checkbox",
    id: "step-" + key,
    "data-key": "box:" + key,
    autocomplete: "off",
  });
  box.checked = isTicked(outcome);
  box.indeterminate = outcome === "not-possible";
  box.addEventListener("change", () => choose(box.checked ? "done" : ""));
  return box;
}

/**
 * @param {string} key
 * @param {string} title of the step
 * @param {Outcome | ""} outcome
 * @param {(outcome: Outcome | "") => void} choose
 */
function outcomeSelect(key, title, outcome, choose) {
  const attributes = {
    class: "outcome",
    "data-key": "outcome:" + key,
    "aria-label": STRINGS.outcome(title),
    autocomplete: "off",
  };
  const options = outcomeChoices().map(([value, word]) => make("option", { value }, word));
  const select = make("select", attributes, ...options);
  select.value = outcome;
  select.addEventListener("change", () =>
    choose(outcomeIds.find((known) => known === select.value) ?? ""),
  );
  return select;
}

/**
 * @param {Fix} fix
 * @param {Cause | undefined} cause
 * @param {Indexes} indexes
 */
function messageNode(fix, cause, indexes) {
  const { title = "", summary = "", message = null } = cause ?? {};
  const text = message ?? STRINGS.messageFallback(title, summary, fix.title);
  const shown = make("div", { class: "message", tabindex: "-1" }, text);
  const button = { text: STRINGS.copyMessage, key: "message:" + fix.id };
  const main = { class: "main" };
  return make(
    "div",
    {},
    make("p", {}, STRINGS.send(indexes.party(fix.party))),
    shown,
    make(
      "div",
      { class: "tools" },
      copyButton({ ...button, attributes: main }, () => [text, shown]),
    ),
  );
}
