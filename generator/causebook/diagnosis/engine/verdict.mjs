// Why: says how sure the ranking may be taken to be, in one of five kinds and one sentence. A confident
// wrong answer is the worst thing this product can do, so every rule here can only lower the voice. The order of
// causes may lean on the words of a paste; what is likely or very likely is so by evidence alone.
// It must not know what any symptom or cause means.

import { RANK_SCALES, RANK_UNKNOWN, chanceOf, listedFor, supportOf } from "./rank.mjs";
import { sameSentence } from "./record.mjs";

const VERDICT_SURE = 0.93; // share of the family for "very likely"
const VERDICT_HALF = 0.5; // … for "likely"
const VERDICT_TELL = 0.3; // … below which nothing can be told
const VERDICT_AHEAD = 3; // times the weight of the best cause of any other family
const VERDICT_LIFT = 1.5; // a symptom separates from this ratio to the average cause on

const VERDICT_TEXT = {
  empty: "Paste what you see, or answer the question below.",
  nothing: (problem) => "Nothing here speaks of " + problem + ".",
  otherwise: (problem, title) =>
    "Nothing here speaks of " + problem + ". What it does show: " + title + ".",
  cannot: "What is here fits too many causes. It cannot be told from this alone.",
  cause: (word, title) => word + ": " + title + ".",
  family: (word, family, title) =>
    word + " something about “" + family + "”; first to check: " + title + ".",
};

/**
 * What is left to be read: what shows something else that speaks alone leaves nothing in its sentences for others, such as
 * the refusal of a mail server that names a wrong password. Facts that a detector has worked out stay.
 */
export function withoutForeign({ otherwise }, model, found) {
  const alone = new Set(
    otherwise.filter(({ speaksAlone }) => speaksAlone).map(({ symptom }) => symptom),
  );
  const foreign = found.filter(({ id, state }) => state === "present" && alone.has(id));
  const isOwn = ({ id }) => alone.has(id) || model.symptoms.get(id)?.detector;
  return found.filter(
    (item) =>
      isOwn(item) || !foreign.some(({ sentences }) => sameSentence(item.sentences, sentences)),
  );
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
  const denied = found.some(
    ({ id, state }) => state === "absent" && model.symptoms.get(id)?.showsProblem,
  );
  const telling = (item) =>
    model.causes.some((entry) =>
      item.by === "answer"
        ? supportOf(model, entry, item.id) > 1
        : decides(model, entry, item, "unusual"),
    );
  const isTold = seen.some(telling);
  const shown =
    [...present].some((id) => model.symptoms.get(id).showsProblem) &&
    (isTold || !(otherwise && denied));
  const isSuggested = !denied && seen.some(({ id }) => model.symptoms.get(id).suggestsProblem);
  return { shown, otherwise, recognised: shown || isTold || isSuggested, isEmpty };
}

/** The verdict when the paste is about something else, or about nothing known; else null. */
export function notHere(knowledge, view) {
  if (view.shown || (!view.otherwise && (view.recognised || view.isEmpty))) return null;
  const problem = knowledge.problem.title;
  const sentence = view.otherwise
    ? VERDICT_TEXT.otherwise(problem, plainEnd(view.otherwise.title))
    : VERDICT_TEXT.nothing(problem);
  return {
    kind: "not here",
    cause: null,
    family: null,
    sentence,
    get: null,
    otherwise: view.otherwise,
  };
}

/**
 * The verdict over ranked causes.
 * @param {{model: object, ranking: object, grounds: object, evidence: object[], view: {shown: boolean, isEmpty: boolean, lowered: Map}}} input
 *   ranking is the one that is shown, grounds what it would be without the words of the paste, both from rankCauses;
 *   view from whatIsShown, with the causes whose fixes have been tried in vain
 */
export function judge(input) {
  const {
    view,
    ranking: {
      causes: [first],
    },
  } = input;
  const kind = first ? kindOf(input, first.entry) : "cannot be told";
  const sentence = view.isEmpty ? VERDICT_TEXT.empty : VERDICT_TEXT.cannot;
  if (kind === "cannot be told")
    return { kind, cause: null, family: null, sentence, get: null, otherwise: null };
  const { id, family } = first.entry.cause;
  return {
    kind,
    cause: id,
    family,
    sentence: sentenceFor(input, kind, first.entry),
    get: null,
    otherwise: null,
  };
}

/** The words of a paste may make a cause that evidence speaks for possible, no more. */
function kindOf(input, entry) {
  const { model, ranking, grounds, evidence } = input;
  const separating = evidence.filter((item) => separates(model, entry, item));
  if (!separating.length) return "cannot be told";
  const share = familyIn(grounds, entry).weight;
  if (share >= VERDICT_HALF) return isSure(input, entry, separating) ? "very likely" : "likely";
  return Math.max(share, familyIn(ranking, entry).weight) < VERDICT_TELL
    ? "cannot be told"
    : "possible";
}

function isSure({ model, grounds, evidence, view }, entry, separating) {
  const decided = areEnough(
    model,
    entry,
    separating.filter((item) => decides(model, entry, item, "rare")),
  );
  const denied = evidence.some(({ id, present }) => present && lists(model, entry, id, "never"));
  const ahead = grounds.causes[0].entry === entry && isAhead(grounds, entry.cause.family);
  return view.shown && decided && !denied && ahead && !view.lowered.has(entry.cause.id);
}

/** Does the first cause leave nearly nothing to other families, and all of their causes far behind? */
function isAhead({ causes, families }, family) {
  const rivals = causes.filter(({ entry }) => entry.cause.family !== family);
  const share = families.find(({ id }) => id === family).weight;
  return (
    share >= VERDICT_SURE &&
    rivals.every(({ weight }) => causes[0].weight >= VERDICT_AHEAD * weight)
  );
}

function familyIn({ families }, { cause }) {
  return families.find(({ id }) => id === cause.family);
}

function weightIn({ causes }, { cause }) {
  return causes.find(({ entry }) => entry.cause === cause).weight;
}

/** Does this present symptom speak more for the cause than for causes at large? */
function separates(model, entry, { id, present }) {
  const support = present ? supportOf(model, entry, id) : 0;
  if (support <= 1) return false;
  const priors = model.causes.reduce((sum, { prior }) => sum + prior, RANK_UNKNOWN);
  const mean =
    model.causes.reduce(
      (sum, other) => sum + other.prior * supportOf(model, other, id),
      RANK_UNKNOWN,
    ) / priors;
  return support >= VERDICT_LIFT * mean;
}

/**
 * Enough is a fact that a detector has worked out, what the reader answered, or what the cause always shows. Of other
 * sentences it takes two: a message tells what was noticed, and the reason may lie one step behind.
 */
function areEnough(model, entry, deciding) {
  const isFact = ({ id, answered }) =>
    answered || model.symptoms.get(id).detector || lists(model, entry, id, "always");
  const read = deciding.map(({ sentences }) => sentences).filter(({ length }) => length);
  return (
    deciding.some(isFact) || read.some((one) => read.some((other) => !sameSentence(one, other)))
  );
}

/** Does the cause list the symptom, or the general ones that it speaks through, as seen so often? */
function lists(model, entry, id, often) {
  return listedFor(model, entry, id).some((own) => entry.cause.evidence[own] === often);
}

/** Is what the cause lists for the symptom usual for it, and seldom enough otherwise? */
function decides(model, entry, { id }, seldom) {
  const isUsual = (own) => chanceOf(model, entry, own) >= RANK_SCALES.evidence.usually;
  const isSeldom = (own) => model.backgrounds.get(own) <= RANK_SCALES.background[seldom];
  return (
    supportOf(model, entry, id) > 1 &&
    listedFor(model, entry, id).some((own) => isUsual(own) && isSeldom(own))
  );
}

function sentenceFor({ model, grounds }, kind, entry) {
  const word = kind[0].toUpperCase() + kind.slice(1);
  const title = plainEnd(entry.cause.title);
  const family = model.knowledge.families.find(({ id }) => id === entry.cause.family);
  const standsOut = weightIn(grounds, entry) >= VERDICT_HALF * familyIn(grounds, entry).weight;
  return !family || standsOut
    ? VERDICT_TEXT.cause(word, title)
    : VERDICT_TEXT.family(word, plainEnd(family.title), title);
}

function plainEnd(title) {
  return String(title).replace(/[.\s]+$/, "");
}

/** The word for one cause of the list; never stronger than the verdict. */
export function wordFor(verdict, grounds, entry, reasons) {
  if (verdict.kind === "cannot be told" || !reasons.for.length) return "possible";
  if (entry.cause.id === verdict.cause) return verdict.kind;
  return verdict.kind !== "possible" && weightIn(grounds, entry) >= VERDICT_HALF
    ? "likely"
    : "possible";
}
