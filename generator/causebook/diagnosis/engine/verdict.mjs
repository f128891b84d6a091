// Why: says how sure the ranking may be taken to be, in one of five kinds and one sentence. A
// confident wrong answer is the worst thing this product can do, so every rule here can only lower
// the voice. The order of causes may lean on the words of a paste; what is likely or very likely is
// so by evidence alone, and nothing is very likely that the words of the paste make less than sure.
// It must not know what any symptom or cause means.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { fill, sentence as beginning } from "../../strings/fill.mjs";
import { sumOf } from "./lookup.mjs";
import { backgroundOf, chanceOf, generalOf } from "./model.mjs";
import { UNKNOWN_PRIOR, listedFor, supportOf } from "./rank.mjs";
import { sameSentence } from "./record.mjs";

/** @import { Background, CauseWord, Id, Knowledge, Often, Verdict } from "../contract.d.ts" */
/** @import { CauseEntry, Evidence, Grounds, Model, PlacedFinding } from "./types.d.ts" */
/** @import { Ranking, Reasons, View, WitnessedFinding } from "./types.d.ts" */

const SURE_SHARE = 0.93; // share of the family for "very likely"
const HALF = 0.5; // … for "likely"
const TELLING_SHARE = 0.3; // … below which nothing can be told
const AHEAD_FACTOR = 3; // times the weight of the best cause of any other family
const SEPARATING_LIFT = 1.5; // a symptom separates from this ratio to the average cause on

const OWN = TEXTS.verdict;

/**
 * What is left to be read: what shows something else that speaks alone leaves nothing in its
 * sentences for others, such as the refusal of a mail server that names a wrong password. Facts
 * that a detector has worked out stay.
 * @param {Pick<Knowledge, "otherwise">} knowledge
 * @param {Model} model
 * @param {PlacedFinding[]} found
 */
export function withoutForeign({ otherwise }, model, found) {
  const speaking = otherwise.filter(({ speaksAlone }) => speaksAlone);
  const alone = new Set(speaking.map(({ symptom }) => symptom));
  const foreign = found.filter(({ id, state }) => state === "present" && alone.has(id));
  /** @param {PlacedFinding} item */
  const isOwn = ({ id }) => alone.has(id) || model.symptoms.get(id)?.detector;
  /** @param {PlacedFinding} item */
  const isTaken = (item) =>
    foreign.some(({ sentences }) => sameSentence(item.sentences, sentences));
  return found.filter((item) => isOwn(item) || !isTaken(item));
}

/**
 * Whether the problem is there at all. Where it is not shown, only a symptom that would decide, one
 * that suggests the problem, or an answer, is reason enough to name a cause. With less the problem
 * is assumed, since the reader has come to its book: there is something to ask, and no cause is
 * named. That a reader does not see one sign of the problem is no look in vain: it may show by
 * another. A word that would show the problem does not outweigh both a look that did not
 * find it and something else that was found, unless a symptom that would decide is there too.
 * @param {Model} model
 * @param {WitnessedFinding[]} found
 * @param {boolean} isEmpty was there nothing to read?
 * @returns {View}
 */
export function whatIsShown(model, found, isEmpty) {
  const { symptoms, knowledge } = model;
  const seen = found.filter(({ id, state }) => state === "present" && symptoms.has(id));
  const present = new Set(seen.flatMap(({ id }) => [id, ...generalOf(model, id)]));
  const otherwise = knowledge.otherwise.find(({ symptom }) => present.has(symptom)) ?? null;
  /** @param {Id} id */
  const shows = (id) => symptoms.get(id)?.showsProblem === true;
  const denied = found.some(
    ({ id, state, by }) => state === "absent" && by === "paste" && shows(id),
  );
  const isTelling = seen.some((item) => isDecisive(model, item));
  const isOutweighed = otherwise !== null && denied && !isTelling;
  const isThere = [...present].some(shows);
  const shown = isThere && !isOutweighed;
  const undenied = denied ? [] : seen;
  const isSuggested = undenied.some(({ id }) => symptoms.get(id)?.suggestsProblem);
  const isClear = shown || isTelling || isSuggested;
  const isAssumed = !isClear && undenied.some(({ id }) => model.speaking.has(id));
  return { shown, otherwise, recognised: isClear || isAssumed, isAssumed, isEmpty };
}

/**
 * Would it decide for some cause?
 * @param {Model} model
 * @param {WitnessedFinding} finding
 */
function isDecisive(model, { id, by }) {
  return model.causes.some((entry) =>
    by === "answer" ? supportOf(model, entry, id) > 1 : decides(model, entry, id, "unusual"),
  );
}

/**
 * The verdict when the paste is about something else, or about nothing known; else null.
 * @param {Knowledge} knowledge
 * @param {View} view
 * @returns {Verdict | null}
 */
export function notHere(knowledge, { shown, otherwise, recognised, isEmpty }) {
  const isOpen = !otherwise && (recognised || isEmpty);
  if (shown || isOpen) return null;
  const problem = knowledge.problem.title;
  const sentence = otherwise
    ? fill(OWN.otherwise, { problem, title: plainEnd(otherwise.title) })
    : fill(OWN.nothing, { problem });
  return { kind: "not here", cause: null, family: null, sentence, get: null, otherwise };
}

/**
 * The verdict over ranked causes.
 * @param {Grounds} input
 * @returns {Verdict}
 */
export function judge(input) {
  const [first] = input.ranking.causes;
  const canTell = first && !input.view.isAssumed;
  const kind = canTell ? kindOf(input, first.entry) : "cannot be told";
  const rest = { kind, get: null, otherwise: null };
  if (kind === "cannot be told") {
    const sentence = input.view.isEmpty ? OWN.empty : OWN.cannot;
    return { ...rest, cause: null, family: null, sentence };
  }
  const { id, family } = first.entry.cause;
  return { ...rest, cause: id, family, sentence: sentenceFor(input, kind, first.entry) };
}

/**
 * The words of a paste may make a cause that evidence speaks for possible, no more.
 * @param {Grounds} input
 * @param {CauseEntry} entry
 * @returns {CauseWord | "cannot be told"}
 */
function kindOf(input, entry) {
  const { model, ranking, grounds, evidence } = input;
  const separating = evidence.filter((item) => separates(model, entry, item));
  if (!separating.length) return "cannot be told";
  const share = familyWeight(grounds, entry);
  if (share >= HALF) return isSure(input, entry, separating) ? "very likely" : "likely";
  const most = Math.max(share, familyWeight(ranking, entry));
  return most < TELLING_SHARE ? "cannot be told" : "possible";
}

/**
 * @param {Grounds} input
 * @param {CauseEntry} entry
 * @param {Evidence[]} separating
 */
function isSure({ model, ranking, grounds, evidence, view }, entry, separating) {
  const { cause } = entry;
  const deciding = separating.filter(({ id }) => decides(model, entry, id, "rare"));
  const isDenied = evidence.some(({ id, present }) => present && lists(model, entry, id, "never"));
  const isSureWithWords = familyWeight(ranking, entry) >= SURE_SHARE;
  const isAheadOfAll = isAhead(grounds, cause.family) && isSureWithWords;
  const isFirst = grounds.causes[0].entry === entry && isAheadOfAll;
  const isOpen = view.shown && !isDenied && !view.lowered.has(cause.id);
  return isOpen && isFirst && areEnough(model, entry, deciding);
}

/**
 * Does the first cause leave nearly nothing to other families, and all of their causes far behind?
 * @param {Ranking} ranking
 * @param {Id} family
 */
function isAhead({ causes, families }, family) {
  const rivals = causes.filter(({ entry }) => entry.cause.family !== family);
  const share = families.find(({ id }) => id === family)?.weight ?? 0;
  const first = causes[0].weight;
  return share >= SURE_SHARE && rivals.every(({ weight }) => first >= AHEAD_FACTOR * weight);
}

/**
 * @param {Ranking} ranking
 * @param {CauseEntry} entry
 */
function familyWeight({ families }, { cause }) {
  return families.find(({ id }) => id === cause.family)?.weight ?? 0;
}

/**
 * @param {Ranking} ranking
 * @param {CauseEntry} entry
 */
function weightIn({ causes }, { cause }) {
  return causes.find(({ entry }) => entry.cause === cause)?.weight ?? 0;
}

/**
 * Does this present symptom speak more for the cause than for causes at large?
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Evidence} evidence
 */
function separates(model, entry, { id, present }) {
  const support = supportOf(model, entry, id);
  if (!present || support <= 1) return false;
  const priors = sumOf([UNKNOWN_PRIOR, ...model.causes.map(({ prior }) => prior)]);
  const supports = model.causes.map((other) => other.prior * supportOf(model, other, id));
  const mean = sumOf([UNKNOWN_PRIOR, ...supports]) / priors;
  return support >= SEPARATING_LIFT * mean;
}

/**
 * Enough is a fact that a detector has worked out, or what the cause always shows. Of sentences and
 * answers it takes two: a message tells what was noticed, and the reason may lie one step behind.
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Evidence[]} deciding
 */
function areEnough(model, entry, deciding) {
  /** @param {Evidence} item */
  const isFact = ({ id, answered }) =>
    lists(model, entry, id, "always") || (!answered && model.symptoms.get(id)?.detector);
  if (deciding.some(isFact)) return true;
  const witnesses = deciding.filter(({ answered, sentences }) => answered || sentences.length);
  /** @type {(one: Evidence, other: Evidence) => boolean} */
  const isAnother = (one, other) => one !== other && !sameSentence(one.sentences, other.sentences);
  return witnesses.some((one) => witnesses.some((other) => isAnother(one, other)));
}

/**
 * Does the cause list the symptom, or the general ones that it speaks through, as seen so often?
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 * @param {Often} often
 */
function lists(model, entry, id, often) {
  return listedFor(model, entry, id).some((own) => entry.cause.evidence[own] === often);
}

/**
 * Is what the cause lists for the symptom usual for it, and seldom enough otherwise?
 * @param {Model} model
 * @param {CauseEntry} entry
 * @param {Id} id
 * @param {Background} seldom
 */
function decides(model, entry, id, seldom) {
  const { evidence, background } = model.scales;
  /** @param {Id} own */
  const isUsual = (own) => chanceOf(model, entry, own) >= evidence.usually;
  /** @param {Id} own */
  const isSeldom = (own) => backgroundOf(model, own) <= background[seldom];
  const listed = listedFor(model, entry, id);
  return supportOf(model, entry, id) > 1 && listed.some((own) => isUsual(own) && isSeldom(own));
}

/**
 * @param {Grounds} input
 * @param {CauseWord} kind
 * @param {CauseEntry} entry
 */
function sentenceFor({ model, grounds }, kind, entry) {
  const word = beginning(OWN[kind]);
  const title = plainEnd(entry.cause.title);
  const family = model.knowledge.families.find(({ id }) => id === entry.cause.family);
  const standsOut = weightIn(grounds, entry) >= HALF * familyWeight(grounds, entry);
  return !family || standsOut
    ? fill(OWN.cause, { word, title })
    : fill(OWN.family, { word, family: plainEnd(family.title), title });
}

/**
 * A title to go on behind.
 * @param {string} title
 */
export function plainEnd(title) {
  return title.replace(/[.\s]+$/, "");
}

/**
 * The word for one cause of the list; never stronger than the verdict.
 * @param {Verdict} verdict
 * @param {Ranking} grounds
 * @param {CauseEntry} entry
 * @param {Reasons} reasons
 * @returns {CauseWord}
 */
export function wordFor({ kind, cause }, grounds, entry, reasons) {
  if (kind === "cannot be told" || kind === "not here" || !reasons.for.length) return "possible";
  if (entry.cause.id === cause) return kind;
  return kind !== "possible" && weightIn(grounds, entry) >= HALF ? "likely" : "possible";
}
