// Why: hands a case over, as text for a ticket and as a file that another portal can open again.
// It must never carry text of the paste: only ids, states, answers, outcomes, and numbers by cause. Lines for the
// ticket come from the caller, who has redacted them. A file that is opened is not trusted.

import { conclude } from "./engine.mjs";
import { readWords } from "./read-words.mjs";
import { wasRedacted } from "./redact.mjs";

const CASE_FORMAT = "causebook-case";
const CASE_VERSION = 1;
const CASE_LONGEST = 200000; // characters of a file that is read
const CASE_MOST = 2000;      // findings, answers or outcomes
const CASE_CAUSES = 8;       // causes that are handed over
const CASE_STATES = ["present", "absent"];
const CASE_OUTCOMES = ["done", "no effect", "fixed it", "not possible here"];
const CASE_KINDS = ["very likely", "likely", "possible", "cannot be told", "not here"];

const CASE_TEXT = {
  notCase: "This file is not a case of this help center.",
  newer: "The case was written by another version of this page; it can't be opened.",
  otherProblem: "The case is about another problem.",
  otherBook: "The case was written with another edition of the book; some entries may have changed.",
  unknown: (what, id) => "Not known here and left out: " + what + " " + id + ".",
  seen: "What was seen", absent: "Looked for and not there", answers: "Answered by the reader", tried: "What was tried",
  causes: "Causes in question", lines: "Telling lines", redacted: "Telling lines (redacted)", yes: "yes", no: "no", written: "Written with",
};

/**
 * The case as data.
 * @param {object} result from diagnose
 * @param {{knowledge: object, role?: string|null, answers?: object, outcomes?: object}} context as given to diagnose
 */
export function makeCase({ verdict, symptoms, causes, leanings = {} }, { knowledge: { book, problem }, role = null, answers = {}, outcomes = {} }) {
  return {
    format: CASE_FORMAT, version: CASE_VERSION, book: { id: book.id, version: book.version }, problem: problem.id, role,
    findings: symptoms.filter(({ by }) => by === "paste").map(({ id, state }) => ({ id, state })),
    answers: { ...answers }, outcomes: { ...outcomes }, leanings: { ...leanings },
    verdict: { kind: verdict.kind, cause: verdict.cause, family: verdict.family },
    causes: causes.slice(0, CASE_CAUSES).map(({ id, word }) => ({ id, word })),
  };
}

/**
 * The case as plain text for a ticket.
 * @param {object} made from makeCase or parseCase
 * @param {string[]} lines telling lines of the paste, redacted by the caller
 */
export function ticketText(made, knowledge, lines = []) {
  const title = (kind, id) => [knowledge[kind] ?? []].flat().find((item) => item.id === id)?.title ?? id;
  const found = (wanted) => made.findings.filter(({ state }) => state === wanted).map(({ id }) => title("symptoms", id));
  const told = Object.entries(made.answers).filter(([, yes]) => yes !== null);
  const blocks = Object.entries({
    seen: found("present"), absent: found("absent"),
    answers: told.map(([id, yes]) => title("symptoms", id) + ": " + CASE_TEXT[yes ? "yes" : "no"]),
    causes: made.causes.map(({ id, word }) => title("causes", id) + " (" + word + ")"),
    tried: Object.entries(made.outcomes).map(([key, outcome]) => title("fixes", key.split("/")[0]) + ", " + key.split("/")[1] + ": " + outcome),
    [lines.some(wasRedacted) ? "redacted" : "lines"]: lines,
  }).filter(([, items]) => items.length).map(([name, items]) => [CASE_TEXT[name], ...items].join("\n- "));
  const { kind, cause } = made.verdict;
  const head = title("problem", made.problem) + ": " + kind + (cause ? ", " + title("causes", cause) : "");
  return [head, ...blocks, CASE_TEXT.written + " " + made.book.id + " " + made.book.version].join("\n\n") + "\n";
}

/**
 * A case from the text of a file that anybody may have written.
 * @returns {{case: object|null, problems: string[]}} problems are sentences for the reader; a case that
 *   is not null is safe to show and to reopen: it holds known ids and known words only
 */
export function parseCase(text, knowledge) {
  const data = text.length > CASE_LONGEST ? null : parseJson(text);
  const refusal = data?.format !== CASE_FORMAT ? CASE_TEXT.notCase
    : data.version !== CASE_VERSION ? CASE_TEXT.newer
    : data.problem !== knowledge.problem.id ? CASE_TEXT.otherProblem : null;
  return refusal ? { case: null, problems: [refusal] } : takeCase(data, knowledge);
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function takeCase(data, knowledge) {
  const { book, problem, symptoms = [], causes = [], families = [], roles = [], fixes = [] } = knowledge;
  const problems = data.book?.version === book.version ? [] : [CASE_TEXT.otherBook];
  const known = (what, items, id, fine = true) => {
    if (fine && items.some((item) => item.id === id)) return true;
    problems.push(CASE_TEXT.unknown(what, typeof id === "string" ? id.slice(0, 80) : "?"));
    return false;
  };
  const one = (what, items, id) => (id != null && known(what, items, id) ? id : null);
  const steps = fixes.flatMap((fix) => (fix.steps ?? []).map(({ id }) => ({ id: fix.id + "/" + id })));
  const word = (value) => (CASE_KINDS.includes(value) ? value : "possible");
  return { problems, case: {
    format: CASE_FORMAT, version: CASE_VERSION, book: { id: book.id, version: book.version }, problem: problem.id,
    role: one("role", roles, data.role),
    findings: listIn(data.findings).filter(({ id, state }) => known("finding", symptoms, id, CASE_STATES.includes(state)))
      .map(({ id, state }) => ({ id, state })),
    answers: pairsIn(data.answers, (id, yes) => known("answer", symptoms, id, [true, false, null].includes(yes))),
    outcomes: pairsIn(data.outcomes, (id, outcome) => known("step", steps, id, CASE_OUTCOMES.includes(outcome))),
    leanings: pairsIn(data.leanings, (id, factor) => known("cause", causes, id, Number.isFinite(factor) && factor > 0 && factor < 100)),
    verdict: { kind: word(data.verdict?.kind), cause: one("cause", causes, data.verdict?.cause), family: one("family", families, data.verdict?.family) },
    causes: listIn(data.causes).filter(({ id }) => known("cause", causes, id)).map((item) => ({ id: item.id, word: word(item.word) })),
  } };
}

const listIn = (value) => (Array.isArray(value) ? value.slice(0, CASE_MOST).map((item) => item ?? {}) : []);
const pairsIn = (value, keep) => Object.fromEntries(Object.entries(value ?? {}).slice(0, CASE_MOST).filter(([id, item]) => keep(id, item)));

/**
 * The result of a case that was handed over, concluded anew with this book: an internal portal knows
 * more causes and fixes than the public one that wrote the case.
 * @param {object} made from parseCase
 * @param {object} model from makeModel(knowledge), to save its making
 */
export function resultFromCase(made, knowledge, role = made.role, model) {
  const seen = made.findings.map(({ id, state }) => ({ id, state, by: "paste", marks: [], note: "" }));
  return conclude({ reading: readWords(""), seen, knowledge, model, role, answers: made.answers, outcomes: made.outcomes, leanings: made.leanings });
}
