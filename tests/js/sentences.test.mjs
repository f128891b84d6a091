// What a service says of an id, a token, a right, a plan or an account is read whatever its wording:
// every subject with every state, and beside them the same words that mean something else.
import { test } from "node:test";
import assert from "node:assert/strict";
import { seeAll } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { LAY_SENTENCES, ROLES } from "./lay-sentences.mjs";
import { CONTRASTS, KINDS } from "./sentences.mjs";
import { shipped } from "./shipped-book.mjs";

function seenIn(text) {
  const { recogniser, read, detectors } = shipped;
  const { seen } = seeAll(recogniser, read(text), detectors);
  return seen.filter(({ state }) => state === "present").map(({ id }) => id);
}

for (const { symptom, subjects, states, misses } of KINDS)
  test(`${symptom} is read whatever the wording`, () => {
    const sentences = subjects.flatMap((subject) => states.map((state) => `${subject} ${state}.`));
    const unread = sentences.filter((text) => !seenIn(`401: ${text}`).includes(symptom));
    assert.deepEqual(unread, []);
    assert.deepEqual(
      misses.filter((text) => seenIn(text).includes(symptom)),
      [],
    );
  });

for (const { symptom, sentences, misses } of [...CONTRASTS, ...LAY_SENTENCES, ...ROLES])
  test(`what people say, ${symptom}, is read whatever the wording`, () => {
    assert.deepEqual(
      sentences.filter((text) => !seenIn(text).includes(symptom)),
      [],
    );
    assert.deepEqual(
      misses.filter((text) => seenIn(text).includes(symptom)),
      [],
    );
  });
