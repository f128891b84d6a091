// The status that the paste is about: of the exchange in question, or as other lines name it.
import { once, subjectOf } from "./facts.mjs";
import { markText } from "./marks.mjs";
import { statusOf } from "./outcome.mjs";
/** @import { Exchange, Mark, Reading, Sighting } from "../types.d.ts" */

/** The status (0 when none is seen) with its places. */
export const shownStatus = once((reading) => {
  const subject = subjectOf(reading);
  const status = statusOf(subject);
  const sightings = reading.sightings.filter((sighting) => !isAnswer(reading, sighting));
  const isSighted = sightings.some((sighting) => sighting.status === 401);
  if (isSighted && status !== 401) return sightedStatus(sightings, 401);
  if (status) return { status, marks: [markStatus(reading, subject, status)] };
  return sightedStatus(sightings, worstOf(sightings));
});

/**
 * A sighting inside an answered exchange counts with the exchange, not by itself.
 * @param {Reading} reading
 * @param {Sighting} sighting
 */
function isAnswer(reading, sighting) {
  const { exchange, facet, text } = reading.lines[sighting.line - 1];
  if (exchange < 0) return false;
  const isAnswered = facet !== "client" && statusOf(reading.exchanges[exchange]) !== 0;
  return isAnswered || /^\*|^==/.test(text);
}

/** @param {Sighting[]} sightings */
function worstOf(sightings) {
  const failure = sightings.findLast(({ status }) => status >= 400);
  return (failure || sightings.at(-1))?.status || 0;
}

/**
 * @param {Sighting[]} sightings
 * @param {number} wanted
 */
function sightedStatus(sightings, wanted) {
  const marks = sightings
    .filter(({ status }) => status === wanted)
    .slice(0, 5)
    .map(({ line, from, to }) => ({ line, from, to }));
  return { status: wanted, marks };
}

/**
 * @param {Reading} reading
 * @param {Exchange | null} subject
 * @param {number} status
 * @returns {Mark}
 */
function markStatus(reading, subject, status) {
  const line = subject?.response?.line || 0;
  return markText(reading, line, String(status)) || { line, from: 0, to: 0 };
}
