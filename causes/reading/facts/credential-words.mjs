// The words that stand where a credential should be: schemes alone, variables that nobody
// replaced, stand-ins of documentation and of code.
import { anyOf, words } from "../grammar/patterns.mjs";

const SCHEME = new RegExp(
  `^${words(`
    basic bearer digest negotiate ntlm token api-?key dpop hawk oauth hmac signature jwt mac
    aws4-hmac-sha256 gnap privatetoken vapid key pat
  `)}$`,
  "i",
);

/** A variable of a shell, a template or a CI system. */
export const VARIABLE = anyOf(
  [/\$\{?\w+\}?|\$\(.{1,80}\)/, /%\w+%/, /\{\{.{0,80}\}\}/, /#\{.{1,80}\}/, /\$\{\{.{0,80}\}\}/],
  { before: "^", after: "$" },
);
const STAND_IN = anyOf(
  [
    /<?(?:your|my|insert|replace|put|enter)[-_ ].{0,60}|YOUR.{0,40}/,
    /undefined|null|none|nil|nan|false|true|\[object (?:Object|Promise)\]|function ?\(.{0,80}/,
    /changeme|change_me|TODO|(?:API_?KEY|TOKEN|ACCESS_TOKEN|BEARER_TOKEN)(?:_HERE)?/,
  ],
  { before: "^", after: "$" },
);

/** A variable, or words that say that a value belongs here. */
export const PLACEHOLDER = anyOf([VARIABLE, STAND_IN], { flags: "i" });

/**
 * Is a word the name of a scheme?
 * @param {string} word
 */
export function isScheme(word) {
  return SCHEME.test(word);
}

/**
 * @param {string} text
 */
export function isPlaceholder(text) {
  return PLACEHOLDER.test(text);
}
