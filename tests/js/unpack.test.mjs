// The knowledge that the page unpacks is the knowledge that the generator packed.

import test from "node:test";
import assert from "node:assert/strict";
import { unpack } from "../../generator/assets/diagnosis/unpack.mjs";

const packed = () => ({
  problem: { id: "p" }, rooms: { symptoms: "p/symptoms/", causes: "p/" },
  defaults: { symptoms: { ask: null, implies: [], patterns: [] }, causes: { lookAlikes: [], message: null } },
  symptoms: [{ id: "a", patterns: [{ re: "x" }] }, { id: "b", ask: "Is it b?", url: "elsewhere/" }],
  causes: [{ id: "c", lookAlikes: [{ cause: "d", difference: "<em>x</em>", symptom: "a" }] }, { id: "d" }],
});

test("left-out keys get their defaults, and addresses come from ids", () => {
  const { symptoms, defaults } = unpack(packed());
  assert.deepEqual(symptoms[0], { id: "a", patterns: [{ re: "x", in: [], case: false }], ask: null, implies: [], url: "p/symptoms/a/" });
  assert.equal(symptoms[1].url, "elsewhere/");
  assert.equal(defaults, undefined);
});

test("what tells two causes apart is known to both", () => {
  const [, other] = unpack(packed()).causes;
  assert.deepEqual(other.lookAlikes, [{ cause: "c", difference: "<em>x</em>", symptom: "a" }]);
});

test("entries do not share their default lists", () => {
  const { causes } = unpack({ ...packed(), causes: [{ id: "c" }, { id: "d" }] });
  causes[0].lookAlikes.push(1);
  assert.deepEqual(causes[1].lookAlikes, []);
});
