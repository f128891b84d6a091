// How many saved cases conclude otherwise when they are opened again. JSON on standard input (tests/tools/reopen.py):
// {name, knowledge, inside, reading, pastes}; `inside` is what the internal portal knows of the same book. Gives the counts.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import {
  contextsFor,
  insideAndOut,
  openBook,
  otherwiseWhenReopened,
  readPaste,
} from "./reopening.mjs";

const SECONDS = 10; // from one word of progress to the next

const { name, knowledge, inside, reading, pastes } = JSON.parse(readFileSync(0, "utf8"));
const modules = reading
  ? {
      read: (await import(reading + "/read.mjs")).read,
      detectors: (await import(reading + "/detectors.mjs")).detectors,
    }
  : {};
const [book, portal] = [openBook(knowledge, modules), openBook(inside)];
const count = { cases: 0, differ: [], inside: [] };
let told = performance.now();
for (const [text, number] of pastes) {
  tryPaste(text, contextsFor(knowledge, number)[number % 2]);
  if (performance.now() - told < SECONDS * 1000) continue;
  told = performance.now();
  console.error(
    `${name}: ${count.cases} of ${pastes.length}, ${count.differ.length} differ, inside ${count.inside.length}`,
  );
}
console.log(JSON.stringify(count));

function tryPaste(text, context) {
  const concluded = readPaste(text, book);
  const live = concluded(context);
  const { inside: there, out } = insideAndOut(live, book, portal, context);
  const shortened = text.slice(0, 100).replace(/\s+/g, " ");
  count.cases++;
  if (otherwiseWhenReopened(() => live, book, [context]).length) count.differ.push(shortened);
  if (!isDeepStrictEqual(there, out))
    count.inside.push(`${shortened} | ${out.sentence} -> ${there.sentence}`);
}
