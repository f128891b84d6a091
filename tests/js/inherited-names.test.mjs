// An id may be called as something that every object has: `constructor` is a fine name for a cause. The engine and
// the page say the same of a book whatever its ids are.
import { test } from "node:test";
import assert from "node:assert/strict";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { openEngine } from "../../generator/causebook/diagnosis/headless.mjs";
import {
  makeCase,
  parseCase,
  resultFromCase,
} from "../../generator/causebook/diagnosis/engine/case.mjs";
import { ticketText } from "../../generator/causebook/diagnosis/engine/ticket.mjs";
import { excerptOf } from "../../generator/causebook/diagnosis/page/marks.mjs";
import { written } from "../../generator/causebook/diagnosis/engine/phrases.mjs";
import {
  makeIndexes,
  splitPlan,
  under,
} from "../../generator/causebook/diagnosis/engine/lookup.mjs";
import { platform, printerKnowledge } from "./tiny-knowledge.mjs";

const INHERITED = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== "__proto__",
);
const TEXTS = [
  "nothing is printed\nload tray 2",
  "job failed\nprinter is offline",
  "close the cover of the office jet",
  "",
];
/** The printer book, in which no title is an id too: titles are words, and words count. */
const printer = () => {
  const knowledge = printerKnowledge();
  for (const item of knowledge.symptoms) item.title += " it says";
  for (const item of knowledge.fixes) item.effort = "hours";
  const patterns = [{ re: "office jet", in: [], case: false }];
  knowledge.platforms = [platform("jet", patterns)];
  const options = ["offline", "others-print"].map((id) => ({ symptom: id, text: "so " + id }));
  knowledge.choices = [{ id: "ways", ask: "Which?", observation: "recall", options }];
  knowledge.fixes.find(({ id }) => id === "pick-queue").unless = ["others-print"];
  knowledge.symptoms.find(({ id }) => id === "cover-message").firstStep = {
    html: "",
    commands: [],
  };
  return knowledge;
};
const renamed = (data, from, to) =>
  JSON.parse(JSON.stringify(data).replaceAll(`"${from}"`, `"${to}"`));
/** Everything that is said, in an order that no name decides. */
const said = (result) => {
  const sorted = (items) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rounded = ({ weight, ...item }) => ({ ...item, weight: weight.toFixed(9) });
  const causes = result.causes.map(rounded).map((item) => ({
    ...item,
    for: [...item.for].sort(),
    against: [...item.against].sort(),
    missing: [...item.missing].sort(),
  }));
  return {
    ...result,
    causes,
    families: result.families.map(rounded),
    symptoms: sorted(result.symptoms),
    record: null,
  };
};

for (const kind of [
  "symptoms",
  "causes",
  "fixes",
  "families",
  "observations",
  "roles",
  "parties",
  "facets",
  "platforms",
  "choices",
]) {
  test(`${kind} that are called as what every object has are like any others`, () => {
    for (const { id } of printer()[kind]) {
      for (const text of TEXTS) {
        const answers = kind === "symptoms" && id === "others-print" ? { [id]: true } : {};
        const context = { role: "clerk", answers, outcomes: { "load-paper/do": "no-effect" } };
        const plain = diagnose({ text, knowledge: printer(), ...context });
        const other = renamed({ knowledge: printer(), ...context }, id, "constructor");
        other.outcomes = {
          [id === "load-paper" ? "constructor/do" : "load-paper/do"]: "no-effect",
        };
        const strange = diagnose({
          text,
          ...other,
          ...(answers[id] ? { answers: { constructor: true } } : {}),
        });
        assert.deepEqual(
          said(renamed(strange, "constructor", id)),
          said(renamed(plain, "constructor", id)),
          `${id}: ${text}`,
        );
      }
    }
  });
}

for (const name of INHERITED) {
  const knowledge = renamed(renamed(printer(), "tray-message", name), "tray-empty", name + "-x");
  const live = diagnose({
    text: "nothing is printed\nload tray 2",
    knowledge,
    answers: { offline: false },
  });

  test(`a case with a symptom called ${name} is saved, opened and told`, () => {
    const made = makeCase(live, { knowledge, answers: { offline: false } });
    const { case: again, problems } = parseCase(JSON.stringify(made), knowledge);
    assert.deepEqual(problems, []);
    assert.deepEqual(resultFromCase(again, knowledge).causes, live.causes);
    assert.match(ticketText(again, knowledge), /tray message/);
  });

  test(`nothing was answered, marked or done under ${name} unless somebody did`, () => {
    const excerpt = excerptOf(
      live.reading.lines,
      live.symptoms.filter(({ id }) => id !== name),
      {},
    );
    assert.equal(under(excerpt.numbers, name), undefined);
    assert.equal(under({}, name), undefined);
    assert.equal(under({ [name]: null }, name), null);
    assert.equal(makeIndexes(knowledge).symptoms.get(name).title, "tray message it says");
    assert.deepEqual(splitPlan([], {}, new Map()).tried, []);
  });

  test(`a detector or a phrase called ${name} is there only where the book has it`, () => {
    const blind = {
      ...printerKnowledge(),
      symptoms: [{ ...printerKnowledge().symptoms[0], patterns: [], detector: name }],
    };
    assert.deepEqual(openEngine(blind, {}).lacks([name, "x"]), [name, "x"]);
    assert.deepEqual(diagnose({ text: "hello", knowledge: blind }).symptoms, []);
    assert.deepEqual(
      diagnose({
        text: "hello",
        knowledge: blind,
        detectors: { [name]: () => ({ state: "present" }) },
      }).symptoms.length,
      1,
    );
    assert.equal(written("a {constructor} b", {}), "a {constructor} b");
  });
}
