// Why: takes over from a file that anybody may have written what this book knows, and notes the
// rest as sentences for the reader. It must not conclude anything.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { fill } from "../../strings/fill.mjs";
import { OUTCOMES, outcomeIds } from "../../checklist/outcomes.mjs";
import { idsOf, presentIn } from "./lookup.mjs";
import { facetsOf } from "./model.mjs";
import { ROLE_UNSAID } from "./said.mjs";
import { AUDIENCES, SIZES } from "./record.mjs";
import { MOST_STEPS } from "./words.mjs";

/** @import { CaseRecord, Id, Knowledge, Outcome, RecordedFinding } from "../contract.d.ts" */

/** @typedef {import("./case.mjs").TakenCase} TakenCase */
/** @typedef {Record<string, unknown>} Data an object of JSON */
/**
 * @typedef {"symptom" | "answer" | "family" | "role" | "facet" | "step" | "platform"} Kind of what
 *   an id names
 */

const MOST_ITEMS = 2000; // findings, answers or outcomes; of more than this, the rest is not read
const ID_LENGTH = 80; // characters of an unknown id that are quoted
const STATES = ["present", "absent"];

const OWN = TEXTS.case;
const UNKNOWN = TEXTS.unknownHere;
const TOO_MANY = TEXTS.tooMany;
/** @typedef {keyof typeof UNKNOWN} What an item of a file is */

/** Reads one file; make a new one for each. */
export class CaseReader {
  /** @param {Knowledge} knowledge */
  constructor({ symptoms, families, roles, fixes, platforms, observations, book }) {
    /** @type {Record<Kind, Set<string>>} */
    this.ids = {
      symptom: idsOf(symptoms),
      answer: idsOf([...symptoms, { id: ROLE_UNSAID }]),
      family: idsOf(families),
      role: idsOf(roles),
      facet: facetsOf({ symptoms, observations, roles }),
      platform: idsOf(platforms),
      step: new Set(fixes.flatMap((fix) => fix.steps.map(({ id }) => fix.id + "/" + id))),
    };
    this.detected = idsOf(symptoms.filter(({ detector }) => detector));
    this.book = book;
    /** @type {string[]} */
    this.problems = [];
  }

  /**
   * @param {Data} data
   * @returns {{ taken: TakenCase, problems: string[] }}
   */
  read(data) {
    if (objectIn(data.book).version !== this.book.version) this.note(OWN.otherBook);
    if (data.version === 1) this.note(OWN.older);
    const role = this.role(data.role);
    const findings = this.findings(data.findings);
    const sentences = this.sentences(data.sentences, findings);
    const answers = this.pairs("answer", "answer", data.answers, answerIn);
    const outcomes = this.pairs("step", "step", data.outcomes, outcomeIn);
    const stuck = this.list("finding", "symptom", data.stuck);
    const audience = AUDIENCES.find((known) => known === data.audience) ?? "public";
    const platforms = Array.isArray(data.platforms) ? this.platforms(data.platforms) : null;
    const said = { role, platforms, answers, outcomes };
    const seenPlatforms = this.platforms(data.seenPlatforms);
    const taken = {
      audience,
      findings,
      sentences,
      seenPlatforms,
      ...this.rest(data),
      stuck,
      ...said,
    };
    return { taken, problems: this.problems };
  }

  /** @param {unknown} value */
  platforms(value) {
    return this.list("platform", "platform", value);
  }

  /** @param {string} problem */
  note(problem) {
    this.problems.push(problem);
  }

  /**
   * @param {unknown} value
   * @returns {Id | null}
   */
  role(value) {
    if (value === null || value === undefined) return null;
    return this.known("role", "role", value);
  }

  /**
   * The first version had neither facets nor size, and the first two leaned to causes, by words
   * that were not learned.
   * @param {Data} data
   * @returns {Pick<CaseRecord, "facets" | "size" | "leanings">}
   */
  rest({ version, facets, size, leanings }) {
    const isLearned = version !== 1 && version !== 2;
    return {
      facets: version === 1 ? [] : this.list("facet", "facet", facets),
      size: (version !== 1 && SIZES.find((known) => known === size)) || "lines",
      leanings: isLearned ? this.pairs("leaning", "family", leanings, leaningIn) : {},
    };
  }

  /**
   * Each symptom once: a second finding of it would be a second witness.
   * @param {unknown} value
   * @returns {RecordedFinding[]}
   */
  findings(value) {
    /** @type {Map<Id, RecordedFinding>} */
    const found = new Map();
    for (const { id, state } of this.some("finding", listIn(value)).map(objectIn)) {
      const known = this.known("finding", "symptom", id, isState(state));
      if (known !== null && isState(state) && !found.has(known))
        found.set(known, { id: known, state });
    }
    return [...found.values()];
  }

  /**
   * What a pattern has found stands somewhere. A case that does not say where is taken as one
   * sentence, so that nothing in it is a second witness.
   * @param {unknown} value
   * @param {RecordedFinding[]} findings
   */
  sentences(value, findings) {
    const present = presentIn(findings);
    const said = this.some("sentence", listIn(value)).map((ids) => {
      const own = new Set(this.some("finding", listIn(ids)));
      return [...present].filter((id) => own.has(id)).sort();
    });
    const placed = new Set(said.flat());
    const isWhole = [...present].every((id) => placed.has(id) || this.detected.has(id));
    const sentences = isWhole ? said : [[...present].sort()];
    return sentences.filter(({ length }) => length);
  }

  /**
   * The id where this book knows it; else null, with a problem.
   * @param {What} what
   * @param {Kind} kind
   * @param {unknown} id
   * @param {boolean} isFine is the rest of the item?
   */
  known(what, kind, id, isFine = true) {
    if (typeof id === "string" && isFine && this.ids[kind].has(id)) return id;
    const named = typeof id === "string" ? id.slice(0, ID_LENGTH) : "?";
    this.note(fill(UNKNOWN[what], { id: named }));
    return null;
  }

  /**
   * What there are too many of is cut, and said to be.
   * @template T
   * @param {What} what
   * @param {T[]} items
   */
  some(what, items) {
    if (items.length > MOST_ITEMS)
      this.problems.unshift(fill(TOO_MANY[what], { most: MOST_ITEMS, count: items.length }));
    return items.slice(0, MOST_ITEMS);
  }

  /**
   * @param {What} what
   * @param {Kind} kind
   * @param {unknown} value
   */
  list(what, kind, value) {
    const ids = this.some(what, listIn(value));
    return [...new Set(ids.flatMap((id) => this.known(what, kind, id) ?? []))];
  }

  /**
   * @template T
   * @param {What} what
   * @param {Kind} kind
   * @param {unknown} value
   * @param {(item: unknown, id: Id) => T | undefined} taken the item as it is taken over; undefined
   *   where it is wrong
   * @returns {Record<Id, T>}
   */
  pairs(what, kind, value, taken) {
    /** @type {Array<[Id, T]>} */
    const pairs = [];
    for (const [id, item] of this.some(what, Object.entries(objectIn(value)))) {
      const own = taken(item, id);
      if (this.known(what, kind, id, own !== undefined) !== null && own !== undefined)
        pairs.push([id, own]);
    }
    return Object.fromEntries(pairs);
  }
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
function listIn(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {unknown} value
 * @returns {Data}
 */
function objectIn(value) {
  return value !== null && typeof value === "object" ? /** @type {Data} */ (value) : {};
}

/**
 * @param {unknown} value
 * @returns {value is "present" | "absent"}
 */
function isState(value) {
  return typeof value === "string" && STATES.includes(value);
}

/**
 * @param {unknown} answer
 * @param {Id} id
 */
function answerIn(answer, id) {
  if (id === ROLE_UNSAID && answer !== null) return undefined;
  return answer === true || answer === false || answer === null ? answer : undefined;
}

/**
 * Cases of earlier pages name outcomes by their words.
 * @param {unknown} value
 * @returns {Outcome | undefined}
 */
function outcomeIn(value) {
  return outcomeIds.find((id) => id === value || OUTCOMES[id] === value);
}

/** @param {unknown} step */
function leaningIn(step) {
  const isStep = typeof step === "number" && Number.isInteger(step);
  return isStep && step !== 0 && Math.abs(step) <= MOST_STEPS ? step : undefined;
}
