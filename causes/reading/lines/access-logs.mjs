// Finds the status in a line of an access log of any layout: what stands next to the request, or
// where the log's own head says. Servers are not known by name.
import { METHODS, isStatus } from "../grammar/http.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
/** @import { Placed } from "../types.d.ts" */

const VERB = `(?:${METHODS}|CONNECT|TRACE|PROPFIND|REPORT)`;
const REQUEST = anyOf([`${VERB} [^"']{1,2000}`, "-", "<BADREQ>"], {
  before: "[\"']",
  after: "[\"']",
});
const BARE_REQUEST = inOrder([
  `(?:^|[\\s|,;\\]"])${VERB}[\\s|,;"]+`,
  /(?:[\w.-]+[\s|,;]+)?/, // the server's name
  /"?(?:\/|https?:)[^\s|,;"]*"?/,
]);
const CODE = '([1-5]\\d\\d)(?=[\\s,;|\\])"]|$)';
const BEHIND_REQUEST = inOrder([
  /^(?:[\s,;|]+(?:HTTP\/[\d.]+|[123]\.\d)"?)?/, // the version
  /(?:[\s,;|]+(?:-|[-=]>|→)(?=\s))?/, // no query, or an arrow
  `[\\s,;|"]{1,12}${CODE}`,
]);
const BEHIND_TIMERS = anyOf([
  `(?:-?\\d+/)+-?\\d+ ${CODE}`, // HAProxy
  `(?:^| )(?:-?\\d+\\.\\d{3,}|-1)(?: (?:-?\\d+\\.\\d{3,}|-1))* ${CODE}`, // AWS load balancers
]);
const NAMED = anyOf(
  [/status(?:[_-]?code)?/, /resp(?:onse)?(?:[_-]?(?:code|status))?|http_?code|(?:^|[\s{,"])code/],
  { after: `["']?\\s?[=:]\\s?["']?(?=[1-5]\\d\\d(?:["'\\s,;})]|$))`, flags: "i" },
);
const ALONE = new RegExp(`(?<=^|[\\s,;|"])(?<!:\\d\\d,)${CODE}`, "g"); // no milliseconds
const TIME = /(?:^|\D)\d{1,2}:\d\d:\d\d\b/;
const ADDRESS = /(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}/;
const SEPARATED = /^(?:[^|]*\|){5}|^(?:[^\t]*\t){5}|^(?:[^;]*;){5}|^(?:[^,]*,){5}/;
const TARGET = /(?:^|[|\t;,"])(?:https?:\/|\/)/;
const W3C_HEAD = /^#Fields:\s+(.*)$/;

/**
 * Is a line the record of one request, with its time and its status?
 * @param {string} text
 */
export function isAccessRecord(text) {
  if (text.length > 30 && /\b(?:method|verb)["']?[=:]/i.test(text) && NAMED.test(text)) return true;
  if (text.length > 30 && TIME.test(text) && statusField(text, true) !== null) return true;
  return TARGET.test(text) && SEPARATED.test(text) && ADDRESS.test(text);
}

/**
 * The status next to a line's request, or null; before it only in what is known to be a log.
 * @param {string} content
 * @param {boolean} isLog
 */
export function statusField(content, isLog) {
  const request = REQUEST.exec(content) || BARE_REQUEST.exec(content);
  if (!request) return null;
  const end = request.index + request[0].length;
  const behind = BEHIND_REQUEST.exec(content.slice(end));
  const field = behind && fieldAt(behind, end);
  if (field && isStatus(field.status)) return field;
  return isLog ? fieldBefore(content.slice(0, request.index)) || onlyStatus(content) : null;
}

/**
 * The status that a field of a log names.
 * @param {string} content
 * @returns {Placed | null}
 */
function namedStatus(content) {
  const found = NAMED.exec(content);
  if (!found) return null;
  const from = found.index + found[0].length;
  return { status: Number(content.slice(from, from + 3)), from };
}

/**
 * @param {RegExpExecArray} found
 * @param {number} shift
 * @returns {Placed}
 */
function fieldAt(found, shift) {
  const status = Number(found[1] || found[2]);
  return { status, from: shift + found.index + found[0].length - 3 };
}

/**
 * Before the request a status stands behind the timers, or is the only such number.
 * @param {string} text
 */
function fieldBefore(text) {
  const timed = BEHIND_TIMERS.exec(text);
  return timed ? fieldAt(timed, 0) : onlyStatus(text);
}

/**
 * The only number of a line that is a status; sizes, times and ports seldom are one.
 * @param {string} text
 */
function onlyStatus(text) {
  const alone = [...text.matchAll(ALONE)].filter(([, number]) => isStatus(Number(number)));
  return alone.length === 1 ? fieldAt(alone[0], 0) : null;
}

/** Layouts whose status stands next to no request. */
const OWN_FIELDS = [
  // IIS without its head: status, substatus, Windows status, times
  /(?:\d{1,3}\.){3}\d{1,3} .{0,1500}? (?=[1-5]\d\d \d{1,2} \d{1,10}(?: \d+){0,3}\s*$)/,
  /\| (?=[1-5]\d\d \| +[\d.]+(?:µs|ms|s))/, // gin
  /TCP_\w+\/(?=[1-5]\d\d )/, // Squid
  /\(HTTP\/[\d.]+ (?=[1-5]\d\d\))/, // uWSGI
  /" from \S+ - (?=[1-5]\d\d )/, // chi
  /\bSent (?=[1-5]\d\d in )/, // Phoenix
];

/**
 * @param {string} content
 * @returns {Placed | null}
 */
function ownField(content) {
  for (const lead of OWN_FIELDS) {
    const found = lead.exec(content);
    if (!found) continue;
    const from = found.index + found[0].length;
    return { status: Number(content.slice(from, from + 3)), from };
  }
  return null;
}

/**
 * The status of a log's line, or null.
 * @param {string} content
 * @param {number} place of its word, where the log's head says so
 */
export function loggedStatus(content, place) {
  const inPlace = w3cStatus(content, place) || ownField(content);
  const known = inPlace || namedStatus(content) || statusField(content, true);
  return known || (SEPARATED.test(content) ? onlyStatus(content) : null);
}

/**
 * The number of the word that is the status, as a W3C log's head says; -1 when the line is none.
 * @param {string} content
 */
export function w3cStatusPlace(content) {
  const [, fields = ""] = W3C_HEAD.exec(content) || [];
  return fields.trim().split(/\s+/).indexOf("sc-status");
}

/**
 * The status in a line of a W3C log, or null.
 * @param {string} content
 * @param {number} place of its word
 * @returns {Placed | null}
 */
function w3cStatus(content, place) {
  const word = place < 0 ? undefined : [...content.matchAll(/\S+/g)][place];
  const isStatus = word && /^[1-5]\d\d$/.test(word[0]);
  return isStatus ? { status: Number(word[0]), from: word.index } : null;
}
