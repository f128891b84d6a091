// Why: a user and a secret may stand in one value: `al:zebra`, `al / zebra`, `al | zebra`. Here is which of the
// two goes. It must not know other values: those are judged by the name alone.

import { isMask, isStock, looksSecret } from "./values.mjs";

const COUPLE = new RegExp(
  "^\\s{0,9}[^\\s:/|,;\"']{1,100}" +
    "(?<between>:(?!\\d+\\b)|[ \\t]/[ \\t]|/(?!/))" +
    "(?<secret>[^\\s/]\\S{0,200})",
);
/** … behind a name that leaves no doubt. */
const PAIR = new RegExp(
  "[^\\s:/|,;\"'()[\\]]{1,100}" +
    "(?<between>[ \\t]{0,3}[|,][ \\t]{0,3}|[ \\t]/[ \\t])" +
    "(?<secret>[^\\s/=|\"']{1,200})(?=[ \\t]*(?:$|[\r\n\"';,)]))",
  "y",
);

/** True where a name and what follows it may stand before a couple. */
export function holdsCouple({ how, name, place }) {
  const isLinked = how === "sign" || (how === "blank" && (place.isFlag || name.trusts.pair));
  return name.trusts.couple && isLinked;
}

/** The secret of a user and a secret that stand in one value. */
export function coupleSpan({ plain }, { name, how, place }, from, to) {
  PAIR.lastIndex = from;
  const found = (name.trusts.pair && PAIR.exec(plain)) || COUPLE.exec(plain.slice(from, to));
  if (!found) return [];
  const { between, secret } = found.groups;
  const isUnsure = between === "/" || (how === "blank" && !place.isFlag);
  if ((isUnsure && !looksSecret(secret)) || isMask(secret) || isStock(secret)) return [];
  const end = from + found[0].length;
  return [{ from: end - secret.length, to: end, word: name.trusts.couple }];
}
