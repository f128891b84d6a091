// Detectors of the credential's form: is it written as its scheme wants it? A value that the
// reader blanked out is not judged, and the note never holds a secret.
import { present, absent, unknown } from "../facts/answers.mjs";
import { authorizationsOf, credentialsOf } from "../facts/credentials.mjs";
import { firstFound } from "../facts/facts.mjs";
import { measuredNothing, shownFeed } from "./looks.mjs";
import { decodeBase64 } from "../grammar/http.mjs";
import { isPlaceholder, isScheme } from "../facts/credential-words.mjs";
import { markOf, markText } from "../facts/marks.mjs";
import { inOrder } from "../grammar/patterns.mjs";
/** @import { Credential, Detector, Line, Reading } from "../types.d.ts" */

/** @typedef {(credential: Credential) => string} Judge says what is wrong, "" for nothing */
/** @typedef {(decoded: string | null, value: string) => string} BasicJudge */

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const formDetectors = {
  "doubled-scheme": (reading) => judged(reading, doubledScheme),
  "missing-scheme": (reading) => judged(reading, missingScheme),
  "quotes-in-credential": (reading) => judged(reading, quotes),
  "whitespace-in-credential": (reading) => judged(reading, whitespace),
  "line-feed-in-credential": lineFeed,
  "basic-not-base64": (reading) => judgedBasic(reading, notBase64),
  "basic-without-colon": (reading) => judgedBasic(reading, withoutColon),
  "basic-encoded-otherwise": (reading) => judgedBasic(reading, encodedOtherwise),
  "empty-credential": empty,
  "header-well-formed": wellFormed,
  "sound-credential-sent": sound,
};

/**
 * Asks about every Authorization header of the request in question.
 * @param {Reading} reading
 * @param {Judge} judge
 */
function judged(reading, judge) {
  const sent = authorizationsOf(reading);
  for (const each of sent) {
    const sentence = judge(each);
    if (sentence) return present(markOf(reading, { ...each, value: each.raw }), sentence);
  }
  return sent.every(({ blanked }) => blanked) ? unknown() : absent();
}

/**
 * Asks about every value of Basic that is one, with what stands behind its base64.
 * @param {Reading} reading
 * @param {BasicJudge} judge
 */
function judgedBasic(reading, judge) {
  const sent = authorizationsOf(reading).filter(isBasicValue);
  for (const each of sent) {
    const sentence = judge(decodeBase64(each.value.replace(/^["']|["']$/g, "")), each.value);
    if (sentence) return present(markOf(reading, each), sentence);
  }
  return sent.length > 0 ? absent() : unknown();
}

/** @param {Credential} credential */
function isBasicValue({ scheme, value, blanked }) {
  if (!isBasic(scheme) || blanked || value === "") return false;
  return !isPlaceholder(value) && !/^[{<]/.test(value);
}

/** @param {string} scheme */
function isBasic(scheme) {
  return /^basic$/i.test(scheme);
}

/**
 * What stands behind a scheme at the beginning of a text, or null when it begins otherwise.
 * @param {string} text
 * @param {string} scheme
 */
function behindScheme(text, scheme) {
  const isThere = scheme !== "" && text.toLowerCase().startsWith(scheme.toLowerCase());
  return isThere ? text.slice(scheme.length) : null;
}

/** @type {Judge} */
function doubledScheme({ scheme, value }) {
  const rest = behindScheme(value.replace(/^["']/, ""), scheme);
  const isDoubled = rest !== null && /^(?:["' :]|$)/.test(rest);
  return isDoubled ? `The scheme ${scheme} stands twice in the header.` : "";
}

/** @type {Judge} */
function missingScheme({ scheme, raw, blanked }) {
  const value = raw.trim();
  if (scheme || blanked || value === "" || isPlaceholder(raw) || /\s/.test(value)) return "";
  const lack = "no scheme such as Bearer or Basic stands before it";
  return `The value begins with the credential itself; ${lack}.`;
}

const QUOTE_AT_EDGE = /^(?:["'“”‘’`]|\\"|%22)|(?:["'“”‘’`]|%22)$/;

/** @type {Judge} */
function quotes({ raw, value, opaque, blanked }) {
  if (opaque || (blanked && !/^["'“‘„]|["'”’]$/.test(value))) return "";
  const isQuoted = QUOTE_AT_EDGE.test(value || raw) || /^["'“‘]/.test(raw);
  return isQuoted ? "Quotation marks are part of the credential." : "";
}

/** @type {Judge} */
function whitespace(credential) {
  const { raw, scheme, opaque, blanked, exact } = credential;
  if (opaque || blanked) return "";
  if (/[\u00a0\u200b\u2009\u202f]/.test(raw)) return "The credential holds an invisible character.";
  if (scheme && /^[\w-]+["']?\s{2,}\S/.test(raw))
    return "More than one space stands between scheme and credential.";
  if (exact && /[ \t]$/.test(raw)) return "A space stands after the credential.";
  return isSpacedInside(credential) ? "A space stands inside the credential." : "";
}

/**
 * Parameters, and a scheme that stands twice, have blanks of their own.
 * @param {Credential} credential
 */
function isSpacedInside({ scheme, value }) {
  if (!isScheme(scheme) || !/\S[ \t]+\S/.test(value) || isPlaceholder(value)) return false;
  const isDoubled = /^\s/.test(behindScheme(value, scheme) || "");
  return !isDoubled && !value.includes(",") && !/^\w+=/.test(value);
}

const WRITTEN_FEED = inOrder(
  [
    /(?:Bearer|Basic|Token|Authorization\W{1,6})[^\s"'\\]{0,3000} ?[^\s"'\\]{0,3000}/,
    /(?:\\r\\n|\\n|\\r|%0[AaDd])["']?/,
  ],
  "i",
);
const MEANT_FEED = /print|write|format|\$\{|%s|EOF/i; // code that ends a line with it on purpose

/** @type {Detector} */
function lineFeed(reading) {
  const basic = judgedBasic(reading, feedInPassword);
  if (basic.state === "present") return basic;
  const header = judged(reading, feedInHeader);
  if (header.state === "present") return header;
  const last = shownFeed(reading);
  if (last)
    return present(markOf(reading, { line: last.n }), "The decoded value ends in a line feed.");
  const shown = firstFound(reading, feedInLine);
  if (shown)
    return present(
      markText(reading, shown.line.n, shown.found[0]),
      "A line feed is part of the credential.",
    );
  return basic.state === "absent" ? absent() : header;
}

/** @type {BasicJudge} */
function feedInPassword(decoded) {
  return decoded !== null && /[\r\n]/.test(decoded)
    ? "What stands behind the base64 ends in a line feed, which is then part of the password."
    : "";
}

/** @type {Judge} */
function feedInHeader({ raw }) {
  return /[\r\n]|%0[AaDd]|\\[nr]["']?$/.test(raw) ? "The credential holds a line feed." : "";
}

/** @param {Line} line */
function feedInLine({ text, facet }) {
  if (!/log|client|config|words/.test(facet) || !/\\[rn]|%0[AaDd]/.test(text)) return null;
  const isHeader =
    /bearer|basic|token|authorization/i.test(text) && /header|authorization/i.test(text);
  const found = isHeader ? WRITTEN_FEED.exec(text) : null;
  return found && !MEANT_FEED.test(text) ? found : null;
}

/** @type {BasicJudge} */
function notBase64(decoded, value) {
  if (value.includes(":"))
    return "The value after Basic holds a colon, so it was not encoded in base64.";
  return decoded === null ? "The value after Basic is not base64." : "";
}

/** @type {BasicJudge} */
function withoutColon(decoded) {
  return decoded !== null && !decoded.includes(":")
    ? "What stands behind the base64 has no colon between user name and password."
    : "";
}

const IN_QUOTES = /^(["'])(?!\1).*\1$/s;

/** @type {BasicJudge} */
function encodedOtherwise(decoded) {
  if (decoded === null) return "";
  if (decoded.includes("\0")) return "Behind the base64 is UTF-16, with a zero beside each letter.";
  if (/^(?:Basic|Bearer) /i.test(decoded)) return "The word before the value was encoded as well.";
  if (IN_QUOTES.test(decoded)) return "The quotes around name and password were encoded as well.";
  const again = decoded.includes(":") ? null : decodeBase64(decoded);
  return again && /^[ -~]{1,80}:[ -~]{1,200}$/.test(again) ? "The pair was encoded twice." : "";
}

/** @type {Detector} */
function empty(reading) {
  const measured = measuredNothing(reading);
  if (measured)
    return present(markOf(reading, { line: measured.n }), "The value has no characters.");
  return judged(reading, emptiness);
}

/** @type {Judge} */
function emptiness(credential) {
  if (credential.expands) return ""; // what a variable adds is not known
  return nothingIn(credential) || emptyPair(credential);
}

/** @type {Judge} */
function emptyPair({ scheme, value, blanked }) {
  return isBasic(scheme) && !blanked ? emptyPart(decodeBase64(value)) : "";
}

/** @type {Judge} */
function nothingIn({ scheme, value, raw }) {
  const shown = raw.trim();
  if (shown === "" || /^["']{2}$/.test(shown)) return "The Authorization header is empty.";
  const name = scheme || shown;
  const isBare = value === "" || !scheme;
  return isBare && isScheme(name) ? `After ${name} no credential follows.` : "";
}

const KEY_AS_USER = /^[a-z]{2}_|^\w*key/i; // with no password beside it, as many services want it

/** @param {string | null} decoded user name and password */
function emptyPart(decoded) {
  const pair = decoded || "";
  const colon = pair.indexOf(":");
  if (colon < 0) return "";
  const [user, password] = [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
  if (!user && !password) return "User name and password are both empty.";
  if (Math.max(user.length, password.length) >= 16) return "";
  if (!user) return "The user name is empty.";
  return !password && !KEY_AS_USER.test(user) ? "The password is empty." : "";
}

/** @type {Judge[]} */
const JUDGES = [doubledScheme, missingScheme, quotes, whitespace, feedInHeader, nothingIn];
/** @type {BasicJudge[]} */
const BASIC_JUDGES = [notBase64, withoutColon, encodedOtherwise, feedInPassword, emptyPart];

/**
 * A scheme with one value behind it, also where a variable holds the value.
 * @type {Detector}
 */
function wellFormed(reading) {
  const sent = authorizationsOf(reading);
  if (sent.length === 0) return unknown();
  const isGood = sent.every((each) => isScheme(each.scheme) && isWellFormed(each));
  return isGood
    ? present(markOf(reading, sent[0]), "The Authorization header has the form of its scheme.")
    : absent();
}

/** @param {Credential} credential */
function isWellFormed(credential) {
  const { scheme, value, blanked, expands } = credential;
  if (!expands && isPlaceholder(value.trim())) return false;
  const decoded = isBasic(scheme) && !blanked ? decodeBase64(value) : "";
  const isPair = !isBasic(scheme) || blanked || isPairOf(decoded, value);
  return isPair && JUDGES.every((judge) => !judge(credential));
}

/** @type {(decoded: string | null, value: string) => boolean} */
function isPairOf(decoded, value) {
  return BASIC_JUDGES.every((judge) => !judge(decoded, value));
}

/**
 * A value that is neither empty nor a stand-in, in the right form: what is wrong is something else.
 * What a variable holds, or a reader blanked out, is not judged.
 * @type {Detector}
 */
function sound(reading) {
  const sent = credentialsOf(reading).filter(isOfHeader);
  const shown = sent.filter(({ blanked }) => !blanked);
  const good = shown.find(isSound);
  if (good) return present(markOf(reading, good), "A credential was sent in the right form.");
  return shown.length > 0 && shown.length === sent.length ? absent() : unknown();
}

/** @param {Credential} credential */
function isOfHeader({ from, name }) {
  return from !== "userinfo" && !/^cookie$/i.test(name);
}

/** @param {Credential} credential */
function isSound(credential) {
  const value = credential.value.trim();
  if (!value || isPlaceholder(value)) return false;
  return credential.from !== "authorization" || isWellFormed(credential);
}
