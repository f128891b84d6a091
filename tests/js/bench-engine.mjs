// How long the shipped book's diagnosis takes for large pastes: `node tests/js/bench-engine.mjs`, after
// `python tests/tools/knowledge.py`. Times are of the processor. Not a test: they depend on the machine.

import { readFileSync } from "node:fs";
import { conclude } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { recordOf } from "../../generator/causebook/diagnosis/engine/record.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import {
  makeRecogniser,
  seeAll,
  seeSome,
} from "../../generator/causebook/diagnosis/engine/see.mjs";
import { searchableText } from "../../generator/causebook/diagnosis/engine/searchable.mjs";
import { read } from "../../causes/reading/read.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";

const root = new URL("../../", import.meta.url);
const two = (n) => String(n).padStart(2, "0");
const time = (i) =>
  two(Math.floor(i / 3600) % 24) + ":" + two(Math.floor(i / 60) % 60) + ":" + two(i % 60);
const knowledge = JSON.parse(readFileSync(new URL("build/knowledge-public.json", root), "utf8"));
const PASTES = {
  "an access log": (i) =>
    `10.0.${i % 200}.7 - - [24/Nov/2026:${time(i)} +0000] "GET /api/items/${i} HTTP/1.1" ${i % 50 ? 200 : 401} ${(i * 37) % 9000} "-" "curl/8.${i % 9}.0"`,
  "an application's log": (i) =>
    `2026-11-24T${time(i)}.123Z ${i % 9 ? "INFO" : "WARN"} [http-nio-${i % 40}] c.e.auth.Filter - request ${i * 7919} user=u${i % 900} ${["token accepted", "session renewed", "401 Unauthorized: token has expired", "login failed, wrong password"][i % 4]}`,
  "a conversation": (i) =>
    [
      "The login works with curl but the browser gets 401 Unauthorized.",
      "After an update of the proxy the token is not sent any more,",
      `so user ${i} sees the login page again and again.`,
      "",
    ][i % 4],
  "the book's own titles": (i) =>
    knowledge.symptoms[(i * 7919) % knowledge.symptoms.length].title + ` (${i}).`,
};

function bigPaste(lineAt) {
  const lines = [];
  for (let size = 0, i = 0; size < 1e6; size += lines.at(-1).length + 1, i++) lines.push(lineAt(i));
  return lines.join("\n");
}

/** Milliseconds of the processor so far: others may share it. */
function cpuNow() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(work) {
  work();
  const times = Array.from({ length: 5 }, () => {
    const start = cpuNow();
    work();
    return cpuNow() - start;
  }).sort((a, b) => a - b);
  return times[2];
}

const show = (name, ms, more = "") =>
  console.log(name.padEnd(44), ms.toFixed(1).padStart(8), "ms CPU (median of 5)" + more);
const [recogniser, model] = [makeRecogniser(knowledge), makeModel(knowledge)];
const patterns = recogniser.symptoms.flatMap((item) => item.patterns);
console.log(
  `${knowledge.symptoms.length} symptoms, ${patterns.length} patterns, ${patterns.filter(({ pieces }) => !pieces.length).length} without a required piece`,
);
show(
  "compile the patterns",
  timed(() => makeRecogniser(knowledge)),
);
show(
  "make the model",
  timed(() => makeModel(knowledge)),
);
for (const [name, lineAt] of Object.entries(PASTES)) {
  for (const [form, text] of [
    ["", bigPaste(lineAt)],
    [" in one line", bigPaste(lineAt).replace(/\n/g, " ")],
  ]) {
    const reading = read(text);
    const searchable = searchableText(recogniser, reading);
    const sight = seeAll(recogniser, reading, detectors);
    const parts = {
      read: () => read(text),
      searchable: () => searchableText(recogniser, reading),
      see: () => seeAll(recogniser, reading, detectors),
      conclude: () =>
        conclude({ record: recordOf({ reading, ...sight }, model), knowledge, model }),
    };
    const ms = Object.fromEntries(Object.entries(parts).map(([part, work]) => [part, timed(work)]));
    const slow = recogniser.symptoms
      .map(({ symptom: { id } }, i) => {
        const start = cpuNow();
        seeSome(recogniser, searchable, { from: i, to: i + 1, detectors });
        return [cpuNow() - start, id];
      })
      .sort((a, b) => b[0] - a[0]);
    show(
      `1 MB of ${name}${form}`,
      ms.read + ms.see + ms.conclude,
      `: read ${ms.read.toFixed(0)}, see ${ms.see.toFixed(0)} (searchable ${ms.searchable.toFixed(0)}), conclude ${ms.conclude.toFixed(0)}; slowest ${slow
        .slice(0, 3)
        .map(([t, id]) => id + " " + t.toFixed(0))
        .join(", ")}`,
    );
  }
}
