// What a paste is taken for, by examples.
import test from "node:test";
import assert from "node:assert/strict";
import { read } from "../../causes/http-401/diagnosis/read.mjs";

test("a bare status is words without an exchange", () => {
  const reading = read("401 Unauthorized");
  assert.deepEqual([reading.lines[0].facet, reading.failing], ["words", -1]);
});
