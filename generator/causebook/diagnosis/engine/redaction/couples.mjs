// Why: a user and a secret may stand in one value: `al:zebra`, `al / zebra`, `al | zebra`. Here is
// which of the two goes. It must not know other values: those are judged by the name alone.

import { foundAt, pattern } from "./patterns.mjs";
import { isCommonWord, isMask, looksSecret } from "./values.mjs";

/** @import { Candidate, Name, Place, Span, Unfolded } from "./types.d.ts" */

const COUPLE = pattern(
  "",
  /^\s{0,9}[^\s:/|,;"']{1,100}/,
  /(?<between>:(?!\d+\b)|[ \t]\/[ \t]|\/(?!\/))/,
  /(?<secret>[^\s/]\S{0,200})/,
);
/** … behind a name that leaves no doubt. */
const SURE_COUPLE = pattern(
  "y",
  /[^\s:/|,;"'()[\]]{1,100}/,
  /(?<between>[ \t]{0,3}[|,][ \t]{0,3}|[ \t]\/[ \t])/,
  "(?<secret>[^\\s/=|\"']{1,200})(?=[ \\t]*(?:$|[\r\n\"';,)]))",
);

/**
 * True where a name and what follows it may stand before a couple.
 * @param {Pick<Candidate, "how" | "name" | "place">} candidate
 */
export function holdsCouple({ how, name: { trusts }, place }) {
  const isShown = place.isFlag || Boolean(trusts.sureCouple);
  const isJoined = how === "sign" || (how === "blank" && isShown);
  return Boolean(trusts.couple) && isJoined;
}

/**
 * The secret of a user and a secret that stand in one value, or nothing.
 * @param {Unfolded} unfolded
 * @param {Candidate} candidate
 * @param {number} from
 * @param {number} to
 * @returns {Span[]}
 */
export function coupleSpan({ plain }, candidate, from, to) {
  const { sureCouple, couple = "secret" } = candidate.name.trusts;
  const sure = sureCouple ? foundAt(SURE_COUPLE, plain, from) : null;
  const found = sure ?? COUPLE.exec(plain.slice(from, to));
  if (!found?.groups) return [];
  const { between, secret } = found.groups;
  if (isMask(secret) || isCommonWord(secret)) return [];
  if (isUnsure(between, candidate) && !looksSecret(secret)) return [];
  const end = from + found[0].length;
  return [{ from: end - secret.length, to: end, word: couple }];
}

/** @type {(between: string, candidate: Candidate) => boolean} */
function isUnsure(between, { how, place }) {
  return between === "/" || (how === "blank" && !place.isFlag);
}
