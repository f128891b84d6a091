// Every pattern of the book, those of its products among them, against recheck (`make proof`), on every processor.
// First its automaton decides; where that takes too long, its fuzzer looks for a string, no longer than what the engine
// considers at once, that costs many steps. A string found so is then given to the pattern: JavaScript must answer within
// the time after which the page would stop it. So a pattern passes by proof, by measurement, or because the search found
// nothing; what even the search could not finish is attacked with the pattern's own words, and named. With the ids of
// symptoms or products behind it, only theirs.
import { availableParallelism } from "node:os";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { written } from "../../generator/causebook/diagnosis/engine/phrases.mjs";

const LINE = 4000; // characters that the engine considers at once
const STOP = 500; // milliseconds after which the page stops a pattern
const PATIENCE = 5000; // milliseconds after which an attack counts as endless
const PROOF = { checker: "automaton", timeout: 700 };
const SEARCH = {
  checker: "fuzz",
  timeout: 6000,
  maxAttackStringSize: LINE,
  attackLimit: 20_000_000,
  maxIteration: 3,
  maxGenerationSize: 30,
  incubationLimit: 5000,
};
const TOLD = 200; // patterns between two lines of progress

const search = new Script("pattern.test(text)");

/** How long JavaScript takes for the string that recheck found, in milliseconds (at most PATIENCE). */
function attacked({ source, flags }, text) {
  const context = { pattern: new RegExp(source, flags), text: text.slice(0, LINE) };
  const started = performance.now();
  try {
    search.runInNewContext(context, { timeout: PATIENCE });
  } catch (error) {
    if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  }
  return performance.now() - started;
}

/** Texts that a pattern half matches all along: its words, one for all and all for one. */
function ownWords({ source }) {
  const words = [...new Set(source.match(/[a-z\d]{2,}/gi))];
  const repeated = (unit) => unit.repeat(Math.ceil(LINE / unit.length));
  return [
    "a",
    "a ",
    words.join(" ") + " ",
    words.join(""),
    ...words.flatMap((word) => [word, word + " "]),
  ].map(repeated);
}

/** @returns {Promise<{outcome: "proved"|"attacked"|"nothing found"|"undecided", took: number, kind: string}>} */
async function judge(check, pattern) {
  const proof = await check(pattern.source, pattern.flags, PROOF);
  const found =
    proof.status === "unknown" ? await check(pattern.source, pattern.flags, SEARCH) : proof;
  if (found.status === "vulnerable")
    return {
      outcome: "attacked",
      took: attacked(pattern, found.attack.string),
      kind: found.complexity.type,
    };
  if (found.status === "unknown")
    return {
      outcome: "undecided",
      took: Math.max(...ownWords(pattern).map((text) => attacked(pattern, text))),
      kind: "own words",
    };
  return { outcome: found === proof ? "proved" : "nothing found", took: 0, kind: "" };
}

async function work(patterns) {
  const { check } = createRequire(new URL("../package.json", import.meta.url))("recheck");
  for (const pattern of patterns)
    parentPort.postMessage({ pattern, ...(await judge(check, pattern)) });
}

/** All patterns, each once, whatever shares it. */
function everyPattern() {
  const { symptoms, platforms, phrases } = JSON.parse(
    readFileSync(new URL("../../build/knowledge-internal.json", import.meta.url), "utf8"),
  );
  const wanted = process.argv.slice(2);
  const all = [...symptoms, ...platforms]
    .filter(({ id }) => !wanted.length || wanted.includes(id))
    .flatMap(({ id, patterns }) =>
      patterns.flatMap(({ near, re, case: exact }) =>
        (near ?? [re]).map((source) => ({
          id,
          source: written(source, phrases),
          flags: exact ? "" : "i",
        })),
      ),
    );
  return [
    ...new Map(all.map((pattern) => [`${pattern.flags}/${pattern.source}`, pattern])).values(),
  ];
}

function lead() {
  const patterns = everyPattern();
  const counts = { proved: 0, attacked: 0, "nothing found": 0, undecided: 0 };
  const findings = [];
  let done = 0;
  let slowest = 0;
  const note = ({ pattern, outcome, took, kind }) => {
    const name = `${pattern.id}: ${pattern.source.slice(0, 120)}`;
    counts[outcome] += 1;
    done += 1;
    slowest = Math.max(slowest, took);
    if (took > STOP) findings.push(`${Math.round(took)} ms, ${kind}: ${name}`);
    if (took > STOP || outcome === "undecided")
      console.log(`${outcome} ${Math.round(took)} ms: ${name}`);
    if (done % TOLD === 0) console.log(`${done} of ${patterns.length}: ${JSON.stringify(counts)}`);
  };
  const crew = availableParallelism();
  for (let i = 0; i < crew; i++) {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: patterns.filter((_, n) => n % crew === i),
    });
    worker.on("message", note);
    worker.on("error", (error) => {
      throw error;
    });
  }
  process.on("exit", () => {
    console.log(
      `${done} of ${patterns.length} patterns: ${JSON.stringify(counts)}; slowest under attack ${Math.round(slowest)} ms`,
    );
    for (const line of findings) console.log(`slower than ${STOP} ms: ${line}`);
    process.exitCode = findings.length || done < patterns.length ? 1 : 0;
  });
}

if (isMainThread) lead();
else await work(workerData);
