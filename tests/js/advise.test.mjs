import { test } from "node:test";
import assert from "node:assert/strict";
import { canAct, isReader } from "../../generator/causebook/diagnosis/engine/lookup.mjs";
import { costOf } from "../../generator/causebook/diagnosis/engine/costs.mjs";
import {
  learnFrom,
  planFixes,
  stepsFor,
} from "../../generator/causebook/diagnosis/engine/plan.mjs";
import { nextStep, tellApart } from "../../generator/causebook/diagnosis/engine/advise.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { costByHand, permutations } from "./by-hand.mjs";
import { bookWith, cause, fix, printerKnowledge, scales } from "./tiny-knowledge.mjs";
import { contextsFor } from "./reopening.mjs";
import { randomBook, randomConclusion } from "./random-book.mjs";
import { seeded } from "./random.mjs";

const efforts = ["seconds", "minutes", "hours", "days"];
const safeties = ["read-only", "reversible", "disruptive"];
const plan = (parts, weights, extra) =>
  planFixes({
    knowledge: bookWith(parts),
    role: null,
    out: new Set(),
    ...extra,
    causes: parts.causes.map((entry, i) => ({ entry: { cause: entry }, weight: weights[i] })),
  }).map((item) => item.fix);

/** Single faults, each with a fix of its own: the case in which theory knows the optimal order. */
function singleFaults(random, safety) {
  const count = 2 + random(5);
  const fixes = Array.from({ length: count }, (_, i) =>
    fix("x" + i, efforts[random(3)], safety ?? safeties[random(2)]),
  );
  const causes = fixes.map(({ id }, i) => cause("c" + i, "f", "common", {}, [id]));
  return { fixes, causes, weights: causes.map(() => (5 + random(20)) / 200) };
}

test("for single faults with a fix each, no order of fixes is cheaper than the advised one", () => {
  const random = seeded(3);
  for (let i = 0; i < 60; i++) {
    const { fixes, causes, weights } = singleFaults(random);
    const faults = fixes.map((item) => ({ fix: item.id, cost: costOf(scales(), item) }));
    const priced = (order) => costByHand(faults, order, weights);
    const advised = priced(plan({ fixes, causes }, weights));
    const cheapest = Math.min(...permutations(fixes.map(({ id }) => id)).map(priced));
    assert.ok(advised <= cheapest + 1e-9, advised + " against " + cheapest);
  }
});

test("the advised order is by probability over cost", () => {
  const fixes = [
    fix("slow", "hours", "read-only"),
    fix("quick", "seconds", "read-only"),
    fix("middling", "minutes", "read-only"),
  ];
  const causes = [
    cause("a", "f", "common", {}, ["slow"]),
    cause("b", "f", "common", {}, ["quick"]),
    cause("c", "f", "common", {}, ["middling"]),
  ];
  assert.deepEqual(plan({ fixes, causes }, [0.5, 0.1, 0.4]), ["quick", "middling", "slow"]);
});

test("at the same worth read-only goes before reversible before disruptive", () => {
  const fixes = [
    fix("c", "minutes", "disruptive"),
    fix("b", "minutes", "reversible"),
    fix("a", "minutes", "read-only"),
  ];
  const causes = fixes.map(({ id }) => cause("of-" + id, "f", "common", {}, [id]));
  assert.deepEqual(plan({ fixes, causes }, [0.4, 0.15, 0.1]), ["a", "b", "c"]);
});

test("a disruptive fix waits for harmless ones that may help, unless it is the likely remedy", () => {
  const fixes = [fix("bold", "seconds", "disruptive"), fix("mild", "hours", "reversible")];
  const causes = [cause("a", "f", "common", {}, ["bold"]), cause("b", "f", "common", {}, ["mild"])];
  assert.deepEqual(plan({ fixes, causes }, [0.4, 0.3]), ["mild", "bold"]);
  assert.deepEqual(plan({ fixes, causes }, [0.7, 0.3]), ["bold", "mild"]);
});

test("long shots wait, however cheap they are", () => {
  const fixes = [fix("right", "hours", "reversible"), fix("cheap", "seconds", "read-only")];
  const causes = [
    cause("a", "f", "common", {}, ["right"]),
    cause("b", "f", "common", {}, ["cheap"]),
  ];
  assert.deepEqual(plan({ fixes, causes }, [0.9, 0.02]), ["right", "cheap"]);
});

test("the first fix of a cause goes before its later ones", () => {
  const fixes = [fix("second", "minutes", "reversible"), fix("first", "minutes", "reversible")];
  assert.deepEqual(
    plan({ fixes, causes: [cause("a", "f", "common", {}, ["first", "second"])] }, [0.9]),
    ["first", "second"],
  );
});

test("one fix for several causes counts for all of them", () => {
  const fixes = [fix("one", "minutes", "reversible"), fix("both", "minutes", "reversible")];
  const causes = [
    cause("a", "f", "common", {}, ["one"]),
    cause("b", "f", "common", {}, ["both"]),
    cause("c", "f", "common", {}, ["both"]),
  ];
  assert.deepEqual(plan({ fixes, causes }, [0.4, 0.3, 0.3]), ["both", "one"]);
});

test("steps without effect take the fix out and lower its causes; one untried step keeps it", () => {
  const knowledge = printerKnowledge();
  const { out, tilts, fixedBy } = learnFrom(knowledge, {
    "load-paper/do": "no-effect",
    "plug-cable/do": "done",
  });
  assert.deepEqual([[...out], fixedBy], [["load-paper"], null]);
  assert.deepEqual(
    [...tilts],
    [
      ["tray-empty", 0.2],
      ["paper-jam", 0.2],
    ],
  );
  knowledge.fixes[0].steps.push({ id: "more", html: "", commands: [] });
  assert.equal(learnFrom(knowledge, { "load-paper/do": "no-effect" }).out.size, 0);
});

test("steps of other readers are neither planned nor waited for", () => {
  const knowledge = printerKnowledge();
  const [first] = knowledge.fixes;
  first.steps.push({ id: "more", html: "", commands: [], roles: ["technician"] });
  const ids = (/** @type {string | null} */ role) => stepsFor(first, role).map(({ id }) => id);
  assert.deepEqual(
    [ids("user"), ids("technician"), ids(null)],
    [["do"], ["do", "more"], ["do", "more"]],
  );
  const tried = { "load-paper/do": /** @type {const} */ ("no-effect") };
  assert.equal(learnFrom(knowledge, tried, new Set(), "user").out.size, 1);
  assert.equal(learnFrom(knowledge, tried, new Set(), "technician").out.size, 0);
  first.steps = first.steps.slice(1);
  assert.deepEqual(ids("user"), ["more"]); // a fix without any step would be none
});

test("what is not possible here says less than what had no effect", () => {
  assert.equal(
    learnFrom(printerKnowledge(), { "load-paper/do": "not-possible" }).tilts.get("tray-empty"),
    0.6,
  );
});

const ask = (text, context = {}) => diagnose({ text, knowledge: printerKnowledge(), ...context });

test("what fixed it ends it", () => {
  const { next } = ask("nothing is printed\nload tray 2", {
    outcomes: { "load-paper/do": "fixed" },
  });
  assert.deepEqual([next.kind, next.fix], ["fixed", "load-paper"]);
});

test("a fix that did nothing is not advised again, and its cause goes down", () => {
  const text = "nothing is printed\nload tray 2";
  const [before, after] = [ask(text), ask(text, { outcomes: { "load-paper/do": "no-effect" } })];
  assert.ok(after.causes[0].weight < before.causes[0].weight);
  assert.ok(!after.plan.some((item) => item.fix === "load-paper"));
});

test("a fix of another party becomes a message to it, for roles that can't act as that party", () => {
  const text = "nothing is printed\ntoner cartridge black empty";
  const {
    next,
    plan: [first],
  } = ask(text, { role: "clerk" });
  assert.deepEqual(
    [next.kind, next.party, next.message],
    ["message", "office", "Please help: toner-empty"],
  );
  assert.equal(
    next.sentence,
    "You cannot change this yourself: send the message to the office staff.",
  );
  assert.deepEqual(first, {
    fix: "replace-toner",
    steps: ["do"],
    cause: "toner-empty",
    mine: false,
    party: "office",
  });
  assert.equal(ask(text, { role: "staff" }).next.kind, "fix");
  assert.equal(ask(text).next.kind, "fix");
});

test("everybody can act without a role or with an unknown one", () => {
  assert.deepEqual(
    ["clerk", "staff", null, "nobody"].map((role) => canAct(printerKnowledge(), role, "office")),
    [false, true, true, true],
  );
});

test("a party is the reader where the role that is known, or every role, can act as it", () => {
  const roles = [
    { id: "clerk", parties: ["reader"] },
    { id: "staff", parties: ["reader", "office"] },
  ];
  const isWhom = (role, party) => isReader({ roles }, role, party);
  assert.deepEqual(
    ["clerk", "staff", null, "nobody"].map((role) => isWhom(role, "office")),
    [false, true, false, false],
  );
  assert.deepEqual(
    ["clerk", "staff", null].map((role) => isWhom(role, "reader")),
    [true, true, true],
  );
  assert.equal(isReader({ roles: [] }, null, "reader"), false);
});

test("look-alikes within the list come first, then those of the first cause", () => {
  const knowledge = printerKnowledge();
  const alike = (other) => ({ cause: other, difference: "Unlike " + other, symptom: null });
  Object.assign(knowledge.causes[0], { lookAlikes: [alike("wrong-queue"), alike("paper-jam")] });
  Object.assign(knowledge.causes[1], { lookAlikes: [alike("fuser-cold")] });
  assert.deepEqual(
    tellApart(knowledge, [{ id: "tray-empty" }, { id: "paper-jam" }]).map(
      ({ cause: id, other }) => [id, other],
    ),
    [
      ["tray-empty", "paper-jam"],
      ["tray-empty", "wrong-queue"],
    ],
  );
});

test("what tells two causes apart is said at one of them and holds for both", () => {
  const knowledge = printerKnowledge();
  const alike = { cause: "paper-jam", difference: "The panel says which.", symptom: null };
  Object.assign(knowledge.causes[0], { lookAlikes: [alike] });
  assert.deepEqual(tellApart(knowledge, [{ id: "paper-jam" }]), [
    { cause: "paper-jam", other: "tray-empty", difference: alike.difference, symptom: null },
  ]);
});

// The order of fixes: what it costs, and where the bars are

const COSTS = [
  ["seconds", "read-only", 1],
  ["minutes", "read-only", 5],
  ["hours", "read-only", 60],
  ["days", "read-only", 480],
  ["seconds", "reversible", 1.5],
  ["seconds", "disruptive", 4],
  ["hours", "disruptive", 240],
];
for (const [effort, safety, minutes] of COSTS) {
  test(`a fix of ${effort} that is ${safety} costs ${minutes} minutes, and the waiting on top`, () => {
    assert.equal(costOf(scales(), fix("x", effort, safety)), minutes);
    assert.equal(costOf(scales(), fix("x", effort, safety), 7), minutes + 7);
  });
}

/** Two causes with a fix each. */
const pair = (one, other) => ({
  fixes: [one, other],
  causes: [cause("a", "f", "common", {}, [one.id]), cause("b", "g", "common", {}, [other.id])],
});

test("waiting for somebody else counts a quarter of an hour; without a role, by the share of roles that would have to", () => {
  const parts = pair(
    fix("theirs", "seconds", "read-only", "office"),
    fix("mine", "minutes", "read-only", "user"),
  );
  const roles = [
    { id: "clerk", parties: ["user"] },
    { id: "staff", parties: ["user", "office"] },
  ];
  const order = (role, weights, own = roles) =>
    plan({ ...parts, knowledge: null, roles: own }, weights, {
      role,
      knowledge: bookWith({ ...parts, roles: own }),
    });
  assert.deepEqual(order("staff", [0.3, 0.3]), ["theirs", "mine"]);
  assert.deepEqual(order("clerk", [0.3, 0.3]), ["mine", "theirs"]);
  assert.deepEqual(order("clerk", [(0.3 * 16.1) / 5, 0.3]), ["theirs", "mine"]); // 16 minutes against 5
  assert.deepEqual(order("clerk", [(0.3 * 15.9) / 5, 0.3]), ["mine", "theirs"]);
  assert.deepEqual(order(null, [(0.3 * 8.6) / 5, 0.3]), ["theirs", "mine"]); // one of two roles waits: 8.5 minutes
  assert.deepEqual(order(null, [(0.3 * 8.4) / 5, 0.3]), ["mine", "theirs"]);
  assert.deepEqual(order(null, [(0.3 * 1.1) / 5, 0.3], []), ["theirs", "mine"]); // nobody has a role: nobody waits
});

test("a later fix of a cause helps less: three fifths of the one before it", () => {
  const fixes = [
    fix("x", "minutes", "reversible"),
    fix("y", "minutes", "reversible"),
    fix("z", "minutes", "reversible"),
  ];
  const order = (other) =>
    plan(
      {
        fixes,
        causes: [cause("a", "f", "common", {}, ["x", "y"]), cause("b", "g", "common", {}, ["z"])],
      },
      [0.4, other],
    );
  // when x was tried in vain, a tenth of the cause is left, and y helps with 0.54 of that
  assert.deepEqual(order(0.4 * 0.1 * 0.6 - 0.001), ["x", "y", "z"]);
  assert.deepEqual(order(0.4 * 0.1 * 0.6 + 0.001), ["x", "z", "y"]);
});

test("a cause below a twentieth of the best is a long shot, one at it is not", () => {
  const parts = pair(fix("right", "hours", "reversible"), fix("cheap", "seconds", "read-only"));
  assert.deepEqual(plan(parts, [0.5, 0.02501]), ["cheap", "right"]);
  assert.deepEqual(plan(parts, [0.5, 0.025]), ["cheap", "right"]);
  assert.deepEqual(plan(parts, [0.5, 0.02499]), ["right", "cheap"]);
});

test("a disruptive fix waits for a harmless one that helps in one of ten cases, unless it helps in half of them", () => {
  const order = (bold, mild) =>
    plan(pair(fix("bold", "seconds", "disruptive"), fix("mild", "days", "reversible")), [
      bold / 0.9,
      mild / 0.9,
    ]);
  assert.deepEqual(
    [order(0.49, 0.101), order(0.49, 0.099)],
    [
      ["mild", "bold"],
      ["bold", "mild"],
    ],
  );
  assert.deepEqual(
    [order(0.501, 0.3), order(0.499, 0.3)],
    [
      ["bold", "mild"],
      ["mild", "bold"],
    ],
  );
});

test("a disruptive fix does not hold up another one", () => {
  assert.deepEqual(
    plan(
      pair(fix("slow", "hours", "disruptive"), fix("quick", "seconds", "disruptive")),
      [0.4, 0.4],
    ),
    ["quick", "slow"],
  );
});

test("the checklist has at most twelve fixes, for the twelve likeliest causes, and none twice", () => {
  const fixes = Array.from({ length: 20 }, (_, i) => fix("x" + i, "minutes", "read-only"));
  const single = fixes.map(({ id }, i) => cause("c" + i, "f", "common", {}, [id]));
  const weights = fixes.map((_, i) => 0.01 + i / 500);
  assert.deepEqual(
    plan({ fixes, causes: single }, weights),
    fixes
      .map(({ id }) => id)
      .reverse()
      .slice(0, 12),
  );
  const many = [
    cause(
      "one",
      "f",
      "common",
      {},
      fixes.map(({ id }) => id),
    ),
  ];
  assert.deepEqual(plan({ fixes, causes: many }, [0.9]), fixes.map(({ id }) => id).slice(0, 12));
});

test("what was tried in vain is not in the checklist, and a cause without a fix neither", () => {
  const parts = pair(fix("x", "minutes", "reversible"), fix("y", "minutes", "reversible"));
  assert.deepEqual(plan(parts, [0.5, 0.4], { out: new Set(["x"]) }), ["y"]);
  assert.deepEqual(
    plan({ fixes: [], causes: [cause("a", "f", "common", {}, ["gone"])] }, [0.5]),
    [],
  );
  assert.deepEqual(plan({ fixes: parts.fixes, causes: [] }, []), []);
});

test("a fix is named with the cause that it helps most", () => {
  const fixes = [fix("both", "minutes", "reversible")];
  const causes = [
    cause("a", "f", "common", {}, ["both"]),
    cause("b", "g", "common", {}, ["both"]),
    cause("c", "g", "common", {}, ["both"]),
  ];
  const named = (weights) =>
    planFixes({
      knowledge: bookWith({ fixes, causes }),
      role: null,
      out: new Set(),
      causes: causes.map((entry, i) => ({ entry: { cause: entry }, weight: weights[i] })),
    })[0].cause;
  assert.deepEqual(
    [named([0.2, 0.4, 0.1]), named([0.3, 0.3, 0.3]), named([0.1, 0.2, 0.3])],
    ["b", "a", "c"],
  );
});

test("each fix that did nothing lowers its causes again; of several outcomes the worst counts", () => {
  const knowledge = printerKnowledge();
  const { tilts, out } = learnFrom(knowledge, {
    "load-paper/do": "no-effect",
    "clear-jam/do": "not-possible",
  });
  assert.ok(Math.abs(tilts.get("paper-jam") - 0.12) < 1e-12);
  assert.deepEqual([...out], ["load-paper", "clear-jam"]);
  knowledge.fixes[0].steps.push({ id: "more", html: "", commands: [] });
  const mixed = learnFrom(knowledge, {
    "load-paper/do": "no-effect",
    "load-paper/more": "not-possible",
  });
  assert.equal(mixed.tilts.get("tray-empty"), 0.2);
  assert.equal(
    learnFrom({ ...knowledge, fixes: [{ ...knowledge.fixes[0], steps: [] }] }, {}).out.size,
    0,
  );
});

// The fix of the cause that is named, and what is not offered

const plannedFor = (parts, weights, named, extra) => plan(parts, weights, { named, ...extra });

test("the first fix is one of the cause that is named, however cheap another cause's is", () => {
  const parts = pair(fix("slow", "days", "disruptive"), fix("quick", "seconds", "read-only"));
  assert.deepEqual(plan(parts, [0.6, 0.3]), ["quick", "slow"]);
  assert.deepEqual(plannedFor(parts, [0.6, 0.3], "a"), ["slow", "quick"]);
  assert.deepEqual(plannedFor(parts, [0.6, 0.01], "b"), ["quick", "slow"]);
  assert.deepEqual(plannedFor(parts, [0.6, 0.3], "gone"), ["quick", "slow"]);
});

test("effort decides among the fixes of the cause that is named", () => {
  const fixes = [
    fix("slow", "days", "reversible"),
    fix("quick", "seconds", "reversible"),
    fix("other", "seconds", "read-only"),
  ];
  const causes = [
    cause("a", "f", "common", {}, ["slow", "quick"]),
    cause("b", "g", "common", {}, ["other"]),
  ];
  assert.deepEqual(plannedFor({ fixes, causes }, [0.5, 0.4], "a"), ["quick", "other", "slow"]);
});

test("where all fixes of the cause that is named are out, the next in worth is first", () => {
  const parts = pair(fix("x", "seconds", "read-only"), fix("y", "days", "reversible"));
  const out = new Set(["x"]);
  assert.deepEqual(plannedFor(parts, [0.6, 0.3], "a", { out }), ["y"]);
});

test("random books: the first planned fix is one of the named cause's, unless all of them are out", () => {
  const random = seeded(8);
  let named = 0;
  for (let i = 0; i < 600; i++) {
    const knowledge = randomBook(random);
    const context = contextsFor(knowledge, i)[i % 2];
    const { verdict, plan: planned, symptoms } = randomConclusion(random, knowledge, context);
    const present = new Set(
      symptoms.filter(({ state }) => state === "present").map(({ id }) => id),
    );
    const { out } = learnFrom(knowledge, context.outcomes, present);
    assert.ok(planned.every(({ fix: id }) => !out.has(id)));
    const own = knowledge.causes.find(({ id }) => id === verdict.cause)?.fixes ?? [];
    const open = own.filter((id) => !out.has(id));
    if (!open.length) continue;
    named++;
    assert.ok(open.includes(planned[0].fix));
    assert.equal(planned[0].cause, verdict.cause);
  }
  assert.ok(named > 100, named + " named a cause with a fix");
});

test("a fix is out where a symptom is seen that it is not for, be it in the paste or answered", () => {
  const knowledge = printerKnowledge();
  knowledge.fixes[0].unless = ["offline", "others-print"];
  const planned = (text, answers = {}) =>
    diagnose({ text, knowledge, answers }).plan.map((item) => item.fix);
  const text = "nothing is printed\nload tray 2";
  assert.equal(planned(text)[0], "load-paper");
  assert.ok(!planned(text + "\n\nprinter is offline").includes("load-paper"));
  assert.ok(!planned(text, { "others-print": true }).includes("load-paper"));
  assert.equal(planned(text, { "others-print": false, offline: null })[0], "load-paper");
});

test("a fix that is not for this client says nothing about its causes", () => {
  const knowledge = printerKnowledge();
  knowledge.fixes[0].unless = ["offline"];
  const { out, tilts } = learnFrom(knowledge, {}, new Set(["offline", "others-print"]));
  assert.deepEqual([[...out], tilts.size], [["load-paper"], 0]);
  assert.deepEqual([...learnFrom(knowledge, {}, new Set(["gone"])).out], []);
});

// The next step

const step = (changes) =>
  nextStep({
    knowledge: printerKnowledge(),
    verdict: { kind: "likely", get: null },
    question: null,
    role: null,
    fixedBy: null,
    told: null,
    plan: [{ fix: "load-paper", cause: "tray-empty", party: "user", mine: true }],
    ...changes,
  });
const ASKED = { kind: "yes-no", symptom: "others-print", ask: "Can others print?", why: "" };
const OPEN = { kind: "cannot be told", get: null };
const LOOK = { observation: "read-log", party: "office" };

test("of a cause that is named the first fix comes first, whatever is asked beside it", () => {
  for (const kind of ["possible", "likely", "very likely"])
    assert.equal(step({ verdict: { kind, get: null }, question: ASKED }).kind, "fix");
});

test("where nothing can be told a look comes first, then the question, then a fix", () => {
  assert.deepEqual(
    step({ verdict: { ...OPEN, get: LOOK }, question: ASKED }).observation,
    "read-log",
  );
  assert.deepEqual(step({ verdict: OPEN, question: ASKED }), {
    kind: "answer",
    sentence: "Answer the question to go on from here.",
  });
  assert.equal(step({ verdict: OPEN }).kind, "fix");
  assert.equal(step({ verdict: OPEN, plan: [] }).kind, "spent");
});

test("what fixed it goes before everything, then what a message itself says", () => {
  const told = { id: "tray-message", firstStep: { html: "", commands: [] } };
  const verdict = { ...OPEN, get: LOOK };
  assert.deepEqual(step({ told, fixedBy: "load-paper" }), {
    kind: "fixed",
    fix: "load-paper",
    sentence: "Solved. Copy the case if somebody should know what helped.",
  });
  assert.deepEqual(step({ told, verdict, question: ASKED }), {
    kind: "told",
    symptom: "tray-message",
    sentence: "First do what the message says.",
  });
});

test("a look of somebody else is asked for, one of the reader's is got", () => {
  const look = (role) => step({ verdict: { ...OPEN, get: LOOK }, role });
  assert.deepEqual(look("clerk"), {
    kind: "look",
    ...LOOK,
    mine: false,
    sentence: "Ask the office staff for this: the printer's event log",
  });
  assert.deepEqual(
    [look("staff").sentence, look("staff").mine, look(null).mine],
    ["Get this next: the printer's event log", true, true],
  );
  const nobody = { ...LOOK, party: null };
  assert.equal(step({ verdict: { ...OPEN, get: nobody }, role: "clerk" }).mine, true);
});

test("a message that tells its own first step is followed before any fix of a cause", () => {
  const knowledge = printerKnowledge();
  const firstStep = { html: "<p>Load it.</p>", commands: [] };
  knowledge.symptoms.find(({ id }) => id === "tray-message").firstStep = firstStep;
  const { next, plan: planned } = diagnose({ text: "nothing is printed\nload tray 2", knowledge });
  assert.deepEqual([next.kind, next.symptom], ["told", "tray-message"]);
  assert.equal(planned[0].fix, "load-paper", "the fixes stand in the checklist as ever");
  assert.equal(diagnose({ text: "nothing is printed", knowledge }).next.kind, "answer");
  const absent = { "tray-message": false };
  const denied = { text: "nothing is printed\nload tray 2", knowledge, answers: absent };
  assert.notEqual(diagnose(denied).next.kind, "told");
});

test("long shots do not make the checklist longer than twelve, and a title's own full stop is not doubled", () => {
  const fixes = Array.from({ length: 20 }, (_, i) => fix("x" + i, "minutes", "read-only"));
  const causes = [
    cause(
      "a",
      "f",
      "common",
      {},
      fixes.slice(0, 10).map(({ id }) => id),
    ),
    cause(
      "b",
      "g",
      "common",
      {},
      fixes.slice(10).map(({ id }) => id),
    ),
  ];
  assert.equal(plan({ fixes, causes }, [0.9, 0.01]).length, 12);
  const knowledge = printerKnowledge();
  knowledge.fixes[0].title = "Load paper. ";
  assert.equal(step({ knowledge }).sentence, "Try this first: Load paper.");
});
