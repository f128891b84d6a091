import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import {
  conclude,
  diagnose,
  withMarks,
} from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { recordOf } from "../../generator/causebook/diagnosis/engine/record.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { makeRecogniser, seeSome } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { searchableText } from "../../generator/causebook/diagnosis/engine/searchable.mjs";
import { readWords } from "../../generator/causebook/diagnosis/engine/read-words.mjs";
import { printerKnowledge } from "./tiny-knowledge.mjs";
import { randomBook, randomDetectors, randomPaste } from "./random-book.mjs";
import { seeded, shuffled } from "./random.mjs";

const ask = (text, context = {}) => diagnose({ text, knowledge: printerKnowledge(), ...context });
const verdictOf = (text, context) => {
  const { kind, cause } = ask(text, context).verdict;
  return [kind, cause];
};
const kinds = ["very likely", "likely", "possible", "cannot be told", "not here"];

test("a decisive symptom beside the problem gives a very likely cause and its fix", () => {
  const { verdict, causes, next, plan } = ask("Nothing is printed.\nThe panel says: load tray 2");
  assert.deepEqual(
    [verdict.kind, verdict.cause, verdict.family, verdict.sentence],
    ["very likely", "tray-empty", "paper", "Very likely: Cause tray-empty."],
  );
  assert.deepEqual(
    [causes[0].id, causes[0].word, causes[0].for],
    ["tray-empty", "very likely", ["tray-message", "no-paper-out"]],
  );
  assert.deepEqual(
    [next.kind, next.fix, next.sentence],
    ["fix", "load-paper", "Try this first: Fix load-paper."],
  );
  assert.equal(plan[0].fix, "load-paper");
});

test("without the problem shown nothing is more than likely", () => {
  assert.deepEqual(verdictOf("load tray 2"), ["likely", "tray-empty"]);
});

test("whose role does not show is asked for it first, also where a cause is likely", () => {
  const { verdict, question } = ask("load tray 2");
  assert.deepEqual([verdict.kind, question.kind], ["likely", "role"]);
});

test("the problem alone cannot be told, and says what to get and from whom", () => {
  const { verdict, next, causes } = ask("nothing is printed", { role: "clerk" });
  assert.deepEqual(
    [verdict.kind, verdict.cause, verdict.get],
    ["cannot be told", null, { observation: "read-panel", party: "user" }],
  );
  assert.deepEqual([next.kind, next.observation], ["look", "read-panel"]);
  assert.ok(causes.every(({ word }) => word === "possible"));
});

test("a symptom that is not rare does not make anything very likely", () => {
  assert.deepEqual(verdictOf("nothing is printed, the printer is offline"), [
    "likely",
    "cable-loose",
  ]);
});

test("what a cause never shows keeps it from being very likely", () => {
  const knowledge = printerKnowledge();
  knowledge.causes[0].evidence.offline = "never";
  const { verdict } = diagnose({
    text: "nothing is printed\nload tray 2\nprinter is offline",
    knowledge,
  });
  assert.notEqual(verdict.kind, "very likely");
});

test("a cause whose fix was tried in vain is not very likely any more", () => {
  assert.deepEqual(
    verdictOf("nothing is printed\nload tray 2", { outcomes: { "load-paper/do": "no-effect" } }),
    ["likely", "tray-empty"],
  );
});

test("something else than the problem is not here: its text, never a cause", () => {
  const { verdict, causes, plan, next } = ask("pages printed: 3\nload tray 2");
  assert.deepEqual(
    [verdict.kind, verdict.cause, verdict.otherwise.title],
    ["not here", null, "A page was printed"],
  );
  assert.deepEqual([causes, plan, next.sentence], [[], [], "The page came out; look in the tray."]);
});

test("where both the problem and something else are shown, the problem wins", () => {
  assert.deepEqual(verdictOf("pages printed: 3\nnothing is printed\nload tray 2"), [
    "very likely",
    "tray-empty",
  ]);
});

test("a paste that nothing is recognised in is not here", () => {
  assert.equal(
    ask("Dear all, lunch is at noon.").verdict.sentence,
    "Nothing here points to this problem: Nothing is printed.",
  );
  assert.equal(ask("Dear all, lunch is at noon.").verdict.kind, "not here");
});

test("without the problem shown, words that turn up everywhere are no reason to name a cause", () => {
  assert.deepEqual(verdictOf("the printer is offline"), ["cannot be told", null]);
  assert.deepEqual(verdictOf("the printer is offline", { answers: { "no-paper-out": true } }), [
    "likely",
    "cable-loose",
  ]);
});

test("an empty paste is no statement: it gets the first question", () => {
  const { verdict, next, question } = ask(" \n ");
  assert.deepEqual([verdict.kind, next.kind, question.kind], ["cannot be told", "answer", "role"]);
});

test("a paste that nothing is recognised in gets the question whether the problem is there", () => {
  const knowledge = printerKnowledge();
  knowledge.symptoms[0].ask = "Is nothing printed?";
  const said = (answers) => diagnose({ text: "Lunch is at noon.", knowledge, answers });
  const { verdict, next, question } = said({});
  assert.deepEqual(
    [verdict.kind, next.kind, question.symptom],
    ["not here", "look", "no-paper-out"],
  );
  assert.deepEqual([next.sentence, question.ask], [verdict.sentence, "Is nothing printed?"]);
  assert.equal(said({ "no-paper-out": true }).verdict.kind, "cannot be told");
  for (const answer of [false, null])
    assert.deepEqual(
      [said({ "no-paper-out": answer }).verdict.kind, said({ "no-paper-out": answer }).question],
      ["not here", null],
    );
});

test("what is solved raises no question", () => {
  const said = (outcome) =>
    ask("nothing is printed", { outcomes: { "load-paper/do": outcome } }).question;
  assert.deepEqual([said("fixed"), said("done")?.kind], [null, "role"]);
});

test("where the paste shows something else nothing is asked", () => {
  const knowledge = printerKnowledge();
  knowledge.symptoms[0].ask = "Is nothing printed?";
  assert.equal(diagnose({ text: "pages printed: 3", knowledge }).question, null);
});

test("answers count like what is seen, and outrank it", () => {
  assert.deepEqual(verdictOf("", { answers: { "tray-message": true, "no-paper-out": true } }), [
    "very likely",
    "tray-empty",
  ]);
  const { symptoms, causes } = ask("nothing is printed\nload tray 2", {
    answers: { "tray-message": false },
  });
  assert.deepEqual(
    symptoms.find(({ id }) => id === "tray-message"),
    { id: "tray-message", state: "absent", by: "answer", marks: [], note: "" },
  );
  assert.notEqual(causes[0].word, "very likely");
});

test("don't know changes nothing but the questions", () => {
  const strip = ({ causes, families }) => ({ causes, families });
  assert.deepEqual(
    strip(ask("nothing is printed", { answers: { offline: null } })),
    strip(ask("nothing is printed")),
  );
});

test("answers and outcomes about unknown ids are no harm", () => {
  assert.equal(
    ask("nothing is printed\nload tray 2", {
      answers: { gone: true },
      outcomes: { "gone/do": "no-effect" },
    }).verdict.cause,
    "tray-empty",
  );
});

test("a role tilts, it does not decide", () => {
  for (const role of ["clerk", "staff", "nobody", null]) {
    assert.equal(
      ask("nothing is printed\ntoner cartridge black empty", { role }).verdict.cause,
      "toner-empty",
    );
  }
});

test("the two halves give what one call gives, and stuck patterns are passed on", () => {
  const knowledge = printerKnowledge();
  const text = "nothing is printed\nload tray 2";
  const recogniser = makeRecogniser(knowledge);
  const reading = readWords(text);
  const searchable = searchableText(recogniser, reading);
  const seen = recogniser.symptoms.flatMap((_, i) =>
    seeSome(recogniser, searchable, { from: i, to: i + 1 }),
  );
  const stuck = ["heat-log"];
  const record = recordOf({ reading, seen, stuck }, makeModel(knowledge));
  const result = conclude({ record, knowledge });
  const whole = diagnose({ text, knowledge });
  assert.deepEqual(
    { ...result, reading, symptoms: withMarks(result.symptoms, seen) },
    { ...whole, record, stuck },
  );
});

test("a constant paste gives constant output, whatever was asked in between", () => {
  const knowledge = printerKnowledge();
  const recogniser = makeRecogniser(knowledge);
  const ask1 = () =>
    JSON.stringify(diagnose({ text: "job failed\nclose cover", knowledge, recogniser }));
  const first = ask1();
  diagnose({ text: "printer is offline\n".repeat(50), knowledge, recogniser });
  assert.equal(ask1(), first);
});

test("the order of paragraphs and of the book's symptoms does not change the verdict", () => {
  const random = seeded(4);
  const parts = ["nothing is printed", "load tray 2", "printer is offline", "hello"];
  const expected = ask(parts.join("\n\n")).causes.map(({ id, weight }) => [id, weight]);
  for (let i = 0; i < 40; i++) {
    const knowledge = printerKnowledge();
    knowledge.symptoms = shuffled(knowledge.symptoms, random);
    const { causes } = diagnose({ text: shuffled(parts, random).join("\n\n"), knowledge });
    assert.deepEqual(
      causes.map(({ id, weight }) => [id, weight]),
      expected,
    );
  }
});

test("whatever the book and the paste: an answer, well formed, that keeps the promises", () => {
  const random = seeded(5);
  for (let i = 0; i < 600; i++) {
    const [knowledge, text] = [randomBook(random), randomPaste(random)];
    const answers = random(3) ? {} : { s0: Boolean(random(2)), s1: null };
    const outcomes = random(3)
      ? {}
      : { "x0/do": ["done", "no-effect", "fixed", "not-possible"][random(4)] };
    keepsPromises(
      diagnose({
        text,
        knowledge,
        detectors: randomDetectors,
        answers,
        outcomes,
        role: random(2) ? "r0" : null,
      }),
      knowledge,
      text,
    );
  }
});

function keepsPromises({ verdict, causes, next, plan, symptoms, families }, knowledge, text) {
  assert.ok(kinds.includes(verdict.kind));
  assert.ok(next.sentence && verdict.sentence);
  assert.equal(
    verdict.cause !== null,
    ["very likely", "likely", "possible"].includes(verdict.kind),
  );
  if (verdict.cause)
    assert.deepEqual(
      [causes[0].id, causes[0].family, families[0].id],
      [verdict.cause, verdict.family, verdict.family],
    );
  if (verdict.kind === "not here") assert.deepEqual([causes, plan], [[], []]);
  for (const { word, for: reasons } of causes) assert.ok(reasons.length || word === "possible");
  assert.ok(causes.reduce((sum, { weight }) => sum + weight, 0) <= 1 + 1e-9);
  const shows = (id) => knowledge.symptoms.find((item) => item.id === id).showsProblem;
  const wide = (id) => [
    id,
    ...knowledge.symptoms.find((item) => item.id === id).implies.flatMap(wide),
  ];
  const shown = symptoms.some(({ id, state }) => state === "present" && wide(id).some(shows));
  if (!shown) assert.notEqual(verdict.kind, "very likely", text);
}

test("a book that has nothing in it yet is no harm", () => {
  const knowledge = Object.fromEntries(
    Object.entries(printerKnowledge()).map(([key, value]) => [
      key,
      Array.isArray(value) ? [] : value,
    ]),
  );
  for (const text of ["", "hello"])
    assert.ok(kinds.includes(diagnose({ text, knowledge }).verdict.kind));
});

const folder = new URL("../../generator/causebook/diagnosis/engine/", import.meta.url);
const modules = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".mjs"));
const sourceOf = (name) => readFileSync(new URL(name, folder), "utf8");

test("no module of the engine knows the subject of the first book", () => {
  const secretsAside = modules.filter((name) => !name.startsWith("redaction/"));
  for (const name of secretsAside)
    assert.doesNotMatch(sourceOf(name), /http|401|header|cookie|token\b|bearer|authori[sz]/i, name);
});

test("the engine imports nothing but itself, what a step may come to, and how texts are filled", () => {
  const shared = ["checklist/outcomes.mjs", "strings/fill.mjs"];
  const theirs = shared.map((path) => new URL("../../" + path, folder).href);
  const isOwn = (href) => href.startsWith(folder.href) || theirs.includes(href);
  for (const name of modules)
    for (const [, path] of sourceOf(name).matchAll(/ from "(.*)";$/gm))
      assert.ok(isOwn(new URL(path, new URL(name, folder)).href), `${name}: ${path}`);
});
