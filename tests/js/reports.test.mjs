// Pastes that were once read wrong, each with what is right: reduced from public reports, and others of the same kinds.
import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { read } from "../../causes/reading/read.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { makeRecogniser } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { pasteCases, faultsOf } from "./pastes.mjs";

const knowledge = JSON.parse(
  readFileSync(new URL("../../build/knowledge-public.json", import.meta.url), "utf8"),
);
const shared = {
  knowledge,
  read,
  detectors,
  recogniser: makeRecogniser(knowledge),
  model: makeModel(knowledge),
};
const files = [
  "reports/right.txt",
  ...readdirSync(new URL("cases/pastes/", import.meta.url))
    .sort()
    .map((name) => `pastes/${name}`),
];

for (const file of files) {
  for (const { name, right, paste } of pasteCases(file)) {
    test(`${file.split("/")[0]}: ${name}`, () => {
      const told = right.some(([key]) => /top|symptoms/.test(key))
        ? diagnose({ ...shared, text: paste })
        : null;
      assert.deepEqual(faultsOf(right, read(paste), told), []);
    });
  }
}
