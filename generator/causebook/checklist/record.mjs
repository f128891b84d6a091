// Why: the checklist's memory: which step came to what, and when. It must not know the DOM, the
// address bar, where it is kept, or what the steps are about.

import { outcomeIds, outcomeWord } from "./outcomes.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Outcome } from "./outcomes.mjs" */

/** @typedef {{ outcome: Outcome | "", time: number }} RecordEntry time in milliseconds */
/**
 * @typedef {Map<string, RecordEntry>} StepRecord of a book: step id -> what it came to, and when
 */
/** @typedef {Map<string, Outcome | "">} Picture of one list: step id -> what it came to */
/**
 * @typedef {{ all: number, settled: number, skipped: number, done: number, fixed: boolean }}
 *   Progress
 */
/** @typedef {{ id: string, text: string, group: string }} ListedStep */

const VERSION = 1;
const LAST_TIME = Date.UTC(9999, 0);
const ID_LENGTH = 200;

/**
 * @param {unknown} value
 * @returns {value is Outcome | ""}
 */
function isOutcome(value) {
  return value === "" || outcomeIds.some((id) => id === value);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isTime(value) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < LAST_TIME;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} nothing where it is no object
 */
function objectIn(value) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? /** @type {Record<string, unknown>} */ (value) : {};
}

/**
 * @param {string | null} text
 * @returns {unknown}
 */
function parsedJson(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

/**
 * @param {[string, unknown]} pair
 * @returns {Array<[string, RecordEntry]>}
 */
function validEntry([id, entry]) {
  /** @type {unknown[]} */
  const [outcome, time] = Array.isArray(entry) ? entry : [];
  const isId = id !== "" && id.length <= ID_LENGTH;
  return isId && isOutcome(outcome) && isTime(time) ? [[id, { outcome, time }]] : [];
}

/**
 * The record in a text such as `{"v":1,"steps":{"id":["done",ms]}}`; other shapes are left out.
 * @param {string | null} text
 * @returns {{ record: StepRecord, newer: boolean }} newer: a later version wrote the text, which
 *   must then not be overwritten
 */
export function readRecord(text) {
  const { v: version, steps } = objectIn(parsedJson(text));
  const pairs = version === VERSION ? Object.entries(objectIn(steps)) : [];
  const newer = typeof version === "number" && Number.isInteger(version) && version > VERSION;
  return { record: new Map(pairs.flatMap(validEntry)), newer };
}

/**
 * The text to store; equal records give equal texts, or two tabs would never agree.
 * @param {StepRecord} record
 */
export function writeRecord(record) {
  const sorted = [...record].sort(([a], [b]) => (a < b ? -1 : 1));
  const steps = sorted.map(([id, { outcome, time }]) => [id, [outcome, time]]);
  return JSON.stringify({ v: VERSION, steps: Object.fromEntries(steps) });
}

/**
 * Does the first word on a step count?
 * @param {RecordEntry} one
 * @param {RecordEntry} other
 */
function wins(one, other) {
  return one.time > other.time || (one.time === other.time && one.outcome > other.outcome);
}

/**
 * Both records in one: for each step the later word counts.
 * @param {StepRecord} one
 * @param {StepRecord} other
 */
export function mergeRecords(one, other) {
  const merged = new Map(one);
  for (const [id, entry] of other) {
    const own = merged.get(id);
    if (!own || wins(entry, own)) merged.set(id, entry);
  }
  return merged;
}

/**
 * The record in which steps that were renamed have what their old ids had. The old ids stay, or a
 * tab that does not know the new names would write them back for ever.
 * @param {StepRecord} record
 * @param {Map<string, string>} names old id -> new id
 */
export function withOldNames(record, names) {
  let merged = record;
  for (const [old, id] of names) {
    const entry = record.get(old);
    if (entry) merged = mergeRecords(merged, new Map([[id, entry]]));
  }
  return merged;
}

/**
 * The outcome of a step, "" while it is to do.
 * @param {StepRecord} record
 * @param {string} id
 */
export function outcomeOf(record, id) {
  return record.get(id)?.outcome ?? "";
}

/**
 * A record in which the step has the outcome, later than before even if the clock went back.
 * @param {StepRecord} record
 * @param {string} id
 * @param {Outcome | ""} outcome
 * @param {number} now
 */
export function withOutcome(record, id, outcome, now) {
  const time = Math.max(now, (record.get(id)?.time ?? -1) + 1);
  return new Map(record).set(id, { outcome, time });
}

/**
 * The picture of one list.
 * @param {StepRecord} record
 * @param {string[]} ids
 * @returns {Picture}
 */
export function pictureOf(record, ids) {
  return new Map(ids.map((id) => [id, outcomeOf(record, id)]));
}

/**
 * The ids in which two pictures differ.
 * @param {Picture} one
 * @param {Picture} other
 */
export function differences(one, other) {
  const ids = new Set([...one.keys(), ...other.keys()]);
  return [...ids].filter((id) => (one.get(id) ?? "") !== (other.get(id) ?? ""));
}

/**
 * A record that shows the picture; other steps stay as they are.
 * @param {StepRecord} record
 * @param {Picture} picture
 * @param {number} now
 */
export function withPicture(record, picture, now) {
  let next = record;
  for (const [id, outcome] of picture) {
    if (outcomeOf(record, id) !== outcome) next = withOutcome(next, id, outcome, now);
  }
  return next;
}

/**
 * The way back from `after` to `before`, leaving alone what the reader changed since.
 * @param {StepRecord} record
 * @param {Picture} before
 * @param {Picture} after
 * @param {number} now
 */
export function withoutChange(record, before, after, now) {
  const untouched = [...before].filter(([id]) => outcomeOf(record, id) === (after.get(id) ?? ""));
  return withPicture(record, new Map(untouched), now);
}

/**
 * Counts for a picture: `skipped` are not possible here, `settled` are done or skipped.
 * @param {Picture} picture
 * @returns {Progress}
 */
export function progressOf(picture) {
  const outcomes = [...picture.values()];
  const settled = outcomes.filter(Boolean).length;
  const skipped = outcomes.filter((outcome) => outcome === "not-possible").length;
  return {
    all: picture.size,
    settled,
    skipped,
    done: settled - skipped,
    fixed: outcomes.includes("fixed"),
  };
}

/**
 * The id of the first step to do; "" when none is, or when a step fixed it.
 * @param {Picture} picture
 */
export function nextStep(picture) {
  if (progressOf(picture).fixed) return "";
  return [...picture].find(([, outcome]) => !outcome)?.[0] ?? "";
}

/**
 * Milliseconds as `2026-11-24 20:31 UTC`: tickets cross time zones.
 * @param {number} time
 */
export function stampOf(time) {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/**
 * Text for a ticket.
 * @param {{ title: string, address: string, steps: ListedStep[] }} page
 * @param {StepRecord} record
 * @param {number} now
 */
export function ticketText({ title, address, steps }, record, now) {
  const ids = steps.map(({ id }) => id);
  const progress = STRINGS.progress(progressOf(pictureOf(record, ids)));
  const lines = steps.map((step, index) => {
    const isNewGroup = step.group && step.group !== steps[index - 1]?.group;
    return (isNewGroup ? `\n${step.group}\n` : "") + ticketLine(step, index, record);
  });
  return `${title}\n${address}\n${progress} (${stampOf(now)})\n\n${lines.join("\n").trim()}\n`;
}

/**
 * @param {ListedStep} step
 * @param {number} index
 * @param {StepRecord} record
 */
function ticketLine({ id, text }, index, record) {
  const entry = record.get(id);
  const when = entry?.outcome ? ` (${stampOf(entry.time)})` : "";
  return `${index + 1}. [${outcomeWord(outcomeOf(record, id))}] ${text}${when}`;
}
