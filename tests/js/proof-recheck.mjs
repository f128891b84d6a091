// Every pattern of the book against recheck (`make proof`): what it calls vulnerable is attacked with its own string,
// cut to the length that the engine looks at, and must answer within the time after which the page would stop it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { written } from "../../generator/assets/diagnosis/phrases.mjs";

const { checkSync } = createRequire(new URL("../package.json", import.meta.url))("recheck");
const LINE = 4000;      // characters that the engine considers at once
const STOP = 500;       // milliseconds after which the page stops a pattern
const LIMITS = { timeout: 1000, attackTimeout: 300, incubationTimeout: 300 };

const knowledge = JSON.parse(readFileSync(new URL("../../build/knowledge-internal.json", import.meta.url), "utf8"));
const counts = {};
const slow = [];
for (const { id, patterns } of knowledge.symptoms) {
  for (const { source: re, exact } of patterns.flatMap((pattern) => (pattern.near ?? [pattern.re]).map((source) => (
    { source: written(source, knowledge.phrases), exact: pattern.case })))) {
    const flags = exact ? "" : "i";
    const { status, attack } = checkSync(re, flags, LIMITS);
    counts[status] = (counts[status] ?? 0) + 1;
    if (status !== "vulnerable") continue;
    const started = performance.now();
    new RegExp(re, flags).test(attack.string.slice(0, LINE));
    const took = performance.now() - started;
    if (took > STOP) slow.push(`${id}: ${Math.round(took)} ms: ${re.slice(0, 120)}`);
  }
}
console.log(`patterns: ${JSON.stringify(counts)}; slower than ${STOP} ms under attack: ${slow.length}`);
for (const line of slow) console.log(line);
process.exitCode = slow.length ? 1 : 0;
