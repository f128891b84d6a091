// Why: one call from paste to verdict, causes and next step; the page, the tests and the measurement
// of accuracy all come through here. It must not know any format or any subject: reader, detectors
// and knowledge are handed in.

import { makeRecogniser, seeAll } from "./see.mjs";
import { placedFindings, recordOf, recordOfOnly } from "./record.mjs";
import { factorsOf } from "./likeness.mjs";
import { makeModel, evidenceFrom, rankCauses, reasonsOf } from "./rank.mjs";
import { withoutForeign, whatIsShown, notHere, judge, wordFor } from "./verdict.mjs";
import { learnFrom, planFixes, rateQuestions, lookFor, nextStep, canAct } from "./advise.mjs";
import { isPublic, withInternal } from "./portal.mjs";
import { readWords } from "./read-words.mjs";

const ROLE_TILT = 1.2; // a role can meet any cause; its own parties' are a little more usual

/**
 * Everything about one paste.
 * @param {object} input text and knowledge (see the contract); read(text) and detectors of the book;
 *   role id or null; answers by symptom id (true, false, or null for "don't know"); outcomes by
 *   "fix/step"; recogniser from makeRecogniser(knowledge) and model from makeModel(knowledge) to save their making
 * @returns {object} what conclude gives, with the reading; symptoms with their marks and notes
 */
export function diagnose(input) {
  const { text, knowledge, read = readWords, detectors = {} } = input;
  const { recogniser = makeRecogniser(knowledge), model = makeModel(knowledge) } = input;
  const reading = read(text);
  const seen = seeAll(recogniser, reading, detectors);
  const result = conclude({ ...input, model, record: recordOf({ reading, seen }, model) });
  return { ...result, reading, symptoms: withMarks(result.symptoms, seen) };
}

/**
 * The second half of diagnose: a function of the record, the book and what the reader says. A case that was
 * reopened comes through here like a paste.
 * @param {object} input record from recordOf, or of a case; knowledge, model, role, answers and outcomes
 *   as for diagnose
 * @returns {object} record, symptoms, verdict, families, causes, next, questions (ids worth asking, the best
 *   first), plan, stuck (ids)
 */
export function conclude(input) {
  const {
    knowledge,
    model = makeModel(knowledge),
    role = null,
    answers = {},
    outcomes = {},
  } = input;
  const given = { ...input, model, role, answers, outcomes };
  const { ranking, grounds, evidence, ...judged } = judgeRecord(given);
  const advice = ranking ? advise({ ...given, ...judged, ranking }) : nothingToDo(judged.verdict);
  return { ...judged, ...advice };
}

/**
 * What conclude gives without next, questions and plan, and what they rest on: ranking and evidence, where there are
 * any. Takes what conclude takes.
 */
export function judgeRecord({
  record,
  knowledge,
  model = makeModel(knowledge),
  role = null,
  answers = {},
  outcomes = {},
}) {
  const { findings, ranking, ...judged } = inBothPortals({
    model,
    record,
    role,
    answers,
    outcomes,
  });
  const causes = ranking ? listed(model, { ...judged, ranking }) : [];
  const families = ranking ? ranking.families : [];
  return {
    record: recordOfOnly(record, findings),
    ...judged,
    ranking,
    families,
    causes,
    stuck: record.stuck,
  };
}

/** What the public book concludes stands inside too, with the internal causes beside it. */
function inBothPortals(input) {
  const { model, record } = input;
  const own = weigh(input, model);
  if (!isPublic(model, record, own.symptoms, own.verdict.cause)) return own;
  const common = weigh(input, model.outer);
  if (!common.ranking || !own.ranking) return common;
  const beside = (name) => withInternal(model, common[name], own[name]);
  return { ...common, ranking: beside("ranking"), grounds: beside("grounds") };
}

/** The verdict by what one model knows, and what it rests on; no ranking where the problem is not there. */
function weigh({ record, role, answers, outcomes }, model) {
  const { knowledge } = model;
  const { tilts } = learnFrom(knowledge, outcomes);
  const findings = withoutForeign(knowledge, model, placedFindings(record));
  const symptoms = withAnswers(findings, answers, model);
  const view = whatIsShown(knowledge, model, symptoms, record.size === "nothing");
  const elsewhere = notHere(knowledge, view);
  if (elsewhere) return { findings, symptoms, verdict: elsewhere };
  const evidence = evidenceFrom(model, symptoms);
  const told = tiltedBy({ knowledge, tilts, role });
  const ranking = rankCauses(
    model,
    evidence,
    leaning(told, factorsOf(knowledge.causes, record.leanings)),
  );
  const grounds = rankCauses(model, evidence, told);
  const verdict = judge({ model, ranking, grounds, evidence, view: { ...view, lowered: tilts } });
  return { findings, symptoms, evidence, ranking, grounds, verdict };
}

/** The symptoms with the places and the notes that only a paste has. */
export function withMarks(symptoms, seen) {
  const places = new Map(seen.map((item) => [item.id, item]));
  return symptoms.map((symptom) => {
    const { marks, note } = (symptom.by === "paste" && places.get(symptom.id)) || {
      marks: [],
      note: "",
    };
    return { id: symptom.id, state: symptom.state, by: symptom.by, marks, note };
  });
}

/** What the reader answered outranks what a pattern saw: people know better. */
function withAnswers(findings, answers, model) {
  const told = Object.entries(answers).filter(
    ([id, answer]) => answer !== null && model.symptoms.has(id),
  );
  const ids = new Set(told.map(([id]) => id));
  const kept = findings
    .filter(({ id }) => !ids.has(id))
    .map((finding) => ({ ...finding, by: "paste" }));
  const said = ([id, answer]) => ({
    id,
    state: answer ? "present" : "absent",
    by: "answer",
    sentences: [],
  });
  return [...kept, ...told.map(said)];
}

function nothingToDo(verdict) {
  const sentence = verdict.otherwise?.text ?? verdict.sentence;
  return {
    next: { kind: "look", observation: null, party: null, mine: true, sentence },
    questions: [],
    plan: [],
  };
}

function advise(input) {
  const { knowledge, role, outcomes, ranking, verdict } = input;
  const { out, fixedBy } = learnFrom(knowledge, outcomes);
  const plan = planFixes({ knowledge, causes: ranking.causes, role, out });
  const questions = rateQuestions({ ...input, out, seen: input.symptoms, first: plan[0]?.fix });
  if (verdict.kind === "cannot be told") verdict.get = lookFor(questions);
  const next = nextStep({ knowledge, verdict, plan, questions, role, fixedBy });
  const worthAsking = questions
    .filter(({ kind, net }) => kind === "ask" && net > 0)
    .map(({ symptom }) => symptom);
  return { next, questions: worthAsking, plan };
}

/** What the reader tells of causes beside the evidence: steps that did nothing, and the role. */
function tiltedBy({ knowledge, tilts, role }) {
  const known = knowledge.roles.some(({ id }) => id === role);
  const usual = ({ party }) => (known && canAct(knowledge, role, party) ? ROLE_TILT : 1);
  return new Map(
    knowledge.causes.map((cause) => [cause.id, (tilts.get(cause.id) ?? 1) * usual(cause)]),
  );
}

/** The words of the paste lean the order on top of that. */
function leaning(tilts, factors) {
  return new Map([...tilts].map(([id, tilt]) => [id, tilt * factors.get(id)]));
}

function listed(model, { ranking, grounds, evidence, verdict }) {
  return ranking.causes.map(({ entry, weight }) => {
    const reasons = reasonsOf(model, entry, evidence);
    const { id, family } = entry.cause;
    return { id, family, word: wordFor(verdict, grounds, entry, reasons), weight, ...reasons };
  });
}
