// How long the engine takes for large pastes: `node tests/js/bench-engine.mjs [knowledge.json]`.
// Not a test: times depend on the machine. Without a file it makes 350 patterns of the usual kinds.

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { conclude } from "../../generator/assets/diagnosis/engine.mjs";
import { makeModel } from "../../generator/assets/diagnosis/rank.mjs";
import { openEyes, seeAll, seeSome, setScene } from "../../generator/assets/diagnosis/see.mjs";
import { readWords } from "../../generator/assets/diagnosis/read-words.mjs";
import { cause, fix, printerKnowledge, symptom } from "./tiny-knowledge.mjs";

const nouns = ["tray", "toner", "fuser", "queue", "spooler", "cable", "driver", "cartridge", "drum", "sensor"];
const shapes = [(a, b, i) => a + " " + i + " (is |was )?" + b + " missing", (a, b, i) => "\\b(?:" + a + "|" + b + ")[ _-]error[ :=]{0,3}" + i,
  (a, b, i) => a + "[^\\n]{0,40}" + b + " at " + i, (a, b, i) => "(no|wrong|bad) " + a + i, (a) => a + "[- ]level\\s*[:=]\\s*\\d+", (a, b) => "\\d+ of \\d+ " + b + "s?"];

function bigBook(count) {
  const symptoms = Array.from({ length: count }, (_, i) => symptom("s" + i, { background: ["rare", "occasional"][i % 2],
    patterns: [shapes[i % shapes.length](nouns[i % 10], nouns[(i * 7 + 3) % 10], i)], ask: i % 9 ? null : "Is it?", observation: "read-log", showsProblem: i % 6 === 4 }));
  const fixes = Array.from({ length: 90 }, (_, i) => fix("x" + i, ["seconds", "minutes", "hours"][i % 3], "reversible"));
  const causes = Array.from({ length: 90 }, (_, i) => cause("c" + i, "f" + (i % 12), "occasional",
    Object.fromEntries(Array.from({ length: 12 }, (__, j) => ["s" + ((i * 5 + j * 31) % count), ["usually", "sometimes"][j % 2]])), ["x" + i, "x" + ((i + 1) % 90)]));
  return { ...printerKnowledge(), symptoms, fixes, causes };
}

function bigPaste(bytes) {
  const lines = [];
  for (let size = 0, i = 0; size < bytes; size += lines.at(-1).length + 1, i++) {
    lines.push(i % 40 ? "2026-11-24T10:00:" + (i % 60) + " INFO job " + i + " page " + (i % 7) + " of 7 sent to queue office-" + (i % 90) + " in " + (i * 37 % 900) + " ms" : "");
  }
  return [...lines, "tray-level: 7", "no toner13"].join("\n");
}

function timed(name, work) {
  work();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(name.padEnd(44), times[2].toFixed(1).padStart(8), "ms (median of 5)");
}

const knowledge = process.argv[2] ? JSON.parse(readFileSync(process.argv[2], "utf8")) : bigBook(350);
const [eyes, model] = [openEyes(knowledge), makeModel(knowledge)];
const patterns = eyes.symptoms.flatMap((item) => item.patterns);
console.log(knowledge.symptoms.length + " symptoms, " + patterns.length + " patterns, "
  + patterns.filter(({ literals }) => !literals).length + " without a required piece, " + knowledge.causes.length + " causes");
timed("compile the patterns", () => openEyes(knowledge));
timed("make the model", () => makeModel(knowledge));
for (const [name, text] of [["a log of 1 MB", bigPaste(1e6)], ["1 MB in one paragraph", bigPaste(1e6).replace(/\n\n/g, "\n")],
  ["1 MB in one line", bigPaste(1e6).replace(/\n/g, " ")], ["2 kB", bigPaste(2000)]]) {
  const reading = readWords(text);
  const seen = seeAll(eyes, reading);
  const scene = setScene(reading);
  timed(name + ": set the scene", () => setScene(reading));
  timed(name + ": see", () => seeAll(eyes, reading));
  timed(name + ": conclude", () => conclude({ reading, seen, knowledge, model }));
  const slow = eyes.symptoms.map(({ symptom: { id } }, i) => {
    const start = performance.now();
    seeSome(eyes, scene, i, i + 1);
    return [performance.now() - start, id];
  }).sort((a, b) => b[0] - a[0])[0];
  console.log("  slowest symptom: " + slow[1] + ", " + slow[0].toFixed(1) + " ms");
}
