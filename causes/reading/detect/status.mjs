// Detectors of the status that the paste is about, and of the preflight that was answered with it.
import { present, absent, unknown } from "../facts/answers.mjs";
import { requestOf, subjectOf } from "../facts/facts.mjs";
import { headersNamed } from "../grammar/http.mjs";
import { markOf } from "../facts/marks.mjs";
import { statusOf } from "../facts/outcome.mjs";
import { shownStatus } from "../facts/shown-status.mjs";
/** @import { Detector, Exchange, Header, Reading } from "../types.d.ts" */

const NAMED = [400, 401, 403, 404, 407];

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const statusDetectors = {
  "status-401": (reading) => statusIs(reading, (status) => status === 401),
  "status-403": (reading) => statusIs(reading, (status) => status === 403),
  "status-404": (reading) => statusIs(reading, (status) => status === 404),
  "status-407": (reading) => statusIs(reading, (status) => status === 407),
  "status-400": (reading) => statusIs(reading, (status) => status === 400),
  "status-other-error": (reading) =>
    statusIs(reading, (status) => status >= 400 && !NAMED.includes(status)),
  "status-success": (reading) => statusIs(reading, (status) => status >= 200 && status < 300),
  "preflight-answered-401": preflight,
  "past-the-proxys-login": pastProxy,
  "answers-alternate": alternate,
};

/**
 * @param {Reading} reading
 * @param {(status: number) => boolean} fits
 */
function statusIs(reading, fits) {
  const { status, marks } = shownStatus(reading);
  if (!status) return unknown();
  const sentence = `The status is ${status}.`;
  return fits(status) ? present(marks, sentence) : absent(sentence);
}

/** @type {Detector} */
function preflight(reading) {
  const [mark] = reading.exchanges.flatMap(refusedPreflight);
  if (mark)
    return present(
      markOf(reading, mark),
      "The preflight (OPTIONS) was answered 401; it never carries a credential.",
    );
  return requestOf(reading)?.method && statusOf(subjectOf(reading)) ? absent() : unknown();
}

/**
 * What shows a preflight that was refused: the header that it asks with, or its line.
 * @param {Exchange} exchange
 * @returns {(Header | {line: number})[]}
 */
function refusedPreflight(exchange) {
  const { request } = exchange;
  if (statusOf(exchange) !== 401 || request?.method.toUpperCase() !== "OPTIONS") return [];
  const asked = ["access-control-request-method", "origin"].flatMap((name) =>
    headersNamed(request, name),
  );
  if (asked.length > 0) return [asked[0]];
  return request.headers.length === 0 ? [{ line: request.line }] : [];
}

/**
 * The proxy asked for its own login (407), and a later answer is no longer that.
 * @type {Detector}
 */
function pastProxy(reading) {
  const statuses = reading.exchanges.map(statusOf);
  const asked = statuses.indexOf(407);
  if (asked < 0) return unknown();
  const later = reading.exchanges.slice(asked + 1);
  const through = later.find((exchange) => ![0, 407].includes(statusOf(exchange)));
  if (!through) return absent();
  const mark = markOf(reading, { line: through.response?.line || 0 });
  return present(mark, "The proxy asked for its login, got it, and let the request through.");
}

const STATUSES = /^\s*[1-5]\d\d(?:[\s,;|]+[1-5]\d\d)*\s*$/;
const TURNS = /\b2\d\d 401 2\d\d\b|\b401 2\d\d 401\b/;

/**
 * The same request, several times over, accepted and refused by turns: statuses that stand alone,
 * in a row or one below the other.
 * @type {Detector}
 */
function alternate({ lines }) {
  const alone = lines.filter(({ text }) => STATUSES.test(text));
  const statuses = alone.flatMap(({ text }) => text.match(/\d{3}/g) || []);
  if (statuses.length < 3) return unknown();
  if (!TURNS.test(statuses.join(" "))) return absent();
  const marks = alone.map(({ n, text }) => ({ line: n, from: 0, to: text.length }));
  return present(marks, "The same request is accepted and refused by turns.");
}
