// The tokens in question among all that a paste holds.
import { credentialsOf } from "./credentials.mjs";
import { once } from "./facts.mjs";
import { markOf } from "./marks.mjs";
/** @import { Reading, Token } from "../types.d.ts" */

/** The tokens that the request carried, else the last one in the paste. */
export const tokensSent = once((reading) => {
  const lines = new Set(credentialsOf(reading).map(({ line }) => line));
  const sent = reading.tokens.filter(({ line, where }) => lines.has(line) && where !== "claims");
  const bearer = sent.filter(({ where }) => where === "authorization");
  if (bearer.length > 0) return bearer;
  return sent.length > 0 ? sent : reading.tokens.filter((one) => !isAsked(reading, one)).slice(-1);
});

/**
 * Whether it is no token but the claims that a challenge asks for, which begin like one.
 * https://learn.microsoft.com/entra/identity-platform/claims-challenge
 * @param {Reading} reading
 * @param {Token} token
 */
function isAsked(reading, { line, raw }) {
  const text = reading.lines[line - 1]?.text ?? "";
  return /\bclaims\s?=\s?["']?$/i.test(text.slice(0, Math.max(0, text.indexOf(raw))));
}

/**
 * @param {Reading} reading
 * @param {Token} token
 */
export function markToken(reading, token) {
  return markOf(reading, { line: token.line, value: token.raw });
}
