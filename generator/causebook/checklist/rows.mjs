// Why: the steps of a list as its markup has them, and how each shows what it came to. It must not
// know where ticks are kept.

import { isTicked, outcomeChoices, outcomeWord } from "./outcomes.mjs";
import { make } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Outcome } from "./outcomes.mjs" */

/** A step of the list. */
export class Row {
  /**
   * @param {HTMLElement} step
   * @param {{ box: HTMLInputElement, label: HTMLElement, line: Element }} parts
   * @param {string} group the heading that it stands below
   */
  constructor(step, { box, label, line }, group) {
    this.id = step.dataset.step ?? "";
    this.oldIds = oldIds(step, this.id);
    this.step = step;
    this.box = box;
    this.label = label;
    this.line = line;
    this.group = group;
    this.text = plainText(label);
    this.select = makeOutcomeSelect(this.text);
  }

  /** Adds the choice of outcomes. */
  build() {
    this.line.after(this.select);
  }

  /**
   * @param {Outcome | ""} outcome
   * @param {boolean} isNext is it the next step?
   */
  show(outcome, isNext) {
    this.box.checked = isTicked(outcome);
    this.box.indeterminate = outcome === "not-possible";
    this.select.value = outcome;
    this.step.classList.toggle("kb-next", isNext);
    setOrRemove(this.step, "aria-current", isNext ? "step" : "");
    setOrRemove(this.step, "data-outcome", outcome);
    setOrRemove(this.label, "data-said", outcome && outcomeWord(outcome));
  }

  /**
   * What the reader chose with one of the row's controls; undefined for any other.
   * @param {EventTarget | null} control
   * @returns {Outcome | "" | undefined}
   */
  chosenBy(control) {
    if (control === this.box) return this.box.checked ? "done" : "";
    if (control !== this.select) return undefined;
    return outcomeChoices().find(([id]) => id === this.select.value)?.[0];
  }
}

/** @param {string} text of the step */
function makeOutcomeSelect(text) {
  const options = outcomeChoices().map(([value, word]) => make("option", { value }, word));
  const name = STRINGS.outcome(text);
  return make(
    "select",
    { class: "kb-outcome", "aria-label": name, "data-kb-made": "" },
    ...options,
  );
}

/**
 * The steps of a list, each with the heading above it.
 * @param {Element} list
 */
export function rowsOf(list) {
  /** @type {Row[]} */
  const rows = [];
  let group = "";
  /** @type {NodeListOf<HTMLElement>} */
  const nodes = list.querySelectorAll("h2, h3, h4, h5, h6, .kb-step[data-step]");
  for (const node of nodes) {
    if (node.matches(".kb-step")) rows.push(...rowOf(node, group));
    else if (!node.closest(".kb-step")) group = plainText(node);
  }
  return rows;
}

/**
 * @param {HTMLElement} step
 * @param {string} group
 */
function rowOf(step, group) {
  /** @type {HTMLInputElement | null} */
  const box = step.querySelector("input[type=checkbox]");
  /** @type {HTMLElement | null} */
  const label = step.querySelector(".kb-row label");
  const line = box?.closest(".kb-row");
  return box && label && line ? [new Row(step, { box, label, line }, group)] : [];
}

/**
 * A fix that was renamed names its old ids: `old-fix/step` is the same step.
 * @param {HTMLElement} step
 * @param {string} id
 */
function oldIds(step, id) {
  /** @type {HTMLElement | null} */
  const renamed = step.closest("[data-was]");
  const names = (renamed?.dataset.was ?? "").split(" ").filter(Boolean);
  return names.map((old) => old + id.slice(id.indexOf("/")));
}

/** @param {Element} node */
function plainText(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true));
  copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
  copy.querySelectorAll("p, li").forEach((block) => block.append(" "));
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {string} value "" removes it
 */
function setOrRemove(node, name, value) {
  if (value) node.setAttribute(name, value);
  else node.removeAttribute(name);
}
