// How many saved cases conclude otherwise when they are opened again. JSON on standard input (tests/tools/reopen.py):
// [{name, knowledge, inside, reading, pastes}]; `inside` is what the internal portal knows of the same book.
import { readFileSync } from "node:fs";
import { diagnose } from "../../generator/assets/diagnosis/engine.mjs";
import { makeCase, parseCase } from "../../generator/assets/diagnosis/case.mjs";
import { contextsFor, openBook, otherwiseWhenReopened } from "./reopening.mjs";

const readingOf = async (folder) => (folder
  ? { read: (await import(folder + "/read.mjs")).read, detectors: (await import(folder + "/detectors.mjs")).detectors } : {});

let failed = 0;
for (const { name, knowledge, inside, reading, pastes } of JSON.parse(readFileSync(0, "utf8"))) {
  const book = openBook(knowledge, await readingOf(reading));
  const portal = openBook(inside);
  const count = { n: 0, differ: 0, inside: 0, longest: 0 };
  const started = performance.now();
  pastes.forEach((text, i) => {
    const contexts = contextsFor(knowledge, i);
    const differing = otherwiseWhenReopened(text, book, i % 2 ? contexts : contexts.reverse());
    count.n += contexts.length;
    count.differ += differing.length;
    const live = diagnose({ ...book, text });
    const saved = JSON.stringify(makeCase(live, { knowledge }), null, 1);
    count.longest = Math.max(count.longest, saved.length);
    const { verdict } = parseCase(saved, inside, portal.model).case;
    const isSame = verdict.kind === live.verdict.kind && verdict.cause === live.verdict.cause;
    count.inside += !isSame;
    if (!isSame) console.log(`  inside: ${live.verdict.kind} ${live.verdict.cause} -> ${verdict.kind} ${verdict.cause}`);
    if (differing.length) console.log(`  differs: ${text.slice(0, 100).replace(/\s+/g, " ")}`);
  });
  failed += count.differ;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${name}: ${count.n} cases of ${pastes.length} pastes, ${count.differ} differ; opened inside ${count.inside} conclude otherwise;`
    + ` the longest case ${count.longest} characters; ${seconds} s`);
}
process.exitCode = failed ? 1 : 0;
