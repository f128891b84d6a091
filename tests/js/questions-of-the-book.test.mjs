// The questions of the shipped book: each belongs to one act, can be answered by whoever is asked,
// and is short. It needs build/knowledge-*.json, which `make js` writes first.

import test from "node:test";
import assert from "node:assert/strict";
import { play } from "../../generator/causebook/diagnosis/engine/conversation.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { shipped } from "./shipped-book.mjs";

const { choices, observations, symptoms } = shipped.knowledge;
const symptom = new Map(symptoms.map((one) => [one.id, one]));
const options = choices.flatMap((choice) =>
  choice.options.map((option) => ({ ...option, choice: choice.id, act: choice.observation })),
);
const words = (text) => text.split(/\s+/).length;

/** Pastes of people who will never see a header. */
const LAY = [
  "401",
  "my password is right but it still says 401",
  "site says 401 when I open the link",
  "i cant log in to my bank app, error 401",
  "the school portal says 401 since yesterday",
  "I get signed out all the time and then it says 401 Unauthorized",
  "error 401 on my phone only",
  "the shop shows 401 after I click on pay",
];

/** The questions that a visitor is asked who never knows an answer. */
function askedOfAVisitor(text) {
  const { record } = diagnose({ ...shipped, text });
  const known = { role: "visitor", answers: {} };
  return play(shipped.model, record, known).flatMap(({ question }) => question ?? []);
}

/** The acts that answer a question. */
function actsOf(question) {
  if (question.kind === "role") return [];
  const asked = question.kind === "choice" ? question.options : [question];
  return asked.map((one) => symptom.get(one.symptom).observation);
}

test("an option of a choice is seen by the act that the choice belongs to", () => {
  const foreign = options.filter(
    (option) => symptom.get(option.symptom).observation !== option.act,
  );
  assert.deepEqual(foreign, []);
});

test("a symptom is an option of one choice only", () => {
  const ids = options.map((option) => option.symptom);
  assert.deepEqual(
    ids.filter((id, place) => ids.indexOf(id) !== place),
    [],
  );
});

test("an option can be asked alone where the rest of its choice is settled, and speaks for or against a cause", () => {
  const mute = options.filter(
    (option) => !symptom.get(option.symptom).ask || !shipped.model.speaking.has(option.symptom),
  );
  assert.deepEqual(mute, []);
});

test("a question takes one breath, and so does an answer", () => {
  const asks = [...symptoms, ...choices].filter(({ ask, internal }) => ask && !internal);
  assert.deepEqual(
    asks.filter(({ ask }) => words(ask) > 20).map(({ ask }) => ask),
    [],
  );
  assert.deepEqual(
    options.filter(({ text }) => words(text) > 13).map(({ text }) => text),
    [],
  );
});

test("what a paste can't show has no facet that would show it", () => {
  const recalled = observations.filter(({ id }) => /^(recall|try|know|look-at)-/.test(id));
  assert.ok(recalled.length > 5);
  assert.deepEqual(
    recalled.filter(({ shownBy }) => shownBy.length).map(({ id }) => id),
    [],
  );
});

for (const text of LAY)
  test(`a visitor is asked at once, and nothing that he can't look at: ${text}`, () => {
    const questions = askedOfAVisitor(text);
    const acts = new Set(questions.flatMap(actsOf));
    const closed = observations.filter(
      ({ id, roles }) => acts.has(id) && roles.length && !roles.includes("visitor"),
    );
    assert.ok(questions.some(({ kind }) => kind !== "role"));
    assert.deepEqual(
      closed.map(({ id }) => id),
      [],
    );
  });

test("where nothing shows the problem, its commonest sign is asked for", () => {
  const { question } = diagnose({ ...shipped, text: "good morning" });
  assert.equal(question?.kind === "yes-no" && question.symptom, "status-401");
});
