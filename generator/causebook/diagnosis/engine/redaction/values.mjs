// Why: what follows the name of a secret is not always one: a message about it, a placeholder, a
// piece of code, a reference to where it is kept. Taking these out would take out what helps. It
// must not know the name, nor what stands between the two.

import { isCode } from "./code.mjs";
import { FIELDS } from "./names.mjs";
import { pattern } from "./patterns.mjs";
import { bitsOf, isRandom, isWordy } from "./random.mjs";
import { COMMON, IN_PROSE, IN_SENTENCE } from "./vocabulary.mjs";

const JUDGED = 300; // characters that a judgement rests on
const PROSE_LONGEST = 14; // words of a passphrase

/** What was blanked out before, also by this module. */
const MASKS = [
  /[*•.xX…_#-]{3,}/,
  /[*•]+/,
  /[[<({]{1,3}[\p{L} _:'…./-]{0,60}[\])}>]{1,3}/u,
  /redacted|removed|hidden|masked|omitted|filtered|censored|sanitized|snipped?/,
  /changeme|placeholder|todo/,
  /\$\{?\w{1,60}\}?/,
  /\$\(.{1,60}\)/,
  /%\w{1,60}%/,
  /<%=?.{0,80}%>/,
  /\$env:\w{1,40}/,
  /your[-_ ][\w -]{1,40}/,
  /[\w[\]]{1,20}:\[\w+\]/,
];
const MASK = pattern("iu", "^[\"']?", MASKS, "[\"']?$");
const NAMED_MASK = /^[[<({]{1,3}[A-Z][A-Z\d_ ]{0,40}[\])}>]{1,3}$/;
const TEMPLATE = /[$%#@]\{[^{}]{0,80}\}|\{\{/;

const ALGORITHMS = [
  /[rhep]s\d{3}(?:[-/]\w+)?/,
  /sha-?\d+|md5|pbkdf2\w*|bcrypt|argon2\w*|aes-?\d+\S*/,
  /oauth-?\d(?:\.\d)?|saml-?\d\S*|x509/,
  /base64|utf-?8/,
  /http\/?\d?(?:\.\d)?|ipv[46]|tls\S*/,
  /s3|k8s|ec2/,
  /[~^<>=v]{0,3}\d+(?:\.\d+)+\S{0,20}/, // a version
];
const ALGORITHM = pattern("i", "^", ALGORITHMS, "$");

const ERROR_CODES = [/[A-Z]{2,10}[-_]?\d{2,9}/, /[A-Z]{1,3}\d{3,6}[A-Z]?/, /E[A-Z]{3,}/];
const ERROR_CODE = pattern("", "^", ERROR_CODES, "[:.,;)]?$");

const MOMENTS = [
  /\d{4}-\d\d(?:-\d\d\S{0,40})?/,
  /\d{1,2}:\d\d\S{0,20}/,
  /\d{1,4}[./]\d{1,2}[./]\d{1,4}/,
  /\d+(?:\.\d+)?(?:ms|s|m|h|d|min|sec|kb|mb|gb|%|x)/,
];
const MOMENT = pattern("i", "^", MOMENTS, "[,;)]?$");

/** Schemes of addresses, and those of the places where secrets are kept. */
const SCHEMES = [
  "https?|file|env|arn",
  "vault|keyvault|azurekeyvault|keychain|secretref|secretsmanager|ssm|kv",
  "op|doppler|pass|sops",
];
const EXTENSIONS = "txt|json|ya?ml|pem|key|env|crt|jks|p12|js|ts|py|rb|go|java|php|cs";
const REFERENCES = {
  image: /^[\w./-]{1,80}:v?\d{1,4}(?:\.\d{1,6}){1,3}$/,
  digest: /^(?:sha\d{1,3}|md5):[\da-f]/,
  address: `^(?:${SCHEMES.join("|")}):[/\\w]`,
  keyVault: /^@Microsoft\.KeyVault/,
  path: /^(?:~|\.{1,2}|[A-Za-z]:)?[/\\][\w.-]+[/\\]\S*$/,
  project: /^projects\/[\w-]+\/secrets/,
  root: /^\/[\w.-]{1,40}$/,
  file: `^[\\w-]+\\.(?:${EXTENSIONS})$`,
};
const REFERENCE = pattern("", Object.values(REFERENCES));
const DOTTED = /^[A-Za-z_$][\w$]*(?:[./][A-Za-z_$][\w$-]*){2,12}[,;:)]?$/;
const NEGATED = /^(?:no|not|non|un|in|is|has|missing|invalid|expired|bad|wrong)[-_]/;

/**
 * True for what was blanked out, or will be filled in by a program.
 * @param {string} value
 */
export function isMask(value) {
  const text = value.slice(0, JUDGED).replace(/^[\s*]+|[\s*]+[,;.]?$|[,;.]$/g, "");
  return text === "" || [MASK, NAMED_MASK, TEMPLATE].some((mask) => mask.test(text));
}

/**
 * True for one word that says something about a secret, or is the name of a field.
 * @param {string} value
 */
export function isCommonWord(value) {
  const text = value.slice(0, 60).trim();
  const word = text.replace(/^["'([*]+|["')\].,;:!?*]+$/g, "").toLowerCase();
  const isKnown = word === "" || COMMON.has(word) || FIELDS.has(word);
  return isKnown || NEGATED.test(word);
}

/**
 * True for several words that say something, rather than a passphrase.
 * @param {string} value
 * @param {boolean} [isQuoted]
 */
export function isSentence(value, isQuoted = false) {
  const words = value
    .slice(0, JUDGED)
    .trim()
    .split(/\s+/)
    .map((word) => word.toLowerCase().replace(/[^\p{L}']+$/u, ""));
  if (words.length < 2) return false;
  if (words.some((word) => IN_SENTENCE.has(word))) return true;
  return !isQuoted && (words.length > PROSE_LONGEST || words.some((word) => IN_PROSE.has(word)));
}

/**
 * True for small words and nothing else, as a passphrase has them.
 * @param {string} value
 */
export function isPhrase(value) {
  return /^(?:\p{Ll}+ ){2,9}\p{Ll}+$/u.test(value);
}

/**
 * True for a reference to where the secret is kept, an address, a file.
 * @param {string} value
 */
export function isReference(value) {
  const text = value.slice(0, JUDGED);
  return REFERENCE.test(text) || (DOTTED.test(text) && isWordy(text));
}

/** What is plainly none has a letter or digit at the most. */
const TWO_CHARACTERS = /[\p{L}\d][^\p{L}\d]*[\p{L}\d]/u;

/**
 * True unless the value is plainly none: for names and notations that leave no doubt.
 * @param {string} value
 * @param {boolean} [isQuoted]
 */
export function mayBeSecret(value, isQuoted = false) {
  const text = value.trim();
  const isText = isMask(text) || isCommonWord(text) || isSentence(text, isQuoted);
  const isPlainlyNone = isText || isReference(text) || ALGORITHM.test(text);
  return !isPlainlyNone && TWO_CHARACTERS.test(text);
}

/**
 * True for one word that looks like a secret by itself: for prose and for names that mean other
 * things too.
 * @param {string} value
 */
export function looksSecret(value) {
  const text = value.slice(0, JUDGED).replace(/[.,;:!?)]+$/, "");
  if (!mayBeSecret(text) || /\s/.test(text) || isHarmless(text) || text.length < 5) return false;
  if (!/\p{L}/u.test(text)) return false;
  if (/\d/.test(text)) return true;
  if (/^\p{L}+$/u.test(text)) return text.length >= 20 && isRandom(text);
  return /[!@#$%^&*+~?]/.test(text) && bitsOf(text) > 40;
}

const HARMLESS = [ERROR_CODE, MOMENT, /^[<>([{\\]/, /[<>{}()]|:\/\//];

/** @param {string} text */
function isHarmless(text) {
  return HARMLESS.some((harmless) => harmless.test(text)) || isCode(text);
}

/**
 * True for digits that are a code rather than a count or a status.
 * @param {string} value
 */
export function isPin(value) {
  return /^\d{4,8}$|^\d{3}[ -]\d{3}$/.test(value.trim().replace(/[.,;]$/, ""));
}

/**
 * True for so few digits that they count something.
 * @param {string} value
 */
export function isCount(value) {
  return /^\d{1,3}$/.test(value.trim());
}
