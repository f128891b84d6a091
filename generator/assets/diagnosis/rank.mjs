// Why: orders causes by how well they explain what is seen, and knows how sure that is.
// It must not know what any symptom or cause means. Naive Bayes in log space over the causes of one
// problem with the ordinal scales of the book; see the contract. Numbers never reach the reader.
//
// Three departures from the textbook, each against being confidently wrong:
// - a symptom that implies another is not counted beside it, and a cause shows the general symptom
//   at least as often as the special one, so that leaving it out never changes who is ahead;
// - two symptoms read off the same characters are one witness: the weaker counts half;
// - there is always one more hypothesis, a cause that the book does not know.

/** The scales in numbers. The backgrounds are how often a cause that does not list it shows a symptom. */
export const RANK_SCALES = {
  likelihood: { common: 9, occasional: 3, rare: 1 },
  evidence: { always: 0.95, usually: 0.7, sometimes: 0.25, never: 0.002 },
  background: { common: 0.15, occasional: 0.05, rare: 0.01 },
};
const RANK_UNKNOWN_CAUSE = 9;  // prior of "something the book does not know": one common cause
const RANK_NEVER_SHARE = 0.1;  // "never" is rarer than any background
const RANK_SAME_WORDS = 0.5;   // what the second reading of the same characters counts
const RANK_SUPPORT = 1.2;      // a symptom speaks for a cause from this ratio on

/**
 * What ranking needs of a knowledge, looked up once.
 * @returns {{knowledge: object, symptoms: Map, general: Map, listed: Set, causes: object[]}}
 */
export function makeModel(knowledge) {
  const symptoms = new Map((knowledge.symptoms ?? []).map((symptom) => [symptom.id, symptom]));
  const general = new Map([...symptoms.keys()].map((id) => [id, moreGeneral(symptoms, id)]));
  const listed = new Set((knowledge.causes ?? []).flatMap((cause) => Object.keys(cause.evidence ?? {})));
  const causes = (knowledge.causes ?? []).map((cause, order) => (
    { cause, order, prior: RANK_SCALES.likelihood[cause.likelihood] ?? 1, chances: chancesOf(cause, symptoms, general, listed) }));
  return { knowledge, symptoms, general, listed, causes };
}

function moreGeneral(symptoms, id, found = new Set()) {
  for (const next of symptoms.get(id)?.implies ?? []) {
    if (found.has(next) || next === id) continue;
    found.add(next);
    moreGeneral(symptoms, next, found);
  }
  return found;
}

/** symptom id -> how often this cause shows it; a special symptom lifts the general ones it implies. */
function chancesOf(cause, symptoms, general, listed) {
  const chances = new Map();
  const lift = (id, chance) => chances.set(id, Math.max(chance, chances.get(id) ?? 0));
  const evidence = Object.entries(cause.evidence ?? {}).filter(([id]) => symptoms.has(id));
  for (const [id, often] of evidence) lift(id, evidenceChance(often, symptoms.get(id)));
  for (const [id, chance] of [...chances]) {
    const above = [...general.get(id)].filter((wide) => listed.has(wide) && symptoms.has(wide));
    for (const wide of above) lift(wide, chances.has(wide) ? chance : Math.max(chance, backgroundOf(symptoms.get(wide))));
  }
  return chances;
}

function evidenceChance(often, symptom) {
  const chance = RANK_SCALES.evidence[often] ?? backgroundOf(symptom);
  return often === "never" ? Math.min(chance, backgroundOf(symptom) * RANK_NEVER_SHARE) : chance;
}

/** How often a symptom is there without a cause that lists it. */
export function backgroundOf(symptom) {
  return RANK_SCALES.background[symptom?.background] ?? RANK_SCALES.background.occasional;
}

/** How often the cause (one of model.causes) shows the symptom. */
export function chanceOf(model, entry, id) {
  return entry.chances.get(id) ?? backgroundOf(model.symptoms.get(id));
}

/**
 * What counts, once: without the general beside the special, each with the share that it counts.
 * @param {{id: string, state: string, by: string, marks: object[]}[]} found
 * @returns {{id: string, present: boolean, counts: number}[]} in an order that does not depend on `found`
 */
export function evidenceFrom(model, found) {
  const known = found.filter(({ id }) => model.listed.has(id) && model.symptoms.has(id));
  const present = known.filter(({ state }) => state === "present");
  const covered = new Set(found.filter(({ state }) => state === "present").flatMap(({ id }) => [...model.general.get(id) ?? []]));
  const absent = known.filter(({ id, state }) => state === "absent" && !covered.has(id));
  const gone = new Set(absent.map(({ id }) => id));
  const plain = absent.filter(({ id }) => ![...model.general.get(id)].some((wide) => gone.has(wide)));
  return [...shareMarks(model, present.filter(({ id }) => !covered.has(id))),
    ...byId(plain).map(({ id }) => ({ id, present: false, counts: 1 }))];
}

const byId = (list) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

function shareMarks(model, present) {
  const background = (item) => backgroundOf(model.symptoms.get(item.id));
  const strongest = byId(present).sort((a, b) => background(a) - background(b));
  return strongest.map((item, i) => {
    const marks = item.marks ?? [];
    const taken = strongest.slice(0, i).flatMap((other) => other.marks ?? []);
    const again = marks.length > 0 && marks.every((mark) => taken.some((other) => marksMeet(mark, other)));
    return { id: item.id, present: true, counts: again ? RANK_SAME_WORDS : 1 };
  });
}

const marksMeet = (a, b) => a.line === b.line && a.from < b.to && b.from < a.to;

/**
 * Causes and families by what the evidence makes of them.
 * @param {{id: string, present: boolean, counts: number}[]} evidence from evidenceFrom
 * @param {Map<string, number>} tilts factor on the prior of a cause, by id (role, steps that did nothing)
 * @returns {{causes: {entry: object, weight: number}[], families: {id: string, weight: number}[], unknown: number}}
 *   weights are posteriors and add up to 1 with `unknown`
 */
export function rankCauses(model, evidence, tilts = new Map()) {
  const scores = model.causes.map((entry) => Math.log(entry.prior * (tilts.get(entry.cause.id) ?? 1)) + scoreOf(model, entry, evidence));
  const top = Math.max(Math.log(RANK_UNKNOWN_CAUSE), ...scores);
  const raw = scores.map((score) => Math.exp(score - top));
  const rest = Math.exp(Math.log(RANK_UNKNOWN_CAUSE) - top);
  const sum = raw.reduce((total, weight) => total + weight, rest);
  const causes = model.causes.map((entry, i) => ({ entry, weight: raw[i] / sum }));
  const families = familiesOf(causes);
  return { causes: orderForPeople(causes, families), families, unknown: rest / sum };
}

/** Log of how much better the cause explains the evidence than one that lists none of it. */
function scoreOf(model, entry, evidence) {
  return evidence.reduce((score, { id, present, counts }) => {
    const chance = chanceOf(model, entry, id);
    const usual = backgroundOf(model.symptoms.get(id));
    return score + counts * Math.log(present ? chance / usual : (1 - chance) / (1 - usual));
  }, 0);
}

function familiesOf(causes) {
  const sums = new Map();
  for (const { entry, weight } of causes) sums.set(entry.cause.family, (sums.get(entry.cause.family) ?? 0) + weight);
  return [...sums].map(([id, weight]) => ({ id, weight })).sort((a, b) => b.weight - a.weight);
}

/**
 * The order in which people read: the best cause of each family stands where the whole family stands,
 * its siblings follow at their own weight. So the head is the best guess of the most probable family,
 * and a second idea is not buried under ten variants of the first.
 */
function orderForPeople(causes, families) {
  const own = [...causes].sort((a, b) => b.weight - a.weight || a.entry.order - b.entry.order);
  const heads = new Set(families.map(({ id }) => own.find(({ entry }) => entry.cause.family === id)));
  const whole = new Map(families.map(({ id, weight }) => [id, weight]));
  const key = (item) => (heads.has(item) ? whole.get(item.entry.cause.family) : item.weight);
  return own.sort((a, b) => key(b) - key(a) || a.entry.order - b.entry.order);
}

/**
 * What speaks for a cause, against it, and what it would show that nobody has looked at yet.
 * @returns {{for: string[], against: string[], missing: string[]}} symptom ids, the strongest first
 */
export function reasonsOf(model, entry, evidence) {
  const ratio = ({ id, present }) => {
    const [chance, usual] = [chanceOf(model, entry, id), backgroundOf(model.symptoms.get(id))];
    return present ? chance / usual : (1 - chance) / (1 - usual);
  };
  const rated = evidence.map((item) => ({ ...item, ratio: ratio(item) }));
  const speaksFor = rated.filter((item) => item.present && item.ratio >= RANK_SUPPORT).sort((a, b) => b.ratio - a.ratio);
  const speaksAgainst = rated.filter((item) => item.ratio <= 0.5).sort((a, b) => a.ratio - b.ratio);
  const settled = new Set(evidence.flatMap(({ id, present }) => [id, ...(present ? model.general.get(id) : [])]));
  const missing = [...entry.chances].filter(([id, chance]) => chance >= RANK_SCALES.evidence.usually && !settled.has(id));
  return { for: speaksFor.map(({ id }) => id), against: speaksAgainst.map(({ id }) => id), missing: missing.map(([id]) => id) };
}
