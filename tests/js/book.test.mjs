// The shipped book through the real reading and the engine: scenarios, examples, and what nobody can tell.
// It needs build/knowledge-*.json and build/examples.json, which `make js` writes first.

import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { makeRecogniser, seeSome } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { searchableText } from "../../generator/causebook/diagnosis/engine/searchable.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { read } from "../../causes/reading/read.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";

const load = (name) =>
  JSON.parse(readFileSync(new URL(`../../build/${name}.json`, import.meta.url), "utf8"));
const knowledge = load("knowledge-internal");
const shared = {
  knowledge,
  read,
  detectors,
  recogniser: makeRecogniser(knowledge),
  model: makeModel(knowledge),
};
const told = (text) => diagnose({ ...shared, text });
const place = new Map(shared.recogniser.symptoms.map(({ symptom }, i) => [symptom.id, i]));
const sees = (id, text) =>
  seeSome(shared.recogniser, searchableText(shared.recogniser, read(text)), {
    from: place.get(id),
    to: place.get(id) + 1,
    detectors,
  }).some(({ state }) => state === "present");

test("every pattern of the book works in this engine", () => {
  assert.deepEqual(shared.recogniser.problems, []);
});

test("every detector that the book names exists, and every one that exists is named", () => {
  const named = new Set(knowledge.symptoms.map(({ detector }) => detector).filter(Boolean));
  assert.deepEqual(
    [...named].filter((name) => !detectors[name]),
    [],
  );
  assert.deepEqual(
    Object.keys(detectors).filter((name) => !named.has(name)),
    [],
  );
});

for (const scenario of knowledge.scenarios) {
  test(`the scenario ${scenario.id} ranks its own cause first`, () => {
    assert.equal(told(scenario.paste).causes[0]?.id, scenario.cause);
  });
}

test("every symptom's examples are recognised, and its near misses are not", () => {
  const wrong = [];
  for (const { id, match, miss } of load("examples")) {
    for (const text of match)
      if (!sees(id, text)) wrong.push(`${id} does not see: ${text.slice(0, 100)}`);
    for (const text of miss) if (sees(id, text)) wrong.push(`${id} sees: ${text.slice(0, 100)}`);
  }
  assert.deepEqual(wrong, []);
});

test("a bare 401 can never be told", () => {
  const bare = [
    "401",
    "401 Unauthorized",
    "HTTP 401",
    "HTTP/1.1 401 Unauthorized",
    "Error: Request failed with status code 401",
    "401 Client Error: Unauthorized for url: https://example.com/",
    "status code: 401",
    '{"status":401,"error":"Unauthorized"}',
    "I get a 401",
    "The remote server returned an error: (401) Unauthorized.",
    "<html><head><title>401 Unauthorized</title></head></html>",
  ];
  assert.deepEqual(
    bare.filter((text) => told(text).verdict.kind !== "cannot be told"),
    [],
  );
});
