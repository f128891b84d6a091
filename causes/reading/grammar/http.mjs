// The grammar of HTTP that both the reading and the detectors need: start lines, header look-up,
// challenges, URLs, base64. What a paste looks like, or what any of it means, is not known here.
import { inOrder } from "./patterns.mjs";
/** @import { Challenge, Header, UrlParts } from "../types.d.ts" */

/** The methods that plain text is searched for, as alternatives of a pattern. */
export const METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";

/** The statuses that exist: the IANA registry's, and those that servers and networks add. */
const STATUSES = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 308],
  [400, 431],
  [440, 440],
  [444, 444],
  [449, 451],
  [460, 464],
  [494, 499],
  [500, 511],
  [520, 530],
  [561, 561],
  [598, 599],
];

/**
 * Is a number a status that exists? Most numbers of three digits are none.
 * @param {number} number
 */
export function isStatus(number) {
  return STATUSES.some(([first, last]) => number >= first && number <= last);
}

/** The first line of a request: method, target, version (RFC 9112 section 3). */
export const REQUEST_LINE = /^([A-Z]{3,12}) (\S+) (HTTP\/\d(?:\.\d)?)$/;

/** The first line of a response: version, status, reason (RFC 9112 section 4). */
export const STATUS_LINE = /^(HTTP\/\d(?:\.\d)?) (\d{3})(?:\s+(.*))?$/;

/** @typedef {{headers: Header[]} | null | undefined} Message */

/**
 * The values of every header of that name, in order.
 * @param {Message} message
 * @param {string} name in lower case
 */
export function headerValues(message, name) {
  return headersNamed(message, name).map((header) => header.value);
}

/**
 * The first value of a header of that name, or "".
 * @param {Message} message
 * @param {string} name in lower case
 */
export function headerValue(message, name) {
  return headerValues(message, name)[0] || "";
}

/**
 * Every header of that name.
 * @param {Message} message
 * @param {string} name in lower case
 */
export function headersNamed(message, name) {
  return message ? message.headers.filter((header) => header.name.toLowerCase() === name) : [];
}

const CHALLENGE_WORD = inOrder(
  [
    /[\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)/, // a scheme, or the name of a parameter
    /(\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s,"]*)))?/, // its value, quoted or bare
  ],
  "y",
);

/**
 * The challenges of a WWW-Authenticate value (RFC 9110, 11.6.1). Elasticsearch's list without
 * commas is read as well.
 * @param {string} value
 */
export function parseChallenges(value) {
  /** @type {Challenge[]} */
  const challenges = [];
  const text = value.slice(0, 4000);
  const word = CHALLENGE_WORD;
  word.lastIndex = 0;
  for (let found = word.exec(text); found; found = word.exec(text)) {
    const open = challenges.at(-1);
    if (found[2] && open) addParameter(open, found);
    else {
      const after = word.lastIndex - (found[2] || "").length;
      const challenge = challengeAt(text, after, found[1]);
      challenges.push(challenge.value);
      word.lastIndex = challenge.end;
    }
  }
  return challenges;
}

/**
 * @param {Challenge} challenge
 * @param {RegExpExecArray} found
 */
function addParameter({ params }, [, name, , quoted, bare]) {
  params[name.toLowerCase()] = quoted === undefined ? bare : quoted.replace(/\\(.)/g, "$1");
}

/**
 * @param {string} text
 * @param {number} after the scheme
 * @param {string} scheme
 */
function challengeAt(text, after, scheme) {
  const token = /[ ]+([A-Za-z0-9._~+/-]+=*)[ \t]*(?=,|$)/y;
  token.lastIndex = after;
  const found = token.exec(text);
  const value = { scheme, token68: found ? found[1] : "", params: {} };
  return { value, end: found ? token.lastIndex : after };
}

const URL_PARTS = inOrder(
  [
    /^(?:([a-z][a-z0-9+.-]*):)?\/\//, // scheme
    /(?:([^/@?#]*)@)?/, // user
    /(\[[^\]]*\]|[^/:?#]*)/, // host
    /(?::(\d+))?/, // port
    /([^?#]*)(?:\?([^#]*))?/, // path and query
  ],
  "i",
);
const PORTS = new Map([
  ["https", "443"],
  ["http", "80"],
]);

/**
 * The parts of an absolute or scheme-relative URL, in lower case where case does not matter;
 * null for anything else.
 * @param {string} url
 * @returns {UrlParts | null}
 */
export function urlParts(url) {
  const found = URL_PARTS.exec(url.slice(0, 8000));
  if (!found) return null;
  const scheme = (found[1] || "").toLowerCase();
  return {
    scheme,
    user: found[2] || "",
    host: found[3].toLowerCase(),
    port: found[4] || PORTS.get(scheme) || "",
    path: found[5] || "/",
    query: found[6] || "",
  };
}

/**
 * The target of a Location header, made absolute against the URL that answered.
 * @param {string} location
 * @param {string} base
 */
export function absoluteUrl(location, base) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  const from = urlParts(base);
  if (!from || !from.host) return location;
  const scheme = from.scheme && `${from.scheme}:`;
  if (location.startsWith("//")) return scheme + location;
  const path = location.startsWith("/") ? "" : from.path.replace(/[^/]*$/, "");
  return `${scheme}//${from.host}${ownPort(from)}${path}${location}`;
}

/** @param {UrlParts} url */
function ownPort({ scheme, port }) {
  return port === "" || port === (PORTS.get(scheme) ?? "80") ? "" : `:${port}`;
}

/**
 * The text behind base64 or base64url, or null when it is neither.
 * @param {string} text
 */
export function decodeBase64(text) {
  const plain = text.replace(/=+$/, "").replace(/-/g, "+").replace(/_/g, "/");
  if (plain.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(plain)) return null;
  return new TextDecoder().decode(Uint8Array.from(atob(plain), (char) => char.charCodeAt(0)));
}

/**
 * base64 of the UTF-8 bytes of a text, as a client makes it for Basic.
 * @param {string} text
 */
export function encodeBase64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 2000))));
}

const BLANKS = /\*{3}|…|\.{3}|•{2}|\bx{3,}\b|X{4,}|x{6,}|_{4,}/i;
const BLANKING_WORD = /redact|remove|hidden|omitted|masked|filtered|censor|snip/i;
const IN_BRACKETS = /^[<[({](?!\{)(?!(?:insert|your|my)\b).{0,40}[>\])}]$/i;

/**
 * Did the reader blank the value out before pasting (`***`, `<redacted>`, `xxxx`)? Then it says
 * nothing about what was sent.
 * @param {string} value
 */
export function isBlankedOut(value) {
  return BLANKS.test(value) || BLANKING_WORD.test(value) || IN_BRACKETS.test(value);
}
