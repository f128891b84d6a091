// What knowing more is worth: by hand on two faults, and against every order of fixes on random ones.
import { test } from "node:test";
import assert from "node:assert/strict";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { rankCauses } from "../../generator/causebook/diagnosis/engine/rank.mjs";
import {
  expectedCost,
  namedFirst,
  outcomesOf,
  repairsOf,
  savedBy,
} from "../../generator/causebook/diagnosis/engine/repairs.mjs";
import { cheapestCost, costByHand } from "./by-hand.mjs";
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

// Faults

test("each cause stands with the fix that is tried first of those that are open, and what that costs this reader", () => {
  const faults = (more) =>
    repairsOf(inquiryOf(two(), more)).faults.map(({ entry, fix: id, cost }) => [
      entry.cause.id,
      id,
      cost,
    ]);
  assert.deepEqual(faults({ role: "staff" }), [
    ["a", "x", 5],
    ["b", "y", 60],
  ]);
  assert.deepEqual(faults({ role: "clerk" })[1], ["b", "y", 75]);
  assert.deepEqual(faults({ role: null })[1], ["b", "y", 67.5]);
  assert.deepEqual(faults({ out: new Set(["x"]) })[0], ["a", "z", 480]);
  assert.deepEqual(
    faults({ out: new Set(["x", "z"]) }).map(([id]) => id),
    ["b"],
  );
});

test("of the fixes of a cause the one that the checklist begins with counts: effort decides", () => {
  const knowledge = two();
  knowledge.fixes[0].effort = "days";
  knowledge.fixes[2].effort = "seconds";
  assert.deepEqual(
    repairsOf(inquiryOf(knowledge)).faults.map(({ fix: id, cost }) => [id, cost]),
    [
      ["z", 1],
      ["y", 67.5],
    ],
  );
});

test("a fix that the book does not have is passed over, and a cause without any is no fault", () => {
  const knowledge = two();
  knowledge.causes[0].fixes = ["gone", "z"];
  knowledge.causes[1].fixes = [];
  assert.deepEqual(
    repairsOf(inquiryOf(knowledge)).faults.map(({ fix: id }) => id),
    ["z"],
  );
});

test("a cause that is next to impossible is no fault", () => {
  const inquiry = inquiryOf(two());
  const weights = [1e-4, 1.1e-4];
  const causes = inquiry.model.causes.map((entry, i) => ({ entry, weight: weights[i] }));
  const { faults, beliefs } = repairsOf({ ...inquiry, ranking: { causes, families: [] } });
  assert.deepEqual([faults.map(({ fix: id }) => id), beliefs], [["y"], [1.1e-4]]);
});

test("beliefs are the weights; tempered they are less far apart and add up to one", () => {
  const inquiry = inquiryOf(two());
  const causes = inquiry.model.causes.map((entry, i) => ({ entry, weight: [0.8, 0.05][i] }));
  const { beliefs, tempered } = repairsOf({ ...inquiry, ranking: { causes, families: [] } });
  assert.deepEqual(beliefs, [0.8, 0.05]);
  close(tempered[0] + tempered[1], 1);
  close(tempered[0] / tempered[1], 16 ** 0.6);
});

test("causes that share a fix share its place; without causes there is nothing to repair", () => {
  const knowledge = two();
  knowledge.causes.push(cause("c", "g", "common", {}, ["x"]));
  const { places, costs } = repairsOf(inquiryOf(knowledge, { role: "staff" }));
  assert.deepEqual(
    [places, costs],
    [
      [0, 1, 0],
      [5, 60],
    ],
  );
  const none = repairsOf(inquiryOf(bookWith({})));
  assert.deepEqual([none.faults, none.tempered, none.costs], [[], [], []]);
});

// What may come out

test("a symptom that is there weighs each fault by how often its reader says so; else by what is missed", () => {
  const inquiry = inquiryOf(two());
  const [there, none] = outcomesOf(repairsOf(inquiry), [0.6, 0.4], ["sign"], inquiry.model);
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
  const repairs = repairsOf(inquiry);
  const outcomes = outcomesOf(repairs, [0.6, 0.4], ["sign", "other"], inquiry.model);
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
    const repairs = repairsOf(inquiry);
    const outcomes = outcomesOf(repairs, repairs.beliefs, ids, inquiry.model);
    assert.equal(outcomes.length, ids.length + 1);
    assert.ok(outcomes.flat().every((weight) => weight >= 0));
    const sum = (list) => list.reduce((whole, one) => whole + one, 0);
    close(sum(outcomes.flat()), sum(repairs.beliefs));
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

test("what it costs to be repaired: each fix costs those who are not helped yet", () => {
  const repairs = { costs: [10, 100], places: [0, 1] };
  assert.equal(expectedCost(repairs, [0, 1], [0.75, 0.25]), 10 + 25);
  assert.equal(expectedCost(repairs, [1, 0], [0.75, 0.25]), 100 + 7.5);
  assert.equal(expectedCost({ costs: [], places: [] }, [], []), 0);
  assert.equal(expectedCost({ costs: [10], places: [0, 0] }, [0], [0.75, 0.25]), 10);
});

test("the fault named first is the best of the heaviest family; of equals the first", () => {
  const of = (...families) => ({
    faults: families.map((family) => ({ entry: { cause: { family } } })),
  });
  assert.equal(namedFirst(of("f", "g", "g"), [0.4, 0.3, 0.25]), 1);
  assert.equal(namedFirst(of("f", "g", "g"), [0.6, 0.25, 0.3]), 0);
  assert.equal(namedFirst(of("f", "g", "g"), [0.4, 0.2, 0.25]), 2);
  assert.equal(namedFirst(of("f", "f", "g"), [0.3, 0.3, 0.4]), 0);
  assert.equal(namedFirst(of("f", "g"), [0.5, 0.5]), 0);
  assert.equal(namedFirst(of(), []), -1);
});

test("knowing what will come out saves nothing where the order of fixes stays", () => {
  const inquiry = inquiryOf(two());
  const repairs = repairsOf(inquiry);
  close(savedBy(repairs, [repairs.tempered]), 0);
  const half = repairs.tempered.map((weight) => weight / 2);
  close(savedBy(repairs, [half, half]), 0);
});

test("it saves the minutes that the better order saves, as often as that comes out", () => {
  const inquiry = inquiryOf(two(), { role: "staff" });
  const repairs = repairsOf(inquiry);
  // now x (5 minutes) before y (60); where it is b, y first saves the 5 minutes of x
  close(
    savedBy(repairs, [
      [0.5, 0],
      [0, 0.5],
    ]),
    0.5 * 5,
  );
});

test("random faults: what is saved is what the cheapest order saves that begins with the cause named", () => {
  const random = seeded(12);
  let useful = 0;
  for (let i = 0; i < 300; i++) {
    const { inquiry, ids } = randomInquiry(random);
    const repairs = repairsOf(inquiry);
    const outcomes = outcomesOf(repairs, repairs.tempered, ids, inquiry.model);
    const now = cheapestCost(repairs, repairs.tempered).order;
    const byHand = outcomes.reduce(
      (sum, weights) =>
        sum + costByHand(repairs, now, weights) - cheapestCost(repairs, weights).cost,
      0,
    );
    close(savedBy(repairs, outcomes), byHand);
    if (byHand > 1) useful++;
  }
  assert.ok(useful > 50, useful + " save a minute");
});
