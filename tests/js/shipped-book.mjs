// The shipped book as its readers' diagnosis has it, made ready once for each test file that asks.
import { readFileSync } from "node:fs";
import { makeRecogniser } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { read } from "../../causes/reading/read.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";

const file = new URL("../../build/knowledge-public.json", import.meta.url);
const knowledge = JSON.parse(readFileSync(file, "utf8"));

/** What `diagnose` takes beside a text. */
export const shipped = {
  knowledge,
  read,
  detectors,
  recogniser: makeRecogniser(knowledge),
  model: makeModel(knowledge),
};
