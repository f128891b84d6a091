// Random books and findings: the tests that loop use them to meet what nobody thought of.

import { cause, family, fix, scales, symptom } from "./tiny-knowledge.mjs";

const pick = (random, list) => list[random(list.length)];

/** Denies a symptom wherever there are words; the words of its pattern outvote it. */
export const randomDetectors = {
  denies: ({ facets }) => ({ state: facets.includes("words") ? "absent" : "unknown" }),
};

/** A small random knowledge; a symptom implies at most one other, and only an earlier one. */
export function randomBook(random) {
  const symptoms = Array.from({ length: 2 + random(8) }, (_, i) =>
    symptom("s" + i, {
      background: pick(random, ["common", "occasional", "rare"]),
      implies: i && !random(3) ? ["s" + random(i)] : [],
      ask: random(2) ? "Is it s" + i + "?" : null,
      observation: pick(random, [null, "o0", "o1"]),
      showsProblem: !random(4),
      patterns: ["word" + i],
      detector: random(3) ? null : "denies",
    }),
  );
  const fixes = Array.from({ length: 1 + random(6) }, (_, i) =>
    fix(
      "x" + i,
      pick(random, ["seconds", "minutes", "hours", "days"]),
      pick(random, ["read-only", "reversible", "disruptive"]),
      pick(random, ["p0", "p1"]),
    ),
  );
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
    platforms: [],
    parties: [
      { id: "p0", title: "one" },
      { id: "p1", title: "two" },
    ],
    roles: [{ id: "r0", title: "r0", parties: ["p0"] }],
    facets: [],
    observations: [
      { id: "o0", effort: "seconds", party: "p0", get: "look 0" },
      { id: "o1", effort: "hours", party: "p1", get: "look 1" },
    ],
    otherwise: random(2) ? [{ symptom: "s0", title: "Other", text: "Look elsewhere." }] : [],
    symptoms,
    fixes,
    causes,
    families: [0, 1, 2, 3].map((i) => family("f" + i, "Family " + i)),
    scenarios: [],
  };
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
    pick(random, ["word" + random(10), "", "hello", "\u0000", "\ud800", " \t", "WORD1 word2"]),
  ).join(pick(random, ["\n", "\r\n", " "]));
}
