// The knowledge that the page unpacks is the knowledge that the generator packed.

import test from "node:test";
import assert from "node:assert/strict";
import { unpack } from "../../generator/causebook/diagnosis/engine/unpack.mjs";

const packed = () => ({
  problem: { id: "p" },
  rooms: { symptoms: "p/symptoms/", causes: "p/" },
  defaults: {
    symptoms: { ask: null, implies: [], patterns: [] },
    causes: { lookAlikes: [], message: null },
  },
  symptoms: [
    { id: "a", patterns: [{ re: "x" }], implies: [1, 1] },
    { id: "b", url: "elsewhere/" },
    { id: "c" },
  ],
  causes: [
    { id: "c", evidence: {}, lookAlikes: [{ cause: "d", difference: "<em>x</em>", symptom: "a" }] },
    { id: "d", evidence: { usually: [0, 2], never: [1] } },
  ],
});
const asks = new Map([["elsewhere/", "Is it b?"]]);

test("left-out keys get their defaults, and addresses come from ids", () => {
  const { symptoms, defaults } = unpack(packed(), asks);
  assert.deepEqual(symptoms[0], {
    id: "a",
    patterns: [{ re: "x", in: [], case: false }],
    ask: null,
    implies: ["b", "c"],
    url: "p/symptoms/a/",
  });
  assert.equal(symptoms[1].url, "elsewhere/");
  assert.equal(defaults, undefined);
});

test("questions come from the page's list by their address", () => {
  assert.deepEqual(
    unpack(packed(), asks).symptoms.map(({ ask }) => ask),
    [null, "Is it b?", null],
  );
});

test("evidence is named by the places of symptoms", () => {
  assert.deepEqual(
    unpack(packed()).causes.map(({ evidence }) => evidence),
    [{}, { a: "usually", c: "usually", b: "never" }],
  );
});

test("what tells two causes apart is known to both", () => {
  const [, other] = unpack(packed()).causes;
  assert.deepEqual(other.lookAlikes, [{ cause: "c", difference: "<em>x</em>", symptom: "a" }]);
});

test("entries do not share their default lists", () => {
  const { causes } = unpack({
    ...packed(),
    causes: [
      { id: "c", evidence: {} },
      { id: "d", evidence: {} },
    ],
  });
  causes[0].lookAlikes.push(1);
  assert.deepEqual(causes[1].lookAlikes, []);
});
