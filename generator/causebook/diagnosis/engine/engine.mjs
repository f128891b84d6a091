// Why: one call from paste to verdict, causes and next step; the page, the tests and the
// measurement of accuracy all come through here. It must not know any format or any subject:
// reader, detectors and knowledge are handed in.

import { nextStep } from "./advise.mjs";
import { canAct, presentIn } from "./lookup.mjs";
import { makeModel } from "./model.mjs";
import { learnFrom, planFixes } from "./plan.mjs";
import { tiesOf } from "./products.mjs";
import { isPublic, withInternal } from "./public-part.mjs";
import { bestLook, bestQuestion, problemQuestion, roleQuestion } from "./questions.mjs";
import { platformsOf, roleOf } from "./reader.mjs";
import { evidenceFrom, rankCauses, reasonsOf } from "./rank.mjs";
import { readWords } from "./read-words.mjs";
import { placedFindings, recordOf, recordOfOnly } from "./record.mjs";
import { makeRecogniser, seeAll } from "./see.mjs";
import { judge, notHere, whatIsShown, withoutForeign, wordFor } from "./verdict.mjs";
import { factorsOf } from "./words.mjs";

/** @import { Answers, CaseRecord, CauseInQuestion, Conclusion, Context } from "../contract.d.ts" */
/** @import { Diagnosis, Finding, Id, Knowledge, NextStep } from "../contract.d.ts" */
/** @import { ReadingModules, Verdict } from "../contract.d.ts" */
/** @import { Given, Inquiry, Judgement, Lessons, Model, PlacedFinding } from "./types.d.ts" */
/** @import { Ranking, Recogniser, WitnessedFinding } from "./types.d.ts" */

const ROLE_TILT = 1.2; // a role can meet any cause; its own parties' are a little more usual

/**
 * @typedef {ReadingModules & Partial<Context> & { text: string, knowledge: Knowledge, recogniser?:
 *   Recogniser, model?: Model }} Paste recogniser from makeRecogniser(knowledge) and model from
 *   makeModel(knowledge), to save their making
 */

/**
 * Everything about one paste.
 * @param {Paste} paste
 * @returns {Diagnosis}
 */
export function diagnose(paste) {
  const { knowledge, model = makeModel(knowledge) } = paste;
  const { role, platforms, answers, outcomes } = paste;
  const { reading, seen, record } = lookAt({ ...paste, model });
  const said = { role, platforms, answers, outcomes };
  const conclusion = conclude({ record, knowledge, model, ...said });
  return { ...conclusion, reading, symptoms: withMarks(conclusion.symptoms, seen) };
}

/**
 * The first half of diagnose, in one go: what a paste is made of, what is seen in it, and the
 * record of that.
 * @param {Paste & { model: Model }} paste
 */
export function lookAt(paste) {
  const { text, knowledge, read = readWords, detectors = {}, model } = paste;
  const { recogniser = makeRecogniser(knowledge) } = paste;
  const reading = read(text);
  const sight = seeAll(recogniser, reading, detectors);
  return { reading, seen: sight.seen, record: recordOf({ reading, ...sight }, model) };
}

/**
 * @typedef {Partial<Context> & { record: CaseRecord, knowledge: Knowledge, model?: Model }}
 *   Recorded
 */

/**
 * The second half of diagnose: a function of the record, the book and what the reader says. A case
 * that was reopened comes through here like a paste.
 * @param {Recorded} recorded
 * @returns {Conclusion}
 */
export function conclude(recorded) {
  const given = completed(recorded);
  const judgement = judgeGiven(given);
  const said = saidOf(given, judgement);
  const reader = { role: given.role, platforms: given.platforms };
  if (!judgement.ranking) return { ...said, ...reader, ...nothingToDo(given, judgement.verdict) };
  return { ...said, ...reader, ...advise(given, said, judgement.ranking) };
}

/**
 * What conclude gives without advice.
 * @param {Recorded} recorded
 * @returns {Omit<Conclusion, keyof Advice | "role" | "platforms">}
 */
export function judgeRecord(recorded) {
  const given = completed(recorded);
  return saidOf(given, judgeGiven(given));
}

/**
 * @param {Recorded} recorded
 * @returns {Given}
 */
function completed({ record, knowledge, model = makeModel(knowledge), ...said }) {
  const { role = null, platforms = null, answers = {}, outcomes = {} } = said;
  const findings = withoutForeign(knowledge, model, placedFindings(record));
  return {
    record,
    model,
    role: roleOf(knowledge, { ...record, findings }, role),
    platforms: platformsOf(record, platforms),
    answers,
    outcomes,
  };
}

/**
 * @param {Given} given
 * @param {Judgement} judgement
 */
function saidOf({ record, model }, judgement) {
  const { findings, symptoms, verdict, ranking } = judgement;
  return {
    record: recordOfOnly(record, findings),
    symptoms,
    verdict,
    families: ranking?.families ?? [],
    causes: causesInQuestion(model, judgement),
    stuck: record.stuck,
  };
}

/**
 * What the public book concludes stands inside too, with the internal causes beside it.
 * @param {Given} given
 * @returns {Judgement}
 */
function judgeGiven(given) {
  const { model, record } = given;
  const own = judgeBy(model, given);
  const { outer } = model;
  if (!outer || !isPublic(model, record, own.symptoms, own.verdict.cause)) return own;
  const common = judgeBy(outer, given);
  if (!common.ranking || !common.grounds || !own.ranking || !own.grounds) return common;
  const ranking = withInternal(model, common.ranking, own.ranking);
  return { ...common, ranking, grounds: withInternal(model, common.grounds, own.grounds) };
}

/**
 * The verdict by what one model knows, and what it rests on.
 * @param {Model} model
 * @param {Given} given
 * @returns {Judgement}
 */
function judgeBy(model, { record, role, platforms, answers, outcomes }) {
  const { knowledge } = model;
  const { tilts: lowered } = learnFrom(knowledge, outcomes, undefined, role);
  const findings = withoutForeign(knowledge, model, placedFindings(record));
  const symptoms = withAnswers(findings, answers, model);
  const view = whatIsShown(model, symptoms, record.size === "nothing");
  const elsewhere = notHere(knowledge, view);
  if (elsewhere) return { findings, symptoms, verdict: elsewhere };
  const evidence = evidenceFrom(model, symptoms);
  const tilts = tiltsOf(model, lowered, role);
  const leanings = factorsOf(knowledge, record.leanings);
  const tied = product(leanings, tiesOf(model, platforms));
  const ranking = rankCauses(model, evidence, product(tilts, tied));
  const grounds = rankCauses(model, evidence, tilts);
  const verdict = judge({ model, ranking, grounds, evidence, view: { ...view, lowered } });
  return { findings, symptoms, evidence, ranking, grounds, verdict };
}

/**
 * The symptoms with the places and the notes that only a paste has.
 * @param {Array<Omit<Finding, "marks" | "note">>} symptoms
 * @param {Finding[]} seen
 * @returns {Finding[]}
 */
export function withMarks(symptoms, seen) {
  const places = new Map(seen.map((item) => [item.id, item]));
  return symptoms.map(({ id, state, by }) => {
    const place = by === "paste" ? places.get(id) : undefined;
    return { id, state, by, marks: place?.marks ?? [], note: place?.note ?? "" };
  });
}

/**
 * What the reader answered outranks what a pattern saw: people know better.
 * @param {PlacedFinding[]} findings
 * @param {Answers} answers
 * @param {Model} model
 * @returns {WitnessedFinding[]}
 */
function withAnswers(findings, answers, model) {
  const given = Object.entries(answers).filter(
    ([id, answer]) => answer !== null && model.symptoms.has(id),
  );
  const ids = new Set(given.map(([id]) => id));
  const kept = findings.filter(({ id }) => !ids.has(id));
  return [
    ...kept.map((finding) => ({ ...finding, by: /** @type {const} */ ("paste") })),
    ...given.map(([id, answer]) => answered(id, answer === true)),
  ];
}

/**
 * @param {Id} id
 * @param {boolean} isThere
 * @returns {WitnessedFinding}
 */
function answered(id, isThere) {
  return { id, state: isThere ? "present" : "absent", by: "answer", sentences: [] };
}

/** @typedef {Pick<Conclusion, "next" | "question" | "plan">} Advice */

/**
 * Where the paste shows something else, that is said; where it shows nothing known, the question is
 * whether the problem is there at all.
 * @param {Given} given
 * @param {Verdict} verdict
 * @returns {Advice}
 */
function nothingToDo(given, { otherwise, sentence: said }) {
  const sentence = otherwise?.text ?? said;
  const question = otherwise ? null : problemQuestion(given);
  /** @type {NextStep} */
  const next = { kind: "look", observation: null, party: null, mine: true, sentence };
  return { next, question, plan: [] };
}

/**
 * The plan, the question worth most, and the first thing to do. A verdict that can't be told learns
 * what to get.
 * @param {Given} given
 * @param {Pick<Conclusion, "record" | "symptoms" | "verdict">} said
 * @param {Ranking} ranking
 * @returns {Advice & { verdict: Verdict }}
 */
function advise(given, { record, symptoms, verdict: judged }, ranking) {
  const { model, role, answers, outcomes } = given;
  const { knowledge } = model;
  const present = presentIn(symptoms);
  const { out, fixedBy } = learnFrom(knowledge, outcomes, present, role);
  const plan = planFixes({ knowledge, causes: ranking.causes, role, out, named: judged.cause });
  const inquiry = { model, ranking, role, answers, out, record, seen: symptoms };
  const question = fixedBy ? null : questionFor(inquiry, judged);
  const isOpen = judged.kind === "cannot be told" && question?.kind !== "role";
  const verdict = isOpen ? { ...judged, get: bestLook(inquiry) } : judged;
  const told = knowledge.symptoms.find(({ id, firstStep }) => firstStep && present.has(id)) ?? null;
  const next = nextStep({ knowledge, verdict, plan, question, role, fixedBy, told });
  return { verdict, next, question, plan };
}

/**
 * Who the reader is comes first: it decides what can be asked. What is sure needs no question.
 * @param {Inquiry} inquiry
 * @param {Verdict} verdict
 */
function questionFor(inquiry, { kind }) {
  if (kind === "very likely") return null;
  return roleQuestion(inquiry) ?? bestQuestion(inquiry);
}

/**
 * What the reader says of causes beside the evidence: steps that did nothing, and the role, whose
 * readers meet some causes oftener than others.
 * @param {Model} model
 * @param {Lessons["tilts"]} lowered
 * @param {Id | null} role
 */
function tiltsOf({ knowledge, roleFactors }, lowered, role) {
  const factors = roleFactors.get(role ?? "");
  return new Map(
    knowledge.causes.map(({ id, party }) => {
      const usual = factors && canAct(knowledge, role, party) ? ROLE_TILT : 1;
      return [id, (lowered.get(id) ?? 1) * usual * (factors?.get(id) ?? 1)];
    }),
  );
}

/**
 * @param {Map<Id, number>} tilts
 * @param {Map<Id, number>} factors
 */
function product(tilts, factors) {
  return new Map([...tilts].map(([id, tilt]) => [id, tilt * (factors.get(id) ?? 1)]));
}

/**
 * @param {Model} model
 * @param {Judgement} judgement
 * @returns {CauseInQuestion[]}
 */
function causesInQuestion(model, { ranking, grounds, evidence, verdict }) {
  if (!ranking || !grounds || !evidence) return [];
  return ranking.causes.map(({ entry, weight }) => {
    const reasons = reasonsOf(model, entry, evidence);
    const { id, family } = entry.cause;
    return { id, family, word: wordFor(verdict, grounds, entry, reasons), weight, ...reasons };
  });
}
