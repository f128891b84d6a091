// What must be the same when a case is saved and opened again. The test on a few pastes and the measurement
// on all of them compare by this.
import { makeRecogniser, seeAll } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { conclude, judgeRecord } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { recordOf } from "../../generator/causebook/diagnosis/engine/record.mjs";
import { readWords } from "../../generator/causebook/diagnosis/engine/read-words.mjs";
import {
  makeCase,
  parseCase,
  resultFromCase,
} from "../../generator/causebook/diagnosis/engine/case.mjs";
import { ticketText } from "../../generator/causebook/diagnosis/engine/ticket.mjs";
import { ROLE_UNSAID } from "../../generator/causebook/diagnosis/engine/said.mjs";
import { tellApart } from "../../generator/causebook/diagnosis/engine/advise.mjs";

/** A book with what is made once for all its pastes. */
export function openBook(knowledge, reading = {}) {
  return {
    knowledge,
    ...reading,
    recogniser: makeRecogniser(knowledge),
    model: makeModel(knowledge),
  };
}

/** What a reader is told, without the places in a paste. */
function saidBy(result, { knowledge }, context) {
  const { verdict, families, causes, next, question, role, platforms, plan, stuck } = result;
  const made = makeCase(result, { knowledge, ...context });
  return JSON.stringify({
    verdict,
    families,
    causes,
    next,
    question,
    role,
    platforms,
    plan,
    stuck,
    apart: tellApart(knowledge, causes.slice(0, 5)),
    ticket: ticketText(made, knowledge),
  });
}

/** A paste as the page keeps it: read once, and concluded from under each context. */
export function readPaste(
  text,
  { knowledge, recogniser, model, read = readWords, detectors = {} },
) {
  const reading = read(text);
  const record = recordOf({ reading, ...seeAll(recogniser, reading, detectors) }, model);
  return (context = {}) => conclude({ record, knowledge, model, ...context });
}

/**
 * The contexts in which a case of this paste concludes otherwise than the paste; nobody wants any.
 * The case is saved under the first context, opened from its text, and then given each of them.
 */
export function otherwiseWhenReopened(concluded, book, contexts) {
  const { knowledge, model } = book;
  const live = contexts.map(concluded);
  const saved = JSON.stringify(makeCase(live[0], { knowledge, ...contexts[0] }), null, 1);
  const { case: made, problems } = parseCase(saved, knowledge, model);
  const isOther = (context, i) => {
    const { role = null, platforms = null, answers = {}, outcomes = {} } = context;
    const taken = { ...made, platforms, answers, outcomes };
    const again = resultFromCase(taken, knowledge, role, model);
    return saidBy(again, book, context) !== saidBy(live[i], book, context);
  };
  return problems.length ? contexts : contexts.filter(isOther);
}

/** What the public book concludes: has to be the same in the internal portal. */
export function concludedOf(
  { verdict: { kind, cause, sentence, otherwise }, causes },
  { knowledge },
) {
  const known = new Set(knowledge.causes.map(({ id }) => id));
  const order = causes.filter(({ id }) => known.has(id)).map(({ id, word }) => id + ": " + word);
  return { kind, cause, sentence, otherwise: otherwise?.symptom ?? null, order };
}

/** What a public case concludes on the public page and, opened there, in the internal portal. */
export function insideAndOut(live, book, portal, context = {}) {
  const saved = JSON.stringify(makeCase(live, { knowledge: book.knowledge, ...context }));
  const { case: made } = parseCase(saved, portal.knowledge, portal.model);
  const inside = judgeRecord({
    record: made,
    knowledge: portal.knowledge,
    model: portal.model,
    ...context,
  });
  return { inside: concludedOf(inside, book), out: concludedOf(live, book) };
}

/** A few things that a reader may have said, other ones for each number. */
export function contextsFor({ roles, symptoms, fixes, platforms, choices }, n) {
  const asks = symptoms.filter(({ ask }) => ask);
  const pick = (list, k) => list[(n * 7919 + k * 104729) % list.length];
  const words = ["no-effect", "done", "not-possible", "fixed"];
  const outcomesOf = (fix, word) =>
    fix ? Object.fromEntries(fix.steps.map(({ id }) => [fix.id + "/" + id, word])) : {};
  const chosen = pick(choices, 1)?.options.map(({ symptom }, i) => [symptom, i === n % 2]) ?? [];
  const answers = {
    ...Object.fromEntries(chosen),
    ...(asks.length
      ? { [pick(asks, 1).id]: true, [pick(asks, 2).id]: false, [pick(asks, 3).id]: null }
      : {}),
  };
  const named = platforms.length ? [pick(platforms, 1).id] : [];
  const outcomes = outcomesOf(pick(fixes, 1), pick(words, n));
  return [
    {},
    { role: pick(roles, 1)?.id, answers, platforms: named, outcomes },
    { answers: { [ROLE_UNSAID]: null }, platforms: [] },
  ];
}
