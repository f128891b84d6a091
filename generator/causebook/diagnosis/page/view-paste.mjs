// Why: the reader's own paste with the telling lines marked and numbered. Everything of the paste
// enters as text.

import { under } from "../engine/lookup.mjs";
import { goLink, make, makeButton, siteLink } from "./elements.mjs";
import { visible } from "./odd-characters.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Id, Symptom } from "../contract.d.ts" */
/** @import { Shown } from "../worker/types.d.ts" */
/** @import { Excerpt, GapRow, LineRow, Piece, View } from "./types.d.ts" */

const CHUNK_LINES = 60; // lines put on the page at once
const EXPLAINING_CAUSES = 5; // causes whose evidence the marks lead to
const MOST_EXPLANATIONS = 3; // below one line

/** Heading and list; the lines come by `fillLines`. */
export function pasteNodes(/** @type {View} */ view) {
  const { excerpt, isCase } = view.answer;
  const title = make("h2", { id: "paste-title" }, STRINGS.paste);
  if (isCase) return [title, small(STRINGS.pasteOfCase)];
  return [
    make("div", { class: "head" }, title, allButton(view)),
    excerpt.telling ? "" : small(STRINGS.pasteNone),
    excerpt.rows.length ? make("ol", { class: "lines" }) : "",
  ];
}

/** @param {string} text */
function small(text) {
  return make("p", { class: "small" }, text);
}

/** @param {View} view */
function allButton({ answer: { excerpt }, state: { all }, actions }) {
  const isWhole = excerpt.rows.length === excerpt.total && !all;
  if (isWhole || !excerpt.total) return "";
  const text = all ? STRINGS.showTelling : STRINGS.showAll;
  return makeButton(text, "paste-all", () => actions.all(!all), { class: "quiet" });
}

/**
 * Puts the lines into the list, some at a time, so that the page stays quick.
 * @param {Element} list
 * @param {View} view
 * @param {() => boolean} isOld stops it
 */
export async function fillLines(list, view, isOld) {
  const { rows, cut } = view.answer.excerpt;
  const context = rowContext(view);
  for (let i = 0; i < rows.length; i += CHUNK_LINES) {
    if (i) await new Promise((resolve) => setTimeout(resolve));
    if (isOld()) return;
    list.append(...rows.slice(i, i + CHUNK_LINES).map((row) => rowNode(row, context)));
  }
  if (cut) list.append(gapNode(cut));
}

/**
 * @typedef {object} RowContext
 * @property {View} view
 * @property {Map<Id, string>} notes
 * @property {Id[]} order of the evidence that is shown with the causes
 * @property {Map<number, string>} targets number of a mark -> the first piece of evidence that
 *   refers to it
 */

/**
 * @param {View} view
 * @returns {RowContext}
 */
function rowContext(view) {
  const { answer } = view;
  const order = evidenceOrder(answer);
  return {
    view,
    notes: new Map(answer.symptoms.map(({ id, note }) => [id, note])),
    order,
    targets: targetsOf(order, answer.excerpt),
  };
}

/** @param {Shown} answer */
function evidenceOrder({ causes }) {
  const shown = causes.slice(0, EXPLAINING_CAUSES);
  return [...new Set(shown.flatMap((cause) => [...cause.for, ...cause.against]))];
}

/**
 * @param {Id[]} order
 * @param {Excerpt} excerpt
 */
function targetsOf(order, { numbers }) {
  /** @type {Map<number, string>} */
  const targets = new Map();
  for (const id of [...order].reverse()) {
    for (const number of under(numbers, id) ?? []) targets.set(number, "why-" + id);
  }
  return targets;
}

/** @param {number} count */
function gapNode(count) {
  return make("li", { class: "gap" }, STRINGS.gap(count));
}

/**
 * @param {LineRow | GapRow} row
 * @param {RowContext} context
 */
function rowNode(row, context) {
  if (row.gap !== undefined) return gapNode(row.gap);
  const text = make("code", {}, make("bdi", {}, ...row.parts.map(pieceNode)));
  if (!row.number) return make("li", {}, text);
  const attributes = { class: "telling", id: "mark-" + row.number, tabindex: "-1" };
  return make("li", attributes, numberNode(row.number, context), text, ...whyNodes(row, context));
}

/**
 * @param {number} number
 * @param {RowContext} context
 */
function numberNode(number, { targets, view }) {
  const target = targets.get(number);
  if (!target) return make("span", { class: "no" }, String(number));
  const attributes = { class: "no", "aria-label": STRINGS.toWhy(number) };
  return goLink([String(number)], target, view.actions.go, attributes);
}

/** @param {Piece} piece */
function pieceNode([text, kind]) {
  if (kind === "mark") return make("mark", {}, text);
  return kind ? make("span", { class: kind }, text) : text;
}

/**
 * What the line shows, the evidence of the causes first.
 * @param {LineRow} row
 * @param {RowContext} context
 */
function whyNodes({ why }, { order, notes, view }) {
  /** @param {Id} id */
  const place = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
  const sorted = [...why].sort((a, b) => place(a) - place(b));
  return sorted.slice(0, MOST_EXPLANATIONS).map((id) => {
    const symptom = view.indexes.symptoms.get(id);
    return symptom ? whyNode(symptom, notes.get(id) ?? "") : "";
  });
}

/**
 * The note says no second time what the title has said.
 * @param {Symptom} symptom
 * @param {string} note
 */
function whyNode({ title, url }, note) {
  const isSaid = note.startsWith(title);
  const more = isSaid ? note.slice(title.length).replace(/^[\s:.]+/, "") : note;
  const noteNode = more ? make("bdi", {}, visible(more)) : "";
  return make("p", { class: "why" }, siteLink(url, title), more ? STRINGS.colon : "", noteNode);
}
