// Why: the checklist of this case, or the message to send where the reader's role cannot act.

import { bookHtml, copyText, make, makeButton, makeFold, siteLink } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";
import { splitPlan, under } from "../engine/lookup.mjs";
import { factsOf } from "./view-verdict.mjs";

const FIXES_SHOWN = 5;

/** All fixes worth trying, the first open, and those that were tried. */
export function planNodes(names, answer, state, actions) {
  const { open, tried } = splitPlan(answer.plan, state.outcomes, names.fixes);
  const context = { names, state, actions };
  const shown = open.slice(0, state.moreFixes ? undefined : FIXES_SHOWN);
  const items = shown.map((item, i) => make("li", {}, fixNode(item, i, context)));
  const done = tried.map((id) =>
    make("li", {}, fixNode({ fix: id, mine: true, cause: null }, -1, context)),
  );
  if (!items.length && !done.length) return [];
  return [
    make("h2", { id: "plan-title" }, STRINGS.plan),
    ...(items.length ? [make("ol", { class: "plan" }, ...items)] : []),
    ...(open.length > shown.length
      ? [makeButton(STRINGS.moreFixes(open.length - shown.length), "more-fixes", actions.moreFixes)]
      : []),
    ...(done.length
      ? [make("h3", {}, STRINGS.planDone), make("ul", { class: "plan" }, ...done)]
      : []),
    make("p", { class: "small" }, STRINGS.notKept),
  ];
}

function fixNode({ fix: id, mine, cause }, place, context) {
  const { names } = context;
  const fix = names.fixes.get(id);
  const about = names.causes.get(cause);
  const title = make("h3", {}, place < 0 ? fix.title : place + 1 + ". " + fix.title);
  const body = mine
    ? stepsOf(fix, context)
    : [
        messageNode(fix, about, context),
        makeFold("theirs:" + id, STRINGS.theirSteps, false, ...stepsOf(fix, context)),
      ];
  const node = makeFold(
    "fix:" + id,
    title,
    place === 0,
    factsOf(names, fix, about ? [STRINGS.forCause(about.title)] : []),
    ...body,
    make("p", { class: "end" }, siteLink(fix.url, STRINGS.fixPage)),
  );
  node.id = "fix-" + id;
  return node;
}

function stepsOf(fix, context) {
  return [
    make("ol", { class: "steps" }, ...fix.steps.map((step) => stepNode(fix, step, context))),
    makeFold(
      "verify:" + fix.id,
      STRINGS.verify,
      false,
      make("div", { class: "text" }, bookHtml(fix.verify)),
    ),
    ...(fix.undo
      ? [
          makeFold(
            "undo:" + fix.id,
            STRINGS.undo,
            false,
            make("div", { class: "text" }, bookHtml(fix.undo)),
          ),
        ]
      : []),
  ];
}

function stepNode(fix, step, { names, state, actions }) {
  const key = fix.id + "/" + step.id;
  const outcome = under(state.outcomes, key) ?? "";
  const box = make("input", {
    type: "checkbox",
    id: "step-" + key,
    "data-key": "box:" + key,
    autocomplete: "off",
  });
  box.checked = outcome === "done" || outcome === "fixed it" || outcome === "no effect";
  box.indeterminate = outcome === "not possible here";
  box.addEventListener("change", () => actions.outcome(key, box.checked ? "done" : ""));
  const label = make(
    "label",
    { for: "step-" + key },
    make("span", { class: "text" }, bookHtml(step.html)),
    step.internal ? make("span", { class: "internal" }, " " + STRINGS.internal) : null,
  );
  const select = make(
    "select",
    {
      class: "outcome",
      "data-key": "outcome:" + key,
      "aria-label": STRINGS.outcome(label.textContent),
      autocomplete: "off",
    },
    ...STRINGS.outcomes.map(([value, word]) => make("option", { value }, word)),
  );
  select.value = outcome;
  select.addEventListener("change", () => actions.outcome(key, select.value));
  return make(
    "li",
    { "data-outcome": outcome || null },
    make("div", { class: "row" }, box, label, select),
    ...step.commands.map((command, i) => commandNode(command, key + i, names)),
  );
}

function commandNode({ platform, run }, key, names) {
  const title = names.platforms.get(platform)?.title ?? "";
  const code = make("code", {}, run);
  return make(
    "div",
    { class: "command" },
    make("span", { class: "small" }, title),
    copyButton(STRINGS.copy, "copy:" + key, () => [run.replace(/\n+$/, ""), code], {
      "aria-label": STRINGS.command(title),
    }),
    make("pre", { tabindex: "0", role: "group", "aria-label": STRINGS.commandOf(title) }, code),
  );
}

/** A button that copies, and says so on itself and to screen readers. */
export function copyButton(text, key, what, attributes = {}) {
  const said = make("span", { role: "status", class: "away" });
  const button = makeButton(
    text,
    key,
    async () => {
      const [copy, shown] = what();
      const word = (await copyText(copy, shown)) ? STRINGS.copied : STRINGS.pressKeys;
      button.textContent = said.textContent = word;
      setTimeout(() => {
        button.textContent = text;
        said.textContent = "";
      }, 4000);
    },
    attributes,
  );
  return make("span", { class: "copy" }, button, said);
}

function messageNode(fix, cause, { names }) {
  const message =
    cause?.message ?? STRINGS.messageFallback(cause?.title ?? "", cause?.summary ?? "", fix.title);
  const text = make("div", { class: "message", tabindex: "-1" }, message);
  return make(
    "div",
    {},
    make("p", {}, STRINGS.send(names.party(fix.party))),
    text,
    make(
      "div",
      { class: "tools" },
      copyButton(STRINGS.copyMessage, "message:" + fix.id, () => [message, text], {
        class: "main",
      }),
    ),
  );
}
