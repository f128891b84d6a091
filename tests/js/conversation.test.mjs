// The conversation with somebody whose answers are known.
import { test } from "node:test";
import assert from "node:assert/strict";
import { conclude, diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { play, withReply } from "../../generator/causebook/diagnosis/engine/conversation.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { askingBook, randomConclusion } from "./random-book.mjs";
import { printerKnowledge, readers } from "./tiny-knowledge.mjs";
import { seeded } from "./random.mjs";

const ROLE = { kind: "role", ask: "", why: "", options: readers() };
const CHOICE = {
  kind: "choice",
  choice: "ways",
  ask: "",
  why: "",
  options: [
    { symptom: "one", text: "" },
    { symptom: "two", text: "" },
    { symptom: "constructor", text: "" },
  ],
};
const YES_NO = { kind: "yes-no", symptom: "one", ask: "", why: "" };
const before = { role: null, answers: { old: true } };

test("a yes or no is answered with what is known, else with don't know; earlier answers stay", () => {
  const reply = (answers) => withReply(before, YES_NO, { role: null, answers });
  assert.deepEqual(
    [reply({ one: true }), reply({ one: false }), reply({})].map(({ answers }) => answers),
    [true, false, null].map((one) => ({ old: true, one })),
  );
});

test("a choice is answered option by option, and an inherited name is no answer", () => {
  const { role, answers } = withReply(before, CHOICE, { role: "clerk", answers: { two: false } });
  assert.deepEqual(
    [role, answers],
    [null, { old: true, one: null, two: false, constructor: null }],
  );
});

test("the role is said where the question offers it; else it is kept that nobody said it", () => {
  const reply = (role) => withReply(before, ROLE, { role, answers: { clerk: true } });
  assert.deepEqual(reply("staff"), { role: "staff", answers: { old: true } });
  for (const role of [null, "king"])
    assert.deepEqual(reply(role), { role: null, answers: { old: true, ":role": null } });
});

const printer = makeModel(printerKnowledge());
const recordFor = (text) => diagnose({ text, knowledge: printer.knowledge, model: printer }).record;

test("each turn concludes from what was answered before it", () => {
  const known = { role: "clerk", answers: { "others-print": true } };
  const record = recordFor("nothing is printed");
  const turns = play(printer, record, known);
  assert.equal(turns[0].question.kind, "role");
  assert.equal(turns[1].conclusion.role, "clerk");
  let said = { role: null, answers: {} };
  for (const { conclusion, question } of turns) {
    const context = { record, knowledge: printer.knowledge, model: printer, ...said };
    assert.deepEqual(conclusion, conclude(context));
    if (question) said = withReply(said, question, known);
  }
});

test("as many questions are asked as wanted, at most four unless said otherwise, none after the last turn", () => {
  const record = recordFor("nothing is printed");
  const asked = (most) =>
    play(printer, record, { role: null, answers: {} }, most).map(({ question }) => question?.kind);
  assert.deepEqual(asked(0), [undefined]);
  assert.deepEqual(asked(1), ["role", undefined]);
  assert.ok(asked(undefined).length <= 5);
});

test("random books: at most so many questions, none twice, to the end or until nothing is left to ask", () => {
  const random = seeded(21);
  let long = 0;
  for (let i = 0; i < 200; i++) {
    const knowledge = askingBook(random);
    const model = makeModel(knowledge);
    const { record } = randomConclusion(random, knowledge);
    const reply = () => [true, false, null][random(3)];
    const answers = Object.fromEntries(knowledge.symptoms.map(({ id }) => [id, reply()]));
    const most = random(7);
    const turns = play(model, record, { role: ["r0", "king", null][random(3)], answers }, most);
    const asked = turns.flatMap(({ question }) => (question ? [question] : []));
    const names = asked.map((one) => one.choice ?? one.symptom ?? one.kind);
    assert.equal(new Set(names).size, names.length, names.join());
    assert.ok(asked.length <= most);
    assert.equal(turns.length, asked.length + 1);
    assert.equal(turns.at(-1).question, null);
    if (asked.length < most) assert.equal(turns.at(-1).conclusion.question, null);
    const settled = asked.flatMap(symptomsIn);
    assert.equal(new Set(settled).size, settled.length, "no symptom is asked twice");
    if (asked.length > 1) long++;
  }
  assert.ok(long > 10, long + " of several questions");
});

function symptomsIn({ kind, options, symptom }) {
  if (kind === "role") return [];
  return kind === "choice" ? options.map((one) => one.symptom) : [symptom];
}

test("where the cause is very likely at once, there is one turn and no question", () => {
  const turns = play(printer, recordFor("nothing is printed\nload tray 2"), {
    role: null,
    answers: {},
  });
  assert.deepEqual([turns.length, turns[0].question], [1, null]);
});
