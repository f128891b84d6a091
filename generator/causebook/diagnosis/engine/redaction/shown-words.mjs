// Why: the words that stand where a secret was. Who only asks whether one was taken out needs none of
// what takes it out.

import { pattern } from "./patterns.mjs";

const SHOWN = [
  "password|code|token|key|signature|secret|cookie",
  "private key|hash|card|phone|user|email|ip|user and password",
  "redacted|removed",
];
const REDACTED = pattern("", /\[/, SHOWN, /\]/);

/**
 * True for a line in which something was taken out.
 * @param {string} line
 */
export function wasRedacted(line) {
  return REDACTED.test(line);
}
