// What an answer is worth: by hand on two causes, and counted the long way on random ones.
import { test } from "node:test";
import assert from "node:assert/strict";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { rankCauses } from "../../generator/causebook/diagnosis/engine/rank.mjs";
import {
  minutesSaved,
  namedFirst,
  outcomesOf,
  prospectOf,
} from "../../generator/causebook/diagnosis/engine/information.mjs";
import { bitsByHand, firstByHand, learntByHand } from "./by-hand.mjs";
import { bookWith, cause, fix, role, symptom } from "./tiny-knowledge.mjs";
import { seeded } from "./random.mjs";

const close = (one, other) => assert.ok(Math.abs(one - other) < 1e-9, one + " is not " + other);
const allClose = (ones, others) => {
  assert.equal(ones.length, others.length);
  ones.forEach((one, i) => close(one, others[i]));
};

const inquiryOf = (knowledge, more = {}) => {
  const model = makeModel(knowledge);
  return { model, ranking: rankCauses(model, []), role: null, out: new Set(), ...more };
};
const two = (more = {}) =>
  bookWith({
    symptoms: [symptom("sign", { background: "common" }), symptom("other")],
    causes: [
      cause("a", "f", "common", { sign: "always" }, ["x", "z"]),
      cause("b", "g", "common", { sign: "never" }, ["y"]),
    ],
    fixes: [
      fix("x", "minutes", "read-only"),
      fix("y", "hours", "read-only", "office"),
      fix("z", "days", "read-only"),
    ],
    roles: [role("clerk", "", ["user"]), role("staff", "", ["user", "office"])],
    ...more,
  });

// The causes in play

test("each cause stands with the fix that is tried first of those that are open; null where none is left", () => {
  const fixes = (out) => prospectOf(inquiryOf(two(), { out: new Set(out) })).fixes;
  assert.deepEqual(
    [fixes([]), fixes(["x"]), fixes(["x", "z"])],
    [
      ["x", "y"],
      ["z", "y"],
      [null, "y"],
    ],
  );
});

test("of the fixes of a cause the one that the checklist begins with counts: effort and waiting decide", () => {
  const knowledge = two();
  Object.assign(knowledge.fixes[0], { effort: "days" });
  Object.assign(knowledge.fixes[2], { effort: "seconds", party: "office" });
  assert.equal(prospectOf(inquiryOf(knowledge)).fixes[0], "z");
  knowledge.fixes[0].effort = "minutes";
  const forRole = (who) => prospectOf(inquiryOf(knowledge, { role: who })).fixes[0];
  assert.deepEqual(["clerk", "staff"].map(forRole), ["x", "z"]);
});

test("a fix that the book does not have is passed over", () => {
  const knowledge = two();
  knowledge.causes[0].fixes = ["gone", "z"];
  assert.equal(prospectOf(inquiryOf(knowledge)).fixes[0], "z");
});

/** The inquiry with weights set by hand. */
const weighed = (inquiry, ...weights) => ({
  ...inquiry,
  ranking: {
    families: [],
    causes: inquiry.model.causes.map((entry, i) => ({ entry, weight: weights[i] })),
  },
});

test("a cause that is next to impossible is out of play", () => {
  const { entries, beliefs } = prospectOf(weighed(inquiryOf(two()), 1e-4, 1.1e-4));
  assert.deepEqual([entries.map(({ cause: { id } }) => id), beliefs], [["b"], [1.1e-4]]);
});

test("beliefs are the weights; tempered they are less far apart and add up to one", () => {
  const { beliefs, tempered } = prospectOf(weighed(inquiryOf(two()), 0.8, 0.05));
  assert.deepEqual(beliefs, [0.8, 0.05]);
  close(tempered[0] + tempered[1], 1);
  close(tempered[0] / tempered[1], 16 ** 0.5);
});

test("a belief is tempered as a whole, with what is known of its cause beforehand", () => {
  const { tempered } = prospectOf(weighed(inquiryOf(two()), 0.64, 0.04));
  close(tempered[0] / tempered[1], 4);
});

test("without causes there is nothing to know", () => {
  const prospect = prospectOf(inquiryOf(bookWith({})));
  assert.deepEqual([prospect.entries, prospect.tempered, prospect.fixes], [[], [], []]);
  assert.equal(minutesSaved(prospect, ["sign"]), 0);
});

// What may come out

test("a symptom that is there weighs each fault by how often its reader says so; else by what is missed", () => {
  const inquiry = inquiryOf(two());
  const [there, none] = outcomesOf(prospectOf(inquiry), [0.6, 0.4], ["sign"]);
  // a shows it in 95 of 100, b in 2 of 1,000, any other cause in 15 of 100
  const [yesA, yesB] = [0.6 * 0.95, 0.4 * 0.002];
  allClose(there, [yesA, yesB]);
  // what a always shows and is not there speaks against a: 5 against 85 of 100
  const [noA, noB] = [0.6 * (0.05 / 0.85), 0.4];
  const left = (1 - yesA - yesB) / (noA + noB);
  allClose(none, [noA * left, noB * left]);
});

test("of several symptoms each is there alone, in proportion, or none is", () => {
  const knowledge = two();
  knowledge.causes[1].evidence = { sign: "never", other: "usually" };
  const inquiry = inquiryOf(knowledge);
  const outcomes = outcomesOf(prospectOf(inquiry), [0.6, 0.4], ["sign", "other"]);
  const [rare, usual] = [0.002, 0.7];
  assert.equal(knowledge.scales.background.rare, rare);
  assert.equal(knowledge.scales.evidence.usually, usual);
  const shown = [
    [0.6 * 0.95, 0.4 * 0.002],
    [0.6 * rare, 0.4 * usual],
  ];
  const some = 1 - 0.6 * 0.05 * (1 - rare) - 0.4 * 0.998 * (1 - usual);
  const share = some / shown.flat().reduce((sum, one) => sum + one);
  allClose(
    outcomes[0],
    shown[0].map((one) => one * share),
  );
  allClose(
    outcomes[1],
    shown[1].map((one) => one * share),
  );
  const [noA, noB] = [0.6 * (0.05 / 0.85), 0.4];
  allClose(
    outcomes[2],
    [noA, noB].map((one) => (one * (1 - some)) / (noA + noB)),
  );
});

test("whatever is asked, all outcomes together weigh what is believed now", () => {
  const random = seeded(31);
  for (let i = 0; i < 100; i++) {
    const { inquiry, ids } = randomInquiry(random);
    const prospect = prospectOf(inquiry);
    const outcomes = outcomesOf(prospect, prospect.beliefs, ids);
    assert.equal(outcomes.length, ids.length + 1);
    assert.ok(outcomes.flat().every((weight) => weight >= 0));
    const sum = (list) => list.reduce((whole, one) => whole + one, 0);
    close(sum(outcomes.flat()), sum(prospect.beliefs));
  }
});

/** A random book of causes with a fix each, as a question meets it. */
function randomInquiry(random) {
  const oftens = ["always", "usually", "sometimes", "never"];
  const symptoms = [0, 1, 2, 3].map((i) =>
    symptom("s" + i, { background: ["common", "occasional", "rare"][random(3)] }),
  );
  const evidence = () =>
    Object.fromEntries(symptoms.filter(() => random(2)).map(({ id }) => [id, oftens[random(4)]]));
  const causes = Array.from({ length: 1 + random(5) }, (_, i) =>
    cause("c" + i, "f" + random(3), "common", evidence(), ["x" + random(4)]),
  );
  const fixes = [0, 1, 2, 3].map((i) =>
    fix("x" + i, ["seconds", "minutes", "hours", "days"][random(4)], "read-only"),
  );
  const inquiry = inquiryOf(bookWith({ symptoms, causes, fixes }));
  const weights = causes.map(() => 1 + random(1000));
  const sum = weights.reduce((whole, one) => whole + one, 0);
  inquiry.ranking = {
    families: [],
    causes: inquiry.model.causes.map((entry, i) => ({ entry, weight: weights[i] / sum })),
  };
  return { inquiry, ids: symptoms.map(({ id }) => id).slice(0, 1 + random(4)) };
}

// What that saves

test("a bit that is learnt saves an hour: what all but decides between two equals is worth nearly that", () => {
  const prospect = prospectOf(weighed(inquiryOf(two()), 0.4, 0.4));
  const learnt = learntByHand([0.5, 0.5], outcomesOf(prospect, [0.5, 0.5], ["sign"]));
  assert.ok(learnt > 0.7 && learnt < 1, learnt + " of the one bit");
  close(minutesSaved(prospect, ["sign"]), 60 * learnt);
});

test("what all causes show alike is worth nothing", () => {
  const knowledge = two();
  for (const item of knowledge.causes) item.evidence = { sign: "usually" };
  close(minutesSaved(prospectOf(inquiryOf(knowledge)), ["sign"]), 0);
});

test("what is not known is counted in bits: none of one cause, one of two equals, two of four", () => {
  assert.deepEqual([[1], [0.5, 0.5], [1, 1, 1, 1], [0.7, 0]].map(bitsByHand), [0, 1, 2, 0]);
});

test("random books: an answer saves an hour for each bit that it tells", () => {
  const random = seeded(12);
  let useful = 0;
  for (let i = 0; i < 300; i++) {
    const { inquiry, ids } = randomInquiry(random);
    const prospect = prospectOf(inquiry);
    const outcomes = outcomesOf(prospect, prospect.tempered, ids);
    const saved = minutesSaved(prospect, ids);
    close(saved, 60 * learntByHand(prospect.tempered, outcomes));
    if (saved > 1) useful++;
  }
  assert.ok(useful > 50, useful + " save a minute");
});

test("the cause named first is the best of the heaviest family; of equals the first", () => {
  const of = (...families) => ({ entries: families.map((family) => ({ cause: { family } })) });
  assert.equal(namedFirst(of("f", "g", "g"), [0.4, 0.3, 0.25]), 1);
  assert.equal(namedFirst(of("f", "g", "g"), [0.6, 0.25, 0.3]), 0);
  assert.equal(namedFirst(of("f", "g", "g"), [0.4, 0.2, 0.25]), 2);
  assert.equal(namedFirst(of("f", "f", "g"), [0.3, 0.3, 0.4]), 0);
  assert.equal(namedFirst(of("f", "g"), [0.5, 0.5]), 0);
  assert.equal(namedFirst(of(), []), -1);
});

test("random books: the cause named first is that of the long way", () => {
  const random = seeded(13);
  for (let i = 0; i < 100; i++) {
    const prospect = prospectOf(randomInquiry(random).inquiry);
    assert.equal(namedFirst(prospect, prospect.beliefs), firstByHand(prospect, prospect.beliefs));
  }
});
