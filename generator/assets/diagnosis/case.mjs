// Why: hands a case over, as text for a ticket and as a file that another portal can open again.
// It must never carry text of the paste: only ids, states, answers and outcomes. Lines for the
// ticket come from the caller, who has redacted them. A file that is opened is not trusted.

import { conclude } from "./engine.mjs";
import { readWords } from "./read-words.mjs";

const CASE_FORMAT = "causebook-case";
const CASE_VERSION = 1;
const CASE_BYTES = 200000;  // longest file that is read
const CASE_ITEMS = 2000;    // most findings, answers or outcomes
const CASE_ID = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
const CASE_STATES = ["present", "absent"];
const CASE_OUTCOMES = ["done", "no effect", "fixed it", "not possible here"];

const CASE_TEXT = {
  tooLong: "The file is too long to be a case.",
  notJson: "The file is not JSON.",
  notCase: "The file is not a case of this help center.",
  newer: "The case was written by a newer version; it is not opened.",
  otherProblem: (id) => "The case is about another problem (" + id + ").",
  otherVersion: (version) => "The case was written with version " + version + " of the book; some entries may have changed.",
  unknown: (what, id) => "Unknown " + what + ", left out: " + id + ".",
  malformed: (what) => "A " + what + " of the case is malformed and was left out.",
  ticket: { seen: "What was seen", absent: "Looked for and not there", answers: "Answered by the reader", tried: "What was tried",
    causes: "Causes in question", lines: "Telling lines (redacted)", yes: "yes", no: "no", written: "Written with" },
};

/**
 * The case as data.
 * @param {object} result from diagnose
 * @param {{knowledge: object, role?: string|null, answers?: object, outcomes?: object}} context
 */
export function makeCase(result, { knowledge, role = null, answers = {}, outcomes = {} }) {
  const { verdict } = result;
  return {
    format: CASE_FORMAT, version: CASE_VERSION,
    book: { id: knowledge.book.id, version: knowledge.book.version }, problem: knowledge.problem.id, role,
    findings: result.symptoms.filter(({ by }) => by === "paste").map(({ id, state }) => ({ id, state })),
    answers: { ...answers }, outcomes: { ...outcomes },
    verdict: { kind: verdict.kind, cause: verdict.cause, family: verdict.family },
    causes: result.causes.slice(0, 8).map(({ id, word }) => ({ id, word })),
  };
}

/**
 * The case as plain text for a ticket.
 * @param {object} made from makeCase or parseCase
 * @param {string[]} lines telling lines of the paste, redacted by the caller
 */
export function ticketText(made, knowledge, lines = []) {
  const words = CASE_TEXT.ticket;
  const title = titlesOf(knowledge);
  const found = (state) => made.findings.filter((item) => item.state === state).map(({ id }) => title("symptoms", id));
  const answered = Object.entries(made.answers).filter(([, yes]) => yes !== null);
  const parts = [
    [words.seen, found("present")], [words.absent, found("absent")],
    [words.answers, answered.map(([id, yes]) => title("symptoms", id) + ": " + (yes ? words.yes : words.no))],
    [words.causes, made.causes.map(({ id, word }) => title("causes", id) + " (" + word + ")")],
    [words.tried, Object.entries(made.outcomes).map(([key, outcome]) => title("fixes", key.split("/")[0]) + ", " + key.split("/")[1] + ": " + outcome)],
    [words.lines, lines],
  ];
  const head = title("problem", made.problem) + ": " + [made.verdict.kind, made.verdict.cause && title("causes", made.verdict.cause)].filter(Boolean).join(", ");
  const blocks = parts.filter(([, items]) => items.length).map(([name, items]) => name + "\n" + items.map((item) => "- " + item).join("\n"));
  return [head, ...blocks, words.written + " " + made.book.id + " " + made.book.version].join("\n\n") + "\n";
}

function titlesOf(knowledge) {
  return (kind, id) => [knowledge[kind] ?? []].flat().find((item) => item.id === id)?.title ?? id;
}

/**
 * A case from the text of a file that anybody may have written.
 * @returns {{case: object|null, problems: string[]}} problems are sentences for the reader; a case that
 *   is not null is safe to show and to reopen: it holds known ids and known words only
 */
export function parseCase(text, knowledge) {
  const refuse = (problem) => ({ case: null, problems: [problem] });
  if (String(text).length > CASE_BYTES) return refuse(CASE_TEXT.tooLong);
  const data = parseJson(String(text));
  if (data === undefined) return refuse(CASE_TEXT.notJson);
  if (!isRecord(data) || data.format !== CASE_FORMAT) return refuse(CASE_TEXT.notCase);
  if (data.version !== CASE_VERSION) return refuse(CASE_TEXT.newer);
  if (data.problem !== knowledge.problem.id) return refuse(CASE_TEXT.otherProblem(shortId(data.problem)));
  return takeCase(data, knowledge);
}

function takeCase(data, knowledge) {
  const problems = [];
  const version = shortId(data.book?.version);
  if (version !== String(knowledge.book.version)) problems.push(CASE_TEXT.otherVersion(version));
  const known = (kind, what) => knownId(new Set((knowledge[kind] ?? []).map(({ id }) => id)), what, problems);
  const [symptom, cause, role, family] = [known("symptoms", "symptom"), known("causes", "cause"), known("roles", "role"), known("families", "family")];
  const verdict = isRecord(data.verdict) ? data.verdict : {};
  return { problems, case: {
    format: CASE_FORMAT, version: CASE_VERSION, problem: knowledge.problem.id,
    book: { id: shortId(data.book?.id), version }, role: data.role != null && role(data.role) ? data.role : null,
    findings: listOf(data.findings).filter((item) => wellFormed(item, "finding", problems) && symptom(item.id))
      .map(({ id, state }) => ({ id, state })),
    answers: pairsOf(data.answers, (id, yes) => (yes === null || typeof yes === "boolean") && symptom(id)),
    outcomes: pairsOf(data.outcomes, (key, outcome) => CASE_OUTCOMES.includes(outcome) && knownStep(knowledge, key, problems)),
    verdict: { kind: knownKind(verdict.kind), cause: verdict.cause != null && cause(verdict.cause) ? verdict.cause : null,
      family: verdict.family != null && family(verdict.family) ? verdict.family : null },
    causes: listOf(data.causes).filter((item) => isRecord(item) && cause(item.id)).map(({ id, word }) => ({ id, word: knownKind(word) })),
  } };
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value) => (Array.isArray(value) ? value.slice(0, CASE_ITEMS) : []);
const pairsOf = (value, keep) => Object.fromEntries(
  (isRecord(value) ? Object.entries(value).slice(0, CASE_ITEMS) : []).filter(([key, item]) => keep(key, item)));
const shortId = (value) => (["string", "number"].includes(typeof value) ? String(value).slice(0, 40) : "unknown");
const knownKind = (value) => (["very likely", "likely", "possible", "cannot be told", "not here"].includes(value) ? value : "possible");

function knownId(ids, what, problems) {
  return (id) => {
    if (typeof id === "string" && ids.has(id)) return true;
    problems.push(typeof id === "string" && CASE_ID.test(id) ? CASE_TEXT.unknown(what, id) : CASE_TEXT.malformed(what));
    return false;
  };
}

function wellFormed(item, what, problems) {
  if (isRecord(item) && CASE_STATES.includes(item.state)) return true;
  problems.push(CASE_TEXT.malformed(what));
  return false;
}

function knownStep(knowledge, key, problems) {
  const [fix, step] = key.split("/");
  const known = (knowledge.fixes ?? []).find(({ id }) => id === fix);
  if (known?.steps?.some(({ id }) => id === step)) return true;
  problems.push(CASE_TEXT.unknown("step", key.slice(0, 200)));
  return false;
}

/**
 * The result of a case that was handed over, concluded anew with this book: an internal portal knows
 * more causes and fixes than the public one that wrote the case.
 * @param {object} made from parseCase
 */
export function resultFromCase(made, knowledge, role = made.role) {
  const seen = made.findings.map(({ id, state }) => ({ id, state, by: "paste", marks: [], note: "" }));
  return conclude({ reading: readWords(""), seen, knowledge, role, answers: made.answers, outcomes: made.outcomes });
}
