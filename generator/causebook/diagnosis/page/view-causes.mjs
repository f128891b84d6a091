// Why: the causes with what speaks for and against each, by the numbers of the marked lines.

import { under } from "../engine/lookup.mjs";
import { goLink, make, makeButton, makeFold } from "./elements.mjs";
import { entryLink } from "./links.mjs";
import { STRINGS } from "./strings.mjs";
import { laterNodes } from "./view-later.mjs";
import { partyOf } from "./view-verdict.mjs";

/** @import { Cause, CauseInQuestion, Id } from "../contract.d.ts" */
/** @import { Shown } from "../worker/types.d.ts" */
/** @import { Child, View } from "./types.d.ts" */

const CAUSES_SHOWN = 5;
const MISSING_SHOWN = 3;
const NUMBERS_OF_CAUSE = 3;
const NUMBERS_OF_SIGN = 4;

/**
 * @typedef {View & { explained: Set<Id> }} CausesView with the symptoms that have been explained:
 *   each has an anchor once
 */

/** The list of causes; the first is open. */
export function causesNodes(/** @type {View} */ view) {
  const { answer, state, actions } = view;
  if (!answer.causes.length) return [];
  const shown = answer.causes.slice(0, state.moreCauses ? undefined : CAUSES_SHOWN);
  const context = { ...view, explained: new Set() };
  const items = shown.map((cause, i) => make("li", {}, causeNode(cause, i === 0, context)));
  const more = answer.causes.length - shown.length;
  const isOpen = answer.verdict.kind === "cannot be told";
  const ranking = make("p", { class: "small" }, STRINGS.rankingText);
  return [
    make("h2", { id: "causes-title" }, isOpen ? STRINGS.causesOpen : STRINGS.causes),
    make("ol", { class: "causes" }, ...items),
    more ? makeButton(STRINGS.moreCauses(more), "more-causes", actions.moreCauses) : "",
    makeFold("ranking", STRINGS.ranking, false, ranking),
  ];
}

/**
 * @param {CauseInQuestion} cause
 * @param {boolean} isFirst
 * @param {CausesView} view
 */
function causeNode(cause, isFirst, view) {
  const entry = view.indexes.causes.get(cause.id);
  if (!entry) return "";
  const numbers = numbersFor(cause, view).map((number) =>
    make(
      "span",
      { class: "no", "aria-label": STRINGS.toMark(number), role: "img" },
      String(number),
    ),
  );
  const title = make(
    "h3",
    {},
    make("span", { class: "name" }, entry.title),
    make("span", { class: "word" }, STRINGS.wordOf(cause.word), ...numbers),
  );
  return makeFold("cause:" + cause.id, title, isFirst, ...bodyOf(cause, entry, view));
}

/**
 * The first numbers of the marks that speak for a cause.
 * @param {CauseInQuestion} cause
 * @param {View} view
 */
function numbersFor(cause, { answer }) {
  const numbers = new Set(cause.for.flatMap((id) => under(answer.excerpt.numbers, id) ?? []));
  return [...numbers].sort((a, b) => a - b).slice(0, NUMBERS_OF_CAUSE);
}

/**
 * @param {CauseInQuestion} cause
 * @param {Cause} entry
 * @param {CausesView} view
 * @returns {Child[]}
 */
function bodyOf(cause, entry, view) {
  const supporting = signs(STRINGS.isFor, cause.for, view);
  const none = make("p", { class: "small" }, STRINGS.nothingFor);
  return [
    ...laterNodes(
      {
        key: "cause:" + cause.id,
        wanted: [["causes", cause.id]],
        inside: () => [make("p", {}, entry.summary)],
      },
      view.later,
    ),
    ...(supporting.length ? supporting : [none]),
    ...wordNodes(cause, view),
    ...signs(STRINGS.against, cause.against, view),
    ...missingNodes(cause.missing.slice(0, MISSING_SHOWN), view),
    endNode(entry, view),
  ];
}

/**
 * Words that read like the first cause: no evidence, but they count for the order.
 * @param {CauseInQuestion} cause
 * @param {View} view
 */
function wordNodes({ id }, { answer: { causes, words } }) {
  if (id !== causes[0].id || !words.length) return [];
  return [make("p", { class: "small" }, STRINGS.words(words))];
}

/**
 * @param {Cause} cause
 * @param {View} view
 */
function endNode({ party: id, url }, view) {
  const party = partyOf(id, view);
  const who = view.indexes.canAct(view.answer.role, id) ? party : STRINGS.whoNot(party);
  return make(
    "p",
    { class: "end" },
    make("span", {}, STRINGS.who + STRINGS.colon + who),
    entryLink({ url, text: STRINGS.about }, view),
  );
}

/**
 * @param {Id[]} ids
 * @param {View} view
 */
function missingNodes(ids, view) {
  const items = ids.flatMap((id) => {
    const { title = "", url = "" } = view.indexes.symptoms.get(id) ?? {};
    return url ? [make("li", {}, entryLink({ url, text: title }, view))] : [];
  });
  if (!items.length) return [];
  return [make("h4", {}, STRINGS.missing), make("ul", { class: "signs" }, ...items)];
}

/**
 * @param {string} title
 * @param {Id[]} ids
 * @param {CausesView} view
 */
function signs(title, ids, view) {
  if (!ids.length) return [];
  const items = ids.map((id) => signNode(id, view));
  return [make("h4", {}, title), make("ul", { class: "signs" }, ...items)];
}

/**
 * @param {Id} id
 * @param {CausesView} view
 */
function signNode(id, view) {
  const { answer, explained } = view;
  const anchor = explained.has(id) ? null : "why-" + id;
  explained.add(id);
  const numbers = under(answer.excerpt.numbers, id) ?? [];
  const children = numbers.length ? markedSign(id, numbers, view) : plainSign(id, view);
  return make("li", { id: anchor, tabindex: "-1" }, ...children);
}

/**
 * A sign that stands nowhere in the paste.
 * @param {Id} id
 * @param {View} view
 * @returns {Child[]}
 */
function plainSign(id, view) {
  const { indexes, answer } = view;
  const { title = id, url = "" } = indexes.symptoms.get(id) ?? {};
  const { state, by } = answer.symptoms.find((symptom) => symptom.id === id) ?? {};
  const isMissed = state === "absent" && by === "paste";
  const link = entryLink({ url, text: isMissed ? STRINGS.notThere + " " + title : title }, view);
  const how = by === "answer" ? STRINGS.answered(state === "present") : foundText(answer);
  return [
    make("span", { class: "no none", "aria-hidden": "true" }),
    make("span", {}, link, how && " (" + how + ")"),
  ];
}

/** @param {Shown} answer */
function foundText({ isCase }) {
  return isCase ? STRINGS.found : "";
}

/**
 * A sign with the numbers of its marks.
 * @param {Id} id
 * @param {number[]} numbers
 * @param {View} view
 */
function markedSign(id, numbers, { indexes, actions }) {
  const { title = id } = indexes.symptoms.get(id) ?? {};
  const [first, ...others] = numbers.slice(0, NUMBERS_OF_SIGN);
  const children = [numberNode(first), make("span", {}, title)];
  return [
    goLink(children, "mark-" + first, actions.go, { class: "sign" }),
    ...others.map((number) =>
      goLink([numberNode(number)], "mark-" + number, actions.go, { class: "also" }),
    ),
  ];
}

/** @param {number} number */
function numberNode(number) {
  return make(
    "span",
    { class: "no" },
    make("span", { class: "away" }, STRINGS.toMark(number)),
    make("span", { "aria-hidden": "true" }, String(number)),
  );
}
