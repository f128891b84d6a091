// The same case, the same conclusion: on random books, the printer book, and a few pastes of the shipped book. All
// shipped pastes: `python tests/tools/reopen.py`. And: a case can claim what was found, never what that weighs.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { conclude, diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import {
  makeCase,
  parseCase,
  resultFromCase,
} from "../../generator/causebook/diagnosis/engine/case.mjs";
import { ticketText } from "../../generator/causebook/diagnosis/engine/ticket.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { MOST_STEPS } from "../../generator/causebook/diagnosis/engine/words.mjs";
import { read } from "../../causes/reading/read.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";
import {
  contextsFor,
  insideAndOut,
  openBook,
  otherwiseWhenReopened,
  readPaste,
} from "./reopening.mjs";
import { fix, printerKnowledge } from "./tiny-knowledge.mjs";
import { randomBook, randomDetectors, randomPaste, randomRead } from "./random-book.mjs";
import { seeded } from "./random.mjs";

const KINDS = ["not here", "cannot be told", "possible", "likely", "very likely"];
const sureness = ({ verdict }) => KINDS.indexOf(verdict.kind);
const load = (name) =>
  JSON.parse(readFileSync(new URL(`../../build/${name}.json`, import.meta.url), "utf8"));
const PASTES = [
  "Nothing is printed for Ann\nload tray 2",
  "load tray 2",
  "nothing is printed, load tray 2, close cover",
  "job failed\n\nprinter is offline",
  "pages printed: 3\nload tray 2",
  "hello",
  "",
  " \n",
  "nothing is printed\ntoner cartridge black empty\nclose the cover",
  "x".repeat(400) + " load tray 2 " + "y".repeat(400) + " close cover",
];

test("the printer book: every paste, saved under any context, concludes the same under each", () => {
  const knowledge = printerKnowledge();
  const book = openBook(knowledge);
  PASTES.forEach((text, i) => {
    for (const contexts of [contextsFor(knowledge, i), contextsFor(knowledge, i + 50).reverse()]) {
      assert.deepEqual(otherwiseWhenReopened(readPaste(text, book), book, contexts), [], text);
    }
  });
});

test("random books and pastes conclude the same when reopened", () => {
  const random = seeded(11);
  for (let i = 0; i < 150; i++) {
    const knowledge = {
      ...randomBook(random),
      otherwise: [{ symptom: "s0", title: "Other", text: "", speaksAlone: true }],
    };
    const text = randomPaste(random);
    const book = openBook(knowledge, { read: randomRead, detectors: randomDetectors });
    assert.deepEqual(
      otherwiseWhenReopened(readPaste(text, book), book, contextsFor(knowledge, i)),
      [],
      JSON.stringify(text),
    );
  }
});

test("a role that only a foreign sentence shows is the same live and reopened", () => {
  const knowledge = printerKnowledge();
  knowledge.otherwise[0].speaksAlone = true;
  knowledge.roles[1].symptoms = ["toner-log"];
  const book = openBook(knowledge);
  const text = "pages printed: 3, toner cartridge black empty\n\nnothing is printed";
  assert.deepEqual(otherwiseWhenReopened(readPaste(text, book), book, [{}]), []);
  assert.equal(readPaste(text, book)().role, null);
});

test("scenarios and messages of the shipped book conclude the same when reopened, in both portals", () => {
  const knowledge = load("knowledge-public");
  const book = openBook(knowledge, { read, detectors });
  const messages = load("examples")
    .flatMap(({ match }) => match)
    .filter((_, i) => i % 200 === 0);
  const pastes = [
    ...knowledge.scenarios.map(({ paste }) => paste).filter((_, i) => i % 5 === 0),
    ...messages,
  ];
  assert.ok(pastes.length > 8);
  const portal = openBook(load("knowledge-internal"));
  assert.ok(portal.model.outer);
  pastes.forEach((text, i) => {
    const concluded = readPaste(text, book);
    assert.deepEqual(otherwiseWhenReopened(concluded, book, contextsFor(knowledge, i)), [], text);
    for (const context of contextsFor(knowledge, i)) {
      const { inside, out } = insideAndOut(concluded(context), book, portal, context);
      assert.deepEqual(inside, out, text);
    }
  });
});

const saved = (text, context = {}, knowledge = printerKnowledge()) =>
  makeCase(diagnose({ text, knowledge, ...context }), { knowledge, ...context });
const opened = (data, knowledge = printerKnowledge()) => {
  const { case: made } = parseCase(JSON.stringify(data), knowledge);
  return made && resultFromCase(made, knowledge);
};

test("an answer that is taken back lets the finding speak again, as on the page", () => {
  const text = "nothing is printed\nload tray 2";
  const made = parseCase(
    JSON.stringify(saved(text, { answers: { "tray-message": false } })),
    printerKnowledge(),
  ).case;
  const again = resultFromCase({ ...made, answers: {} }, printerKnowledge());
  assert.deepEqual(again.verdict, diagnose({ text, knowledge: printerKnowledge() }).verdict);
  assert.doesNotMatch(
    ticketText(made, printerKnowledge()),
    /What was seen[^]*tray message[^]*Answered/,
  );
});

test("what was stopped is named again", () => {
  const knowledge = printerKnowledge();
  const record = { ...diagnose({ text: "load tray 2", knowledge }).record, stuck: ["heat-log"] };
  const made = makeCase(conclude({ record, knowledge }), { knowledge });
  assert.deepEqual(opened(made).stuck, ["heat-log"]);
});

test("an internal portal sees its own causes and fixes, and says the same otherwise", () => {
  const text = "nothing is printed\nload tray 2";
  const internal = printerKnowledge();
  internal.fixes.push({ ...fix("order-tray", "seconds", "read-only"), internal: true });
  internal.causes[0].fixes.push("order-tray");
  internal.causes.push({
    ...internal.causes[5],
    id: "secret-queue",
    internal: true,
    fixes: ["order-tray"],
  });
  const [live, inside] = [
    diagnose({ text, knowledge: printerKnowledge() }),
    opened(saved(text), internal),
  ];
  assert.deepEqual(
    [inside.verdict.kind, inside.verdict.cause, inside.verdict.sentence],
    [live.verdict.kind, live.verdict.cause, live.verdict.sentence],
  );
  assert.ok(inside.plan.some((item) => item.fix === "order-tray"));
  assert.ok(inside.causes.some(({ id }) => id === "secret-queue"));
});

// What a case cannot claim

test("leanings make nothing likely or very likely, however far they lean and to whatever family", () => {
  const knowledge = printerKnowledge();
  const model = makeModel(knowledge);
  const step = fc.integer({ min: -MOST_STEPS, max: MOST_STEPS });
  const leanings = fc.record(Object.fromEntries(knowledge.families.map(({ id }) => [id, step])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(fc.constantFrom(...PASTES), leanings, (text, leaning) => {
      const { record } = diagnose({ text, knowledge, model });
      const alone = sureness(conclude({ record: { ...record, leanings: {} }, knowledge, model }));
      const leaned = conclude({ record: { ...record, leanings: leaning }, knowledge, model });
      assert.ok(
        sureness(leaned) <= Math.max(alone, KINDS.indexOf("possible")),
        leaned.verdict.sentence,
      );
    }),
    { numRuns: 300, seed: 3 },
  );
});

const NUMBERS = [99.9, 1e308, -1e308, 49, -49, 0.5, "48", null, true, [48], { a: 48 }, 1e-320];
for (const number of NUMBERS) {
  test("no leaning is taken from " + JSON.stringify(number), () => {
    const data = { ...saved("load tray 2"), leanings: { paper: number } };
    assert.deepEqual(parseCase(JSON.stringify(data), printerKnowledge()).case.leanings, {});
  });
}

test("numbers that JSON has and the engine never gives are left out: 1e999, -0, NaN as text", () => {
  const text = JSON.stringify(saved("load tray 2")).replace(
    /"leanings":\{[^}]*\}/,
    '"leanings":{"paper":1e999,"supplies":-0,"network":"NaN"}',
  );
  assert.match(text, /1e999/);
  assert.deepEqual(parseCase(text, printerKnowledge()).case.leanings, {});
});

test("the verdict that a case claims is not read: the book concludes anew", () => {
  const data = {
    ...saved("job failed"),
    verdict: { kind: "very likely", cause: "fuser-cold", family: "supplies" },
    causes: [{ id: "fuser-cold", word: "very likely" }],
  };
  const made = parseCase(JSON.stringify(data), printerKnowledge()).case;
  assert.deepEqual(made.verdict, saved("job failed").verdict);
  assert.doesNotMatch(ticketText(made, printerKnowledge()), /very likely/);
});

test("the same finding told twice, or once present and once absent, counts once", () => {
  const data = saved("nothing is printed\nprinter is offline");
  const twice = {
    ...data,
    findings: [
      ...data.findings,
      ...data.findings,
      ...data.findings.map((item) => ({ ...item, state: "absent" })),
    ],
  };
  assert.deepEqual(opened(twice), opened(data));
});

test("a case that does not say where its findings stand is no surer for it", () => {
  for (const text of PASTES) {
    const data = saved(text);
    for (const sentences of [
      undefined,
      [],
      null,
      7,
      [[]],
      [null, 7, "x"],
      data.sentences.slice(1),
      [["gone"], ["offline"]],
    ]) {
      assert.ok(sureness(opened({ ...data, sentences })) <= sureness(opened(data)), text);
    }
  }
});

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    null,
    true,
    "",
    0,
    -0,
    1e308,
    [],
    {},
    [[[[[]]]]],
    "x".repeat(5000),
    { __proto__: 1 },
    JSON.parse(
      '{"__proto__":{"kind":"very likely"},"constructor":1,"toString":"done","hasOwnProperty":true}',
    ),
    ["__proto__", "constructor", "tray-empty"],
  ),
);

test("whatever stands in a case: no exception, and never surer than its findings alone", () => {
  const knowledge = printerKnowledge();
  const model = makeModel(knowledge);
  const keys = [
    "version",
    "book",
    "role",
    "sentences",
    "facets",
    "size",
    "leanings",
    "platforms",
    "seenPlatforms",
    "stuck",
    "verdict",
    "causes",
    "extra",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...PASTES),
      fc.array(fc.tuple(fc.constantFrom(...keys), hostile), { minLength: 1, maxLength: 4 }),
      (text, changes) => {
        const data = saved(text, {}, knowledge);
        const { case: made, problems } = parseCase(
          JSON.stringify({ ...data, ...Object.fromEntries(changes) }),
          knowledge,
          model,
        );
        if (!made) return assert.equal(problems.length, 1);
        const bare = conclude({
          record: { ...diagnose({ text, knowledge, model }).record, leanings: {} },
          knowledge,
          model,
        });
        const again = resultFromCase(made, knowledge, null, model);
        assert.ok(sureness(again) <= Math.max(sureness(bare), KINDS.indexOf("possible")));
        assert.ok(ticketText(made, knowledge));
        return assert.deepEqual(parseCase(JSON.stringify(made), knowledge, model), {
          case: made,
          problems: [],
        });
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

test("findings, answers and outcomes of any shape are read without an exception", () => {
  const knowledge = printerKnowledge();
  const model = makeModel(knowledge);
  fc.assert(
    fc.property(hostile, hostile, hostile, (findings, answers, outcomes) => {
      const { case: made } = parseCase(
        JSON.stringify({ ...saved("load tray 2", {}, knowledge), findings, answers, outcomes }),
        knowledge,
        model,
      );
      assert.ok(resultFromCase(made, knowledge, null, model).verdict.sentence);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test("a flood of unknown things is told in a few sentences", () => {
  const data = {
    ...saved("load tray 2"),
    findings: Array.from({ length: 5000 }, (_, i) => ({ id: "x" + i, state: "present" })),
  };
  const { problems } = parseCase(JSON.stringify(data), printerKnowledge());
  assert.equal(problems.length, 13);
  assert.equal(problems.at(-1), "And 1,989 more.");
  assert.equal(problems[0], "Too many to read: only the first 2000 of 5000 findings are taken.");
});

test("whatever a case holds more than 2,000 of is cut, and the reader is told; 2,000 are taken without a word", () => {
  const many = (count) => ({
    list: Array(count).fill("offline"),
    pairs: Object.fromEntries(Array.from({ length: count }, (_, i) => ["offline" + i, null])),
  });
  const found = (count) => Array(count).fill({ id: "offline", state: "present" });
  const shapes = (count) => ({
    findings: found(count),
    stuck: many(count).list,
    facets: Array(count).fill("panel"),
    platforms: many(count).list,
    seenPlatforms: many(count).list,
    sentences: Array(count).fill(["offline"]),
    answers: many(count).pairs,
    outcomes: many(count).pairs,
    leanings: many(count).pairs,
  });
  const told = (changes) =>
    parseCase(
      JSON.stringify({ ...saved("load tray 2"), ...changes }),
      printerKnowledge(),
    ).problems.filter((text) => /Too many/.test(text));
  for (const [key, value] of Object.entries(shapes(2001)))
    assert.match(told({ [key]: value })[0] ?? key, /only the first 2000 of 2001 [a-z]+ are taken/);
  for (const [key, value] of Object.entries(shapes(2000)))
    assert.deepEqual(told({ [key]: value }), [], key);
});

// Cases of the first version

const first = () => ({
  format: "causebook-case",
  version: 1,
  book: { id: "printer", version: "1" },
  problem: "no-print",
  role: null,
  findings: [
    { id: "no-paper-out", state: "present" },
    { id: "cover-message", state: "present" },
    { id: "panel-message", state: "present" },
  ],
  answers: {},
  outcomes: { "load-paper/do": "done" },
  leanings: { "tray-empty": 0.38, "paper-jam": 99.9, gone: 2 },
  verdict: { kind: "very likely", cause: "paper-jam", family: "paper" },
  causes: [{ id: "paper-jam", word: "very likely" }],
});

test("a case of the first version opens, says what it lacks, and is never surer than a paste in one sentence", () => {
  const { case: made, problems } = parseCase(JSON.stringify(first()), printerKnowledge());
  assert.match(problems[0], /earlier version/);
  assert.deepEqual(
    [made.version, made.outcomes, made.verdict.cause],
    [3, { "load-paper/do": "done" }, "paper-jam"],
  );
  assert.deepEqual(made.leanings, {}, "they leaned to causes, by words that were not learned");
  const alike = diagnose({
    text: "nothing is printed, close cover",
    knowledge: printerKnowledge(),
  });
  assert.ok(KINDS.indexOf(made.verdict.kind) <= sureness(alike));
});
