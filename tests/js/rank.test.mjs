import { test } from "node:test";
import assert from "node:assert/strict";
import {
  makeModel,
  evidenceFrom,
  rankCauses,
  reasonsOf,
} from "../../generator/causebook/diagnosis/engine/rank.mjs";
import { cause, symptom, printerKnowledge } from "./tiny-knowledge.mjs";
import { randomBook, randomFindings } from "./random-book.mjs";
import { seeded, shuffled } from "./random.mjs";

const present = (id, sentences = []) => ({ id, state: "present", by: "paste", sentences });
const absent = (id) => ({ id, state: "absent", by: "paste", sentences: [] });
const rank = (knowledge, found, tilts) => {
  const model = makeModel(knowledge);
  return rankCauses(model, evidenceFrom(model, found), tilts);
};
const weightOf = (ranking, id) => ranking.causes.find(({ entry }) => entry.cause.id === id).weight;
const ids = (ranking) => ranking.causes.map(({ entry }) => entry.cause.id);
const book = (symptoms, causes) => ({ symptoms, causes, families: [] });

test("without evidence the likelihood decides", () => {
  const order = ids(rank(printerKnowledge(), []));
  assert.ok(order.indexOf("tray-empty") < order.indexOf("paper-jam"));
  assert.ok(order.indexOf("toner-empty") < order.indexOf("fuser-cold"));
});

test("a cause the book does not know keeps a share", () => {
  const { causes } = rank(book([], [cause("only", "f", "common", {}, [])]), []);
  assert.ok(causes[0].weight > 0.2 && causes[0].weight < 0.6);
});

test("the order of the evidence does not matter", () => {
  const random = seeded(1);
  for (let i = 0; i < 300; i++) {
    const knowledge = randomBook(random);
    const found = randomFindings(random, knowledge);
    assert.deepEqual(rank(knowledge, shuffled(found, random)), rank(knowledge, found));
  }
});

test("evidence that a cause alone lists, and always shows, never lowers it", () => {
  const random = seeded(2);
  for (let i = 0; i < 500; i++) {
    const knowledge = randomBook(random);
    const found = randomFindings(random, knowledge).map((item) => ({
      ...item,
      state: "present",
      sentences: [],
    }));
    const left = knowledge.symptoms.filter(({ id }) => !found.some((item) => item.id === id));
    if (!left.length) continue;
    const [chosen, sure] = [
      knowledge.causes[random(knowledge.causes.length)],
      left[random(left.length)].id,
    ];
    for (const other of knowledge.causes) delete other.evidence[sure];
    chosen.evidence[sure] = "always";
    const [before, after] = [rank(knowledge, found), rank(knowledge, [...found, present(sure)])];
    assert.ok(
      weightOf(after, chosen.id) >= weightOf(before, chosen.id) - 1e-12,
      "book " + i + ", " + sure,
    );
  }
});

test("unknown is not absent", () => {
  const knowledge = book(
    [symptom("s")],
    [cause("a", "f", "common", { s: "always" }, []), cause("b", "g", "common", {}, [])],
  );
  assert.equal(weightOf(rank(knowledge, []), "a"), weightOf(rank(knowledge, []), "b"));
  assert.ok(weightOf(rank(knowledge, [absent("s")]), "a") < weightOf(rank(knowledge, []), "a"));
});

test("the absence of what a cause sometimes shows says little", () => {
  const knowledge = book(
    [symptom("s")],
    [
      cause("a", "f", "common", { s: "sometimes" }, []),
      cause("b", "g", "common", { s: "always" }, []),
    ],
  );
  const [before, after] = [rank(knowledge, []), rank(knowledge, [absent("s")])];
  assert.ok(weightOf(after, "a") > weightOf(before, "a"));
  assert.ok(weightOf(after, "b") < weightOf(before, "b") / 5);
});

test("what a cause never shows lowers it", () => {
  for (const background of ["common", "occasional", "rare"]) {
    const knowledge = book(
      [symptom("s", { background })],
      [cause("a", "f", "common", { s: "never" }, []), cause("b", "g", "common", {}, [])],
    );
    assert.ok(
      weightOf(rank(knowledge, [present("s")]), "a") < weightOf(rank(knowledge, []), "a") / 4,
      background,
    );
  }
});

const told = (symptoms, evidence) =>
  book(symptoms, [cause("a", "f", "common", evidence, []), cause("b", "g", "common", {}, [])]);
const expired = [
  symptom("says-old"),
  symptom("product-says-old", { implies: ["says-old"] }),
  symptom("other-says-old", { implies: ["says-old"] }),
];

test("the general beside the special is not counted again, also over two steps", () => {
  const chain = [
    symptom("wide"),
    symptom("mid", { implies: ["wide"] }),
    symptom("fine", { implies: ["mid"] }),
  ];
  const knowledge = told(chain, { wide: "always", mid: "always", fine: "always" });
  const once = rank(knowledge, [present("fine")]);
  assert.deepEqual(rank(knowledge, [present("fine"), present("mid"), present("wide")]), once);
  assert.deepEqual(rank(knowledge, [present("fine"), absent("wide")]), once);
});

test("a special symptom speaks for a cause that lists the general one only", () => {
  const knowledge = told(expired, { "says-old": "usually" });
  assert.equal(
    weightOf(rank(knowledge, [present("product-says-old")]), "a"),
    weightOf(rank(knowledge, [present("says-old")]), "a"),
  );
});

test("what a cause lists for a special symptom stands in place of the general, and says nothing of it", () => {
  const knowledge = told(expired, { "says-old": "usually", "product-says-old": "sometimes" });
  const general = weightOf(rank(knowledge, [present("says-old")]), "a");
  assert.ok(weightOf(rank(knowledge, [present("product-says-old")]), "a") < general);
  const special = told(expired, { "product-says-old": "usually" });
  assert.equal(
    weightOf(rank(special, [present("says-old")]), "a"),
    weightOf(rank(special, []), "a"),
  );
});

test("a general symptom speaks once, however many special ones imply it", () => {
  const knowledge = told(expired, { "says-old": "usually" });
  assert.equal(
    weightOf(rank(knowledge, [present("product-says-old"), present("other-says-old")]), "a"),
    weightOf(rank(knowledge, [present("product-says-old")]), "a"),
  );
});

test("a cause that never shows the general symptom does not show the special one either", () => {
  const knowledge = told(expired, { "says-old": "never" });
  assert.ok(weightOf(rank(knowledge, [present("product-says-old")]), "a") < 0.15);
});

test("two symptoms read off the same sentence count less than two with a sentence each", () => {
  const knowledge = told([symptom("x"), symptom("y")], { x: "usually", y: "usually" });
  const same = weightOf(rank(knowledge, [present("x", [1]), present("y", [1])]), "b");
  const apart = weightOf(rank(knowledge, [present("x", [1]), present("y", [2])]), "b");
  assert.ok(same > apart * 5);
});

test("symptoms in the same sentence are treated alike whatever they are called", () => {
  const knowledge = book(
    [symptom("x"), symptom("y")],
    [
      cause("a", "f", "common", { x: "usually" }, []),
      cause("b", "g", "common", { y: "usually" }, []),
    ],
  );
  const ranking = rank(knowledge, [present("x", [1]), present("y", [1])]);
  assert.equal(weightOf(ranking, "a"), weightOf(ranking, "b"));
});

test("circles among implied symptoms end", () => {
  const knowledge = told(
    [symptom("x", { implies: ["y"] }), symptom("y", { implies: ["x", "gone"] })],
    { x: "always" },
  );
  assert.equal(rank(knowledge, [present("x"), present("y")]).causes.length, 2);
});

test("the head is the best cause of the most probable family, other families follow by their weight", () => {
  const knowledge = book(
    [],
    [
      cause("lone", "one", "common", {}, []),
      ...["p", "q", "r", "s"].map((id) => cause(id, "many", "occasional", {}, [])),
      cause("t", "third", "rare", {}, []),
    ],
  );
  knowledge.families = [
    { id: "one", likelihood: "occasional" },
    { id: "many", likelihood: "common" },
    { id: "third", likelihood: "rare" },
  ];
  assert.deepEqual(ids(rank(knowledge, [])), ["p", "lone", "q", "r", "s", "t"]);
  assert.deepEqual(
    rank(knowledge, []).families.map(({ id }) => id),
    ["many", "one", "third"],
  );
});

test("reasons name what speaks for, against, and what nobody has looked at", () => {
  const model = makeModel(printerKnowledge());
  const evidence = evidenceFrom(model, [
    present("no-paper-out"),
    present("others-print"),
    absent("offline"),
  ]);
  const reasons = (id) =>
    reasonsOf(
      model,
      model.causes.find(({ cause: { id: own } }) => own === id),
      evidence,
    );
  assert.deepEqual(reasons("cable-loose"), {
    for: ["no-paper-out"],
    against: ["others-print"],
    missing: [],
  });
  assert.deepEqual(reasons("tray-empty"), {
    for: ["no-paper-out"],
    against: [],
    missing: ["tray-message"],
  });
});

test("a family is no likelier because more of its causes are told apart", () => {
  const one = cause("a", "f", "common", {}, []);
  const many = [1, 2, 3, 4, 5].map((n) => cause("b" + n, "g", "common", {}, []));
  const { families } = rank({ symptoms: [], causes: [one, ...many], families: [] }, []);
  assert.ok(Math.abs(families[0].weight - families[1].weight) < 1e-12);
});

test("a family's likelihood counts", () => {
  const causes = [cause("a", "f", "common", {}, []), cause("b", "g", "common", {}, [])];
  const families = [
    { id: "f", likelihood: "rare" },
    { id: "g", likelihood: "common" },
  ];
  assert.equal(rank({ symptoms: [], causes, families }, []).families[0].id, "g");
});
