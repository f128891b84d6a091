// Random books and findings: the tests that loop use them to meet what nobody thought of.

import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { readWords } from "../../generator/causebook/diagnosis/engine/read-words.mjs";
import {
  cause,
  family,
  fix,
  observation,
  platform,
  role,
  scales,
  symptom,
} from "./tiny-knowledge.mjs";

const pick = (random, list) => list[random(list.length)];

/** Denies a symptom wherever there are words; the words of its pattern outvote it. */
export const randomDetectors = {
  denies: ({ facets }) => ({ state: facets.includes("words") ? "absent" : "unknown" }),
};

const FACETS = ["words", "log", "panel"];

/** Lines that begin with a facet's name are of this facet. */
export function randomRead(text) {
  const reading = readWords(text);
  const facetOf = ({ facet, text: own }) =>
    facet && (FACETS.find((name) => own.startsWith(name + " ")) ?? facet);
  const lines = reading.lines.map((line) => ({ ...line, facet: facetOf(line) }));
  const facets = [...new Set(lines.map(({ facet }) => facet).filter(Boolean))];
  return { ...reading, lines, facets };
}

/** A small random knowledge; a symptom implies at most one other, and only an earlier one. */
export function randomBook(random, least = 2) {
  const symptoms = Array.from({ length: least + random(8) }, (_, i) =>
    symptom("s" + i, {
      background: pick(random, ["common", "occasional", "rare"]),
      implies: i && !random(3) ? ["s" + random(i)] : [],
      ask: random(2) ? "Is it s" + i + "?" : null,
      observation: pick(random, [null, "o0", "o1", "o2"]),
      platform: random(4) ? null : "m" + random(2),
      showsProblem: !random(4),
      patterns: ["word" + i],
      detector: random(3) ? null : "denies",
    }),
  );
  const some = (list, one = 3) => list.filter(() => !random(one));
  const ids = symptoms.map(({ id }) => id);
  const fixes = Array.from({ length: 1 + random(6) }, (_, i) => ({
    ...fix(
      "x" + i,
      pick(random, ["seconds", "minutes", "hours", "days"]),
      pick(random, ["read-only", "reversible", "disruptive"]),
      pick(random, ["p0", "p1"]),
    ),
    unless: some(ids, 8),
  }));
  const causes = Array.from({ length: 1 + random(9) }, (_, i) =>
    cause(
      "c" + i,
      "f" + random(4),
      pick(random, ["common", "occasional", "rare"]),
      randomEvidence(random, symptoms),
      fixes.filter(() => !random(3)).map(({ id }) => id),
      pick(random, ["p0", "p1"]),
    ),
  );
  return {
    book: { id: "random", title: "Random", version: "1", audience: "public" },
    problem: { id: "trouble", title: "Trouble", url: "" },
    scales: scales(),
    phrases: {},
    platforms: [0, 1].map((i) => platform("m" + i, maker(i))),
    parties: [
      { id: "p0", title: "one" },
      { id: "p1", title: "two" },
    ],
    roles: [
      role("r0", "r0", ["p0"], { facets: some(["panel"], 2), symptoms: some(ids, 6) }),
      role("r1", "r1", ["p0", "p1"], { facets: some(["log"], 2), symptoms: some(ids, 6) }),
    ],
    facets: FACETS.map((id) => ({ id, title: id })),
    observations: [
      observation("o0", "seconds", "p0", "look 0", { shownBy: some(FACETS, 4) }),
      observation("o1", "hours", "p1", "look 1", { shownBy: some(FACETS), roles: some(["r1"], 2) }),
      observation("o2", "minutes", "p0", "look 2", { roles: some(["r0"]) }),
    ],
    choices: randomChoices(random, ids),
    otherwise: random(2) ? [{ symptom: "s0", title: "Other", text: "Look elsewhere." }] : [],
    symptoms,
    fixes,
    causes,
    families: [0, 1, 2, 3].map((i) => family("f" + i, "Family " + i)),
    scenarios: [],
  };
}

const maker = (i) => [{ re: "maker" + i, in: [], case: false }];

/** A random book in which questions are worth their cost: repair takes long, looking seconds. */
export function askingBook(random) {
  const knowledge = randomBook(random, 8);
  for (const item of knowledge.fixes) item.effort = pick(random, ["hours", "days"]);
  for (const item of knowledge.observations) item.effort = pick(random, ["seconds", "minutes"]);
  for (const item of knowledge.symptoms) {
    item.observation = pick(random, ["o0", "o1", "o2"]);
    item.ask = random(5) ? "Is it " + item.id + "?" : null;
  }
  return knowledge;
}

/** Questions with several answers; a symptom may be in two of them. */
function randomChoices(random, ids) {
  const choices = Array.from({ length: random(3) }, (_, i) => ({
    id: "q" + i,
    ask: "Which of " + i + "?",
    observation: "o" + random(3),
    options: ids.filter(() => random(2)).map((id) => ({ symptom: id, text: "It is " + id })),
  }));
  return choices.filter(({ options }) => options.length > 1);
}

/** Evidence that does not contradict itself: what never shows the general symptom says nothing else of the special one. */
function randomEvidence(random, symptoms) {
  const chosen = symptoms.filter(() => random(2));
  const evidence = Object.fromEntries(
    chosen.map(({ id }) => [id, pick(random, ["always", "usually", "sometimes", "never"])]),
  );
  const denied = (id) =>
    symptoms
      .find((other) => other.id === id)
      .implies.some((wide) => evidence[wide] === "never" || denied(wide));
  return Object.fromEntries(Object.entries(evidence).filter(([id]) => !denied(id)));
}

/** Some of the symptoms, present or absent, some in a sentence. */
export function randomFindings(random, { symptoms }) {
  return symptoms
    .filter(() => random(2))
    .map(({ id }) => ({
      id,
      state: random(3) ? "present" : "absent",
      by: "paste",
      sentences: random(2) ? [random(2)] : [],
    }));
}

/** A paste that shows some of the symptoms of a random book. */
export function randomPaste(random) {
  return Array.from({ length: random(12) }, () =>
    pick(random, [
      "word" + random(10),
      pick(random, FACETS) + " word" + random(10),
      "maker" + random(2),
      "",
      "hello",
      "\u0000",
      "\ud800",
      " \t",
      "WORD1 word2",
    ]),
  ).join(pick(random, ["\n", "\r\n", " "]));
}

/** What is said of a random paste of a book. */
export function randomConclusion(random, knowledge, context = {}) {
  const reading = { read: randomRead, detectors: randomDetectors };
  return diagnose({ text: randomPaste(random), knowledge, ...reading, ...context });
}
