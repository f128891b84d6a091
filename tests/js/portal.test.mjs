// What is internal is marked, and left out of what the public book concludes: in both portals the same case has the
// same verdict, words and order of public causes. What only the internal book knows can still make it another case.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { conclude, diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { makeCase, parseCase } from "../../generator/causebook/diagnosis/engine/case.mjs";
import { publicPart } from "../../generator/causebook/diagnosis/engine/public-part.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { cause, fix, printerKnowledge, symptom } from "./tiny-knowledge.mjs";
import {
  askingBook,
  randomBook,
  randomDetectors,
  randomPaste,
  randomRead,
} from "./random-book.mjs";
import { seeded } from "./random.mjs";
import { concludedOf, contextsFor, insideAndOut, openBook, readPaste } from "./reopening.mjs";

const load = (name) =>
  JSON.parse(readFileSync(new URL(`../../build/${name}.json`, import.meta.url), "utf8"));
const internal = (item) => ({ ...item, internal: true });

/** The printer book as the office knows it: one cause more, which shows what other causes show, and a symptom of its own. */
function officeKnowledge() {
  const knowledge = printerKnowledge();
  knowledge.book.audience = "internal";
  knowledge.symptoms.push(
    internal(symptom("moved-desk", { patterns: ["desk was moved"], implies: ["offline"] })),
  );
  knowledge.fixes.push(internal(fix("call-movers", "minutes", "reversible", "office")));
  knowledge.fixes[0].steps.push({ id: "count-sheets", html: "", commands: [], internal: true });
  knowledge.causes.push(
    internal(
      cause(
        "desk-moved",
        "paper",
        "common",
        {
          "no-paper-out": "always",
          "tray-message": "always",
          "moved-desk": "always",
          offline: "usually",
        },
        ["call-movers"],
      ),
    ),
  );
  knowledge.causes[4].evidence["moved-desk"] = "always";
  knowledge.causes[4].fixes.push("call-movers");
  return knowledge;
}
const TEXTS = [
  "nothing is printed\nload tray 2",
  "load tray 2",
  "printer is offline\nnothing is printed",
  "close the cover",
  "nothing is printed",
  "hello",
  "",
  "pages printed: 3",
];

test("the public part of an internal knowledge is what the public book knows", () => {
  const [outside, inside] = [load("knowledge-public"), publicPart(load("knowledge-internal"))];
  const core = ({ symptoms, causes, fixes, families, observations, otherwise }) => ({
    symptoms,
    otherwise,
    families,
    observations,
    fixes,
    causes: causes.map(({ id, family, likelihood, party, evidence, fixes: own }) => ({
      id,
      family,
      likelihood,
      party,
      evidence,
      fixes: own,
    })),
  });
  assert.deepEqual(core(inside), core(outside));
});

test("a book without anything internal, and one that is internal altogether, has no other part", () => {
  assert.equal(publicPart(printerKnowledge()), null);
  const closed = printerKnowledge();
  for (const list of ["symptoms", "causes", "fixes", "families", "observations"])
    closed[list] = closed[list].map(internal);
  assert.equal(publicPart(closed), null);
  assert.deepEqual(
    diagnose({ text: TEXTS[0], knowledge: closed }).verdict,
    diagnose({ text: TEXTS[0], knowledge: printerKnowledge() }).verdict,
  );
});

test("one internal thing of any kind, or one internal step, is enough for a public part", () => {
  for (const list of ["symptoms", "causes", "fixes", "families", "observations"]) {
    const knowledge = printerKnowledge();
    knowledge[list][1] = internal(knowledge[list][1]);
    assert.equal(publicPart(knowledge)[list].length, printerKnowledge()[list].length - 1, list);
  }
  assert.deepEqual(
    publicPart(officeKnowledge()).fixes[0].steps.map(({ id }) => id),
    ["do"],
  );
});

test("a public case concludes inside as it did outside, and internal causes and fixes are told beside", () => {
  const [book, portal] = [openBook(printerKnowledge()), openBook(officeKnowledge())];
  TEXTS.forEach((text, i) => {
    for (const context of [
      ...contextsFor(book.knowledge, i),
      { outcomes: { "load-paper/do": "no-effect" } },
    ]) {
      const { inside, out } = insideAndOut(readPaste(text, book)(context), book, portal, context);
      assert.deepEqual(inside, out, text + JSON.stringify(context));
    }
  });
  const told = readPaste(TEXTS[0], portal)();
  assert.ok(told.causes.some(({ id }) => id === "desk-moved"));
  assert.ok(told.plan.some(({ fix: id }) => id === "call-movers"));
});

test("random books of which some is internal: a public case concludes inside as outside", () => {
  const random = seeded(23);
  for (let i = 0; i < 150; i++) {
    const outside = randomBook(random);
    const inside = structuredClone(outside);
    inside.book.audience = "internal";
    inside.symptoms.push(
      internal(symptom("own", { patterns: ["word3"], implies: ["s0"], background: "common" })),
    );
    for (const n of [1, 2, 3])
      inside.causes.push(
        internal(cause("own" + n, "f" + random(5), "common", { s0: "always", s1: "usually" }, [])),
      );
    inside.causes[0].evidence.own = "always";
    const reading = { read: randomRead, detectors: randomDetectors };
    const book = openBook(outside, reading);
    const context = contextsFor(outside, i)[i % 2];
    const { inside: there, out } = insideAndOut(
      readPaste(randomPaste(random), book)(context),
      book,
      openBook(inside, reading),
      context,
    );
    assert.deepEqual(there, out);
  }
});

test("a public case gets the same question inside, where what is internal is no cause, symptom or choice", () => {
  const random = seeded(24);
  const kinds = { "yes-no": 0, choice: 0, role: 0 };
  for (let i = 0; i < 150; i++) {
    const outside = askingBook(random);
    const inside = structuredClone(outside);
    inside.book.audience = "internal";
    for (const item of inside.fixes)
      item.steps.push({ id: "inside", html: "", commands: [], internal: true });
    const reading = { read: randomRead, detectors: randomDetectors };
    const context = contextsFor(outside, i)[2 * (i % 2)];
    const live = readPaste(randomPaste(random), openBook(outside, reading))(context);
    const again = conclude({ record: live.record, knowledge: inside, ...context });
    assert.deepEqual([again.question, again.role], [live.question, live.role]);
    if (live.question) kinds[live.question.kind]++;
  }
  assert.ok(Math.min(...Object.values(kinds)) > 2, JSON.stringify(kinds));
});

test("inside, an internal cause is told apart from the public ones: the question may be one that only colleagues have", () => {
  const knowledge = officeKnowledge();
  for (const item of knowledge.fixes) item.effort = "hours";
  const outside = publicPart(knowledge);
  const movers = { ask: "Did the movers come?", observation: "recall", background: "occasional" };
  knowledge.symptoms.push(internal(symptom("movers", movers)));
  knowledge.causes.at(-1).evidence.movers = "usually";
  const answers = { offline: null, "others-print": null };
  const asked = (book) =>
    diagnose({ text: TEXTS[4], knowledge: book, role: "staff", answers }).question?.symptom;
  assert.deepEqual([asked(knowledge), asked(outside)], ["movers", undefined]);
});

test("pasted inside, it concludes as outside, unless something internal is seen or an internal cause explains it best", () => {
  const [book, portal] = [openBook(printerKnowledge()), openBook(officeKnowledge())];
  const both = (text, context) => [
    readPaste(text, portal)(context),
    readPaste(text, book)(context),
  ];
  for (const text of TEXTS) {
    const [inside, out] = both(text, {});
    if (inside.verdict.cause !== "desk-moved")
      assert.deepEqual(concludedOf(inside, book), concludedOf(out, book), text);
  }
  const seen = both("nothing is printed\nload tray 2\nthe desk was moved", {})[0];
  assert.equal(seen.verdict.cause, "desk-moved");
  const answered = both("nothing is printed\nload tray 2", { answers: { "moved-desk": true } })[0];
  assert.equal(answered.verdict.cause, "desk-moved");
});

test("an internal cause that explains a paste best is told inside; a public case stays public, whatever is added to it", () => {
  const knowledge = officeKnowledge();
  knowledge.causes.at(-1).evidence["toner-log"] = "always";
  knowledge.causes.at(-1).family = "supplies";
  knowledge.causes[2].likelihood = "rare";
  const outside = { ...printerKnowledge(), causes: publicPart(knowledge).causes };
  const text = "nothing is printed\ntoner cartridge black empty";
  const pasted = diagnose({ text, knowledge });
  assert.equal(pasted.verdict.cause, "desk-moved");
  const made = makeCase(diagnose({ text, knowledge: outside }), { knowledge: outside });
  assert.equal(made.audience, "public");
  assert.equal(parseCase(JSON.stringify(made), knowledge).case.verdict.cause, "toner-empty");
  const own = makeCase(pasted, { knowledge });
  assert.deepEqual(
    [own.audience, parseCase(JSON.stringify(own), knowledge).case.verdict.cause],
    ["internal", "desk-moved"],
  );
});

test("a case that does not say for whom it was written is taken as public, and a public book opens any", () => {
  const knowledge = printerKnowledge();
  const made = makeCase(diagnose({ text: TEXTS[0], knowledge }), { knowledge });
  for (const audience of [undefined, null, "everybody", 7, ["internal"]]) {
    assert.equal(
      parseCase(
        JSON.stringify({ ...made, audience }),
        officeKnowledge(),
        makeModel(officeKnowledge()),
      ).case.audience,
      "public",
    );
  }
  assert.deepEqual(
    parseCase(JSON.stringify({ ...made, audience: "internal" }), knowledge).case.verdict,
    made.verdict,
  );
});
