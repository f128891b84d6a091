// Why: one call from paste to verdict, causes and next step; the page, the tests and the measurement
// of accuracy all come through here. It must not know any format or any subject: reader, detectors
// and knowledge are handed in.

import { openEyes, seeAll } from "./see.mjs";
import { makeModel, evidenceFrom, rankCauses, reasonsOf } from "./rank.mjs";
import { withoutForeign, whatIsShown, notHere, judge, wordFor } from "./verdict.mjs";
import { learnFrom, planFixes, rateQuestions, lookFor, nextStep, canAct } from "./advise.mjs";
import { readWords } from "./read-words.mjs";

const ENGINE_ROLE_TILT = 1.2; // a role can meet any cause; its own parties' are a little more usual

/**
 * Everything about one paste.
 * @param {object} input text and knowledge (see the contract); read(text) and detectors of the book;
 *   role id or null; answers by symptom id (true, false, or null for "don't know"); outcomes by
 *   "fix/step"; eyes from openEyes(knowledge) and model from makeModel(knowledge) to save their making
 * @returns {object} reading, symptoms, verdict, families, causes, next, questions (ids worth asking, the best first), plan, stuck, leanings
 */
export function diagnose({ text, knowledge, read = readWords, detectors = {}, eyes = openEyes(knowledge), ...rest }) {
  const reading = read(text);
  return conclude({ reading, seen: seeAll(eyes, reading, detectors), knowledge, ...rest });
}

/**
 * The second half of diagnose, for callers that did the seeing elsewhere (a Worker that may be
 * stopped, a case that was reopened).
 * @param {object} input reading; seen from seeSome; stuck: [{symptom, ms}] patterns that were stopped; leanings:
 *   factors by cause id where they are known without the text
 */
export function conclude({ reading, seen, knowledge, model = makeModel(knowledge), role = null, answers = {}, outcomes = {}, stuck = [], leanings = leaningsOf(reading, model) }) {
  const symptoms = withAnswers(withoutForeign(knowledge, model, seen), answers, model);
  const isEmpty = !reading.lines.some(({ facet, text }) => facet || text.trim());
  const view = whatIsShown(knowledge, model, symptoms, isEmpty);
  const elsewhere = notHere(knowledge, view);
  const told = elsewhere ? nothingToRank(elsewhere)
    : weigh({ knowledge, model, reading, seen: symptoms, answers, outcomes, role, view, leanings });
  return { reading, symptoms, ...told, stuck, leanings };
}

function leaningsOf({ lines }, model) {
  return model.likeness(lines.map(({ facet, text }) => (facet ? text : "")).join(" "));
}

/** What the reader answered outranks what a pattern saw: people know better. */
function withAnswers(seen, answers, model) {
  const told = Object.entries(answers).filter(([id, answer]) => answer !== null && model.symptoms.has(id));
  const ids = new Set(told.map(([id]) => id));
  return [...seen.filter(({ id }) => !ids.has(id)), ...told.map(([id, answer]) => (
    { id, state: answer ? "present" : "absent", by: "answer", marks: [], note: "" }))];
}

function nothingToRank(verdict) {
  const sentence = verdict.otherwise?.text ?? verdict.sentence;
  return { verdict, families: [], causes: [], next: { kind: "look", observation: null, party: null, mine: true, sentence }, questions: [], plan: [] };
}

function weigh(input) {
  const { knowledge, model, seen, role, outcomes, view, leanings } = input;
  const evidence = evidenceFrom(model, seen);
  const { out, tilts, fixedBy } = learnFrom(knowledge, outcomes);
  const ranking = rankCauses(model, evidence, tilted({ knowledge, tilts, role, leanings }));
  const verdict = judge(model, ranking, evidence, { ...view, lowered: tilts });
  const plan = planFixes({ knowledge, causes: ranking.causes, role, out });
  const questions = rateQuestions({ ...input, ranking, out, first: plan[0]?.fix });
  if (verdict.kind === "cannot be told") verdict.get = lookFor(questions);
  const next = nextStep({ knowledge, verdict, plan, questions, role, fixedBy });
  const worthAsking = questions.filter(({ kind, net }) => kind === "ask" && net > 0).map(({ symptom }) => symptom);
  return { verdict, families: ranking.families, causes: listed(model, ranking, verdict, evidence), next, questions: worthAsking, plan };
}

/** What makes causes likelier or less likely beside the evidence: steps that did nothing, the words of the paste, the role. */
function tilted({ knowledge, tilts, role, leanings }) {
  const known = knowledge.roles.some(({ id }) => id === role);
  const factor = ({ id, party }) => (tilts.get(id) ?? 1) * (leanings[id] ?? 1) * (known && canAct(knowledge, role, party) ? ENGINE_ROLE_TILT : 1);
  return new Map(knowledge.causes.map((cause) => [cause.id, factor(cause)]));
}

function listed(model, ranking, verdict, evidence) {
  return ranking.causes.map((item) => {
    const reasons = reasonsOf(model, item.entry, evidence);
    const { id, family } = item.entry.cause;
    return { id, family, word: wordFor(verdict, item, reasons), weight: item.weight, ...reasons };
  });
}
