import { test } from "node:test";
import assert from "node:assert/strict";
import { makeModel, evidenceFrom, rankCauses } from "../../generator/assets/diagnosis/rank.mjs";
import { canAct, costOf, expectedCost, learnFrom, lookFor, planFixes, rateQuestions, tellApart } from "../../generator/assets/diagnosis/advise.mjs";
import { diagnose } from "../../generator/assets/diagnosis/engine.mjs";
import { cause, fix, printerKnowledge } from "./tiny-knowledge.mjs";
import { seeded } from "./random.mjs";

const efforts = ["seconds", "minutes", "hours", "days"];
const safeties = ["read-only", "reversible", "disruptive"];
const plan = (parts, weights, extra) => planFixes({ knowledge: { roles: [], ...parts }, role: null, out: new Set(), ...extra,
  causes: parts.causes.map((entry, i) => ({ entry: { cause: entry }, weight: weights[i] })) }).map((item) => item.fix);

/** Single faults, each with a fix of its own: the case in which theory knows the optimal order. */
function singleFaults(random, safety) {
  const count = 2 + random(5);
  const fixes = Array.from({ length: count }, (_, i) => fix("x" + i, efforts[random(3)], safety ?? safeties[random(2)]));
  const causes = fixes.map(({ id }, i) => cause("c" + i, "f", "common", {}, [id]));
  return { fixes, causes, weights: causes.map(() => (5 + random(20)) / 200) };
}

function permutations(items) {
  return items.length < 2 ? [items] : items.flatMap((item, i) => (
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest])));
}

test("for single faults with a fix each, no order of fixes is cheaper than the advised one", () => {
  const random = seeded(3);
  for (let i = 0; i < 60; i++) {
    const { fixes, causes, weights } = singleFaults(random);
    const costs = fixes.map((item) => costOf(item));
    const priced = (order) => expectedCost(order.map((id) => fixes.findIndex((item) => item.id === id)), costs, weights);
    const advised = priced(plan({ fixes, causes }, weights));
    const cheapest = Math.min(...permutations(fixes.map(({ id }) => id)).map(priced));
    assert.ok(advised <= cheapest + 1e-9, advised + " against " + cheapest);
  }
});

test("the advised order is by probability over cost", () => {
  const fixes = [fix("slow", "hours", "read-only"), fix("quick", "seconds", "read-only"), fix("middling", "minutes", "read-only")];
  const causes = [cause("a", "f", "common", {}, ["slow"]), cause("b", "f", "common", {}, ["quick"]), cause("c", "f", "common", {}, ["middling"])];
  assert.deepEqual(plan({ fixes, causes }, [0.5, 0.1, 0.4]), ["quick", "middling", "slow"]);
});

test("at the same worth read-only goes before reversible before disruptive", () => {
  const fixes = [fix("c", "minutes", "disruptive"), fix("b", "minutes", "reversible"), fix("a", "minutes", "read-only")];
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
  const causes = [cause("a", "f", "common", {}, ["right"]), cause("b", "f", "common", {}, ["cheap"])];
  assert.deepEqual(plan({ fixes, causes }, [0.9, 0.02]), ["right", "cheap"]);
});

test("the first fix of a cause goes before its later ones", () => {
  const fixes = [fix("second", "minutes", "reversible"), fix("first", "minutes", "reversible")];
  assert.deepEqual(plan({ fixes, causes: [cause("a", "f", "common", {}, ["first", "second"])] }, [0.9]), ["first", "second"]);
});

test("one fix for several causes counts for all of them", () => {
  const fixes = [fix("one", "minutes", "reversible"), fix("both", "minutes", "reversible")];
  const causes = [cause("a", "f", "common", {}, ["one"]), cause("b", "f", "common", {}, ["both"]), cause("c", "f", "common", {}, ["both"])];
  assert.deepEqual(plan({ fixes, causes }, [0.4, 0.3, 0.3]), ["both", "one"]);
});

test("steps without effect take the fix out and lower its causes; one untried step keeps it", () => {
  const knowledge = printerKnowledge();
  const { out, tilts, fixedBy } = learnFrom(knowledge, { "load-paper/do": "no effect", "plug-cable/do": "done" });
  assert.deepEqual([[...out], fixedBy], [["load-paper"], null]);
  assert.deepEqual([...tilts], [["tray-empty", 0.2], ["paper-jam", 0.2]]);
  knowledge.fixes[0].steps.push({ id: "more", html: "", commands: [] });
  assert.equal(learnFrom(knowledge, { "load-paper/do": "no effect" }).out.size, 0);
});

test("what is not possible here says less than what had no effect", () => {
  assert.equal(learnFrom(printerKnowledge(), { "load-paper/do": "not possible here" }).tilts.get("tray-empty"), 0.6);
});

const ask = (text, context = {}) => diagnose({ text, knowledge: printerKnowledge(), ...context });

test("what fixed it ends it", () => {
  const { next } = ask("nothing is printed\nload tray 2", { outcomes: { "load-paper/do": "fixed it" } });
  assert.deepEqual([next.kind, next.fix], ["fixed", "load-paper"]);
});

test("a fix that did nothing is not advised again, and its cause goes down", () => {
  const text = "nothing is printed\nload tray 2";
  const [before, after] = [ask(text), ask(text, { outcomes: { "load-paper/do": "no effect" } })];
  assert.ok(after.causes[0].weight < before.causes[0].weight);
  assert.ok(!after.plan.some((item) => item.fix === "load-paper"));
});

test("a fix of another party becomes a message to it, for roles that can't act as that party", () => {
  const text = "nothing is printed\ntoner cartridge black empty";
  const { next, plan: [first] } = ask(text, { role: "clerk" });
  assert.deepEqual([next.kind, next.party, next.message], ["message", "office", "Please help: toner-empty"]);
  assert.equal(next.sentence, "This is not yours to change: send the message to the office staff.");
  assert.deepEqual(first, { fix: "replace-toner", steps: ["do"], cause: "toner-empty", mine: false, party: "office" });
  assert.equal(ask(text, { role: "staff" }).next.kind, "fix");
  assert.equal(ask(text).next.kind, "fix");
});

test("everybody can act without a role or with an unknown one", () => {
  assert.deepEqual(["clerk", "staff", null, "nobody"].map((role) => canAct(printerKnowledge(), role, "office")), [false, true, true, true]);
});

const questions = (knowledge, found, context = {}) => {
  const model = makeModel(knowledge);
  const record = { size: "nothing", facets: [] };
  const ranking = rankCauses(model, evidenceFrom(model, found));
  return rateQuestions({ model, ranking, seen: found, answers: {}, record, role: null, out: new Set(), ...context });
};

/** Two causes whose fixes take hours, and a question that tells them apart. */
function costlyPair(effort) {
  const knowledge = printerKnowledge();
  Object.assign(knowledge, {
    causes: [cause("a", "f", "common", { "others-print": "always" }, ["x"]), cause("b", "g", "common", { "others-print": "never" }, ["y"])],
    fixes: [fix("x", effort, "reversible"), fix("y", effort, "reversible")],
  });
  return knowledge;
}

test("a question is asked when its answer saves more than it costs, not otherwise", () => {
  const rated = (effort) => questions(costlyPair(effort), []).find(({ symptom: id }) => id === "others-print").net;
  assert.ok(rated("hours") > 0);
  assert.ok(rated("seconds") < 0);
});

test("a question that was answered, or answered with don't know, is not asked again", () => {
  for (const answer of [true, false, null]) {
    assert.ok(!questions(costlyPair("hours"), [], { answers: { "others-print": answer } }).some(({ symptom: id }) => id === "others-print"));
  }
});

test("a question that tells nothing apart is worth nothing", () => {
  const knowledge = costlyPair("hours");
  for (const item of knowledge.causes) item.evidence = { "others-print": "usually" };
  assert.ok(questions(knowledge, []).every(({ net }) => net <= 0));
});

test("the look to take prefers seconds, and what has been looked at is not asked for again", () => {
  assert.equal(lookFor(questions(printerKnowledge(), [])).observation, "read-panel");
  const looked = { size: "lines", facets: ["log", "words"] };
  assert.ok(!questions(printerKnowledge(), [], { record: looked }).some(({ observation, net, cost }) => observation === "read-log" && net + cost > 0));
});

test("look-alikes within the list come first, then those of the first cause", () => {
  const knowledge = printerKnowledge();
  const alike = (other) => ({ cause: other, difference: "Unlike " + other, symptom: null });
  Object.assign(knowledge.causes[0], { lookAlikes: [alike("wrong-queue"), alike("paper-jam")] });
  Object.assign(knowledge.causes[1], { lookAlikes: [alike("fuser-cold")] });
  assert.deepEqual(tellApart(knowledge, [{ id: "tray-empty" }, { id: "paper-jam" }]).map(({ cause: id, other }) => [id, other]),
    [["tray-empty", "paper-jam"], ["tray-empty", "wrong-queue"]]);
});
