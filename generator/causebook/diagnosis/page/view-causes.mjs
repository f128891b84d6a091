// Why: the causes with what speaks for and against each, by the numbers of the marked lines.

import { make, makeButton, makeFold, siteLink } from "./elements.mjs";
import { under } from "../engine/lookup.mjs";
import { STRINGS } from "./strings.mjs";
import { goLink } from "./view-paste.mjs";

const CAUSES_SHOWN = 5;
const MISSING_SHOWN = 3;

/** The list of causes; the first is open. */
export function causesNodes(names, answer, state, actions) {
  if (!answer.causes.length) return [];
  const told = new Map(answer.symptoms.map((symptom) => [symptom.id, symptom]));
  const shown = answer.causes.slice(0, state.moreCauses ? undefined : CAUSES_SHOWN);
  const named = new Set();
  const items = shown.map((cause, i) =>
    make("li", {}, causeNode(cause, i === 0, { names, answer, state, told, named, actions })),
  );
  const more = answer.causes.length - shown.length;
  const isOpen = answer.verdict.kind === "cannot be told";
  return [
    make("h2", { id: "causes-title" }, isOpen ? STRINGS.causesOpen : STRINGS.causes),
    make("ol", { class: "causes" }, ...items),
    ...(more ? [makeButton(STRINGS.moreCauses(more), "more-causes", actions.moreCauses)] : []),
    makeFold("ranking", STRINGS.ranking, false, make("p", { class: "small" }, STRINGS.rankingText)),
  ];
}

function causeNode(cause, isFirst, context) {
  const { names, answer } = context;
  const entry = names.causes.get(cause.id);
  const numbers = [...new Set(cause.for.flatMap((id) => under(answer.excerpt.numbers, id) ?? []))]
    .sort((a, b) => a - b)
    .slice(0, 3);
  const summary = [
    make("span", { class: "name" }, entry.title),
    make(
      "span",
      { class: "word" },
      cause.word,
      ...numbers.map((number) =>
        make(
          "span",
          { class: "no", "aria-label": STRINGS.toMark(number), role: "img" },
          String(number),
        ),
      ),
    ),
  ];
  return makeFold(
    "cause:" + cause.id,
    make("h3", {}, ...summary),
    isFirst,
    ...bodyOf(cause, entry, context),
  );
}

function bodyOf(cause, entry, context) {
  const { names, state } = context;
  const isMine = names.canAct(state.role, entry.party);
  const party = names.party(entry.party);
  return [
    make("p", {}, entry.summary),
    ...group(STRINGS.isFor, cause.for, context, make("p", { class: "small" }, STRINGS.nothingFor)),
    ...group(STRINGS.against, cause.against, context),
    ...(cause.missing.length
      ? [
          make("h4", {}, STRINGS.missing),
          make(
            "ul",
            { class: "signs" },
            ...cause.missing
              .slice(0, MISSING_SHOWN)
              .map((id) =>
                make("li", {}, siteLink(names.symptoms.get(id).url, names.symptoms.get(id).title)),
              ),
          ),
        ]
      : []),
    make(
      "p",
      { class: "end" },
      make("span", {}, STRINGS.who + ": " + (isMine ? party : STRINGS.whoNot(party))),
      siteLink(entry.url, STRINGS.about),
    ),
  ];
}

function group(title, ids, context, none = null) {
  if (!ids.length) return none ? [none] : [];
  return [
    make("h4", {}, title),
    make("ul", { class: "signs" }, ...ids.map((id) => signNode(id, context))),
  ];
}

function signNode(id, { names, answer, told, named, actions }) {
  const { title, url } = names.symptoms.get(id);
  const { state, by } = told.get(id) ?? {};
  const anchor = named.has(id) ? null : "why-" + id;
  named.add(id);
  const numbers = under(answer.excerpt.numbers, id) ?? [];
  const [first, ...others] = numbers.slice(0, 4);
  const text = state === "absent" && by === "paste" ? STRINGS.notThere + title : title;
  const how =
    by === "answer"
      ? " (" + STRINGS.answered(state === "present") + ")"
      : answer.isCase
        ? " (" + STRINGS.found + ")"
        : "";
  if (!first)
    return make(
      "li",
      { id: anchor, tabindex: "-1" },
      make("span", { class: "no none", "aria-hidden": "true" }),
      make("span", {}, siteLink(url, text), how),
    );
  const number = (n) =>
    make(
      "span",
      { class: "no" },
      make("span", { class: "away" }, STRINGS.toMark(n)),
      make("span", { "aria-hidden": "true" }, String(n)),
    );
  return make(
    "li",
    { id: anchor, tabindex: "-1" },
    goLink([number(first), make("span", {}, title)], "mark-" + first, actions, { class: "sign" }),
    ...others.map((n) => goLink([number(n)], "mark-" + n, actions, { class: "also" })),
  );
}
