// Why: hands a case over, as text for a ticket and as a file that another portal can open again.
// It must never carry text of the paste: only the record that the page itself concluded from, answers and
// outcomes. Lines for the ticket come from the caller, who has redacted them. A file that is opened is not
// trusted: it may claim that something was found, never what that weighs; what it says of a verdict is not read.

import { conclude, judgeRecord } from "./engine.mjs";
import { MOST_STEPS, stepsOf } from "./likeness.mjs";
import { facetsOf, makeModel } from "./rank.mjs";
import { AUDIENCES, SIZES } from "./record.mjs";
import { wasRedacted } from "./redaction/redact.mjs";

const FORMAT = "causebook-case";
const VERSION = 2;
const LONGEST_FILE = 200000; // characters of a file that is read
const MOST_ITEMS = 2000; // findings, answers or outcomes; of more than this, the rest is not read
const MOST_CAUSES = 8; // causes that are handed over
const MOST_PROBLEMS = 12; // problems that are told one by one
const STATES = ["present", "absent"];
const OUTCOMES = ["done", "no effect", "fixed it", "not possible here"];

const SENTENCES = {
  notCase: "This file is not a case of this help center.",
  newer: "The case was written by another version of this page; it can't be opened.",
  older:
    "The case was written by an earlier version of this page: it does not say where things were seen, so less is sure here.",
  otherProblem: "The case is about another problem.",
  otherBook:
    "The case was written with another edition of the book; some entries may have changed.",
  unknown: (what, id) => "Not known here and left out: " + what + " " + id + ".",
  more: (count) => "And " + count + " more.",
  cut: (what, count) =>
    "Too many to read: only the first " + MOST_ITEMS + " of " + count + " " + what + " are taken.",
  seen: "What was seen",
  absent: "Looked for and not there",
  answers: "Answered by the reader",
  tried: "What was tried",
  causes: "Causes in question",
  lines: "Telling lines",
  redacted: "Telling lines (redacted)",
  yes: "yes",
  no: "no",
  written: "Written with",
};

/**
 * The case as data.
 * @param {object} result from diagnose or conclude
 * @param {{knowledge: object, role?: string|null, answers?: object, outcomes?: object}} context as given to them
 */
export function makeCase(
  { verdict, causes, record },
  { knowledge: { book, problem }, role = null, answers = {}, outcomes = {} },
) {
  return {
    format: FORMAT,
    version: VERSION,
    book: { id: book.id, version: book.version },
    problem: problem.id,
    role,
    ...record,
    answers: { ...answers },
    outcomes: { ...outcomes },
    verdict: { kind: verdict.kind, cause: verdict.cause, family: verdict.family },
    causes: causes.slice(0, MOST_CAUSES).map(({ id, word }) => ({ id, word })),
  };
}

/**
 * The case as plain text for a ticket.
 * @param {object} made from makeCase or parseCase
 * @param {string[]} lines telling lines of the paste, redacted by the caller
 */
export function ticketText(made, knowledge, lines = []) {
  const title = (kind, id) =>
    [knowledge[kind] ?? []].flat().find((item) => item.id === id)?.title ?? id;
  const told = Object.entries(made.answers).filter(([, yes]) => yes !== null);
  const open = made.findings.filter(({ id }) => !told.some(([answered]) => answered === id));
  const found = (wanted) =>
    open.filter(({ state }) => state === wanted).map(({ id }) => title("symptoms", id));
  const blocks = Object.entries({
    seen: found("present"),
    absent: found("absent"),
    answers: told.map(([id, yes]) => title("symptoms", id) + ": " + SENTENCES[yes ? "yes" : "no"]),
    causes: made.causes.map(({ id, word }) => title("causes", id) + " (" + word + ")"),
    tried: Object.entries(made.outcomes).map(
      ([key, outcome]) =>
        title("fixes", key.split("/")[0]) + ", " + key.split("/")[1] + ": " + outcome,
    ),
    [lines.some(wasRedacted) ? "redacted" : "lines"]: lines,
  })
    .filter(([, items]) => items.length)
    .map(([name, items]) => [SENTENCES[name], ...items].join("\n- "));
  const { kind, cause } = made.verdict;
  const head =
    title("problem", made.problem) + ": " + kind + (cause ? ", " + title("causes", cause) : "");
  return (
    [head, ...blocks, SENTENCES.written + " " + made.book.id + " " + made.book.version].join(
      "\n\n",
    ) + "\n"
  );
}

/**
 * A case from the text of a file that anybody may have written.
 * @param {object} model from makeModel(knowledge), to save its making
 * @returns {{case: object|null, problems: string[]}} problems are sentences for the reader; a case that
 *   is not null is safe to show and to reopen: it holds known ids and known words only, and the verdict
 *   that this book comes to
 */
export function parseCase(text, knowledge, model = undefined) {
  const data = text.length > LONGEST_FILE ? null : parseJson(text);
  const refusal = refusalOf(data, knowledge);
  if (refusal) return { case: null, problems: [refusal] };
  const taken = new CaseReader(knowledge).read(data);
  return { case: concludedCase(taken.case, knowledge, model), problems: shortened(taken.problems) };
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf(data, { problem }) {
  if (data?.format !== FORMAT) return SENTENCES.notCase;
  if (data.version !== 1 && data.version !== VERSION) return SENTENCES.newer;
  return data.problem === problem.id ? "" : SENTENCES.otherProblem;
}

function concludedCase(taken, knowledge, model) {
  const { role, answers, outcomes } = taken;
  const told = judgeRecord({ record: recordIn(taken), knowledge, model, role, answers, outcomes });
  return makeCase(told, { knowledge, role, answers, outcomes });
}

function shortened(problems) {
  const more = problems.length - MOST_PROBLEMS;
  return more > 0 ? [...problems.slice(0, MOST_PROBLEMS), SENTENCES.more(more)] : problems;
}

/** Takes over what a book knows, and notes what it does not. */
class CaseReader {
  constructor(knowledge) {
    const { symptoms, causes, roles, fixes } = knowledge;
    const idsOf = (items = []) => new Set(items.map(({ id }) => id));
    this.ids = {
      symptom: idsOf(symptoms),
      cause: idsOf(causes),
      role: idsOf(roles),
      facet: facetsOf(knowledge),
      step: new Set(fixes.flatMap((fix) => fix.steps.map(({ id }) => fix.id + "/" + id))),
    };
    this.detected = new Set(symptoms.filter(({ detector }) => detector).map(({ id }) => id));
    this.book = knowledge.book;
    this.problems = [];
  }

  read(data) {
    if (data.book?.version !== this.book.version) this.problems.push(SENTENCES.otherBook);
    if (data.version === 1) this.problems.push(SENTENCES.older);
    const role = data.role == null || !this.knows("role", "role", data.role) ? null : data.role;
    const findings = this.findings(data.findings);
    const sentences = this.sentences(data.sentences, findings);
    const answers = this.pairs("answer", "symptom", data.answers, (yes) =>
      [true, false, null].includes(yes),
    );
    const outcomes = this.pairs("step", "step", data.outcomes, (outcome) =>
      OUTCOMES.includes(outcome),
    );
    const stuck = this.list("finding", "symptom", data.stuck);
    const rest = data.version === 1 ? this.earlier(data) : this.rest(data);
    const audience = AUDIENCES.includes(data.audience) ? data.audience : "public";
    return {
      case: { role, audience, findings, sentences, ...rest, stuck, answers, outcomes },
      problems: this.problems,
    };
  }

  rest(data) {
    return {
      facets: this.list("facet", "facet", data.facets),
      size: SIZES.includes(data.size) ? data.size : "lines",
      leanings: this.pairs("leaning", "cause", data.leanings, isLeaning),
    };
  }

  /** The first version had factors for leanings, and neither facets nor size. */
  earlier({ leanings }) {
    const factors = this.pairs(
      "leaning",
      "cause",
      leanings,
      (factor) => Number.isFinite(factor) && factor > 0,
    );
    const steps = Object.entries(factors).map(([id, factor]) => [id, stepsOf(factor)]);
    return {
      facets: [],
      size: "lines",
      leanings: Object.fromEntries(steps.filter(([, step]) => step)),
    };
  }

  /** Each symptom once: a second finding of it would be a second witness. */
  findings(value) {
    const found = new Map();
    for (const { id, state } of this.some("findings", listIn(value)).map((item) => item ?? {})) {
      const isFine = this.knows("finding", "symptom", id, STATES.includes(state));
      if (isFine && !found.has(id)) found.set(id, { id, state });
    }
    return [...found.values()];
  }

  /**
   * What a pattern has found stands somewhere. A case that does not say where is taken as one sentence, so that
   * nothing in it is a second witness.
   */
  sentences(value, findings) {
    const present = new Set(
      findings.filter(({ state }) => state === "present").map(({ id }) => id),
    );
    const told = this.some("sentences", listIn(value)).map((ids) =>
      [...new Set(this.some("findings", listIn(ids)))].filter((id) => present.has(id)).sort(),
    );
    const placed = new Set(told.flat());
    const isWhole = [...present].every((id) => placed.has(id) || this.detected.has(id));
    return (isWhole ? told : [[...present].sort()]).filter(({ length }) => length);
  }

  knows(what, kind, id, fine = true) {
    if (fine && this.ids[kind].has(id)) return true;
    this.problems.push(SENTENCES.unknown(what, typeof id === "string" ? id.slice(0, 80) : "?"));
    return false;
  }

  /** What there are too many of is cut, and said to be. */
  some(what, items) {
    if (items.length > MOST_ITEMS) this.problems.unshift(SENTENCES.cut(what, items.length));
    return items.slice(0, MOST_ITEMS);
  }

  list(what, kind, value) {
    return [
      ...new Set(this.some(what + "s", listIn(value)).filter((id) => this.knows(what, kind, id))),
    ];
  }

  pairs(what, kind, value, isFine) {
    const pairs = this.some(what + "s", Object.entries(value ?? {}));
    return Object.fromEntries(
      pairs.filter(([id, item]) => this.knows(what, kind, id, isFine(item))),
    );
  }
}

function listIn(value) {
  return Array.isArray(value) ? value : [];
}

function isLeaning(step) {
  return Number.isInteger(step) && step !== 0 && Math.abs(step) <= MOST_STEPS;
}

/**
 * The result of a case that was handed over, concluded anew with this book: an internal portal knows
 * more causes and fixes than the public one that wrote the case.
 * @param {object} made from parseCase
 * @param {object} model from makeModel(knowledge), to save its making
 */
export function resultFromCase(made, knowledge, role = made.role, model = makeModel(knowledge)) {
  const { answers, outcomes } = made;
  return conclude({ record: recordIn(made), knowledge, model, role, answers, outcomes });
}

function recordIn({ audience, findings, sentences, facets, size, leanings, stuck }) {
  return { audience, findings, sentences, facets, size, leanings, stuck };
}
