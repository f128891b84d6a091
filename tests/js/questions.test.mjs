// The question under the verdict: what is never asked, what it is worth, and how several answers are put.
import { test } from "node:test";
import assert from "node:assert/strict";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { evidenceFrom, rankCauses } from "../../generator/causebook/diagnosis/engine/rank.mjs";
import { outcomesOf, prospectOf } from "../../generator/causebook/diagnosis/engine/information.mjs";
import {
  bestLook,
  bestQuestion,
  costOfLook,
  openObservations,
  problemQuestion,
  roleQuestion,
} from "../../generator/causebook/diagnosis/engine/questions.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { firstByHand, learntByHand } from "./by-hand.mjs";
import { contextsFor } from "./reopening.mjs";
import {
  bookWith,
  cause,
  family,
  fix,
  observation,
  printerKnowledge,
  role,
  symptom,
} from "./tiny-knowledge.mjs";
import { askingBook, randomConclusion, randomFindings } from "./random-book.mjs";
import { seeded } from "./random.mjs";

const present = (id) => ({ id, state: "present", by: "paste", sentences: [] });
const absent = (id) => ({ ...present(id), state: "absent" });

/** What rating questions takes, for findings; weights of causes may be set by hand. */
function inquiryOf(knowledge, { found = [], weights = null, facets = [], ...more } = {}) {
  const model = makeModel(knowledge);
  const ranked = rankCauses(model, evidenceFrom(model, found));
  const ranking = weights
    ? { ...ranked, causes: model.causes.map((entry, i) => ({ entry, weight: weights[i] })) }
    : ranked;
  const context = { answers: {}, role: null, out: new Set() };
  const record = { facets, findings: found.filter(({ by }) => by === "paste") };
  return { model, ranking, seen: found, record, ...context, ...more };
}
const asked = (knowledge, more) => bestQuestion(inquiryOf(knowledge, more));
const symptomAsked = (knowledge, more) => asked(knowledge, more)?.symptom ?? null;

/** Two causes whose fixes take long, and one question that tells them apart; it takes seconds. */
const pair = (more = {}, effort = "hours") =>
  bookWith({
    symptoms: [symptom("sign", { ask: "Is it so?", observation: "recall", background: "common" })],
    observations: [observation("recall", "seconds", "user", "what you recall")],
    families: [family("f", "F"), family("g", "G")],
    causes: [
      cause("a", "f", "common", { sign: "always" }, ["x"]),
      cause("b", "g", "common", { sign: "never" }, ["y"]),
    ],
    fixes: [fix("x", effort, "reversible"), fix("y", effort, "reversible")],
    ...more,
  });

// What is asked

test("a question is asked when its answer saves more than it costs, not otherwise", () => {
  assert.equal(symptomAsked(pair()), "sign");
  const slow = [observation("recall", "hours", "user", "")];
  assert.equal(symptomAsked(pair({ observations: slow })), null);
});

test("it is put in the author's words, and says what is checked first after either answer", () => {
  const knowledge = pair();
  knowledge.causes[0].title = "It is a. ";
  assert.deepEqual(asked(knowledge), {
    kind: "yes-no",
    symptom: "sign",
    ask: "Is it so?",
    why: "If yes, first to check: It is a. If no: Cause b.",
  });
});

test("of two questions that tell the same apart the cheaper one is asked, of equals the first in the book", () => {
  const knowledge = pair();
  const [sign] = knowledge.symptoms;
  const other = { ...sign, id: "other", observation: "slow" };
  knowledge.observations.push(observation("slow", "minutes", "user", ""));
  for (const { evidence } of knowledge.causes) evidence.other = evidence.sign;
  knowledge.symptoms.unshift(other);
  assert.equal(symptomAsked(knowledge), "sign");
  other.observation = "recall";
  assert.equal(symptomAsked(knowledge), "other");
});

test("a look costs its effort and the waiting for whoever makes it; one that nobody knows, a minute", () => {
  const efforts = { seconds: 1, minutes: 5, hours: 60, days: 480 };
  const roles = [role("clerk", "", ["user"]), role("staff", "", ["user", "office"])];
  for (const [effort, minutes] of Object.entries(efforts)) {
    const looks = [
      observation("own", effort, "user", ""),
      observation("log", effort, "office", ""),
    ];
    const model = makeModel(pair({ observations: looks, roles }));
    const costs = ["own", "log"].flatMap((id) =>
      ["clerk", "staff", null].map((who) => costOfLook({ model, role: who }, id)),
    );
    const waits = [0, 0, 0, 15, 0, 7.5];
    assert.deepEqual(
      costs,
      waits.map((wait) => minutes + wait),
    );
    for (const id of ["gone", null]) assert.equal(costOfLook({ model, role: "clerk" }, id), 1);
  }
});

test("the waiting for somebody else can be more than a question is worth", () => {
  const observations = [observation("recall", "seconds", "office", "")];
  const roles = [role("clerk", "", ["user"]), role("staff", "", ["office"])];
  const knowledge = pair({ observations, roles }, "minutes");
  knowledge.causes[0].evidence.sign = "sometimes"; // some minutes' worth
  const weights = [0.4, 0.5];
  assert.equal(symptomAsked(knowledge, { role: "staff", weights }), "sign");
  assert.equal(symptomAsked(knowledge, { role: "clerk", weights }), null);
});

// What is never asked

test("what was answered is not asked again, don't know included", () => {
  for (const answer of [true, false, null])
    assert.equal(symptomAsked(pair(), { answers: { sign: answer } }), null);
  assert.equal(symptomAsked(pair(), { answers: { other: null } }), "sign");
});

test("what is seen, or looked for and absent, is not asked", () => {
  const weights = [0.5, 0.45];
  assert.equal(symptomAsked(pair(), { weights }), "sign");
  assert.equal(symptomAsked(pair(), { weights, found: [present("sign")] }), null);
  assert.equal(symptomAsked(pair(), { weights, found: [absent("sign")] }), null);
});

test("what is implied by what is seen is not asked, at any distance; what implies what is absent is", () => {
  const knowledge = pair();
  knowledge.symptoms.push(
    symptom("special", { implies: ["middling"] }),
    symptom("middling", { implies: ["sign"] }),
  );
  const weights = [0.5, 0.45];
  assert.equal(symptomAsked(knowledge, { weights, found: [present("special")] }), null);
  assert.equal(symptomAsked(knowledge, { weights, found: [absent("special")] }), "sign");
});

test("what a facet of the paste shows is not asked, be it the only one or one of several", () => {
  const observations = [
    observation("recall", "seconds", "user", "", { shownBy: ["log", "panel"] }),
  ];
  const shown = (...facets) => symptomAsked(pair({ observations }), { facets });
  assert.deepEqual(
    [shown(), shown("words"), shown("log"), shown("words", "panel")],
    ["sign", "sign", null, null],
  );
});

test("what this reader can't look at is not asked; without a role, what not all can look at", () => {
  const knowledge = (roles) =>
    pair({
      observations: [observation("recall", "seconds", "user", "", { roles })],
      roles: [role("clerk", "", ["user"]), role("staff", "", ["user"])],
    });
  const forRole = (roles, who) => symptomAsked(knowledge(roles), { role: who });
  assert.deepEqual(
    ["clerk", "staff", null].map((who) => forRole(["staff"], who)),
    [null, "sign", null],
  );
  for (const who of ["clerk", null]) {
    assert.equal(forRole([], who), "sign");
    assert.equal(forRole(["staff", "clerk"], who), "sign");
  }
});

test("what no act of looking reveals is not asked, nor what is in no author's words", () => {
  const changed = (change) => {
    const knowledge = pair();
    Object.assign(knowledge.symptoms[0], change);
    return symptomAsked(knowledge);
  };
  assert.deepEqual(
    [{}, { observation: null }, { observation: "gone" }, { ask: null }].map(changed),
    ["sign", null, null, null],
  );
});

test("a symptom that speaks for no cause is not asked; one that speaks through what it implies is", () => {
  const knowledge = pair();
  knowledge.symptoms[0].ask = null;
  const message = { ask: "Does it say so?", observation: "recall", background: "common" };
  knowledge.symptoms.push(symptom("message", message));
  const weights = [0.4, 0.5];
  assert.equal(symptomAsked(knowledge, { weights }), null);
  knowledge.symptoms[1].implies = ["sign"];
  assert.equal(symptomAsked(knowledge, { weights }), "message");
});

test("a question whose answers tell nothing apart is not asked", () => {
  const knowledge = pair();
  for (const item of knowledge.causes) item.evidence = { sign: "usually" };
  assert.equal(symptomAsked(knowledge), null);
});

test("a question that can't change what is tried first is not asked, whatever it saves later", () => {
  const three = (evidence) => {
    const knowledge = pair({}, "days");
    knowledge.fixes.push(fix("z", "days", "reversible"));
    knowledge.causes = [
      cause("sure", "f", "common", {}, ["x"]),
      cause("b", "g", "common", { sign: "always" }, ["y"]),
      cause("c", "h", "common", evidence, ["z"]),
    ];
    return knowledge;
  };
  const weights = [0.9, 0.02, 0.02];
  const knowledge = three({ sign: "never" });
  const inquiry = inquiryOf(knowledge, { weights });
  assert.ok(worthByHand(inquiry, ["sign"], 1) > 0, "it tells b and c apart");
  assert.equal(bestQuestion(inquiry), null);
  assert.equal(symptomAsked(knowledge, { weights: [0.4, 0.3, 0.2] }), "sign");
});

test("causes that share their first fix are not told apart by questions", () => {
  const knowledge = pair();
  knowledge.causes[1].fixes = ["x"];
  assert.equal(symptomAsked(knowledge), null);
});

test("fixes that are out are not asked about: where the first is out, the next counts", () => {
  const knowledge = pair();
  knowledge.causes[1].fixes = ["x", "y"];
  assert.equal(symptomAsked(knowledge), null);
  knowledge.causes[0].fixes = ["x", "z"];
  knowledge.fixes.push(fix("z", "hours", "reversible"));
  assert.equal(symptomAsked(knowledge, { out: new Set(["x"]) }), "sign");
  assert.equal(symptomAsked(knowledge, { out: new Set(["x", "y", "z"]) }), null);
});

// Several answers

/** As many causes as options, each shown by its own option; all of one act. */
function manyWays(count, more = {}) {
  const ids = Array.from({ length: count }, (_, i) => "way-" + i);
  return bookWith({
    symptoms: ids.map((id) => symptom(id, { observation: "recall", background: "occasional" })),
    observations: [observation("recall", "seconds", "user", "")],
    causes: ids.map((id, i) => cause("c" + i, "f" + i, "common", { [id]: "usually" }, ["x" + i])),
    fixes: ids.map((_, i) => fix("x" + i, "hours", "reversible")),
    choices: [choice("ways", ids)],
    ...more,
  });
}
const choice = (id, symptoms, act = "recall") => ({
  id,
  ask: "Which?",
  observation: act,
  options: symptoms.map((own) => ({ symptom: own, text: "It is " + own })),
});
const options = (question) => question.options.map(({ symptom: id }) => id);

test("several symptoms of one act are one question with several answers, in the author's order", () => {
  assert.deepEqual(asked(manyWays(3)), {
    kind: "choice",
    choice: "ways",
    ask: "Which?",
    why: "The answer tells these apart: Cause c0; Cause c1; Cause c2.",
    options: ["way-0", "way-1", "way-2"].map((id) => ({ symptom: id, text: "It is " + id })),
  });
});

test("at most three causes are named as told apart, none twice", () => {
  assert.equal(
    asked(manyWays(5)).why,
    "The answer tells these apart: Cause c0; Cause c1; Cause c2.",
  );
  assert.equal(asked(manyWays(2)).why, "The answer tells these apart: Cause c0; Cause c1.");
});

test("at most seven answers are shown, the most telling, still in the author's order", () => {
  const knowledge = manyWays(9);
  const order = [1, 8, 3, 0, 5, 2, 7, 4, 6];
  knowledge.choices = [
    choice(
      "ways",
      order.map((i) => "way-" + i),
    ),
  ];
  for (const i of [8, 5]) knowledge.causes[i].evidence["way-" + i] = "sometimes";
  assert.deepEqual(
    options(asked(knowledge)),
    order.filter((i) => i !== 8 && i !== 5).map((i) => "way-" + i),
  );
  assert.equal(options(asked(manyWays(7))).length, 7);
});

test("the answer that most readers will give is among the seven, however little it tells", () => {
  const knowledge = manyWays(9);
  knowledge.symptoms.push(symptom("none", { observation: "recall", background: "common" }));
  knowledge.causes[0].evidence.none = "sometimes";
  knowledge.choices[0].options.push({ symptom: "none", text: "None" });
  assert.ok(options(asked(knowledge)).includes("none"));
  knowledge.symptoms[9].background = "rare";
  assert.ok(!options(asked(knowledge)).includes("none"));
});

test("who quotes a message has read it: one of its symptoms shows the look, where the book says so", () => {
  const known = (shownBySymptoms) =>
    pair({
      symptoms: [
        symptom("sign", { ask: "Is it so?", observation: "recall", background: "common" }),
        symptom("quoted", { observation: "recall" }),
        symptom("other", { observation: "elsewhere" }),
      ],
      observations: [observation("recall", "seconds", "user", "", { shownBySymptoms })],
    });
  assert.equal(symptomAsked(known(true), { found: [present("quoted")] }), null);
  assert.equal(symptomAsked(known(true), { found: [present("other")] }), "sign");
  assert.equal(symptomAsked(known(true), { found: [absent("quoted")] }), "sign");
  assert.equal(symptomAsked(known(false), { found: [present("quoted")] }), "sign");
});

test("of two questions that tell the same the one is asked that readers in this role can answer", () => {
  const told = { ask: "Is it so?", background: "common" };
  const knowledge = pair({
    roles: [role("clerk", "", ["user"]), role("staff", "", ["user"])],
    symptoms: [
      symptom("sign", { ...told, observation: "recall" }),
      symptom("mark", { ...told, observation: "remember" }),
    ],
    causes: [
      cause("a", "f", "common", { sign: "always", mark: "always" }, ["x"]),
      cause("b", "g", "common", { sign: "never", mark: "never" }, ["y"]),
    ],
    observations: [
      observation("recall", "seconds", "user", "", { seldomKnownTo: ["clerk"] }),
      observation("remember", "seconds", "user", ""),
    ],
  });
  assert.equal(symptomAsked(knowledge, { role: "clerk" }), "mark");
  assert.equal(symptomAsked(knowledge, { role: "staff" }), "sign");
  assert.equal(symptomAsked(knowledge, { role: null }), "mark");
});

test("what is settled is no answer to show, and with fewer than two left it is no question", () => {
  const weights = [0.3, 0.25, 0.2];
  assert.deepEqual(options(asked(manyWays(3), { weights, found: [absent("way-1")] })), [
    "way-0",
    "way-2",
  ]);
  const found = [absent("way-1"), absent("way-2")];
  assert.equal(asked(manyWays(3), { weights, found }), null);
});

test("a question with several answers of which one was answered never comes again", () => {
  for (const answer of [true, false, null])
    assert.equal(asked(manyWays(9), { answers: { "way-8": answer } }), null);
});

test("an act that the paste shows, or that this reader can't make, is not asked for as a choice", () => {
  const own = (more) => [
    observation("recall", "seconds", "user", ""),
    observation("act", "seconds", "user", "", more),
  ];
  const roles = [role("clerk", "", ["user"]), role("staff", "", ["user"])];
  const kind = (more, inquiry, act = "act") => {
    const choices = [choice("ways", ["way-0", "way-1"], act)];
    return asked(manyWays(2, { choices, roles, observations: own(more) }), inquiry)?.kind;
  };
  assert.equal(kind({}, {}), "choice");
  assert.equal(kind({ shownBy: ["log"] }, { facets: ["log"] }), undefined);
  assert.equal(kind({ roles: ["staff"] }, { role: "clerk" }), undefined);
  assert.equal(kind({ roles: ["staff"] }, { role: "staff" }), "choice");
  assert.equal(kind({}, {}, "gone"), undefined);
});

test("a symptom that is an answer to a choice is not asked alone, even where the choice is not open", () => {
  const knowledge = manyWays(3);
  for (const item of knowledge.symptoms) item.ask = "Is it " + item.id + "?";
  assert.equal(asked(knowledge).kind, "choice");
  assert.equal(asked(knowledge, { answers: { "way-1": null } }), null);
  knowledge.choices = [];
  assert.equal(asked(knowledge, { answers: { "way-1": null } }).kind, "yes-no");
});

test("a choice costs one look: it is asked before any of its answers would be alone", () => {
  const knowledge = manyWays(4);
  knowledge.symptoms.push(
    symptom("alone", { ask: "Alone?", observation: "recall", background: "occasional" }),
  );
  knowledge.causes[1].evidence = { alone: "usually" };
  knowledge.choices = [choice("ways", ["way-0", "way-2", "way-3"])];
  assert.equal(asked(knowledge).kind, "choice");
  knowledge.observations.push(observation("slow", "hours", "user", ""));
  knowledge.choices[0].observation = "slow";
  assert.equal(asked(knowledge).symptom, "alone");
});

// Who the reader is, and whether the problem is there

test("the role is asked in the book's words where it is not known and was not asked", () => {
  const roles = [role("clerk", "I print", []), role("staff", "I run it", [])];
  const model = makeModel(pair({ roles }));
  const question = (more) => roleQuestion({ model, role: null, answers: {}, ...more });
  assert.deepEqual(question(), {
    kind: "role",
    ask: "Which of these are you doing?",
    why: "It decides what you can look at, and what you can change.",
    options: [
      { id: "clerk", title: "I print" },
      { id: "staff", title: "I run it" },
    ],
  });
  assert.equal(question({ role: "clerk" }), null);
  assert.equal(question({ answers: { ":role": null } }), null);
  const few = makeModel(pair({ roles: roles.slice(1) }));
  assert.equal(roleQuestion({ model: few, role: null, answers: {} }), null);
});

test("the role comes first where nothing can be told or a cause is but possible, never again, and never where it is shown", () => {
  const knowledge = printerKnowledge();
  const kind = (text, context) => diagnose({ text, knowledge, ...context }).question?.kind;
  assert.equal(kind("nothing is printed"), "role");
  assert.notEqual(kind("nothing is printed", { answers: { ":role": null } }), "role");
  assert.notEqual(kind("nothing is printed", { role: "clerk" }), "role");
  knowledge.roles[1].symptoms = ["no-paper-out"];
  assert.notEqual(kind("nothing is printed"), "role");
});

test("whether the problem is there is asked by the commonest sign of it, of equals the first", () => {
  const symptoms = ["rare", "common", "common"].map((background, i) =>
    symptom("s" + i, { ask: "So?", showsProblem: true, background }),
  );
  const model = makeModel(bookWith({ symptoms }));
  assert.equal(problemQuestion({ model, answers: {} }).symptom, "s1");
  assert.equal(symptoms[0].id, "s0", "the book stays in its order");
});

test("whether the problem is there is asked by the first symptom that shows it and can be asked", () => {
  const shows = (id, ask) => symptom(id, { ask, showsProblem: true });
  const symptoms = [symptom("no", { ask: "No?" }), shows("mute", null), shows("a", "A?")];
  const model = makeModel(bookWith({ symptoms: [...symptoms, shows("b", "B?")] }));
  assert.deepEqual(problemQuestion({ model, answers: { no: true, mute: true } }), {
    kind: "yes-no",
    symptom: "a",
    ask: "A?",
    why: "Nothing you pasted says so yet.",
  });
  for (const id of ["a", "b"])
    assert.equal(problemQuestion({ model, answers: { [id]: null } }), null);
  assert.equal(problemQuestion({ model: makeModel(bookWith({})), answers: {} }), null);
});

// What to get

/** The pair, whose sign shows in a log and on a panel. */
const looks = (more = {}) => {
  const knowledge = pair({
    observations: [
      observation("read-log", "minutes", "office", "", { shownBy: ["log"], ...more }),
      observation("read-panel", "seconds", "user", "", { shownBy: ["panel"] }),
    ],
    roles: [role("clerk", "", ["user"]), role("staff", "", ["user", "office"])],
  });
  const [sign] = knowledge.symptoms;
  knowledge.symptoms = [
    { ...sign, observation: "read-log", patterns: [{ re: "x", in: [], case: false }] },
    { ...sign, id: "other", observation: "read-panel", detector: "looks" },
  ];
  for (const { evidence } of knowledge.causes) evidence.other = evidence.sign;
  return knowledge;
};
const look = (knowledge, more) => bestLook(inquiryOf(knowledge, more));

test("the look to get is the one worth most, with who can make it", () => {
  assert.deepEqual(look(looks()), { observation: "read-panel", party: "user" });
  assert.deepEqual(look(looks(), { facets: ["panel"] }), {
    observation: "read-log",
    party: "office",
  });
});

test("a look that tells little apart is not got before one that tells much, however cheap", () => {
  const knowledge = looks();
  for (const { evidence } of knowledge.causes) evidence.other = "usually";
  assert.equal(look(knowledge, { role: "staff" }).observation, "read-log");
});

test("a look that was made, or that this reader can't make, is not requested", () => {
  assert.equal(look(looks(), { facets: ["panel", "log"] }), null);
  const facets = ["panel"];
  assert.equal(look(looks({ roles: ["staff"] }), { facets, role: "clerk" }), null);
  assert.ok(look(looks({ roles: ["staff"] }), { facets, role: "staff" }));
  assert.equal(
    look(looks({ roles: ["staff"] }), { facets }),
    null,
    "nor one who may not be able to",
  );
});

test("a look that would show nothing recognised is not requested: that is for questions", () => {
  const knowledge = looks();
  knowledge.symptoms[1].detector = null;
  assert.equal(look(knowledge).observation, "read-log");
  knowledge.symptoms[0].patterns = [];
  assert.equal(look(knowledge), null);
});

test("a verdict that can't be told says what to get once the role is known", () => {
  const get = (context) =>
    diagnose({ text: "nothing is printed", knowledge: printerKnowledge(), ...context }).verdict.get;
  assert.equal(get({}), null);
  const panel = { observation: "read-panel", party: "user" };
  const log = { observation: "read-log", party: "office" };
  assert.deepEqual([get({ role: "clerk" }), get({ answers: { ":role": null } })], [panel, log]);
});

// On random books

/** What a question is worth, the long way: an hour for each bit where it is answered, less what it costs. */
function worthByHand(inquiry, symptoms, cost) {
  const prospect = prospectOf(inquiry);
  const outcomes = outcomesOf(prospect, prospect.tempered, symptoms);
  const { usually } = inquiry.model.scales.evidence;
  return 60 * usually * learntByHand(prospect.tempered, outcomes) - cost;
}

/** Does some outcome put another fix first? */
function changesByHand(inquiry, symptoms) {
  const prospect = prospectOf(inquiry);
  const first = (weights) => prospect.fixes[firstByHand(prospect, weights)];
  const now = first(prospect.beliefs);
  const outcomes = outcomesOf(prospect, prospect.beliefs, symptoms);
  return outcomes.some((weights) => first(weights) !== now);
}

const symptomsIn = (question) =>
  question.kind === "choice" ? options(question) : [question.symptom];

test("random books: no open question is worth more than the one that is asked, counted the long way", () => {
  const random = seeded(17);
  const count = { asked: 0, choices: 0 };
  for (let i = 0; i < 150; i++) {
    const knowledge = askingBook(random);
    const inquiry = inquiryOf(knowledge, { found: randomFindings(random, knowledge) });
    const question = bestQuestion(inquiry);
    const worth = (symptoms, act) =>
      changesByHand(inquiry, symptoms)
        ? worthByHand(inquiry, symptoms, costOfLook(inquiry, act))
        : 0;
    const best = question ? worth(symptomsIn(question), actOf(knowledge, question)) : 0;
    if (question) {
      assert.ok(best > 0);
      count[question.kind === "choice" ? "choices" : "asked"]++;
    }
    for (const { id, observation: act } of askable(inquiry)) {
      assert.ok(worth([id], act) <= best + 1e-9, id);
    }
  }
  assert.ok(Math.min(...Object.values(count)) > 10, JSON.stringify(count));
});

const actOf = ({ choices, symptoms }, { choice: id, symptom: own }) =>
  [...choices, ...symptoms].find((item) => item.id === (id ?? own)).observation;

/** Symptoms that could be asked alone. */
function askable({ model, seen, record, role: who }) {
  const { symptoms, choices } = model.knowledge;
  const open = new Set(openObservations(model.knowledge, record, who).map(({ id }) => id));
  const settled = new Set(seen.flatMap(({ id, state }) => wider(symptoms, id, state)));
  const inChoices = new Set(choices.flatMap((one) => options(one)));
  return symptoms.filter(
    ({ id, ask, observation: act }) =>
      ask && open.has(act) && !settled.has(id) && !inChoices.has(id) && speaks(model.knowledge, id),
  );
}

/** The symptom, and where it is there what it implies. */
const wider = (symptoms, id, state) => [
  id,
  ...(state === "present"
    ? symptoms
        .find((item) => item.id === id)
        .implies.flatMap((wide) => wider(symptoms, wide, state))
    : []),
];
const speaks = ({ causes, symptoms }, id) =>
  causes.some(({ evidence }) => wider(symptoms, id, "present").some((own) => own in evidence));

test("random books and pastes: nothing is asked that is known, was answered, can't be seen, or speaks for nothing", () => {
  const random = seeded(18);
  const count = { "yes-no": 0, choice: 0, role: 0 };
  for (let i = 0; i < 800; i++) {
    const knowledge = askingBook(random);
    const context = contextsFor(knowledge, i)[i % 3];
    const said = randomConclusion(random, knowledge, context);
    const { question, verdict } = said;
    if (verdict.kind === "very likely") assert.equal(question, null);
    if (question?.kind === "role") {
      assert.equal(said.role, null);
      assert.ok(!(":role" in (context.answers ?? {})));
    }
    if (question) count[question.kind]++;
    if (!question || question.kind === "role" || verdict.kind === "not here") continue;
    isFitToAsk(knowledge, context, said);
  }
  assert.ok(Math.min(...Object.values(count)) > 10, JSON.stringify(count));
});

function isFitToAsk(knowledge, { answers = {} }, { question, record, role: who, symptoms }) {
  const settled = new Set(
    symptoms.flatMap(({ id, state }) => wider(knowledge.symptoms, id, state)),
  );
  const acts = new Map(knowledge.observations.map((act) => [act.id, act]));
  const isOpen = (id) => {
    const { shownBy, roles } = acts.get(id);
    assert.ok(!shownBy.some((facet) => record.facets.includes(facet)));
    const readers = who === null ? knowledge.roles.map(({ id: known }) => known) : [who];
    assert.ok(!roles.length || readers.every((reader) => roles.includes(reader)));
  };
  const asks = symptomsIn(question);
  for (const id of asks) {
    assert.ok(!settled.has(id) && !(id in answers), id);
    assert.ok(speaks(knowledge, id), id);
    isOpen(knowledge.symptoms.find((item) => item.id === id).observation);
  }
  if (question.kind === "yes-no")
    return assert.ok(!knowledge.choices.some((one) => options(one).includes(question.symptom)));
  const all = knowledge.choices.find(({ id }) => id === question.choice);
  isOpen(all.observation);
  assert.ok(asks.length >= 2 && asks.length <= 7);
  assert.deepEqual(
    asks,
    options(all).filter((id) => asks.includes(id)),
  );
  return assert.ok(!options(all).some((id) => id in answers));
}

test("whatever is said of roles, products, answers and outcomes that no book has: a question or none", () => {
  const random = seeded(19);
  const strange = {
    role: "constructor",
    platforms: ["constructor", "gone", ""],
    outcomes: { "constructor/do": "fixed", toString: "done" },
    answers: Object.fromEntries([
      ...["constructor", "toString", "valueOf", "hasOwnProperty", "gone", ""].map((id, i) => [
        id,
        [true, false, null][i % 3],
      ]),
      ...Array.from({ length: 5000 }, (_, i) => ["gone-" + i, true]),
    ]),
  };
  for (let i = 0; i < 60; i++) {
    const knowledge = askingBook(random);
    const text = "word1\nword2 log";
    const [plain, odd] = [{}, strange].map((context) => diagnose({ text, knowledge, ...context }));
    assert.deepEqual([odd.question, odd.role, odd.plan], [plain.question, plain.role, plain.plan]);
  }
});
