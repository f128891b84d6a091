import { test } from "node:test";
import assert from "node:assert/strict";
import { OUTCOMES } from "../../generator/causebook/checklist/outcomes.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import {
  makeCase,
  parseCase,
  resultFromCase,
} from "../../generator/causebook/diagnosis/engine/case.mjs";
import { ticketText } from "../../generator/causebook/diagnosis/engine/ticket.mjs";
import { fix, platform, printerKnowledge } from "./tiny-knowledge.mjs";

const paste = "Nothing is printed for SECRETWORD\nload tray 2 SECRETWORD";
const context = () => ({
  knowledge: printerKnowledge(),
  role: "clerk",
  answers: { "others-print": true, offline: null },
  outcomes: { "load-paper/do": "no-effect" },
});
const made = () => makeCase(diagnose({ text: paste, ...context() }), context());

test("a case holds ids and words, never the paste", () => {
  const data = made();
  assert.doesNotMatch(JSON.stringify(data), /SECRETWORD|tray 2/);
  assert.deepEqual(
    [data.format, data.version, data.problem, data.role],
    ["causebook-case", 3, "no-print", "clerk"],
  );
  assert.deepEqual(
    data.findings.map(({ id, state }) => [id, state]),
    [
      ["no-paper-out", "present"],
      ["tray-message", "present"],
      ["panel-message", "present"],
    ],
  );
  assert.deepEqual(
    [data.answers, data.outcomes],
    [{ "others-print": true, offline: null }, { "load-paper/do": "no-effect" }],
  );
});

test("a ticket has the verdict with its page, what was seen, answered and tried, and the lines it is given", () => {
  const lines = ["load tray 2 [redacted]"];
  const root = "https://help.example/";
  assert.equal(
    ticketText(made(), printerKnowledge(), { lines, root }),
    `Nothing is printed: likely, Cause tray-empty
https://help.example/tray-empty/
Reader: I print

What was seen
- tray message
- no paper out

Answers to questions
- Can others print? yes

What was tried
- Fix load-paper: no effect

Telling lines (redacted)
- load tray 2 [redacted]

Written with printer 1
`,
  );
});

test("the answer to a choice is told in its words, what was not known not at all", () => {
  const knowledge = printerKnowledge();
  const options = ["others-print", "offline"].map((symptom) => ({
    symptom,
    text: "It is " + symptom,
  }));
  knowledge.choices = [{ id: "what", ask: "What is it?", observation: "recall", options }];
  /** @param {Record<string, boolean | null>} answers */
  const told = (answers) =>
    ticketText({ ...made(), answers }, knowledge).match(/^- What.*$/m)?.[0] ?? "";
  assert.deepEqual(
    [
      told({ "others-print": true, offline: false }),
      told({ "others-print": false, offline: false }),
      told({ "others-print": null, offline: null }),
    ],
    ["- What is it? It is others-print", "- What is it? none of these", ""],
  );
});

test("what was looked for and is not there is told on demand only", () => {
  const text = "printer is offline";
  const knowledge = printerKnowledge();
  const { findings, ...record } = diagnose({ text, knowledge }).record;
  const absent = { id: "toner-log", state: "absent" };
  const kept = { ...made(), ...record, findings: [...findings, absent], answers: {} };
  assert.doesNotMatch(ticketText(kept, knowledge), /toner log/);
  assert.match(
    ticketText(kept, knowledge, { hasAbsent: true }),
    /Looked for but not found\n- toner log/,
  );
});

test("however much was seen, answered and tried, a ticket has 25 lines at most", () => {
  const knowledge = printerKnowledge();
  const many = Array.from({ length: 30 }, (_, i) => "thing-" + i);
  const like = knowledge.symptoms[0];
  knowledge.symptoms.push(...many.map((id) => ({ ...like, id, title: id, ask: id + "?" })));
  const full = {
    ...made(),
    findings: many.slice(0, 20).map((id) => ({ id, state: "present" })),
    answers: Object.fromEntries(many.slice(20).map((id) => [id, true])),
    outcomes: Object.fromEntries(many.map((id) => [id + "/do", "no-effect"])),
  };
  const text = ticketText(full, knowledge);
  assert.ok(text.trimEnd().split("\n").length <= 25, text);
  assert.match(text, /- and 15 more/);
});

const ticketOf = (changes, options) =>
  ticketText({ ...made(), ...changes }, printerKnowledge(), options);
const found = (state, ...ids) => ({ findings: ids.map((id) => ({ id, state })) });

test("a ticket names what tells most first, not what a message means in general, and at most six", () => {
  const ids = [
    "no-paper-out",
    "panel-message",
    "toner-log",
    "tray-message",
    "offline",
    "page-there",
  ];
  const seen = (text) => text.split("What was seen\n")[1].split("\n\n")[0].split("\n");
  assert.deepEqual(seen(ticketOf({ ...found("present", ...ids), answers: {} })), [
    "- tray message",
    "- no paper out",
    "- toner log",
    "- page there",
    "- offline",
  ]);
  const more = found("present", "heat-log", "others-print", ...ids);
  assert.deepEqual(seen(ticketOf({ ...more, answers: {} })).slice(5), ["- and 2 more"]);
});

test("a ticket without a cause or a known role says neither, and none of don't know", () => {
  const verdict = { kind: "cannot be told", cause: null, family: null };
  const text = ticketOf({ verdict, role: "king", ...found("present"), answers: {}, outcomes: {} });
  assert.equal(text, "Nothing is printed: cannot be told\n\nWritten with printer 1\n");
  assert.doesNotMatch(ticketOf({ answers: { offline: null } }), /offline/);
});

test("a case comes back from its file as it was", () => {
  assert.deepEqual(parseCase(JSON.stringify(made()), printerKnowledge()), {
    case: made(),
    problems: [],
  });
});

test("outcomes of earlier cases, which were named by their words, are understood", () => {
  const step = "load-paper/do";
  for (const [id, word] of Object.entries(OUTCOMES)) {
    const { case: taken } = parseCase(
      JSON.stringify({ ...made(), outcomes: { [step]: word } }),
      printerKnowledge(),
    );
    assert.deepEqual(taken.outcomes, { [step]: id });
  }
});

test("a reopened case comes to the same conclusion, and sees the fixes that only this portal has", () => {
  const before = diagnose({ text: paste, ...context() });
  const internal = printerKnowledge();
  internal.fixes.push(fix("order-tray", "seconds", "read-only"));
  internal.causes[0].fixes.push("order-tray");
  const after = resultFromCase(made(), internal);
  assert.deepEqual(
    after.causes.map(({ id, weight }) => [id, weight]),
    before.causes.map(({ id, weight }) => [id, weight]),
  );
  assert.equal(after.verdict.kind, before.verdict.kind);
  assert.ok(after.plan.some((item) => item.fix === "order-tray"));
});

test("a file that is no case is refused with a sentence", () => {
  const refused = (text) => {
    const {
      case: none,
      problems: [problem],
    } = parseCase(text, printerKnowledge());
    assert.equal(none, null);
    return problem;
  };
  for (const text of [
    "{",
    "",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    JSON.stringify(made()) + " ".repeat(200001),
  ]) {
    assert.equal(refused(text), "This file is not a case from this help center.");
  }
  for (const version of [4, 0, "3", [3], {}, { __proto__: null }, null, undefined])
    assert.equal(
      refused(JSON.stringify({ ...made(), version })),
      "This case was saved by another version of this page and can't be opened.",
    );
  assert.equal(
    refused(JSON.stringify({ ...made(), problem: "flood" })),
    "This case is about another problem.",
  );
});

test("what this book does not know is left out and told", () => {
  const strange = { ...made(), book: { id: "printer", version: "0" }, role: "king" };
  strange.findings = [
    ...strange.findings,
    { id: "gone", state: "present" },
    { id: "offline", state: "maybe" },
    null,
    7,
  ];
  strange.outcomes = {
    ...strange.outcomes,
    "load-paper/gone": "done",
    "plug-cable/do": "exploded",
  };
  strange.answers = { offline: "yes", "others-print": false, gone: true };
  const { case: kept, problems } = parseCase(JSON.stringify(strange), printerKnowledge());
  assert.deepEqual(
    [kept.findings, kept.answers, kept.outcomes, kept.role],
    [made().findings, { "others-print": false }, made().outcomes, null],
  );
  assert.deepEqual(problems, [
    "This case was saved with another edition of the book; some entries may have changed.",
    ...[
      "role king",
      "finding gone",
      "finding offline",
      "finding ?",
      "finding ?",
      "answer offline",
      "answer gone",
      "step load-paper/gone",
      "step plug-cable/do",
    ].map((what) => "Unknown here and left out: " + what + "."),
  ]);
});

test("that the reader would not say his role comes back, and is never an answer of another kind", () => {
  const taken = (answer) =>
    parseCase(JSON.stringify({ ...made(), answers: { ":role": answer } }), printerKnowledge());
  assert.deepEqual([taken(null).case.answers, taken(null).problems], [{ ":role": null }, []]);
  for (const answer of [true, false, "clerk"]) assert.deepEqual(taken(answer).case.answers, {});
  assert.doesNotMatch(ticketText(taken(null).case, printerKnowledge()), /:role/);
});

test("products that were said or seen come back, and those that the book does not have are told", () => {
  const knowledge = printerKnowledge();
  knowledge.platforms = [platform("jet")];
  const taken = (platforms, seenPlatforms) => {
    const data = JSON.stringify({ ...made(), platforms, seenPlatforms });
    const { case: kept, problems } = parseCase(data, knowledge);
    return [kept.platforms, kept.seenPlatforms, problems.length];
  };
  assert.deepEqual(taken(["jet", "gone"], ["constructor", "jet", "jet"]), [["jet"], ["jet"], 2]);
  assert.deepEqual(taken([], []), [[], [], 0]);
  for (const odd of [null, undefined, "jet", 7, {}])
    assert.deepEqual(taken(odd, odd), [null, [], 0]);
});

test("a case of the second version opens: it knows no products, and none of its words change", () => {
  const { platforms, seenPlatforms, ...earlier } = made();
  const { case: taken, problems } = parseCase(
    JSON.stringify({ ...earlier, version: 2 }),
    printerKnowledge(),
  );
  assert.deepEqual([taken, problems], [{ ...made(), platforms, seenPlatforms }, []]);
});

test("shapes that no case has are no harm, nor are names from the depths of the language", () => {
  const odd = [
    null,
    [],
    {},
    "x",
    1,
    true,
    { __proto__: null },
    [[[]]],
    { constructor: true, toString: "done", "__proto__/do": "done" },
  ];
  for (const key of [
    "book",
    "role",
    "findings",
    "sentences",
    "facets",
    "size",
    "leanings",
    "stuck",
    "answers",
    "outcomes",
    "platforms",
    "seenPlatforms",
    "verdict",
    "causes",
  ]) {
    for (const value of odd) {
      const { case: kept } = parseCase(
        JSON.stringify({ ...made(), [key]: value }),
        printerKnowledge(),
      );
      assert.ok(kept, key);
      assert.ok(resultFromCase(kept, printerKnowledge()).verdict.sentence);
      assert.ok(ticketText(kept, printerKnowledge()));
    }
  }
});

test("opening a case is idempotent", () => {
  const once = parseCase(JSON.stringify(made()), printerKnowledge()).case;
  assert.deepEqual(parseCase(JSON.stringify(once), printerKnowledge()).case, once);
});
