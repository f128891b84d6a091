import { test } from "node:test";
import assert from "node:assert/strict";
import { answersOf, historyOf, wordsOf } from "../../generator/causebook/diagnosis/engine/said.mjs";
import {
  contextOf,
  emptyState,
  mayAsk,
  stateOfCase,
  withOutcome,
  withRole,
  withSaid,
  withoutSaid,
} from "../../generator/causebook/diagnosis/page/state.mjs";
import {
  runsCommands,
  splitCommands,
} from "../../generator/causebook/diagnosis/page/view-commands.mjs";
import { printerKnowledge, readers } from "./tiny-knowledge.mjs";

const yesNo = (symptom) => ({ kind: "yes-no", symptom, ask: symptom + "?", why: "" });
const options = ["red", "green"].map((symptom) => ({ symptom, text: "It is " + symptom }));
const choice = { kind: "choice", choice: "colour", ask: "Which colour?", why: "", options };
const role = { kind: "role", ask: "Who?", why: "", options: readers() };
const saying = (...pairs) =>
  pairs.reduce((state, [q, chosen]) => withSaid(state, q, chosen), emptyState());

test("an answer is yes to what was chosen and no to the rest of its question; don't know is neither", () => {
  const cases = [
    [yesNo("red"), ["red"], { red: true }, "yes"],
    [yesNo("red"), [], { red: false }, "no"],
    [yesNo("red"), null, { red: null }, "don’t know"],
    [choice, ["green"], { red: false, green: true }, "It is green"],
    [choice, ["red", "green"], { red: true, green: true }, "It is red; It is green"],
    [choice, [], { red: false, green: false }, "none of these"],
    [choice, null, { red: null, green: null }, "don’t know"],
    [role, ["clerk"], {}, "I print"],
    [role, null, { ":role": null }, "don’t know"],
  ];
  for (const [question, chosen, answers, words] of cases) {
    assert.deepEqual(answersOf([{ question, chosen }]), answers);
    assert.equal(wordsOf({ question, chosen }), words);
  }
});

test("a changed answer keeps its place, and what was answered after it", () => {
  const state = saying([yesNo("red"), ["red"]], [choice, []]);
  const { question } = state.history[0];
  const changed = withSaid({ ...state, changing: 0 }, question, []);
  assert.deepEqual(changed.history.map(wordsOf), ["no", "none of these"]);
  assert.equal(changed.changing, null);
});

test("a new answer while another is being changed is a new answer", () => {
  const state = { ...saying([yesNo("red"), ["red"]]), changing: 0 };
  const more = withSaid(state, yesNo("green"), null);
  assert.deepEqual([more.history.length, more.changing], [2, 0]);
});

test("the role that was answered is the role; said elsewhere or taken back, both follow", () => {
  const state = saying([role, ["clerk"]]);
  assert.equal(contextOf(state).role, "clerk");
  const other = withRole(state, "staff");
  assert.deepEqual([other.role, other.history.map(wordsOf)], ["staff", ["I run it"]]);
  assert.deepEqual([withRole(state, null).role, withRole(state, null).history], [null, []]);
  assert.deepEqual([withoutSaid(state, 0).role, withoutSaid(state, 0).history], [null, []]);
  assert.deepEqual(withRole(emptyState(), "staff").history, []);
});

test("four questions are asked on one paste: answers count, not symptoms, and the role counts", () => {
  const three = saying([role, ["clerk"]], [choice, []], [yesNo("a"), null]);
  assert.equal(mayAsk(three), true);
  assert.equal(mayAsk(withSaid(three, yesNo("b"), [])), false);
});

test("the answers of a case are questions again, and leave room for four more", () => {
  const knowledge = printerKnowledge();
  knowledge.choices = [
    {
      id: "what",
      ask: "What is it?",
      observation: "recall",
      options: [
        { symptom: "offline", text: "Offline" },
        { symptom: "tray-message", text: "A message" },
      ],
    },
  ];
  const answers = { ":role": null, "others-print": true, offline: null };
  const history = historyOf(answers, knowledge);
  assert.deepEqual(
    history.map((said) => said.question.ask + " " + wordsOf(said)),
    ["Which of these are you doing? don’t know", "What is it? don’t know", "Can others print? yes"],
  );
  assert.deepEqual(answersOf(history), answers);
  const made = { role: "clerk", platforms: null, answers, outcomes: {} };
  let state = stateOfCase(made, [], knowledge);
  for (const id of ["a", "b", "c"]) state = withSaid(state, yesNo(id), []);
  assert.equal(mayAsk(state), true);
  assert.equal(mayAsk(withSaid(state, yesNo("d"), [])), false);
  assert.equal(withoutSaid(state, 0).earlier, 2);
});

test("an outcome is taken back by none", () => {
  const state = withOutcome(emptyState(), "fix/step", "done");
  assert.deepEqual(state.outcomes, { "fix/step": "done" });
  assert.deepEqual(withOutcome(state, "fix/step", "").outcomes, {});
});

test("the commands of the products stand open; without any, the first; what names none fits all", () => {
  const command = (platform) => ({ platform, run: String(platform) });
  const split = (names, platforms, picked) => {
    const { open, others } = splitCommands(names.map(command), platforms, picked);
    return [open, others].map((commands) => commands.map(({ run }) => run).join(" "));
  };
  assert.deepEqual(split(["a", "b", "c"], ["c", "b"]), ["b c", "a"]);
  assert.deepEqual(split(["a", "b"], []), ["a", "b"]);
  assert.deepEqual(split(["a", null], []), ["null", "a"]);
  assert.deepEqual(split(["a", null], ["a"]), ["a null", ""]);
  assert.deepEqual(split([], ["a"]), ["", ""]);
  assert.deepEqual(split(["a", "b", "c"], ["b"], "c"), ["b", "a c"], "what is in question first");
  assert.deepEqual(split(["a", "b", "c"], ["d"], "c"), ["c", "a b"], "else what was picked");
  assert.deepEqual(split(["a", "b"], ["d"], "e"), ["a", "b"], "else the author's first");
});

test("who runs no program is shown no command of a product that nobody named", () => {
  const commands = [{ platform: "a", run: "a" }];
  assert.deepEqual(splitCommands(commands, [], null, false), { open: [], others: commands });
  assert.deepEqual(splitCommands(commands, ["a"], null, false), { open: commands, others: [] });
  const roles = [{ id: "guest", noCommands: true }, { id: "staff" }];
  assert.equal(runsCommands(roles, "guest"), false);
  assert.equal(runsCommands(roles, "staff"), true);
  assert.equal(runsCommands(roles, null), true, "nobody knows");
});
