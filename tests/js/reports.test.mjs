// Pastes that were once read wrong, each with what is right: reduced from public reports, and others of the same kinds.
import test from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { read } from "../../causes/reading/read.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { pasteCases, faultsOf } from "./pastes.mjs";
import { shipped } from "./shipped-book.mjs";

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
        ? diagnose({ ...shipped, text: paste })
        : null;
      assert.deepEqual(faultsOf(right, read(paste), told), []);
    });
  }
}
