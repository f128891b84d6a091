// The challenges of the refusal in question: of its WWW-Authenticate headers, or as other lines
// quote them.
import { firstFound, once, responseOf } from "./facts.mjs";
import { headersNamed, parseChallenges } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
/** @import { Challenge, Reading, Response } from "../types.d.ts" */

/** @typedef {Challenge & {line: number}} PlacedChallenge */

const QUOTED = inOrder(
  [
    /(?:www-authenticate["']?\s{0,3}[:=]>?\s{0,3}[["']{0,2}|Unable to authenticate, need: )/,
    /((?:Basic|Bearer|Digest|Negotiate|NTLM|Token|ApiKey|Key)\b[^'\]}]{0,600})/,
  ],
  "i",
);

/** The challenges, and whether the headers that would hold them were visible. */
export const challengesOf = once((reading) => {
  const response = responseOf(reading);
  const isProxy = response?.status === 407;
  const headers = isProxy ? [] : headersNamed(response, "www-authenticate");
  const list = headers.flatMap(challengesAt);
  if (list.length > 0 || (!isProxy && isWhole(response))) return { list, visible: true };
  return { list: quotedChallenges(reading), visible: false };
});

/** @param {Response | null} response */
function isWhole(response) {
  if (!response || response.partial) return false;
  return Boolean(response.status) && response.headers.length >= 2;
}

/**
 * @param {{value: string, line: number}} header
 * @returns {PlacedChallenge[]}
 */
function challengesAt({ value, line }) {
  return parseChallenges(value).map((challenge) => ({ ...challenge, line }));
}

/**
 * Challenges outside a response: logs, npm's "need:", dumps of headers.
 * @param {Reading} reading
 */
function quotedChallenges(reading) {
  const quoted = firstFound(reading, ({ text }) => /authenticat/i.test(text) && QUOTED.exec(text));
  return quoted ? challengesAt({ value: quoted.found[1], line: quoted.line.n }) : [];
}
