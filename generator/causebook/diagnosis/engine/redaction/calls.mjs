// Why: functions take secrets by place rather than by name: as the last argument of a call. A table
// says which calls. It must not know commands.

import { allOf, foundAt, pattern } from "./patterns.mjs";
import { mayBeSecret } from "./values.mjs";

/** @import { Span, Unfolded } from "./types.d.ts" */
/** @typedef {{ text: string, from: number, isQuoted: boolean }} Argument */

/** The ends of the names of calls that take a secret. */
const CALLS = [
  /basic_?auth(?:entication)?(?:_?header)?/,
  /\w{0,30}_basic(?=[ \t]*\()/,
  /(?:convertto-?)?securestring/,
  /set_?(?:api_?key|access_?token|password|passwd|secret|token|auth_?token|bearer_?token|cookie)/,
  /passwordauthentication/,
  /(?:digest|proxy|http\w{0,6}|aws4|oauth\d?|ntlm|hawk)_?auth(?:entication)?/,
  /[.>](?:login|authenticate|auth|signin|logon|authorize)/,
  /\bauth[ \t]*=[ \t]*/,
  /\bjwt\.(?:sign|verify|encode|decode)/,
  /create_?hmac/,
  /CURLOPT_(?:USERPWD|PROXYUSERPWD|PASSWORD|XOAUTH2_BEARER)/,
  /mysqli?_connect|mysqli|PDO|ldap_bind|simple_bind(?:_s)?/,
  /ftp_login|imap_open|ssh2_auth_password/,
];
const OPENS = [/[ \t]*\([ \t\n]{0,40}/, /[ \t]*,[ \t]*/, /[ \t]+/];
const MOST = 8; // arguments that are looked at

/**
 * A pattern for the calls of the table and those which a book adds.
 * @param {string[]} [own]
 */
export function callPattern(own = []) {
  return pattern("gi", [...CALLS, ...own], OPENS, /(?=[^\n]{0,200}["'])/);
}

/** What a string may be wrapped in: `String("…")`, `new Secret("…")`. */
const WRAPPER = "(?:(?:Some|String|str|bytes|new \\w{1,20}|Secret\\w{0,10})\\([ \\t]*)?";
const STRING = "(?<quote>[\"'`])(?<text>(?:\\\\.|(?!\\k<quote>)[^\\\\\\n]){0,400})\\k<quote>";
const ARGUMENT = pattern(
  "y",
  /[ \t\n]{0,40}/,
  [
    `${WRAPPER}[a-z@$]{0,2}${STRING}(?:\\.\\w+\\(\\))?\\)?`,
    /[\w.$>-]{1,60}(?:\([^()"'\n]{0,60}\))?/,
  ],
  /[ \t\n]{0,40}(?<comma>,?)/,
);

/**
 * The quoted arguments of calls that are secrets.
 * @param {Unfolded} unfolded
 * @param {RegExp} calls
 */
export function callSecrets({ plain }, calls) {
  return allOf(calls, plain).flatMap((found) => {
    const given = argumentsAt(plain, found.index + found[0].length);
    const isOnly = given.length === 1;
    const rest = isOnly ? given : given.slice(1); // the first of several is the user
    return rest.flatMap((argument) => argumentSpan(argument, isOnly));
  });
}

const UNREAD = { text: "", from: 0, isQuoted: false };

/** @type {(plain: string, start: number) => Argument[]} */
function argumentsAt(plain, start) {
  /** @type {Argument[]} */
  const given = [];
  for (let at = start; given.length < MOST; at = ARGUMENT.lastIndex) {
    const found = foundAt(ARGUMENT, plain, at);
    if (!found) return [...given, UNREAD];
    const { quote = "", text = "", comma } = found.groups ?? {};
    const from = at + found[0].indexOf(quote) + 1;
    given.push({ text, from, isQuoted: quote !== "" });
    if (!comma) break;
  }
  return given;
}

/**
 * The only argument is the secret, or user and secret.
 * @type {(argument: Argument, isOnly: boolean) => Span[]}
 */
function argumentSpan({ text, from, isQuoted }, isOnly) {
  if (!isQuoted || !mayBeSecret(text, true)) return [];
  const user = isOnly ? (/^[^:\s/]{1,100}:/.exec(text)?.[0].length ?? 0) : 0;
  return [{ from: from + user, to: from + text.length, word: "password" }];
}
