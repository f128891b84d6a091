// Why: hands a case over as a file that another portal can open again. It must never carry text of
// the paste: only the record that the page itself concluded from, answers and outcomes. A file that
// is opened is not trusted: it may claim that something was found, never what that weighs; what it
// says of a verdict is not read.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { counted } from "../../strings/fill.mjs";
import { conclude, judgeRecord } from "./engine.mjs";
import { CaseReader } from "./case-reader.mjs";
import { makeModel } from "./model.mjs";

/** @import { Case, CaseRecord, Conclusion, Context, Knowledge } from "../contract.d.ts" */
/** @import { Model } from "./types.d.ts" */

const FORMAT = "causebook-case";
const VERSION = 3;
const VERSIONS = [1, 2, VERSION]; // that are read
const LONGEST_FILE = 200000; // characters of a file that is read
const MOST_CAUSES = 8; // causes that are handed over
const MOST_PROBLEMS = 12; // problems that are named one by one

const OWN = TEXTS.case;

/** @typedef {Context & CaseRecord} TakenCase what is taken over from a file */

/**
 * The case as data.
 * @param {Pick<Conclusion, "verdict" | "causes" | "record">} conclusion from diagnose or conclude
 * @param {Partial<Context> & { knowledge: Pick<Knowledge, "book" | "problem"> }} context as given
 *   to them
 * @returns {Case}
 */
export function makeCase({ verdict, causes, record }, context) {
  const { knowledge, role = null, platforms = null, answers = {}, outcomes = {} } = context;
  const { kind, cause, family } = verdict;
  return {
    format: FORMAT,
    version: VERSION,
    book: { id: knowledge.book.id, version: knowledge.book.version },
    problem: knowledge.problem.id,
    role,
    ...record,
    platforms,
    answers: { ...answers },
    outcomes: { ...outcomes },
    verdict: { kind, cause, family },
    causes: causes.slice(0, MOST_CAUSES).map(({ id, word }) => ({ id, word })),
  };
}

/**
 * A case from the text of a file that anybody may have written.
 * @param {string} text
 * @param {Knowledge} knowledge
 * @param {Model} [model] from makeModel(knowledge), to save its making
 * @returns {{ case: Case | null, problems: string[] }} problems are sentences for the reader; a
 *   case that is not null is safe to show and to reopen: it holds known ids and known words only,
 *   and the verdict that this book comes to
 */
export function parseCase(text, knowledge, model = undefined) {
  const data = text.length > LONGEST_FILE ? null : parseJson(text);
  const refusal = refusalOf(data, knowledge);
  if (!data || refusal) return { case: null, problems: [refusal] };
  const { taken, problems } = new CaseReader(knowledge).read(data);
  return { case: concludedCase(taken, knowledge, model), problems: shortened(problems) };
}

/**
 * @param {string} text
 * @returns {Record<string, unknown> | null} what is no object is nothing
 */
function parseJson(text) {
  try {
    const data = JSON.parse(text);
    return data !== null && typeof data === "object" ? data : null;
  } catch {
    return null;
  }
}

/**
 * Why a file is not opened, or "".
 * @param {Record<string, unknown> | null} data
 * @param {Knowledge} knowledge
 */
function refusalOf(data, { problem }) {
  if (data?.format !== FORMAT) return OWN.notCase;
  if (!VERSIONS.some((known) => known === data.version)) return OWN.newer;
  return data.problem === problem.id ? "" : OWN.otherProblem;
}

/**
 * @param {TakenCase} taken
 * @param {Knowledge} knowledge
 * @param {Model} [model]
 */
function concludedCase(taken, knowledge, model) {
  const { role, platforms, answers, outcomes } = taken;
  const context = { knowledge, role, platforms, answers, outcomes };
  return makeCase(judgeRecord({ ...context, record: recordIn(taken), model }), context);
}

/** @param {string[]} problems */
function shortened(problems) {
  const more = problems.length - MOST_PROBLEMS;
  return more > 0 ? [...problems.slice(0, MOST_PROBLEMS), counted(OWN.more, more)] : problems;
}

/**
 * The result of a case that was handed over, concluded anew with this book: an internal portal
 * knows more causes and fixes than the public one that wrote the case.
 * @param {TakenCase} made from parseCase
 * @param {Knowledge} knowledge
 * @param {Context["role"]} role
 * @param {Model} model from makeModel(knowledge), to save its making
 */
export function resultFromCase(made, knowledge, role = made.role, model = makeModel(knowledge)) {
  const { platforms, answers, outcomes } = made;
  return conclude({ record: recordIn(made), knowledge, model, role, platforms, answers, outcomes });
}

/**
 * @param {TakenCase} taken
 * @returns {CaseRecord}
 */
function recordIn(taken) {
  const { audience, findings, sentences, facets, size, seenPlatforms, leanings, stuck } = taken;
  return { audience, findings, sentences, facets, size, seenPlatforms, leanings, stuck };
}
