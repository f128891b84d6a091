// Pastes in other languages are read as what they are: the status, and the commonest sentences.
import test from "node:test";
import assert from "node:assert/strict";
import { seeAll } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { shipped } from "./shipped-book.mjs";
import { CALM, NO_STATUS, SAID, STATUS } from "./language-cases.mjs";

const { read, recogniser, detectors } = shipped;

/** The symptoms that a text shows. */
function shownIn(text) {
  const found = seeAll(recogniser, read(text), detectors).seen;
  return found.filter(({ state }) => state === "present").map(({ id }) => id);
}

for (const [language, sentences] of Object.entries(SAID)) {
  test(`what is said in ${language} is read as what it means`, () => {
    const missed = sentences.filter(([text, symptom]) => !shownIn(text).includes(symptom));
    assert.deepEqual(missed, []);
    assert.ok(sentences.length >= 8);
  });
}

test("a number that is counted, or names something else, is no status in any language", () => {
  const taken = NO_STATUS.filter((text) => shownIn(text).includes("status-401"));
  assert.deepEqual(taken, []);
});

test("a 401 is a 401 also in the plural, without a blank, and between letters of other scripts", () => {
  const missed = STATUS.filter((text) => !shownIn(text).includes("status-401"));
  assert.deepEqual(missed, []);
});

test("a sentence that only has the same words says nothing of the kind", () => {
  const meant = new Set(Object.values(SAID).flatMap((sentences) => sentences.map(([, id]) => id)));
  const taken = CALM.filter((text) => shownIn(text).some((id) => meant.has(id)));
  assert.deepEqual(taken, []);
});
