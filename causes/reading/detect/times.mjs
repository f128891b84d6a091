// Detectors of times: those of a token beside the time of the refusal, and clocks that differ.
import { present, absent, unknown } from "../facts/answers.mjs";
import { clockPairs } from "../facts/clocks.mjs";
import { markOf } from "../facts/marks.mjs";
import { shownTime } from "../facts/times.mjs";
import { markToken, tokensSent } from "../facts/tokens.mjs";
/** @import { Detector, Reading } from "../types.d.ts" */
/** @import { ClockPair } from "../facts/clocks.mjs" */

/**
 * How a claim is compared with the time of the refusal: both in seconds; `label` says whose time
 * that is.
 * @typedef {object} Comparison
 * @property {string} claim
 * @property {(value: number, now: number) => boolean} fails
 * @property {(value: number, now: number, label: string) => string} sentence
 */

/** @type {Comparison} */
const EXPIRED = {
  claim: "exp",
  fails: (exp, now) => exp <= now,
  sentence: (exp, now, label) =>
    `The token expired at ${clock(exp)}, ${span(now - exp)} before ${label} (${clock(now)}).`,
};
/** @type {Comparison} */
const NOT_YET_VALID = {
  claim: "nbf",
  fails: (nbf, now) => nbf > now,
  sentence: (nbf, now, label) =>
    `The token may be used from ${clock(nbf)}, ${span(nbf - now)} after ${label} (${clock(now)}).`,
};
/** @type {Comparison} */
const ISSUED_IN_FUTURE = {
  claim: "iat",
  fails: (iat, now) => iat > now + 1,
  sentence: (iat, now, label) =>
    `The token was issued at ${clock(iat)}, ${span(iat - now)} after ${label} (${clock(now)}).`,
};

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const timeDetectors = {
  "token-expired": (reading) => compared(reading, EXPIRED),
  "token-not-yet-valid": (reading) => compared(reading, NOT_YET_VALID),
  "token-issued-in-future": (reading) => compared(reading, ISSUED_IN_FUTURE),
  "clocks-apart": clocksApart,
};

/**
 * @param {Reading} reading
 * @param {Comparison} comparison
 */
function compared(reading, { claim, fails, sentence }) {
  const times = tokensSent(reading).map((token) => ({
    token,
    value: secondsOf(token.claims?.[claim]),
  }));
  const timed = times.find(({ value }) => Number.isFinite(value));
  const shown = shownTime(reading);
  if (!timed || !shown) return unknown();
  const { token, value } = timed;
  const now = shown.time / 1000;
  return fails(value, now)
    ? present(markToken(reading, token), sentence(value, now, shown.label))
    : absent(`${claim} is ${clock(value)}, ${shown.label} ${clock(now)}.`);
}

/**
 * A claim in seconds (some issuers write milliseconds), or NaN.
 * @param {unknown} claim
 */
function secondsOf(claim) {
  if (typeof claim !== "number") return NaN;
  return claim > 1e11 ? claim / 1000 : claim;
}

/** @param {number} seconds */
function clock(seconds) {
  if (Math.abs(seconds) >= 8e12) return "an impossible time";
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z/, "Z");
}

/** Units, each for spans that are shorter than `below` seconds. */
const UNITS = [
  { below: 120, size: 1, unit: "second" },
  { below: 7200, size: 60, unit: "minute" },
  { below: 172800, size: 3600, unit: "hour" },
  { below: Infinity, size: 86400, unit: "day" },
];

/** @param {number} seconds */
function span(seconds) {
  const { size, unit } = UNITS.find(({ below }) => seconds < below) || UNITS[0];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** @type {Detector} */
function clocksApart(reading) {
  const pairs = clockPairs(reading);
  const apart = pairs.find(({ seconds, least }) => Math.abs(seconds) > least);
  if (apart) return present(markOf(reading, apart), apartSentence(apart));
  return pairs.length > 0 ? absent() : unknown();
}

/** @param {ClockPair} pair */
function apartSentence({ seconds, label }) {
  return `The clocks differ by ${span(Math.abs(seconds))}: ${label}.`;
}
