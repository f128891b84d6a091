// Why: the reader's own paste with the telling lines marked and numbered. Everything of the paste
// enters as text.

import { make, makeButton, siteLink } from "./elements.mjs";
import { under } from "../engine/lookup.mjs";
import { SAY } from "./strings.mjs";
import { visible } from "./marks.mjs";

const PASTE_CHUNK = 60; // lines put on the page at once
const PASTE_WHYS = 3; // explanations below one line

/** Heading and list; the lines come by `fillLines`. */
export function pasteNodes(answer, state, acts) {
  const { excerpt, isCase } = answer;
  const title = make("h2", { id: "paste-title" }, SAY.paste);
  if (isCase) return [title, make("p", { class: "small" }, SAY.pasteOfCase)];
  const isShort = excerpt.rows.length === excerpt.total && !state.all;
  const toggle =
    isShort || !excerpt.total
      ? []
      : [
          makeButton(
            state.all ? SAY.showTelling : SAY.showAll,
            "paste-all",
            () => acts.all(!state.all),
            { class: "quiet" },
          ),
        ];
  const none = excerpt.telling ? [] : [make("p", { class: "small" }, SAY.pasteNone)];
  const list = make("ol", { class: "lines" });
  return [
    make("div", { class: "head" }, title, ...toggle),
    ...none,
    ...(excerpt.rows.length ? [list] : []),
  ];
}

/** Puts the lines into the list, some at a time, so that the page stays quick; `isOld` stops it. */
export async function fillLines(list, names, answer, acts, isOld) {
  const { rows, cut } = answer.excerpt;
  const notes = new Map(answer.symptoms.map(({ id, note }) => [id, note]));
  const order = [
    ...new Set(answer.causes.slice(0, 5).flatMap((cause) => [...cause.for, ...cause.against])),
  ];
  const targets = whyTargets(order, answer.excerpt);
  for (let i = 0; i < rows.length; i += PASTE_CHUNK) {
    if (i) await new Promise((resolve) => setTimeout(resolve));
    if (isOld()) return;
    list.append(
      ...rows
        .slice(i, i + PASTE_CHUNK)
        .map((row) => rowNode(row, { names, notes, order, targets, acts })),
    );
  }
  if (cut) list.append(gapNode(SAY.gap(cut)));
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

function rowNode(row, { names, notes, order, targets, acts }) {
  if (row.gap) return gapNode(SAY.gap(row.gap));
  const text = make("code", {}, make("bdi", {}, ...row.parts.map(pieceNode)));
  if (!row.number) return make("li", {}, text);
  const place = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
  const whys = [...row.why]
    .sort((a, b) => place(a) - place(b))
    .slice(0, PASTE_WHYS)
    .map((id) => whyNode(names.symptoms.get(id), notes.get(id)));
  return make(
    "li",
    { class: "telling", id: "mark-" + row.number, tabindex: "-1" },
    numberNode(row.number, targets.get(row.number), acts),
    text,
    ...whys,
  );
}

function numberNode(number, target, acts) {
  if (!target) return make("span", { class: "no" }, String(number));
  return goLink(String(number), target, acts, { class: "no", "aria-label": SAY.toWhy(number) });
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
export function goLink(text, target, acts, attributes = {}) {
  const link = make("a", { href: "#" + target, ...attributes }, ...[text].flat());
  link.addEventListener("click", (event) => {
    event.preventDefault();
    acts.go(target);
  });
  return link;
}
