// Why: the reader's own paste with the telling lines marked and numbered. Everything of the paste
// enters as text.

import { make, makeButton, siteLink } from "./elements.mjs";
import { under } from "../engine/lookup.mjs";
import { STRINGS } from "./strings.mjs";
import { visible } from "./marks.mjs";

const CHUNK_LINES = 60; // lines put on the page at once
const MOST_EXPLANATIONS = 3; // explanations below one line

/** Heading and list; the lines come by `fillLines`. */
export function pasteNodes(answer, state, actions) {
  const { excerpt, isCase } = answer;
  const title = make("h2", { id: "paste-title" }, STRINGS.paste);
  if (isCase) return [title, make("p", { class: "small" }, STRINGS.pasteOfCase)];
  const isShort = excerpt.rows.length === excerpt.total && !state.all;
  const toggle =
    isShort || !excerpt.total
      ? []
      : [
          makeButton(
            state.all ? STRINGS.showTelling : STRINGS.showAll,
            "paste-all",
            () => actions.all(!state.all),
            { class: "quiet" },
          ),
        ];
  const none = excerpt.telling ? [] : [make("p", { class: "small" }, STRINGS.pasteNone)];
  const list = make("ol", { class: "lines" });
  return [
    make("div", { class: "head" }, title, ...toggle),
    ...none,
    ...(excerpt.rows.length ? [list] : []),
  ];
}

/** Puts the lines into the list, some at a time, so that the page stays quick; `isOld` stops it. */
export async function fillLines(list, names, answer, actions, isOld) {
  const { rows, cut } = answer.excerpt;
  const notes = new Map(answer.symptoms.map(({ id, note }) => [id, note]));
  const order = [
    ...new Set(answer.causes.slice(0, 5).flatMap((cause) => [...cause.for, ...cause.against])),
  ];
  const targets = whyTargets(order, answer.excerpt);
  for (let i = 0; i < rows.length; i += CHUNK_LINES) {
    if (i) await new Promise((resolve) => setTimeout(resolve));
    if (isOld()) return;
    list.append(
      ...rows
        .slice(i, i + CHUNK_LINES)
        .map((row) => rowNode(row, { names, notes, order, targets, actions })),
    );
  }
  if (cut) list.append(gapNode(STRINGS.gap(cut)));
}

/** line mark number -> the first piece of evidence that refers to it */
function whyTargets(order, { numbers }) {
  const targets = new Map();
  for (const id of order) {
    for (const number of under(numbers, id) ?? [])
      if (!targets.has(number)) targets.set(number, "why-" + id);
  }
  return targets;
}

const gapNode = (text) => make("li", { class: "gap" }, text);

function rowNode(row, { names, notes, order, targets, actions }) {
  if (row.gap) return gapNode(STRINGS.gap(row.gap));
  const text = make("code", {}, make("bdi", {}, ...row.parts.map(pieceNode)));
  if (!row.number) return make("li", {}, text);
  const place = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
  const whys = [...row.why]
    .sort((a, b) => place(a) - place(b))
    .slice(0, MOST_EXPLANATIONS)
    .map((id) => whyNode(names.symptoms.get(id), notes.get(id)));
  return make(
    "li",
    { class: "telling", id: "mark-" + row.number, tabindex: "-1" },
    numberNode(row.number, targets.get(row.number), actions),
    text,
    ...whys,
  );
}

function numberNode(number, target, actions) {
  if (!target) return make("span", { class: "no" }, String(number));
  return goLink(String(number), target, actions, {
    class: "no",
    "aria-label": STRINGS.toWhy(number),
  });
}

function pieceNode([text, kind]) {
  if (kind === "mark") return make("mark", {}, text);
  return kind ? make("span", { class: kind }, text) : text;
}

/** The note says no second time what the title has said. */
function whyNode(symptom, note) {
  const more = note?.startsWith(symptom.title)
    ? note.slice(symptom.title.length).replace(/^[\s:.]+/, "")
    : note;
  return make(
    "p",
    { class: "why" },
    siteLink(symptom.url, symptom.title),
    ...(more ? [": ", make("bdi", {}, visible(more))] : []),
  );
}

/** A link within the page; the address bar keeps out of it. */
export function goLink(text, target, actions, attributes = {}) {
  const link = make("a", { href: "#" + target, ...attributes }, ...[text].flat());
  link.addEventListener("click", (event) => {
    event.preventDefault();
    actions.go(target);
  });
  return link;
}
