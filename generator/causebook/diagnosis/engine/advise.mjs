// Why: says what to do next. Fixes come in the order of least expected cost of repair, and a question
// or a look comes first only where its answer saves more than it costs (one step of look-ahead):
// Heckerman, Breese, Rommelse, "Decision-Theoretic Troubleshooting", CACM 38(3), 1995; Jensen et al.,
// "The SACSO methodology for troubleshooting complex systems", AI EDAM 15(4), 2001.
// It must not know what any fix does. Costs are minutes of somebody's time.

import { chanceOf } from "./rank.mjs";

const ADVISE_MINUTES = { seconds: 1, minutes: 5, hours: 60, days: 480 };
const ADVISE_SAFETY = { "read-only": 1, reversible: 1.5, disruptive: 4 };
const ADVISE_CAREFUL = ["read-only", "reversible", "disruptive"];
const ADVISE_WAITING = 15; // minutes that it costs to have somebody else act
const ADVISE_HELPS = 0.9; // a cause's first fix removes it this often
const ADVISE_LATER = 0.6; // each later fix, times the one before
const ADVISE_PLAN = 12; // fixes in the checklist of a case
const ADVISE_FAULTS = 30; // causes that a look-ahead considers
const ADVISE_CAUSES = 12; // causes that the checklist is made for
const ADVISE_QUESTION = 0.05; // of the best cause's weight; below, a cause is a long shot and waits
const ADVISE_WORTH = 0.1; // a harmless fix from this chance on goes before a disruptive one …
const ADVISE_BOLD = 0.5; // … unless that one helps at least this likely
const ADVISE_PATIENCE = 15; // minutes that a question must save to come before the first fix of a likely cause
const ADVISE_TRIED = { "no effect": 0.2, "not possible here": 0.6 }; // what is left of its causes

const ADVISE_TEXT = {
  fix: (title) => "Try this first: " + title + ".",
  message: (party) => "This is not yours to change: send the message to " + party + ".",
  ask: (question) => "Answer this first: " + question,
  look: (get) => "Get this next: " + get,
  lookAsk: (party, get) => "Ask " + party + " for this: " + get,
  fixed: "Solved. Copy the case if somebody should know what helped.",
  spent: "Everything known for these causes has been tried. Hand the case over with what was seen.",
};

/**
 * What the outcomes of steps mean for the fixes.
 * @param {Record<string, string>} outcomes "fix/step" -> "done|no effect|fixed it|not possible here"
 * @returns {{out: Set<string>, tilts: Map<string, number>, fixedBy: string|null}} fixes that are out,
 *   factor for the causes they serve, the fix that helped
 */
export function learnFrom(knowledge, outcomes = {}) {
  const result = { out: new Set(), tilts: new Map(), fixedBy: null };
  for (const fix of knowledge.fixes) {
    const told = fix.steps.map((step) => outcomes[fix.id + "/" + step.id]);
    if (told.includes("fixed it")) result.fixedBy = fix.id;
    if (!told.length || !told.every((outcome) => Object.hasOwn(ADVISE_TRIED, outcome ?? "")))
      continue;
    result.out.add(fix.id);
    const left = Math.min(...told.map((outcome) => ADVISE_TRIED[outcome]));
    for (const { id, fixes } of knowledge.causes) {
      if (fixes.includes(fix.id)) result.tilts.set(id, (result.tilts.get(id) ?? 1) * left);
    }
  }
  return result;
}

/** Can a reader in this role act as this party? Without a known role: yes. */
export function canAct(knowledge, role, party) {
  const known = knowledge.roles.find(({ id }) => id === role);
  return !known || !party || known.parties.includes(party);
}

/** Minutes to expect until this party acts: none for the reader; without a known role, by the share of roles that cannot. */
function waitingFor(knowledge, role, party) {
  const ids = knowledge.roles.map(({ id }) => id);
  const asked = ids.includes(role) ? [role] : ids;
  const unable = asked.filter((id) => !canAct(knowledge, id, party));
  return asked.length ? (ADVISE_WAITING * unable.length) / asked.length : 0;
}

/** Minutes that trying a fix costs, weighed by what it may break, and with the waiting for whoever does it. */
export function costOf(fix, waiting = 0) {
  return (ADVISE_MINUTES[fix.effort] ?? 5) * (ADVISE_SAFETY[fix.safety] ?? 1.5) + waiting;
}

/**
 * The checklist of this case: each next fix has the best chance to help for its cost, given that
 * those before it did not. For single faults with a fix each this is the optimal order. Long shots
 * wait until the causes in question are done, however cheap they are: an order that people can't
 * follow is not followed.
 * @param {{knowledge: object, causes: {entry: object, weight: number}[], role: string|null, out: Set<string>}} input
 * @returns {{fix: string, steps: string[], cause: string, mine: boolean, party: string}[]}
 */
export function planFixes({ knowledge, causes, role, out }) {
  const taken = [...causes].sort((a, b) => b.weight - a.weight).slice(0, ADVISE_CAUSES);
  const bar = ADVISE_QUESTION * (taken[0]?.weight ?? 0);
  const pool = new Set(knowledge.fixes.filter(({ id }) => !out.has(id)));
  const plan = [
    taken.filter(({ weight }) => weight >= bar),
    taken.filter(({ weight }) => weight < bar),
  ]
    .flatMap((group) => planFor(knowledge, group, pool, role))
    .slice(0, ADVISE_PLAN);
  return plan.map(({ fix, cause, mine }) => ({
    fix: fix.id,
    steps: fix.steps.map(({ id }) => id),
    cause: cause.id,
    mine,
    party: fix.party,
  }));
}

/** Takes the planned fixes out of the pool. */
function planFor(knowledge, causes, pool, role) {
  const left = new Map(causes.map(({ entry, weight }) => [entry.cause, weight]));
  const serving = new Set(causes.flatMap(({ entry }) => entry.cause.fixes));
  const open = () => [...pool].filter(({ id }) => serving.has(id));
  const plan = [];
  while (plan.length < ADVISE_PLAN) {
    const best = bestFix(open().map((fix) => chanceToHelp(knowledge, fix, left, role)));
    if (!best) break;
    plan.push(best);
    pool.delete(best.fix);
    for (const [cause, weight] of left) left.set(cause, weight * (1 - helpFor(cause, best.fix)));
  }
  return plan;
}

function helpFor(cause, fix) {
  const place = cause.fixes.indexOf(fix.id);
  return place < 0 ? 0 : ADVISE_HELPS * ADVISE_LATER ** place;
}

function chanceToHelp(knowledge, fix, left, role) {
  const served = [...left]
    .map(([cause, weight]) => ({ cause, part: weight * helpFor(cause, fix) }))
    .filter(({ part }) => part > 0);
  const chance = served.reduce((sum, { part }) => sum + part, 0);
  const mine = canAct(knowledge, role, fix.party);
  const cause = served.reduce(
    (best, item) => (best && best.part >= item.part ? best : item),
    null,
  )?.cause;
  return {
    fix,
    cause,
    chance,
    mine,
    worth: chance / costOf(fix, waitingFor(knowledge, role, fix.party)),
  };
}

function bestFix(rated) {
  const useful = rated.filter(({ chance }) => chance > 0);
  const harmless = useful.some(
    ({ fix, chance }) => fix.safety !== "disruptive" && chance >= ADVISE_WORTH,
  );
  const free = useful.filter(
    ({ fix, chance }) => !harmless || fix.safety !== "disruptive" || chance >= ADVISE_BOLD,
  );
  const careful = ({ fix }) => ADVISE_CAREFUL.indexOf(fix.safety);
  return free.sort((a, b) =>
    Math.abs(a.worth - b.worth) > 1e-12 ? b.worth - a.worth : careful(a) - careful(b),
  )[0];
}

/**
 * Questions and looks by what they save for what they cost. What has been looked at is neither asked nor looked at again.
 * @param {{model: object, ranking: object, seen: object[], answers: object, record: object, role: string|null, out: Set<string>, first: string|undefined}} input
 *   first is the fix that would be tried first
 * @returns {{kind: "ask"|"look", symptom: string|null, observation: string|null, party: string|null, cost: number, net: number, sooner: number}[]}
 *   the best first; in minutes: cost, net (expected cost of repair that it saves, less its cost), and sooner (the same for
 *   doing it before the first fix rather than after that fix was tried in vain)
 */
export function rateQuestions(input) {
  const made = new Set(
    input.model.knowledge.observations.map(({ id }) => id).filter((id) => isMade(input, id)),
  );
  const open = openSymptoms(input).filter(({ observation }) => !made.has(observation));
  const all = repairModel(input);
  const rest = without(all, input.first);
  const rate = (question, ids) => {
    const cost = costOfQuestion(input, question);
    const saved = savedBy(input.model, all, ids);
    const later = rest.chance < 1 && saved > cost ? savedBy(input.model, rest, ids) : 0;
    return { ...question, cost, net: saved - cost, sooner: saved - later - rest.chance * cost };
  };
  const asks = open
    .filter(({ ask }) => ask)
    .map((symptom) =>
      rate(
        { kind: "ask", symptom: symptom.id, observation: symptom.observation ?? null, party: null },
        [symptom.id],
      ),
    );
  const looks = input.model.knowledge.observations.map((observation) =>
    rate(
      { kind: "look", symptom: null, observation: observation.id, party: observation.party },
      open.filter((symptom) => symptom.observation === observation.id).map(({ id }) => id),
    ),
  );
  return [...asks, ...looks].sort((a, b) => b.net / b.cost - a.net / a.cost || a.cost - b.cost);
}

/** What is left when a fix was tried in vain, and how likely it was to help. */
function without({ faults }, tried) {
  const helped = faults.filter(({ fix }) => fix === tried);
  return {
    ...withRepairs(faults.filter(({ fix }) => fix !== tried)),
    chance: sumOf(helped.map(({ weight }) => weight)),
  };
}

/** Symptoms that some cause lists and nobody has settled. */
function openSymptoms({ model, seen, answers }) {
  const settled = new Set([...seen.map(({ id }) => id), ...Object.keys(answers)]);
  for (const { id, state } of seen)
    if (state === "present") model.general.get(id)?.forEach((wide) => settled.add(wide));
  return [...model.symptoms.values()].filter(({ id }) => model.listed.has(id) && !settled.has(id));
}

/** An observation whose facets are (mostly) in the paste has been made; one line is not an observation. */
function isMade({ model, record }, observation) {
  if (record.size !== "lines") return false;
  const places = [...model.symptoms.values()]
    .filter((symptom) => symptom.observation === observation)
    .map(({ patterns }) => patterns.flatMap((pattern) => pattern.in))
    .filter((facets) => facets.length);
  const looked = places.filter((facets) => facets.some((facet) => record.facets.includes(facet)));
  return places.length > 0 && looked.length * 2 >= places.length;
}

function costOfQuestion({ model, role }, { observation }) {
  const known = model.knowledge.observations.find(({ id }) => id === observation);
  if (!known) return ADVISE_MINUTES.seconds;
  return (ADVISE_MINUTES[known.effort] ?? 5) + waitingFor(model.knowledge, role, known.party);
}

/** Each cause with the one fix tried for it first: enough for a look-ahead, and optimal to order. */
function repairModel({ model, ranking, role, out }) {
  const fixes = new Map(model.knowledge.fixes.map((fix) => [fix.id, fix]));
  const heaviest = [...ranking.causes].sort((a, b) => b.weight - a.weight).slice(0, ADVISE_FAULTS);
  const faults = heaviest
    .map(({ entry, weight }) => {
      const fix = fixes.get(entry.cause.fixes.find((id) => fixes.has(id) && !out.has(id)));
      return {
        entry,
        weight,
        fix: fix?.id,
        cost: fix ? costOf(fix, waitingFor(model.knowledge, role, fix.party)) : 0,
      };
    })
    .filter(({ fix, weight }) => fix && weight > 1e-4);
  return withRepairs(faults);
}

/** The faults with what their fixes cost, the place of each fault's fix, and the order of the fixes. */
function withRepairs(faults) {
  const costOfFix = new Map(faults.map(({ fix, cost }) => [fix, cost]));
  const places = new Map([...costOfFix.keys()].map((fix, place) => [fix, place]));
  const repairs = {
    faults,
    costs: [...costOfFix.values()],
    places: faults.map(({ fix }) => places.get(fix)),
  };
  return {
    ...repairs,
    order: repairOrder(
      repairs.costs,
      chancesIn(
        repairs,
        faults.map(({ weight }) => weight),
      ),
    ),
  };
}

/** How likely each fix is to help, where the faults weigh this. */
function chancesIn({ costs, places }, weights) {
  const chances = new Array(costs.length).fill(0);
  for (let i = 0; i < places.length; i++) chances[places[i]] += weights[i];
  return chances;
}

/** Places of fixes by chance over cost: the order of least expected cost for single faults. */
function repairOrder(costs, chances) {
  return [...costs.keys()].sort((a, b) => chances[b] / costs[b] - chances[a] / costs[a]);
}

/** Minutes to expect until repaired when fixes are tried in this order of places; chances need not add up to 1. */
export function expectedCost(order, costs, chances) {
  let left = sumOf(chances);
  let spent = 0;
  for (const place of order) {
    spent += costs[place] * left;
    left -= chances[place];
  }
  return spent;
}

function sumOf(numbers) {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/** Minutes saved, on average, by knowing which of these symptoms is there (taken as exclusive). */
function savedBy(model, repairs, ids) {
  const { faults } = repairs;
  const useful = ids.filter((id) => faults.some(({ entry }) => entry.chances.has(id)));
  if (!useful.length) return 0;
  const shown = useful.map((id) =>
    faults.map(({ entry, weight }) => weight * chanceOf(model, entry, id)),
  );
  const none = faults.map(({ weight }, i) =>
    shown.reduce((left, weights) => left * (1 - weights[i] / weight), weight),
  );
  const scale = Math.min(1, sumOf(faults.map(({ weight }) => weight)) / sumOf(shown.map(sumOf)));
  return scale * sumOf(shown.map((weights) => savedIn(repairs, weights))) + savedIn(repairs, none);
}

function savedIn({ costs, places, order }, weights) {
  const chances = chancesIn({ costs, places }, weights);
  return (
    expectedCost(order, costs, chances) - expectedCost(repairOrder(costs, chances), costs, chances)
  );
}

/**
 * The observation to get when nothing can be told: the most useful that has not been made.
 * @returns {{observation: string, party: string}|null}
 */
export function lookFor(questions) {
  const look = questions
    .filter(({ kind }) => kind === "look")
    .find(({ net, cost }) => net + cost > 0);
  return look ? { observation: look.observation, party: look.party } : null;
}

/**
 * The first thing to do, with its sentence.
 * @returns {{kind: "fix"|"ask"|"message"|"look"|"fixed"|"spent", sentence: string}} and the ids it is about
 */
export function nextStep({ knowledge, verdict, plan, questions, role, fixedBy }) {
  if (fixedBy) return { kind: "fixed", fix: fixedBy, sentence: ADVISE_TEXT.fixed };
  const isOpen = verdict.kind === "cannot be told";
  const [question] =
    verdict.kind === "very likely"
      ? []
      : questions.filter(({ net, sooner }) => net > 0 && (isOpen || sooner > ADVISE_PATIENCE));
  if (question?.kind === "ask") return askStep(knowledge, question);
  if (question || verdict.get) return lookStep(knowledge, question ?? verdict.get, role);
  return plan.length ? fixStep(knowledge, plan[0]) : { kind: "spent", sentence: ADVISE_TEXT.spent };
}

function askStep(knowledge, { symptom, observation }) {
  const { ask } = knowledge.symptoms.find(({ id }) => id === symptom);
  return { kind: "ask", symptom, observation, sentence: ADVISE_TEXT.ask(ask) };
}

function lookStep(knowledge, { observation, party }, role) {
  const { get } = knowledge.observations.find(({ id }) => id === observation);
  const mine = canAct(knowledge, role, party);
  const sentence = mine
    ? ADVISE_TEXT.look(get)
    : ADVISE_TEXT.lookAsk(partyTitle(knowledge, party), get);
  return { kind: "look", observation, party, mine, sentence };
}

function fixStep(knowledge, { fix, cause, party, mine }) {
  const { title } = knowledge.fixes.find(({ id }) => id === fix);
  const { message } = knowledge.causes.find(({ id }) => id === cause);
  return mine
    ? { kind: "fix", fix, cause, sentence: ADVISE_TEXT.fix(title.replace(/[.\s]+$/, "")) }
    : {
        kind: "message",
        fix,
        cause,
        party,
        message,
        sentence: ADVISE_TEXT.message(partyTitle(knowledge, party)),
      };
}

function partyTitle(knowledge, party) {
  return knowledge.parties.find(({ id }) => id === party)?.title ?? party;
}

/**
 * What tells the leading causes apart from those they are taken for.
 * @param {{id: string}[]} causes the shown causes, the best first
 * @returns {{cause: string, other: string, difference: string, symptom: string|null}[]} pairs within the
 *   list first, then those of the first cause
 */
export function tellApart(knowledge, causes) {
  const shown = causes.map(({ id }) => id);
  const told = shown.flatMap((id) =>
    knowledge.causes
      .find((cause) => cause.id === id)
      .lookAlikes.map(({ cause, difference, symptom }) => ({
        cause: id,
        other: cause,
        difference,
        symptom,
      })),
  );
  const within = told.filter(({ other }) => shown.includes(other));
  return [
    ...within,
    ...told.filter(({ cause, other }) => cause === shown[0] && !shown.includes(other)),
  ];
}
