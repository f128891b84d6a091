import { test } from "node:test";
import assert from "node:assert/strict";
import {
  chanceOf,
  facetsOf,
  makeModel,
} from "../../generator/causebook/diagnosis/engine/model.mjs";
import {
  evidenceFrom,
  rankCauses,
  reasonsOf,
  supportOf,
} from "../../generator/causebook/diagnosis/engine/rank.mjs";
import { bookWith, cause, symptom, printerKnowledge } from "./tiny-knowledge.mjs";
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
const book = (symptoms, causes, families = []) => bookWith({ symptoms, causes, families });

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

test("each further sign for a cause counts a tenth less than the one before it, the strongest whole", () => {
  const symptoms = ["x", "y", "z"].map((id) => symptom(id));
  const knowledge = told(symptoms, { x: "always", y: "usually", z: "sometimes" });
  const model = makeModel(knowledge);
  const [entry] = model.causes;
  const logs = ["x", "y", "z"].map((id) => Math.log(supportOf(model, entry, id)));
  assert.ok(logs[0] > logs[1] && logs[1] > logs[2] && logs[2] > 0);
  const odds = (found) => {
    const ranking = rank(knowledge, found);
    return Math.log(weightOf(ranking, "a") / weightOf(ranking, "b"));
  };
  const gained = odds(["z", "x", "y"].map((id) => present(id))) - odds([]);
  assert.ok(Math.abs(gained - (logs[0] + 0.9 * logs[1] + 0.81 * logs[2])) < 1e-9);
});

test("what speaks against a cause counts in full, however much speaks for it", () => {
  const symptoms = ["x", "y", "z"].map((id) => symptom(id));
  const knowledge = told(symptoms, { x: "usually", y: "never", z: "never" });
  const odds = (ids) => {
    const ranking = rank(
      knowledge,
      ids.map((id) => present(id)),
    );
    return Math.log(weightOf(ranking, "a") / weightOf(ranking, "b"));
  };
  const lost = odds(["x"]) - odds(["x", "y"]);
  assert.ok(lost > 0.5);
  assert.ok(Math.abs(odds(["x", "y"]) - odds(["x", "y", "z"]) - lost) < 1e-9);
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
  const { families } = rank(book([], [one, ...many]), []);
  assert.ok(Math.abs(families[0].weight - families[1].weight) < 1e-12);
});

test("a family's likelihood counts", () => {
  const causes = [cause("a", "f", "common", {}, []), cause("b", "g", "common", {}, [])];
  const families = [
    { id: "f", likelihood: "rare" },
    { id: "g", likelihood: "common" },
  ];
  assert.equal(rank(book([], causes, families), []).families[0].id, "g");
});

test("how often readers in a role meet a cause or a family counts for them alone", () => {
  const causes = [
    { ...cause("a", "f", "common", {}, []), likelihoodFor: { clerk: "rare" } },
    cause("b", "f", "common", {}, []),
    cause("c", "g", "common", {}, []),
  ];
  const families = [
    { id: "f", likelihood: "rare", likelihoodFor: { staff: "common" } },
    { id: "g", likelihood: "rare" },
  ];
  const known = { ...book([], causes, families), roles: [{ id: "clerk" }, { id: "staff" }] };
  const { roleFactors } = makeModel({ ...known, roles: known.roles.map(inFull) });
  const factor = (role, id) => roleFactors.get(role).get(id);
  close(factor("clerk", "a") / factor("clerk", "b"), 1 / 6);
  close(factor("staff", "a") / factor("staff", "c"), 6);
  close(factor("staff", "a") / factor("staff", "b"), 1);
});

const inFull = (role) => ({ title: "", parties: [], facets: [], symptoms: [], ...role });

// What the words of the scales weigh

const close = (one, other) => assert.ok(Math.abs(one - other) < 1e-9, one + " is not " + other);
const entryOf = (model, id = "a") => model.causes.find((entry) => entry.cause.id === id);

test("of one family common weighs six, occasional three, rare one, and what the book does not know nine", () => {
  const likelihoods = { a: "common", b: "occasional", c: "rare", d: "rare" };
  const ranking = rank(
    book(
      [],
      Object.entries(likelihoods).map(([id, word]) => cause(id, "f", word, {}, [])),
    ),
    [],
  );
  for (const [id, weight] of Object.entries({ a: 6, b: 3, c: 1, d: 1 }))
    close(weightOf(ranking, id), weight / 20);
});

test("families weigh by their own likelihood, and one that says none is occasional", () => {
  const words = { f: "common", g: "occasional", h: "rare" };
  const families = Object.entries(words).map(([id, likelihood]) => ({ id, likelihood }));
  const causes = ["f", "g", "h", "i"].map((id) => cause("of-" + id, id, "common", {}, []));
  const ranking = rank(book([], causes, families), []);
  const scale = 24 / 13; // the mean stays that of four common causes
  for (const [id, weight] of Object.entries({ f: 6, g: 3, h: 1, i: 3 }))
    close(weightOf(ranking, "of-" + id), (weight * scale) / 33);
});

const BACKGROUNDS = { common: 0.15, occasional: 0.05, unusual: 0.01, rare: 0.002 };
const EVIDENCE = { always: 0.95, usually: 0.7, sometimes: 0.25 };
for (const [background, usual] of Object.entries(BACKGROUNDS)) {
  test(`what turns up ${background} elsewhere shows as often as its cause says, and never is a tenth of that at most`, () => {
    const chanceFor = (often) => {
      const model = makeModel(
        book([symptom("s", { background })], [cause("a", "f", "common", { s: often }, [])]),
      );
      close(supportOf(model, entryOf(model), "s"), chanceOf(model, entryOf(model), "s") / usual);
      return chanceOf(model, entryOf(model), "s");
    };
    for (const [often, chance] of Object.entries(EVIDENCE)) close(chanceFor(often), chance);
    close(chanceFor("never"), Math.min(0.002, usual / 10));
  });
}

test("what a cause does not list it shows as often as any other, and that speaks neither way", () => {
  const model = makeModel(
    book([symptom("s", { background: "unusual" })], [cause("a", "f", "common", {}, [])]),
  );
  assert.deepEqual(
    [chanceOf(model, entryOf(model), "s"), supportOf(model, entryOf(model), "s")],
    [0.01, 1],
  );
});

test("a general symptom turns up elsewhere at least as often as the special ones that imply it", () => {
  const symptoms = [
    symptom("wide", { background: "rare" }),
    symptom("fine", { background: "common", implies: ["wide"] }),
  ];
  const { backgrounds } = makeModel(book(symptoms, []));
  assert.deepEqual(Object.fromEntries(backgrounds), { wide: 0.15, fine: 0.15 });
});

test("a book looks in the facets that its patterns name, that show a look made, or a role", () => {
  const symptoms = [
    symptom("x", { patterns: ["x"], in: ["log", "words"] }),
    symptom("y", { patterns: ["y"], in: ["log"] }),
  ];
  const observations = [{ shownBy: ["panel", "log"] }];
  const roles = [{ facets: ["code"] }];
  assert.deepEqual([...facetsOf({ symptoms, observations, roles })].sort(), [
    "code",
    "log",
    "panel",
    "words",
  ]);
  assert.deepEqual([...makeModel(book(symptoms, [])).facets], ["log", "words"]);
});

// What counts

const idsOf = (knowledge, found) => evidenceFrom(makeModel(knowledge), found).map(({ id }) => id);

test("evidence comes by id, present before absent, and says what was answered; what no cause lists is none", () => {
  const knowledge = told([symptom("x"), symptom("y"), symptom("z"), symptom("idle")], {
    x: "usually",
    y: "usually",
    z: "always",
  });
  const found = [
    absent("z"),
    present("y", [2]),
    { ...present("x"), by: "answer" },
    present("idle"),
    present("gone"),
  ];
  assert.deepEqual(evidenceFrom(makeModel(knowledge), found), [
    { id: "x", present: true, answered: true, sentences: [] },
    { id: "y", present: true, answered: false, sentences: [2] },
    { id: "z", present: false, answered: false, sentences: [] },
  ]);
});

test("what is absent covers nothing, and is missed once with what implies it", () => {
  const knowledge = told([symptom("wide"), symptom("fine", { implies: ["wide"] })], {
    wide: "always",
    fine: "usually",
  });
  assert.deepEqual(idsOf(knowledge, [absent("fine"), present("wide")]), ["wide", "fine"]);
  assert.deepEqual(idsOf(knowledge, [absent("fine"), absent("wide")]), ["wide"]);
});

test("of what a special symptom implies, the nearest that the cause lists speaks", () => {
  const chain = [
    symptom("wide"),
    symptom("mid", { implies: ["wide"] }),
    symptom("fine", { implies: ["mid"] }),
  ];
  const model = makeModel(told(chain, { wide: "always", mid: "usually" }));
  close(supportOf(model, entryOf(model), "fine"), 0.7 / 0.002);
});

test("what a cause lists for a special symptom says nothing of the general one", () => {
  const shown = (evidence) => {
    const causes = [cause("a", "f", "common", evidence, []), cause("b", "g", "common", {}, [])];
    const model = makeModel(
      book([symptom("wide"), symptom("fine", { implies: ["wide"] })], causes),
    );
    return chanceOf(model, entryOf(model), "wide");
  };
  close(shown({ fine: "usually", wide: "sometimes" }), shown({ wide: "sometimes" }));
  close(shown({ fine: "sometimes", wide: "usually" }), 0.7);
  close(shown({ fine: "usually" }), shown({}));
});

test("the absence of what a cause always shows lowers it by what it would leave, and by no more", () => {
  const knowledge = book(
    [symptom("s", { background: "common" })],
    [cause("a", "f", "common", { s: "always" }, []), cause("b", "g", "common", {}, [])],
  );
  const ranking = rank(knowledge, [absent("s")]);
  close(weightOf(ranking, "a") / weightOf(ranking, "b"), 0.05 / 0.85);
});

test("a cause whose fix did nothing weighs what is left of it", () => {
  const knowledge = book(
    [],
    [cause("a", "f", "common", {}, []), cause("b", "g", "common", {}, [])],
  );
  const ranking = rank(knowledge, [], new Map([["a", 0.2]]));
  close(weightOf(ranking, "a") / weightOf(ranking, "b"), 0.2);
});

test("the head of a family is its heaviest cause, of equals the one that the book names first", () => {
  const knowledge = book(
    [],
    [
      cause("p", "f", "rare", {}, []),
      cause("q", "f", "common", {}, []),
      cause("r", "f", "common", {}, []),
      cause("t", "g", "common", {}, []),
    ],
  );
  knowledge.families = [
    { id: "f", likelihood: "common" },
    { id: "g", likelihood: "rare" },
  ];
  assert.deepEqual(ids(rank(knowledge, [])), ["q", "r", "t", "p"]);
});

test("reasons come with the strongest first, and what a present symptom implies is not missing", () => {
  const symptoms = [
    symptom("a-weak", { background: "common" }),
    symptom("b-strong"),
    symptom("c-never"),
    symptom("d-never", { background: "common" }),
    symptom("wide"),
    symptom("fine", { implies: ["wide"] }),
    symptom("open"),
    symptom("seldom"),
  ];
  const evidence = {
    "a-weak": "usually",
    "b-strong": "usually",
    "c-never": "never",
    "d-never": "never",
    wide: "usually",
    open: "usually",
    seldom: "sometimes",
  };
  const model = makeModel(told(symptoms, evidence));
  const reasons = (found) => reasonsOf(model, entryOf(model), evidenceFrom(model, found));
  const seen = reasons(
    ["a-weak", "b-strong", "c-never", "d-never", "fine"].map((id) => present(id)),
  );
  assert.deepEqual(seen, {
    for: ["b-strong", "fine", "a-weak"],
    against: ["d-never", "c-never"],
    missing: ["open"],
  });
  assert.deepEqual(reasons([absent("fine")]).missing, ["a-weak", "b-strong", "wide", "open"]);
});
