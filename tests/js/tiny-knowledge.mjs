// A small invented book about a printer: the tests of the engine use it, so that they prove that the
// engine knows nothing but what it is told. Fresh objects on each call: tests may change them.

import { readFileSync } from "node:fs";

const built = new URL("../../build/scales.json", import.meta.url);
const SCALES = JSON.parse(readFileSync(built, "utf8"));

/** The scales that every book has; `python tests/tools/knowledge.py` writes them. */
export const scales = () => structuredClone(SCALES);

/** A knowledge as the generator writes it (see the contract). */
export function printerKnowledge() {
  return {
    book: { id: "printer", title: "The printer", version: "1", audience: "public" },
    problem: { id: "no-print", title: "Nothing is printed", url: "no-print/" },
    scales: scales(),
    phrases: {},
    platforms: [],
    choices: [],
    parties: [
      { id: "user", title: "the person who prints" },
      { id: "office", title: "the office staff" },
    ],
    roles: [
      role("clerk", "I print", ["user"]),
      role("staff", "I run the printer", ["user", "office"], { facets: ["log"] }),
    ],
    facets: [
      { id: "panel", title: "Panel" },
      { id: "log", title: "Log" },
      { id: "words", title: "Words" },
    ],
    observations: [
      observation("read-panel", "seconds", "user", "the text on the printer's panel"),
      observation("read-log", "minutes", "office", "the printer's event log", {
        shownBy: ["log"],
      }),
      observation("recall", "seconds", "user", "what others see"),
    ],
    symptoms: [
      symptom("no-paper-out", {
        patterns: ["nothing (is|was) printed", "job failed"],
        background: "common",
        showsProblem: true,
      }),
      symptom("tray-message", {
        patterns: ["load tray \\d"],
        background: "rare",
        observation: "read-panel",
        implies: ["panel-message"],
      }),
      symptom("panel-message", {
        patterns: ["\\b(load|close|replace)\\b"],
        background: "occasional",
        observation: "read-panel",
      }),
      symptom("cover-message", {
        patterns: ["close (the )?cover"],
        background: "rare",
        observation: "read-panel",
        implies: ["panel-message"],
      }),
      symptom("toner-log", {
        patterns: ["toner cartridge [a-z]+ (empty|missing)"],
        background: "rare",
        observation: "read-log",
        in: ["log", "words"],
      }),
      symptom("offline", {
        patterns: ["printer is offline"],
        background: "occasional",
        ask: "Does the computer call the printer offline?",
        observation: "recall",
      }),
      symptom("others-print", {
        ask: "Can others print?",
        background: "common",
        observation: "recall",
      }),
      symptom("heat-log", {
        patterns: ["fuser at \\d+ degrees"],
        background: "rare",
        observation: "read-log",
        in: ["log"],
      }),
      symptom("page-there", { patterns: ["pages printed: [1-9]"], background: "rare" }),
    ],
    otherwise: [
      {
        symptom: "page-there",
        title: "A page was printed",
        text: "The page came out; look in the tray.",
      },
    ],
    families: [
      family("paper", "Paper"),
      family("supplies", "Supplies"),
      family("network", "Network"),
    ],
    causes: [
      cause(
        "tray-empty",
        "paper",
        "common",
        { "no-paper-out": "always", "tray-message": "always" },
        ["load-paper"],
      ),
      cause(
        "paper-jam",
        "paper",
        "occasional",
        { "no-paper-out": "always", "cover-message": "usually" },
        ["clear-jam", "load-paper"],
      ),
      cause(
        "toner-empty",
        "supplies",
        "occasional",
        { "no-paper-out": "always", "toner-log": "always", offline: "never" },
        ["replace-toner"],
        "office",
      ),
      cause(
        "fuser-cold",
        "supplies",
        "rare",
        { "no-paper-out": "always", "heat-log": "always" },
        ["restart-printer"],
        "office",
      ),
      cause(
        "cable-loose",
        "network",
        "occasional",
        { "no-paper-out": "always", offline: "usually", "others-print": "never" },
        ["plug-cable"],
      ),
      cause(
        "wrong-queue",
        "network",
        "occasional",
        { "no-paper-out": "always", offline: "sometimes", "others-print": "usually" },
        ["pick-queue", "restart-printer"],
      ),
    ],
    fixes: [
      fix("load-paper", "seconds", "reversible"),
      fix("clear-jam", "minutes", "reversible"),
      fix("replace-toner", "minutes", "reversible", "office"),
      fix("restart-printer", "minutes", "disruptive", "office"),
      fix("plug-cable", "seconds", "read-only"),
      fix("pick-queue", "seconds", "reversible"),
    ],
    scenarios: [],
  };
}

/** A knowledge with nothing in it but these parts. */
export function bookWith(parts) {
  return {
    book: { id: "small", title: "Small", version: "1", audience: "public" },
    problem: { id: "trouble", title: "Trouble", url: "trouble/" },
    scales: scales(),
    parties: [],
    roles: [],
    facets: [],
    platforms: [],
    observations: [],
    choices: [],
    phrases: {},
    symptoms: [],
    otherwise: [],
    families: [],
    causes: [],
    fixes: [],
    scenarios: [],
    ...parts,
  };
}

export function symptom(id, { patterns = [], in: facets = [], ...rest } = {}) {
  return {
    id,
    title: id.replaceAll("-", " "),
    ask: null,
    observation: null,
    background: "rare",
    url: "symptoms/" + id + "/",
    detector: null,
    implies: [],
    showsProblem: false,
    suggestsProblem: false,
    platform: null,
    patterns: patterns.map((re) => ({ in: facets, re, case: false })),
    ...rest,
  };
}

/** A product that is recognised by these patterns. */
export function platform(id, patterns = [], { common = [], never = [] } = {}) {
  const made = patterns.map((re) => (typeof re === "string" ? { re, in: [], case: false } : re));
  return { id, title: id, patterns: made, common, never };
}

export function cause(id, family, likelihood, evidence, fixes, party = "user") {
  return {
    id,
    title: "Cause " + id,
    family,
    likelihood,
    party,
    url: id + "/",
    summary: "",
    evidence,
    fixes,
    lookAlikes: [],
    message: "Please help: " + id,
  };
}

export function fix(id, effort, safety, party = "user") {
  return {
    id,
    title: "Fix " + id,
    effort,
    safety,
    party,
    url: "fixes/" + id + "/",
    steps: [{ id: "do", html: "", commands: [] }],
    verify: "",
    undo: null,
    unless: [],
  };
}

export function family(id, title) {
  return { id, title, url: id + "/", likelihood: "occasional" };
}

export function observation(id, effort, party, get, more = {}) {
  const { shownBy = [], shownBySymptoms = false, roles = [], seldomKnownTo = [] } = more;
  const looked = { shownBy, shownBySymptoms, roles, seldomKnownTo };
  return { id, title: id, effort, party, url: "observations/" + id + "/", get, ...looked };
}

/** The answers to a question for the role. */
export const readers = () => [
  { id: "clerk", title: "I print" },
  { id: "staff", title: "I run it" },
];

export function role(id, title, parties, { facets = [], symptoms = [] } = {}) {
  return { id, title, parties, facets, symptoms };
}
