// Why: the first thing to read: what it is, in one sentence, and what to do next. It decides nothing.

import { bookHtml, make, makeButton, siteLink } from "./elements.mjs";
import { under } from "../engine/lookup.mjs";
import { STRINGS } from "./strings.mjs";

/** Yes, no, don't know; pressed is the answer given. */
export function answerButtons(symptom, answer, place, actions) {
  const button = (word, value) =>
    makeButton(
      word,
      "answer:" + place + ":" + symptom.id + ":" + value,
      () => actions.answer(symptom.id, answer === value ? undefined : value),
      {
        "aria-pressed": String(answer === value),
        "aria-label": STRINGS.answerTo(word, symptom.ask),
      },
    );
  return make(
    "div",
    { class: "answers" },
    button(STRINGS.yes, true),
    button(STRINGS.no, false),
    button(STRINGS.dunno, null),
  );
}

/** The verdict and the next step. */
export function verdictNodes(names, answer, state, actions) {
  const { verdict, next, isEmpty } = answer;
  const sentence = isEmpty ? STRINGS.empty : verdict.sentence;
  const title = make(
    "h2",
    { id: "verdict-title", tabindex: "-1", "data-kind": isEmpty ? "empty" : verdict.kind },
    sentence,
  );
  return [
    title,
    ...(isEmpty ? [] : nextNodes(names, next, state, actions, sentence)),
    ...stuckNodes(names, answer.stuck),
  ];
}

/** The verdict of something that could not be read. */
export function failureNodes(title, sentence, again) {
  return [
    make("h2", { id: "verdict-title", tabindex: "-1", "data-kind": "failed" }, title),
    make("p", { class: "next" }, sentence),
    ...(again ? [make("div", { class: "tools" }, makeButton(STRINGS.retry, "retry", again))] : []),
  ];
}

function nextNodes(names, next, state, actions, said) {
  const say = make(
    "p",
    { class: "next" },
    next.sentence === said ? STRINGS.nothingNext : next.sentence,
  );
  const fix = names.fixes.get(next.fix);
  const go = (text, target) =>
    make(
      "div",
      { class: "tools" },
      makeButton(text, "go-next", () => actions.go(target), { class: "main" }),
    );
  if (next.kind === "ask")
    return [
      say,
      answerButtons(
        names.symptoms.get(next.symptom),
        under(state.answers, next.symptom),
        "next",
        actions,
      ),
    ];
  if (next.kind === "fix") return [say, factsOf(names, fix), go(STRINGS.steps, "fix-" + next.fix)];
  if (next.kind === "message") return [say, go(STRINGS.message, "fix-" + next.fix)];
  if (next.kind === "look" && next.observation) {
    return [
      say,
      make(
        "p",
        {},
        siteLink(names.observations.get(next.observation).url, STRINGS.lookHow, { class: "door" }),
      ),
    ];
  }
  return next.kind === "look" ? [say] : [say, go(STRINGS.toHandOver, "hand-over")];
}

/** How long, how safe, by whom: a line of words. */
export function factsOf(names, fix, more = []) {
  const facts = [
    STRINGS.effort[fix.effort],
    STRINGS.safety[fix.safety],
    STRINGS.by(names.party(fix.party)),
    ...more,
  ];
  return make("p", { class: "small" }, facts.join(" \u00b7 "));
}

function stuckNodes(names, stuck) {
  return stuck.length
    ? [make("p", { class: "note", id: "stuck" }, STRINGS.stuck(names.titles(stuck)))]
    : [];
}

/** Look-alikes, questions worth an answer, and the answers given. */
export function apartNodes(names, answer, state, actions) {
  const open = answer.questions.filter((id) => id !== answer.next.symptom);
  const given = Object.keys(state.answers).filter((id) => names.symptoms.get(id)?.ask);
  const ask = (id) =>
    make(
      "li",
      {},
      make("p", {}, names.symptoms.get(id).ask),
      answerButtons(names.symptoms.get(id), under(state.answers, id), "list", actions),
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
          STRINGS.apartPair(
            names.causes.get(cause)?.title ?? cause,
            names.causes.get(other)?.title ?? other,
          ),
        ),
        make("p", {}, bookHtml(difference)),
      ),
    );
  const nodes = [
    ...(pairs.length ? [make("ul", { class: "pairs" }, ...pairs)] : []),
    ...list(STRINGS.questions, open),
    ...list(STRINGS.yourAnswers, given),
  ];
  return nodes.length ? [make("h2", {}, STRINGS.apart), ...nodes] : [];
}
