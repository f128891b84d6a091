// The times that a paste shows. This device's clock is never one of them: nobody knows when the
// paste was made.
import { once, subjectOf } from "./facts.mjs";
import { headerValues } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
/** @import { Line } from "../types.d.ts" */

/** @typedef {{time: number, label: string}} ShownTime in milliseconds, and whose it is */

const ISO = inOrder([
  /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,]\d{1,9})? ?/,
  /(Z|UTC|[+-]\d\d:?\d\d)(?!\w)/, // without its zone a time says nothing
]);
const FIXDATE = /\b[SMTWF][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/; // RFC 9110, 5.6.7
const OF_LOGS = /\[(\d{1,2})\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\]/;
const TIME_WORD = /\b(?:date|time(?:stamp)?|now|current)\b/i;

/**
 * The time that the refusing side showed: its Date, else the time of the recording, else a time in
 * the paste; null without one.
 */
export const shownTime = once((reading) => {
  const subject = subjectOf(reading);
  const recorded = subject?.request?.time;
  // the other answers of a recording may come from a cache
  const others = recorded ? [] : [...reading.exchanges].reverse();
  const dates = [subject, ...others]
    .flatMap((exchange) => headerValues(exchange?.response, "date"))
    .map((date) => Date.parse(date));
  const date = dates.find((time) => !Number.isNaN(time));
  if (date !== undefined) return { time: date, label: "the response's Date" };
  if (recorded) return { time: recorded, label: "the time of the recording" };
  return timeInLines(reading.lines);
});

/**
 * The last time in the lines of programs and of their answers.
 * @param {Line[]} lines
 * @returns {ShownTime | null}
 */
function timeInLines(lines) {
  for (const { text, facet } of [...lines].reverse()) {
    const shown = text.slice(0, 400);
    const time = mayTellTime(facet, shown) ? zonedTime(shown) : 0;
    if (time) return { time, label: "the time in the paste" };
  }
  return null;
}

/**
 * @param {string} facet
 * @param {string} text
 */
function mayTellTime(facet, text) {
  return /log|client/.test(facet) || (/body|words/.test(facet) && TIME_WORD.test(text));
}

/**
 * The first time in a text that says its zone, in milliseconds, or 0.
 * @param {string} text
 */
export function zonedTime(text) {
  return Date.parse(isoTime(text) || FIXDATE.exec(text)?.[0] || logTime(text)) || 0;
}

/** @param {string} text */
function isoTime(text) {
  const found = ISO.exec(text);
  if (!found) return "";
  const [, date, time, named] = found;
  const zone = named.replace("UTC", "Z").replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  return `${date}T${time}${zone}`;
}

/** @param {string} text */
function logTime(text) {
  const found = OF_LOGS.exec(text);
  return found ? found.slice(1).join(" ") : "";
}
