// What a product makes of the order of causes: a family's share goes to those that its users meet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { tiesOf } from "../../generator/causebook/diagnosis/engine/products.mjs";
import { platform, printerKnowledge } from "./tiny-knowledge.mjs";

/** A product without patterns that says this of causes. */
const product = (id, said) => platform(id, [], said);

function withPlatforms(...platforms) {
  return { ...printerKnowledge(), platforms };
}

/** The causes of the largest family, and one of another. */
function someCauses({ causes }) {
  const first = causes.find(({ family }) => causes.filter((c) => c.family === family).length > 1);
  const own = causes.filter(({ family }) => family === first.family);
  return { own, other: causes.find(({ family }) => family !== first.family) };
}

const { own, other } = someCauses(printerKnowledge());
const sumOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

test("a product that says nothing changes nothing", () => {
  const model = makeModel(withPlatforms(platform("p")));
  for (const platforms of [[], ["p"], ["gone"]])
    assert.deepEqual(new Set(tiesOf(model, platforms).values()), new Set([1]));
});

test("what its users meet most gains within its family, and the family gains nothing", () => {
  const model = makeModel(withPlatforms(product("p", { common: [own[0].id] })));
  const ties = tiesOf(model, ["p"]);
  assert.ok(ties.get(own[0].id) > 1 && ties.get(own[1].id) < 1);
  assert.equal(ties.get(other.id), 1);
  const family = model.causes.filter(({ cause }) => cause.family === own[0].family);
  const before = sumOf(family.map(({ prior }) => prior));
  const after = sumOf(family.map(({ cause, prior }) => prior * ties.get(cause.id)));
  assert.ok(Math.abs(before - after) < 1e-9);
});

test("two products that say the same say it once", () => {
  const common = [own[0].id];
  const model = makeModel(withPlatforms(product("p", { common }), product("q", { common })));
  assert.deepEqual(tiesOf(model, ["q", "p"]), tiesOf(model, ["p"]));
});

test("what none of the products can have sinks; one that can have it is enough", () => {
  const products = [product("p", { never: [other.id] }), platform("q")];
  const model = makeModel(withPlatforms(...products));
  assert.ok(tiesOf(model, ["p"]).get(other.id) < 0.1);
  assert.equal(tiesOf(model, ["p", "q"]).get(other.id), 1);
});

test("a product is no evidence: the word for a cause stays, and so does what its signs say", () => {
  const text = "nothing is printed";
  const said = (platforms) => {
    const knowledge = withPlatforms(product("p", { common: [own[0].id], never: [other.id] }));
    return diagnose({ text, knowledge, platforms });
  };
  const [without, withIt] = [said([]), said(["p"])];
  assert.deepEqual(withIt.symptoms, without.symptoms);
  const place = ({ causes }, id) => causes.findIndex((cause) => cause.id === id);
  assert.ok(place(withIt, own[0].id) <= place(without, own[0].id));
  assert.ok(place(withIt, other.id) >= place(without, other.id));
  const words = ({ causes }) => new Set(causes.map(({ word }) => word));
  assert.deepEqual(words(withIt), words(without));
});
