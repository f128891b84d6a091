// Detectors of what the commands of this book print when they look: a value that measures nothing,
// a line feed at its end, a key id that nobody publishes, an entry of a password file that lost
// something. They know the commands by their form, and nothing of what they looked for.
import { absent, present, unknown } from "../facts/answers.mjs";
import { markOf } from "../facts/marks.mjs";
/** @import { Detector, Line, Reading } from "../types.d.ts" */

const MEASURE = /\|\s*wc -c\s*$/;
const NOTHING = /^\s*0\s*$/;
const SHOW_END = /base64 (?:-d|-D|--decode)\b.*\bod\b.*-\w*c/;
const FEED_LAST = /\\n\s*$/;
const SHOW_ENTRIES = /\bawk -F: .*substr\(\$2, 1, 5\), length\(\$2\)/;
const ENTRY = /^(\S{1,200}) (\S{1,5}) (\d{1,4})$/;
const HEADER_KID = /["']alg["'].{0,200}["']kid["']: ?["']([^"']{1,200})["']/;
const LISTED_KID = /\(["']([^"']{1,200})["'], ["'][A-Z]{2}\d{3}["'], /g;
const KEY_KID = /"kid" ?: ?"([^"]{1,200})"/g;
const WHOLE = [
  { start: /^\$apr1/, length: 37 },
  { start: /^\$2[aby]\$/, length: 60 },
  { start: /^\{SHA\}/, length: 33 },
];

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const lookDetectors = {
  "key-not-published": keyNotPublished,
  "password-entry-damaged": entryDamaged,
};

/**
 * The line where a look measured a value of no length, if there is one.
 * @param {Reading} reading
 */
export function measuredNothing(reading) {
  return behind(reading, MEASURE, NOTHING);
}

/**
 * The line where a look at the end of a decoded value shows a line feed, if there is one.
 * @param {Reading} reading
 */
export function shownFeed(reading) {
  return behind(reading, SHOW_END, FEED_LAST);
}

/**
 * The first line behind a command, if it is of a form.
 * @param {Reading} reading
 * @param {RegExp} command
 * @param {RegExp} form
 */
function behind({ lines }, command, form) {
  return lines.find(
    ({ text }, at) => at > 0 && form.test(text) && command.test(lines[at - 1].text),
  );
}

/** @type {Detector} */
function keyNotPublished(reading) {
  const named = reading.lines.find(({ text }) => HEADER_KID.test(text));
  const kid = named && HEADER_KID.exec(named.text)?.[1];
  const published = kid ? reading.lines.flatMap(kidsOf) : [];
  if (!named || !kid || published.length === 0) return unknown();
  if (published.includes(kid)) return absent();
  return present(markOf(reading, { line: named.n }), "No published key has the token's key id.");
}

/**
 * The ids of published keys that a line lists.
 * @param {Line} line
 */
function kidsOf({ text }) {
  const isSet = /"kty"/.test(text);
  const listed = text.matchAll(isSet ? KEY_KID : LISTED_KID);
  return [...listed].map(([, kid]) => kid);
}

/** @type {Detector} */
function entryDamaged(reading) {
  const start = reading.lines.findIndex(({ text }) => SHOW_ENTRIES.test(text));
  if (start < 0) return unknown();
  const damaged = reading.lines.slice(start + 1).find(({ text }) => isDamaged(text));
  return damaged
    ? present(markOf(reading, { line: damaged.n }), "The hash is not as long as its kind is.")
    : absent();
}

/** @param {string} text what the look says of an entry */
function isDamaged(text) {
  const found = ENTRY.exec(text);
  if (!found) return false;
  const [start, length] = [found[2], Number(found[3])];
  const kind = WHOLE.find((whole) => whole.start.test(start));
  if (kind) return kind.length !== length;
  return !/^[${]/.test(start) && length !== 13; // 13: the old crypt, which has no mark of its kind
}
