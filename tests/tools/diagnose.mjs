// Runs the diagnosis on texts: JSON {texts: […], audience} on standard input, JSON results on standard output.
// It exists so that Python tools and tests use the same engine as the page.
import { readFileSync } from "node:fs";
import { makeRecogniser } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";

const { texts, audience = "public" } = JSON.parse(readFileSync(0, "utf8"));
const root = new URL("../../", import.meta.url);
const knowledge = JSON.parse(
  readFileSync(new URL(`build/knowledge-${audience}.json`, root), "utf8"),
);
const { read } = await import(new URL("causes/reading/read.mjs", root));
const { detectors } = await import(new URL("causes/reading/detectors.mjs", root));
const shared = {
  knowledge,
  read,
  detectors,
  recogniser: makeRecogniser(knowledge),
  model: makeModel(knowledge),
};

function told(text) {
  const { verdict, families, causes, symptoms, next } = diagnose({ ...shared, text });
  return {
    verdict: verdict.kind,
    cause: verdict.cause,
    family: verdict.family,
    sentence: verdict.sentence,
    get: verdict.get,
    otherwise: verdict.otherwise?.symptom ?? null,
    next: next.sentence,
    families: families.map(({ id, weight }) => ({ id, weight })),
    causes: causes
      .slice(0, 12)
      .map(({ id, family, weight, word }) => ({ id, family, weight, word })),
    symptoms: symptoms.map(({ id, state }) => ({ id, state })),
  };
}

process.stdout.write(JSON.stringify(texts.map(told)));
