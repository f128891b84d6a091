// Why: the first thing to read: what it is, in one sentence, and what to do next. It decides nothing.

import { bookHtml, make, makeButton, siteLink } from "./elements.mjs";
import { under } from "../engine/lookup.mjs";
import { SAY } from "./strings.mjs";

/** Yes, no, don't know; pressed is the answer given. */
export function answerButtons(symptom, answer, place, acts) {
  const button = (word, value) =>
    makeButton(
      word,
      "answer:" + place + ":" + symptom.id + ":" + value,
      () => acts.answer(symptom.id, answer === value ? undefined : value),
      { "aria-pressed": String(answer === value), "aria-label": SAY.answerTo(word, symptom.ask) },
    );
  return make(
    "div",
    { class: "answers" },
    button(SAY.yes, true),
    button(SAY.no, false),
    button(SAY.dunno, null),
  );
}

/** The verdict and the next step. */
export function verdictNodes(names, answer, state, acts) {
  const { verdict, next, isEmpty } = answer;
  const sentence = isEmpty ? SAY.empty : verdict.sentence;
  const title = make(
    "h2",
    { id: "verdict-title", tabindex: "-1", "data-kind": isEmpty ? "empty" : verdict.kind },
    sentence,
  );
  return [
    title,
    ...(isEmpty ? [] : nextNodes(names, next, state, acts, sentence)),
    ...stuckNodes(names, answer.stuck),
  ];
}

/** The verdict of something that could not be read. */
export function failureNodes(title, sentence, again) {
  return [
    make("h2", { id: "verdict-title", tabindex: "-1", "data-kind": "failed" }, title),
    make("p", { class: "next" }, sentence),
    ...(again ? [make("div", { class: "tools" }, makeButton(SAY.retry, "retry", again))] : []),
  ];
}

function nextNodes(names, next, state, acts, said) {
  const say = make(
    "p",
    { class: "next" },
    next.sentence === said ? SAY.nothingNext : next.sentence,
  );
  const fix = names.fixes.get(next.fix);
  const go = (text, target) =>
    make(
      "div",
      { class: "tools" },
      makeButton(text, "go-next", () => acts.go(target), { class: "main" }),
    );
  if (next.kind === "ask")
    return [
      say,
      answerButtons(
        names.symptoms.get(next.symptom),
        under(state.answers, next.symptom),
        "next",
        acts,
      ),
    ];
  if (next.kind === "fix") return [say, factsOf(names, fix), go(SAY.steps, "fix-" + next.fix)];
  if (next.kind === "message") return [say, go(SAY.message, "fix-" + next.fix)];
  if (next.kind === "look" && next.observation) {
    return [
      say,
      make(
        "p",
        {},
        siteLink(names.observations.get(next.observation).url, SAY.lookHow, { class: "door" }),
      ),
    ];
  }
  return next.kind === "look" ? [say] : [say, go(SAY.toHandOver, "hand-over")];
}

/** How long, how safe, by whom: a line of words. */
export function factsOf(names, fix, more = []) {
  const facts = [
    SAY.effort[fix.effort],
    SAY.safety[fix.safety],
    SAY.by(names.party(fix.party)),
    ...more,
  ];
  return make("p", { class: "small" }, facts.join(" \u00b7 "));
}

function stuckNodes(names, stuck) {
  return stuck.length
    ? [make("p", { class: "note", id: "stuck" }, SAY.stuck(names.titles(stuck)))]
    : [];
}

/** Look-alikes, questions worth an answer, and the answers given. */
export function apartNodes(names, answer, state, acts) {
  const open = answer.questions.filter((id) => id !== answer.next.symptom);
  const given = Object.keys(state.answers).filter((id) => names.symptoms.get(id)?.ask);
  const ask = (id) =>
    make(
      "li",
      {},
      make("p", {}, names.symptoms.get(id).ask),
      answerButtons(names.symptoms.get(id), under(state.answers, id), "list", acts),
    );
  const list = (title, ids) =>
    ids.length ? [make("h3", {}, title), make("ul", { class: "asks" }, ...ids.map(ask))] : [];
  const pairs = answer.apart
    .slice(0, 4)
    .map(({ cause, other, difference }) =>
      make(
        "li",
        {},
        make(
          "h3",
          {},
          SAY.apartPair(
            names.causes.get(cause)?.title ?? cause,
            names.causes.get(other)?.title ?? other,
          ),
        ),
        make("p", {}, bookHtml(difference)),
      ),
    );
  const nodes = [
    ...(pairs.length ? [make("ul", { class: "pairs" }, ...pairs)] : []),
    ...list(SAY.questions, open),
    ...list(SAY.yourAnswers, given),
  ];
  return nodes.length ? [make("h2", {}, SAY.apart), ...nodes] : [];
}
