// Why: says how sure the ranking may be taken to be, in one of five kinds and one sentence. A confident
// wrong answer is the worst thing this product can do, so every rule here can only lower the voice.
// It must not know what any symptom or cause means.

import { RANK_SCALES, RANK_UNKNOWN, sameSentence, supportOf } from "./rank.mjs";

const VERDICT_SURE = 0.93;      // share of the family for "very likely"
const VERDICT_HALF = 0.5;       // … for "likely"
const VERDICT_TELL = 0.3;       // … below which nothing can be told
const VERDICT_AHEAD = 3;        // times the weight of the best cause of any other family
const VERDICT_LIFT = 1.5;       // a symptom separates from this ratio to the average cause on

const VERDICT_TEXT = {
  empty: "Paste what you see, or answer the question below.",
  nothing: (problem) => "Nothing here speaks of " + problem + ".",
  otherwise: (problem, title) => "Nothing here speaks of " + problem + ". What it does show: " + title + ".",
  cannot: "What is here fits too many causes. It cannot be told from this alone.",
  cause: (word, title) => word + ": " + title + ".",
  family: (word, family, title) => word + " something about “" + family + "”; first to check: " + title + ".",
};

/**
 * What is left to be read: what shows something else that speaks alone leaves nothing in its sentences for others, such as
 * the refusal of a mail server that names a wrong password. Facts that a detector has worked out stay.
 */
export function withoutForeign({ otherwise }, model, found) {
  const alone = new Set(otherwise.filter(({ speaksAlone }) => speaksAlone).map(({ symptom }) => symptom));
  const foreign = found.filter(({ id, state }) => state === "present" && alone.has(id));
  const isOwn = ({ id }) => alone.has(id) || model.symptoms.get(id)?.detector;
  return found.filter((item) => isOwn(item) || !foreign.some(({ marks }) => sameSentence(item.marks ?? [], marks)));
}

/**
 * Whether the problem is there at all. Where it is not shown, only a symptom that would decide, one that suggests the
 * problem, or an answer, is reason enough to speak of causes: words that turn up everywhere are not. A word that would
 * show the problem does not outweigh both a look that did not find it and something else that was found,
 * unless a symptom that would decide is there too.
 * @returns {{shown: boolean, otherwise: object|null, recognised: boolean, isEmpty: boolean}}
 */
export function whatIsShown(knowledge, model, found, isEmpty) {
  const seen = found.filter(({ id, state }) => state === "present" && model.symptoms.has(id));
  const present = new Set(seen.flatMap(({ id }) => [id, ...model.general.get(id)]));
  const otherwise = knowledge.otherwise.find(({ symptom }) => present.has(symptom)) ?? null;
  const denied = found.some(({ id, state }) => state === "absent" && model.symptoms.get(id)?.showsProblem);
  const telling = (item) => model.causes.some((entry) => (item.by === "answer" ? supportOf(model, entry, item.id) > 1 : decides(model, entry, item, "unusual")));
  const isTold = seen.some(telling);
  const shown = [...present].some((id) => model.symptoms.get(id).showsProblem) && (isTold || !(otherwise && denied));
  const isSuggested = !denied && seen.some(({ id }) => model.symptoms.get(id).suggestsProblem);
  return { shown, otherwise, recognised: shown || isTold || isSuggested, isEmpty };
}

/** The verdict when the paste is about something else, or about nothing known; else null. */
export function notHere(knowledge, view) {
  if (view.shown || (!view.otherwise && (view.recognised || view.isEmpty))) return null;
  const problem = knowledge.problem.title;
  const sentence = view.otherwise
    ? VERDICT_TEXT.otherwise(problem, plainEnd(view.otherwise.title)) : VERDICT_TEXT.nothing(problem);
  return { kind: "not here", cause: null, family: null, sentence, get: null, otherwise: view.otherwise };
}

/**
 * The verdict over ranked causes.
 * @param {object} ranking from rankCauses
 * @param {{shown: boolean, isEmpty: boolean, lowered: Map}} view from whatIsShown, and the causes whose
 *   fixes have been tried in vain
 */
export function judge(model, ranking, evidence, view) {
  const [first] = ranking.causes;
  const kind = first ? kindOf(model, ranking, evidence, view) : "cannot be told";
  const sentence = view.isEmpty ? VERDICT_TEXT.empty : VERDICT_TEXT.cannot;
  if (kind === "cannot be told") return { kind, cause: null, family: null, sentence, get: null, otherwise: null };
  const { id, family } = first.entry.cause;
  return { kind, cause: id, family, sentence: sentenceFor(model, kind, first, ranking.families[0]), get: null, otherwise: null };
}

function kindOf(model, ranking, evidence, view) {
  const [first] = ranking.causes;
  const [family] = ranking.families;
  const separating = evidence.filter((item) => separates(model, first.entry, item));
  if (!separating.length || family.weight < VERDICT_TELL) return "cannot be told";
  if (family.weight < VERDICT_HALF) return "possible";
  const rival = ranking.causes.find(({ entry }) => entry.cause.family !== family.id);
  const ahead = !rival || first.weight >= VERDICT_AHEAD * rival.weight;
  const decided = areEnough(model, first.entry, separating.filter((item) => decides(model, first.entry, item, "rare")));
  const denied = evidence.some(({ id, present }) => present && first.entry.cause.evidence[id] === "never");
  const tried = view.lowered?.has(first.entry.cause.id);
  const sure = view.shown && family.weight >= VERDICT_SURE && ahead && decided && !denied && !tried;
  return sure ? "very likely" : "likely";
}

/** Does this present symptom speak more for the cause than for causes at large? */
function separates(model, entry, { id, present }) {
  const support = present ? supportOf(model, entry, id) : 0;
  if (support <= 1) return false;
  const priors = model.causes.reduce((sum, { prior }) => sum + prior, RANK_UNKNOWN);
  const mean = model.causes.reduce((sum, other) => sum + other.prior * supportOf(model, other, id), RANK_UNKNOWN) / priors;
  return support >= VERDICT_LIFT * mean;
}

/**
 * Enough is a fact that a detector has worked out, what the reader answered, or what the cause always shows. Of other
 * sentences it takes two: a message tells what was noticed, and the reason may lie one step behind.
 */
function areEnough(model, { cause }, deciding) {
  const isFact = ({ id, marks }) => model.symptoms.get(id).detector || cause.evidence[id] === "always" || !marks.length;
  return deciding.some(isFact) || deciding.some((one) => deciding.some((other) => !sameSentence(one.marks, other.marks)));
}

/** Is the symptom usual for the cause, and seldom enough otherwise? */
function decides(model, entry, { id }, seldom) {
  const background = model.backgrounds.get(id);
  return background <= RANK_SCALES.background[seldom] && supportOf(model, entry, id) * background >= RANK_SCALES.evidence.usually - 1e-9;
}

function sentenceFor(model, kind, first, family) {
  const word = kind[0].toUpperCase() + kind.slice(1);
  const title = plainEnd(first.entry.cause.title);
  const known = model.knowledge.families.find(({ id }) => id === family.id);
  const alone = !known || first.weight >= VERDICT_HALF * family.weight;
  return alone ? VERDICT_TEXT.cause(word, title) : VERDICT_TEXT.family(word, plainEnd(known.title), title);
}

function plainEnd(title) {
  return String(title).replace(/[.\s]+$/, "");
}

/** The word for one cause of the list; never stronger than the verdict. */
export function wordFor(verdict, item, reasons) {
  if (verdict.kind === "cannot be told" || !reasons.for.length) return "possible";
  if (item.entry.cause.id === verdict.cause) return verdict.kind;
  return item.weight >= VERDICT_HALF ? "likely" : "possible";
}
