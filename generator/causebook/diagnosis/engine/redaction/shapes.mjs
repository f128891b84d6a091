// Why: some secrets are known by their form, wherever they stand: by the prefix their issuer gives them, by
// how they are built, or because they read like chance. A table of forms, and a measure for the rest.

import { allOf } from "./search.mjs";
import { looksSecret } from "./values.mjs";
import { isRandom, isWordy, printableOf } from "./random.mjs";

/** Prefixes that issuers give to their tokens, with the least length of what follows. */
const PREFIXES = [
  "ghp_ 16, gho_ 16, ghu_ 16, ghs_ 16, ghr_ 16, ghv_ 16, github_pat_ 16, glpat- 12, gldt- 12, glrt- 12, glcbt- 12, glptt- 12",
  "glft- 12, glsoat- 12, glagent- 12, gloas- 12, glimt- 12, glffct- 12, glwt- 12, GR1348941 12, xoxa- 8, xoxb- 8, xoxc- 8",
  "xoxd- 8, xoxe- 8, xoxe. 8, xoxp- 8, xoxr- 8, xoxs- 8, xapp- 8, sk_live_ 8, sk_test_ 8, pk_live_ 8, pk_test_ 8, rk_live_ 8",
  "rk_test_ 8, whsec_ 12, npm_ 16, pypi- 12, dckr_pat_ 8, dckr_oat_ 8, hf_ 12, ya29. 8, GOCSPX- 12, SG. 16, shpat_ 12, shpss_ 12",
  "shpca_ 12, shppa_ 12, dop_v1_ 16, doo_v1_ 16, dor_v1_ 16, hvs. 12, hvb. 12, hvr. 12, dapi 30, lin_api_ 12, lin_oauth_ 12",
  "ATATT3x 16, ATCTT3x 16, ATSTT3x 16, ATBB 16, NRAK- 12, NRJS- 12, NRII- 12, NRAL- 12, tskey- 8, PMAK- 12, figd_ 12, figu_ 12",
  "sq0atp- 12, sq0csp- 12, sq0idp- 12, AGE-SECRET-KEY- 12, rubygems_ 12, AIza 28, sbp_ 16, sb_secret_ 12, sb_publishable_ 12",
  "ntn_ 16, glsa_ 16, glc_ 20, AKCp 40, sqp_ 16, sqa_ 16, squ_ 16, gsk_ 16, xai- 16, pplx- 16, nvapi- 16, lsv2_ 16, sk-proj- 12",
  "sk-ant- 12, sk-or- 12, tvly- 16, jina_ 16, pcsk_ 16, dt0c01. 20, dt0s01. 20, dt0s16. 20, atlasv1. 16, FlyV1 16, fo1_ 16, CFPAT- 16",
  "hcaik_ 16, hcbik_ 16, sntrys_ 16, sntryu_ 16, phc_ 16, phx_ 16, ory_at_ 12, ory_rt_ 12, ory_ac_ 12, pscale_tkn_ 16, pscale_pw_ 16",
  "pscale_oauth_ 16, dp.pt. 16, dp.st. 16, dp.ct. 16, dp.sa. 16, xkeysib- 20, xsmtpsib- 20, bkua_ 16, CCIPAT_ 16, shippo_live_ 12",
  "duffel_live_ 12, FLWSECK 12, amzn.mws. 20, Atza| 20, Atzr| 20, CLOJARS_ 20, ptr_ 12, secrets-v1: 12, SK 32, key- 30",
]
  .join(", ")
  .split(", ")
  .map((entry) => entry.split(" "));

/** Prefixes that ordinary names may have as well: what follows must read like chance. */
const LOOSE_PREFIXES = [
  "sk- 16, s. 22, b. 60, AC 32, cio 30, EAA 26, EAAA 40, 1//0 16, secret_ 24, pat 40, glp_ 20, r8_ 16, fw_ 20, pc_ 20, qdrant_ 20",
  "ddp_ 20, pul- 16, tfp_ 16, fly_ 16, rnd_ 16, vercel_ 16, vcp_ 16, nfp_ 16, v1.0- 30, ops_ 24, gAAAAA 40, re_ 16, oy2 40",
  "EZAK 30, EZTK 30, live_ 20, test_ 20, ABSK 40, sgp_ 20, tok_ 20, sess_ 16, rdme_ 20, cli_ 24, voyage- 20, pk_ 20, rt_ 20, at_ 20",
]
  .join(", ")
  .split(", ")
  .map((entry) => entry.split(" "));

/** Forms of a whole secret: [word, pattern]; a group says which part goes, else all. */
const FORMS = [
  [
    "private key",
    /-----BEGIN [A-Z0-9 ]{0,40}-----(?!\s*\[)(?:[^-]|-(?!----)){0,30000}(?:-----END [A-Z0-9 ]{0,40}-----)?/g,
  ],
  [
    "private key",
    /(?<=Private-Lines:[ \t]{0,3}\d{1,3}\s{1,3})[A-Za-z0-9+/=]{16,80}(?:\r?\n[A-Za-z0-9+/=]{16,80}){0,60}/g,
  ],
  [
    "token",
    /(?<![\w])eyJ[\w-]{6,}(?:\.[\w-]*){0,4}(?:\.?\r?\n(?=[\w.-]{16,}[\s"']|[\w.-]{16,}$)[\w-]{2,}(?:\.[\w-]{0,20000}){0,3}){0,40}/g,
  ],
  ["token", /(?<!\w)v[1-4]\.(?:local|public)\.[\w-]{8,}(?:\.[\w-]*)?/g],
  ["token", /(?<!\w)[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,45}(?!\w)/g],
  ["token", /(?<!\d)\d{8,10}:AA[\w-]{28,40}/g],
  ["token", /(?<![\w])[a-z2-7]{52}(?!\w)/g],
  ["token", /(?<![\w])[A-Za-z0-9]{70,80}AZDO[A-Za-z0-9]{4}(?!\w)/g],
  [
    "token",
    /(?<!\w)(?:pat|key)[A-Za-z0-9]{14}(?:\.[0-9a-f]{16,64})?(?!\w)(?<=\d.{0,20}|\..{0,70})/g,
  ],
  ["secret", /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,36}/g],
  [
    "key",
    /(?<![A-Za-z0-9])(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|LTAI|AKID)[A-Za-z0-9]{12,20}(?![A-Za-z0-9])/g,
  ],
  [
    "token",
    /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api(?:\/v\d+)?\/webhooks|api\.telegram\.org\/(?:file\/)?bot|webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook|hooks\.zapier\.com\/hooks)\/?(?<secret>[\w/:@-]{8,300})/g,
  ],
  [
    "hash",
    /\${1,2}(?:apr1|2[abxy]?|argon2\w{0,2}|pbkdf2[\w-]{0,10}|scrypt|yescrypt|[1567y]|sha1|P|H)\${1,2}[^\s"':,]{8,200}|\{(?:SSHA|SHA|SMD5|MD5|CRYPT|PBKDF2)\w{0,10}\}[\w+/=$.]{12,160}|pbkdf2[:_]\w{3,8}[:$][^\s"',]{16,200}/gi,
  ],
  ["hash", /(?<=[\w.@-]{1,64}:[^\s:"'/]{1,64}:)[0-9a-f]{32}(?![0-9a-f])/gi],
  ["hash", /(?<=:\d{1,9}:)[0-9a-f]{32}:[0-9a-f]{32}/gi],
  ["password", /(?<![\w-])(?<!\/)[\w.-]{1,60}:(?<secret>[^\s:@/"']{1,120})@(?:tcp|unix|udp)\(/g],
  [
    "password",
    /^[ \t>]*[\w.*-]{1,120}:(?:\d{1,5}|\*):[\w*-]{1,80}:[\w*.-]{1,80}:(?<secret>[^\s:]{1,200})$/gm,
  ],
  [
    "password",
    /(?<=\b(?:oracle:thin:|sqlplus[ \t]+(?:-\w+[ \t]+)*|connect[ \t]+|sqlldr[ \t]+(?:userid=)?|expdp[ \t]+|impdp[ \t]+)[\w$#-]{1,60}\/)(?<secret>[^\s@/"']{1,120})(?=@|\s|$|")/gim,
  ],
  ["password", /(?<=\b(?:pass|stdin-pass):)(?<secret>[^\s"',]{3,200})(?=["'\s]|$)/g],
  ["card", /(?<![\d.-])(?:\d{4}[ -]?){3}\d{1,7}(?![\d.-])/g],
  [
    "phone",
    /(?<![\w)])(?:\+\d{1,3}[ .-]?)?\(\d{2,4}\)[ .-]?\d{3,4}[ .-]\d{3,4}(?!\d)|(?<![\w.:+-])\+\d{1,3}[ .-]\d{2,4}(?:[ .-]\d{2,4}){2,3}(?![\d.:-])/g,
  ],
  [
    "user",
    /(?<![\w\\/.:-])(?!NT |BUILTIN|AUTHORITY|HK|APPPOOL|WINDOWS|SYSTEM|SERVICE|ROOT|CIM|WMI)[A-Z][A-Z0-9-]{1,14}\\(?<secret>[\p{L}][\p{L}\d._$-]{1,40})(?![\w\\(])/gu,
  ],
  [
    "email",
    /(?<![\p{L}\d._%+@-])(?!git@|[\w.-]+@sha\d)(?:[\p{L}\d][\p{L}\d._%+-]{0,63})@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,6}(?![A-Z]+(?![\p{L}\d-]))\p{L}{2,24}(?![\p{L}\d-])/gu,
  ],
];
const PREFIXED = prefixed(PREFIXES);
const LOOSELY = prefixed(LOOSE_PREFIXES);
const ADDRESS_LONGEST = 300;
const HALF_MASKED = /(?<![\w*])[\w-]{0,20}[*•]{4,}(?<secret>[A-Za-z0-9]{3,8})(?![\w*•])/g;
const BLOB =
  /(?<![\w+/=.@:~$%-])[A-Za-z0-9+/_-]{20,}={0,3}|(?<![\w+/=.@:~$%-])[A-Za-z0-9+/]{10,18}={0,2}(?![\w=])|(?<=[:=/@.])[A-Za-z0-9+/_-]{24,}={0,2}/g;
const USERINFO = /(?<![a-z0-9])[a-z][a-z0-9+.-]{1,30}:\/\//gi;

/** What names an id that is no secret: it is asked for when a case is looked into. */
const IDS = new Set(
  (
    "id ids uuid guid etag trace traceid span spanid request requestid correlation transaction nonce opaque digest sha " +
    "sha1 sha256 sha384 sha512 md5 commit commits revision rev integrity kid thumbprint fingerprint checksum ray build version tree blob " +
    "image container activity operation event upload uploadid tenant client object resource ref refs head merge parent branch tag " +
    "serial layer layers hostname host pod node release boundary jti sub aud x5t accept cid session-state sid2 root txid hash-of arn"
  ).split(" "),
);
const IS_DIGEST =
  /^(?:[0-9a-f]{7,12}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;

function prefixed(prefixes) {
  const forms = prefixes.map(([prefix, least]) => `${escaped(prefix)}[\\w.+/=~*%-]{${least},}`);
  return new RegExp(`(?<![A-Za-z0-9_.])(?:${forms.join("|")})`, "g");
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** The spans [{from, to, word}] of all that is known by its form. */
export function* shapes({ plain, level }) {
  yield* userinfo(plain, level);
  for (const [word, pattern] of FORMS) {
    for (const found of allOf(pattern, plain))
      if (isForm(word, found, plain)) yield spanOf(word, found);
  }
  for (const found of allOf(PREFIXED, plain)) if (isToken(found[0])) yield spanOf("token", found);
  for (const found of allOf(LOOSELY, plain))
    if (isRandom(found[0]) && !isWordy(found[0])) yield spanOf("token", found);
  for (const found of allOf(HALF_MASKED, plain)) yield spanOf("key", found);
  for (const found of allOf(BLOB, plain))
    if (isSecretBlob(found[0], plain, found.index)) yield spanOf("secret", found);
}

function spanOf(word, found) {
  const part = found.groups?.secret;
  const from = part === undefined ? found.index : found.index + found[0].lastIndexOf(part);
  return { from, to: from + (part ?? found[0]).length, word };
}

function isForm(word, { 0: text, index }, plain) {
  if (word === "card") return passesLuhn(text.replace(/\D/g, ""));
  return (
    word !== "email" || !/:\/\/[^\s/]{0,120}$/.test(plain.slice(Math.max(0, index - 130), index))
  );
}

function passesLuhn(digits) {
  if (digits.length < 13 || digits.length > 19 || /^0/.test(digits)) return false;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + doubled(Number(digit), place), 0);
  return sum % 10 === 0 && new Set(digits).size > 1;
}

function doubled(digit, place) {
  const value = place % 2 ? digit * 2 : digit;
  return value > 9 ? value - 9 : value;
}

/** A known prefix that goes on as words is the name of something. */
function isToken(text) {
  return (
    /\d/.test(text) ||
    /[a-z][A-Z]/.test(text.replace(/[A-Z][a-z]{3,}/g, "")) ||
    text.includes("***")
  );
}

/** Users and their secrets before the host of an address; without a user, all of it. */
function* userinfo(plain, level) {
  for (const found of allOf(USERINFO, plain)) {
    const from = found.index + found[0].length;
    const at = hostMark(asWritten(plain, level, from));
    const user = plain.slice(from, from + at);
    if (
      at > 0 &&
      (user.includes(":") || looksSecret(user) || user.length > 40) &&
      !/^\[[\w ]+\]$|^\$?\{|^[*•]+$/.test(plain.slice(from, from + at))
    )
      yield { from, to: from + at, word: "user and password" };
  }
}

/** The place of the @ before the host: the last one before a path begins, unless a secret has a slash in it. */
function hostMark(text) {
  const first = text.indexOf("@");
  if (
    first < 0 ||
    (/[/?#]/.test(text.slice(0, first)) && !/^[^/?#@:]*:(?!\d+(?:[/?#]|$))/.test(text))
  )
    return -1;
  const path = text.indexOf("/", first);
  return text.slice(0, path < 0 ? text.length : path).lastIndexOf("@");
}

/** The address, with a blank for each character that was wrapped: such a sign is part of a name, not of the address. */
function asWritten(plain, level, from) {
  let end = from;
  while (end < plain.length && end < from + ADDRESS_LONGEST && !endsAddress(plain, level, end))
    end += 1;
  const text = plain.slice(from, end);
  if (!text.includes("@")) return "";
  return [...Array(text.length).keys()].map((i) => (level[from + i] ? "\u0000" : text[i])).join("");
}

function endsAddress(plain, level, at) {
  return !level[at] && /[\s"'<>`]/.test(plain[at]);
}

function isSecretBlob(value, plain, at) {
  if (UUID.test(value) || /^[/+_-]+$/.test(value) || isNamedId(plain, at, value)) return false;
  if (isCoupleInBase64(value)) return true;
  if (value.length < 24) return false;
  if (/^[\da-f-]+$/i.test(value))
    return /\d/.test(value) && /[a-f]/i.test(value) && !value.includes("-") && value.length >= 32;
  return looksThrown(value);
}

function looksThrown(value) {
  const parts = value.split(/[-_]|\/(?=[0-9a-f]{32,}$)/);
  const dashes = parts.length - 1;
  const body =
    dashes > value.length / 9
      ? parts.reduce((most, part) => (part.length > most.length ? part : most), "")
      : value;
  if (body.length < 22 || isPathLike(body)) return false;
  return (
    (isRandom(body) && /[A-Za-z]/.test(body) && /\d/.test(body)) ||
    (isRandom(body) && body.length >= 24 && /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(body))
  );
}

function isPathLike(text) {
  const parts = text.split("/");
  if (parts.length < 2) return false;
  const words = parts.filter(
    (part) =>
      IS_DIGEST.test(part) ||
      UUID.test(part) ||
      /^(?:v?\d{0,4}|[a-z][a-z-]{1,30}|[A-Z][a-z]{2,30}|[a-z]+\d{0,3})$/.test(part),
  );
  return words.length >= Math.max(2, parts.length * 0.6);
}

/** True behind the name of an id, or as part of an address of a version. */
function isNamedId(plain, at, value) {
  const before = plain.slice(Math.max(0, at - 48), at);
  if (/\/$/.test(before) && IS_DIGEST.test(value)) return true;
  if (/(?:sha\d{1,3}|md5|SHA\d{3})[:-]$/.test(before) || /^sha\d{3}-/.test(value)) return true;
  if (/\bssh-(?:rsa|ed25519|dss)[ \t]+$|ecdsa-sha2-\S+[ \t]+$/.test(before)) return true;
  return isIdBefore(before, value) || isIdBefore(before.replace(/[\w+/=.:-]{1,40}$/, ""), value);
}

function isIdBefore(before, value) {
  const name =
    /([\w-]{1,40}?)["'`]?(?:\s{0,3}[:=]\s{0,3}|[ \t]+|\/|\()(?:Root=|W\/)?["'`]?[\w-]{0,12}$/.exec(
      before,
    );
  if (!name) return false;
  const words = name[1]
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_]/);
  return IDS.has(words.at(-1)) || (IDS.has(name[1].toLowerCase()) && IS_DIGEST.test(value));
}

/** `user:secret` in base64. */
function isCoupleInBase64(value) {
  if (value.length > 400 || !/[A-Z]/.test(value) || !/[a-z]/.test(value)) return false;
  const text = printableOf(value);
  return /^[\w.@+\\-]{1,80}:[\x21-\x7e][\x20-\x7e]{0,200}$/.test(text);
}
