// Finds two times of the same moment, by two clocks: in a message that names both, or in a
// request and the Date of its answer.
import { subjectOf } from "./facts.mjs";
import { headersNamed } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
import { zonedTime } from "./times.mjs";
/** @import { Header, Line, Reading, Request } from "../types.d.ts" */

/**
 * Two clocks: by how many seconds the first is ahead, how many mean nothing, and which they are.
 * @typedef {object} ClockPair
 * @property {number} seconds
 * @property {number} least
 * @property {number} line
 * @property {string} label
 * @property {string} [value]
 */
/** @typedef {{time: number, line: number, label: string}} ClientTime in milliseconds */

const SKEW = 300; // seconds that two clocks may differ before it is said
const REGISTRY = /not to be used before (\d{9,11}) or after (\d{9,11}) - currently (\d{9,11})/;
const AWS = inOrder([
  /Signature (?:expired|not yet current): (\d{8}T\d{6}Z) is /,
  /(?:now )?(?:still )?(?:earlier|later) than \d{8}T\d{6}Z \((\d{8}T\d{6}Z)/,
]);
const OWN_TIME = /^\w{3} \w{3} +\d{1,2} \d\d:\d\d:\d\d(?: [AP]M)? UTC \d{4}\s*$/; // of `date -u`
const DATE = /^date: (\w{3}, .{5,30} GMT)\s*$/i;
const LOOKED = 60; // seconds that may pass between two looks
const BASIC_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/; // ISO 8601, basic format

/**
 * All pairs of times that a paste shows.
 * @param {Reading} reading
 */
export function clockPairs(reading) {
  return [...reading.lines.flatMap(pairsIn), ...headerPairs(reading), ...lookedPairs(reading)];
}

/**
 * The client's own time, as `date -u` prints it, with the Date of an answer right behind it.
 * @param {Reading} reading
 * @returns {ClockPair[]}
 */
function lookedPairs({ lines }) {
  return lines.slice(1).flatMap(({ text, n }, at) => {
    const [own, date] = [lines[at].text, DATE.exec(text)];
    if (!date || !OWN_TIME.test(own)) return [];
    const seconds = (Date.parse(own) - Date.parse(date[1])) / 1000;
    return [
      { line: n, value: date[0], least: LOOKED, seconds, label: "time of the client and Date" },
    ];
  });
}

/**
 * Messages that name both clocks themselves.
 * @param {Line} line
 * @returns {ClockPair[]}
 */
function pairsIn({ text, n, facet }) {
  if (!facet || !/\d{4}/.test(text)) return [];
  return [registryPair(text, n), awsPair(text, n)].filter((pair) => pair !== null);
}

/**
 * @param {string} text
 * @param {number} line
 * @returns {ClockPair | null}
 */
function registryPair(text, line) {
  const found = REGISTRY.exec(text);
  if (!found) return null;
  const seconds = Math.max(0, Number(found[1]) - Number(found[3]));
  const label = "the token is valid later than the verifier's time";
  return { line, value: found[0], least: 0, seconds, label };
}

/**
 * @param {string} text
 * @param {number} line
 * @returns {ClockPair | null}
 */
function awsPair(text, line) {
  const found = AWS.exec(text);
  if (!found) return null;
  const seconds = (basicTime(found[1]) - basicTime(found[2])) / 1000;
  const label = "time of the signature and time of the server";
  return { line, value: found[0], least: SKEW, seconds, label };
}

/** @param {string} text */
function basicTime(text) {
  return Date.parse(text.replace(BASIC_TIME, "$1-$2-$3T$4:$5:$6Z"));
}

/**
 * Times that the client put into its request, its recording or its log, beside the Date of the
 * answer.
 * @param {Reading} reading
 * @returns {ClockPair[]}
 */
function headerPairs(reading) {
  const subject = subjectOf(reading);
  const date = headersNamed(subject?.response, "date")[0];
  const server = date ? Date.parse(date.value) : NaN;
  if (!date || Number.isNaN(server)) return [];
  const times = [...requestTimes(subject?.request || null, date), loggedTime(reading, date)];
  return times
    .filter(({ time }) => Boolean(time))
    .map(({ time, line, label }) => ({
      line,
      least: SKEW,
      seconds: (time - server) / 1000,
      label: `${label} and Date of the answer`,
    }));
}

/**
 * @param {Request | null} request
 * @param {Header} date
 * @returns {ClientTime[]}
 */
function requestTimes(request, date) {
  const dated = ["date", "x-amz-date", "x-ms-date"].flatMap((name) =>
    headersNamed(request, name).map((header) => dateTime(header, name)),
  );
  const stamped = headersNamed(request, "authorization").map(stampTime);
  const recorded = { time: request?.time || 0, line: date.line, label: "time of the recording" };
  return [...dated, ...stamped, recorded];
}

/**
 * @param {Header} header
 * @param {string} name
 */
function dateTime({ value, line }, name) {
  const time = /^\d{8}T/.test(value) ? basicTime(value) : Date.parse(value);
  return { time, line, label: `${name} of the request` };
}

/** @param {Header} header */
function stampTime({ value, line }) {
  const [, stamp = "0"] = /oauth_timestamp="?(\d{10})/.exec(value) || [];
  return { time: Number(stamp) * 1000, line, label: "oauth_timestamp" };
}

/**
 * What a log wrote before the Date.
 * @param {Reading} reading
 * @param {Header} date
 */
function loggedTime(reading, { line }) {
  const { text, at } = reading.lines[line - 1];
  const time = at > 15 ? zonedTime(text.slice(0, at)) : 0;
  return { time, line, label: "time in front of the line" };
}
