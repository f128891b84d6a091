// What detectors look at again and again in a Reading, worked out once: the exchange in question,
// the first line that shows something. Judging is the detectors' work.
import { statusOf } from "./outcome.mjs";
/** @import { Exchange, Line, Reading } from "../types.d.ts" */

/**
 * The same function, asked only once about each Reading.
 * @template T
 * @param {(reading: Reading) => T} work
 * @returns {(reading: Reading) => T}
 */
export function once(work) {
  /** @type {WeakMap<Reading, {result: T}>} */
  const known = new WeakMap();
  return (reading) => {
    const kept = known.get(reading) || { result: work(reading) };
    known.set(reading, kept);
    return kept.result;
  };
}

/** The exchange in question: the failing one, else the last that is shown; null without any. */
export const subjectOf = once((reading) => {
  if (reading.failing >= 0) return reading.exchanges[reading.failing];
  const isShown = (/** @type {Exchange} */ exchange) =>
    !exchange.proxy || statusOf(exchange) === 407;
  return reading.exchanges.findLast(isShown) || null;
});

/** The request in question, or null. */
export const requestOf = once((reading) => subjectOf(reading)?.request || null);

/** The response in question, or null. */
export const responseOf = once((reading) => subjectOf(reading)?.response || null);

/**
 * The whole head of the request in question, so that the absence of a header means something; null
 * where there may be more of it.
 */
export const wholeRequestOf = once((reading) => {
  const request = requestOf(reading);
  if (!request || request.partial) return null;
  const isShown = request.headers.length > 0 && request.method !== "";
  return request.command || isShown ? request : null;
});

/**
 * What `look` finds in the first line where it finds something, with the line; null without one.
 * @template T
 * @param {Reading} reading
 * @param {(line: Line) => T | false | null | undefined | ""} look
 */
export function firstFound({ lines }, look) {
  for (const line of lines) {
    const found = look(line);
    if (found) return { line, found };
  }
  return null;
}
