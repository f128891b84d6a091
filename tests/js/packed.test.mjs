// What the page carries of the knowledge is unpacked to the whole of it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { unpacked } from "../../generator/causebook/diagnosis/engine/packed.mjs";
import { shipped } from "./shipped-book.mjs";

test("the shipped book's knowledge comes out as it went in", () => {
  const file = new URL("../../build/packed-public.json", import.meta.url);
  assert.deepEqual(unpacked(readFileSync(file, "utf8")), shipped.knowledge);
});
