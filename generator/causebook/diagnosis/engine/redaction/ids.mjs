// Why: an id reads like chance as well, and it is asked for when a case is looked into: it stays.
// What stands before it says that it is one. It must not know the names of secrets.

import { pattern, wordsOf } from "./patterns.mjs";

/** What names an id that is no secret. */
const IDS = new Set(
  wordsOf(`
    id ids uuid guid etag trace traceid span spanid request requestid correlation
    transaction nonce opaque digest sha sha1 sha256 sha384 sha512 md5 commit commits
    revision rev integrity kid thumbprint fingerprint checksum ray build version tree blob
    image container activity operation event upload uploadid tenant client object resource
    ref refs head merge parent branch tag serial layer layers hostname host pod node release
    boundary jti sub aud x5t accept cid session-state sid2 root txid hash-of arn
  `),
);
const DIGEST = /^[0-9a-f]{7,12}$|^(?:[0-9a-f]{32}){1,2}$|^[0-9a-f]{40}$|^(?:[0-9a-f]{32}){3,4}$/;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;
const BEFORE_DIGEST = /(?:sha\d{1,3}|md5|SHA\d{3})[:-]$/;
const BEFORE_PUBLIC_KEY = /\bssh-(?:rsa|ed25519|dss)[ \t]+$|ecdsa-sha2-\S+[ \t]+$/;
const BEFORE_VALUE = pattern(
  "",
  /([\w-]{1,40}?)["'`]?(?:\s{0,3}[:=]\s{0,3}|[ \t]+|\/|\()/,
  /(?:Root=|W\/)?["'`]?[\w-]{0,12}$/,
);
const LOOK = 48; // characters before a value in which its name stands
const PATH_WORD = /^(?:v?\d{0,4}|[a-z][a-z-]{1,30}|[A-Z][a-z]{2,30}|[a-z]+\d{0,3})$/;

/**
 * True for an id by its form, behind the name of one, or in the address of a version.
 * @param {string} value
 * @param {string} plain
 * @param {number} at
 */
export function isId(value, plain, at) {
  if (UUID.test(value) || /^sha\d{3}-/.test(value)) return true;
  const before = plain.slice(Math.max(0, at - LOOK), at);
  if (before.endsWith("/") && DIGEST.test(value)) return true;
  if (BEFORE_DIGEST.test(before) || BEFORE_PUBLIC_KEY.test(before)) return true;
  // of an id in several pieces: request_id: req.Zk9Q…
  const beforeAll = before.replace(/[\w+/=.:-]{1,40}$/, "");
  return isNamed(before, value) || isNamed(beforeAll, value);
}

/** @type {(before: string, value: string) => boolean} */
function isNamed(before, value) {
  const name = BEFORE_VALUE.exec(before)?.[1];
  if (!name) return false;
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_]/);
  const isAll = IDS.has(name.toLowerCase()) && DIGEST.test(value);
  return isAll || IDS.has(words.at(-1) ?? "");
}

/**
 * True for a path: most of what stands between its slashes are words, numbers or ids.
 * @param {string} text
 */
export function isPath(text) {
  const steps = text.split("/");
  const known = steps.filter((step) => DIGEST.test(step) || PATH_WORD.test(step));
  return steps.length > 1 && known.length >= Math.max(2, steps.length * 0.6);
}
