// Why: some secrets are known by how they are built, wherever they stand: keys in armour, web
// tokens, hashes, addresses that are a secret themselves. A table: a form is a row and not a rule.
// It must not know names.

import { pattern } from "./patterns.mjs";

/**
 * @typedef {[word: string, form: RegExp]} Form of a whole secret; a group says which piece goes,
 * else all
 */

const BASE64_LINE = "[A-Za-z0-9+/=]{16,80}";
/** @type {Form[]} */
const KEYS = [
  [
    "private key",
    pattern(
      "g",
      /-----BEGIN [A-Z0-9 ]{0,40}-----(?!\s*\[)/,
      "(?:[^-]|-(?!----)){0,30000}(?:-----END [A-Z0-9 ]{0,40}-----)?",
    ),
  ],
  [
    "private key", // of PuTTY
    pattern(
      "g",
      /(?<=Private-Lines:[ \t]{0,3}\d{1,3}\s{1,3})/,
      `${BASE64_LINE}(?:\\r?\\n${BASE64_LINE}){0,60}`,
    ),
  ],
  [
    "key", // of clouds
    pattern(
      "g",
      "(?<![A-Za-z0-9])(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|LTAI|AKID)",
      "[A-Za-z0-9]{12,20}(?![A-Za-z0-9])",
    ),
  ],
];

/** A line of a web token that was broken into several. */
const TOKEN_LINE = [
  "\\.?\\r?\\n(?=[\\w.-]{16,}[\\s\"']|[\\w.-]{16,}$)",
  "[\\w-]{2,}(?:\\.[\\w-]{0,20000}){0,3}",
].join("");
/** Addresses that are posted to by whoever knows them. */
const HOOKS = [
  /hooks\.slack\.com\/(?:services|workflows|triggers)/,
  /discord(?:app)?\.com\/api(?:\/v\d+)?\/webhooks/,
  /api\.telegram\.org\/(?:file\/)?bot/,
  /webhook\.office\.com\/webhookb2/,
  /outlook\.office\.com\/webhook/,
  /hooks\.zapier\.com\/hooks/,
];
/** @type {Form[]} */
const TOKENS = [
  ["token", pattern("g", `(?<!\\w)eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,4}(?:${TOKEN_LINE}){0,40}`)],
  ["token", /(?<!\w)v[1-4]\.(?:local|public)\.[\w-]{8,}(?:\.[\w-]*)?/g],
  ["token", /(?<!\w)[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,45}(?!\w)/g],
  ["token", /(?<!\d)\d{8,10}:AA[\w-]{28,40}/g],
  ["token", /(?<!\w)[a-z2-7]{52}(?!\w)/g],
  ["token", /(?<!\w)[A-Za-z0-9]{70,80}AZDO[A-Za-z0-9]{4}(?!\w)/g],
  [
    "token",
    pattern(
      "g",
      /(?<!\w)(?:pat|key)[A-Za-z0-9]{14}(?:\.[0-9a-f]{16,64})?(?!\w)/,
      /(?<=\d.{0,20}|\..{0,70})/,
    ),
  ],
  ["secret", /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,36}/g],
  ["token", pattern("g", HOOKS, /\/?(?<secret>[\w/:@-]{8,300})/)],
];

const CRYPT = "apr1|2[abxy]?|argon2\\w{0,2}|pbkdf2[\\w-]{0,10}|scrypt|yescrypt|[1567y]|sha1|P|H";
/** @type {Form[]} */
const HASHES = [
  [
    "hash",
    pattern("gi", [
      `\\\${1,2}(?:${CRYPT})\\\${1,2}[^\\s"':,]{8,200}`,
      /\{(?:SSHA|SHA|SMD5|MD5|CRYPT|PBKDF2)\w{0,10}\}[\w+/=$.]{12,160}/,
      /pbkdf2[:_]\w{3,8}[:$][^\s"',]{16,200}/,
    ]),
  ],
  ["hash", /(?<=[\w.@-]{1,64}:[^\s:"'/]{1,64}:)[0-9a-f]{32}(?![0-9a-f])/gi],
  ["hash", /(?<=:\d{1,9}:)[0-9a-f]{32}:[0-9a-f]{32}/gi],
];

/** What stands before `user/secret` of a database. */
const ORACLE = [
  "oracle:thin:",
  "sqlplus[ \\t]+(?:-\\w+[ \\t]+)*",
  "connect[ \\t]+",
  "sqlldr[ \\t]+(?:userid=)?",
  "expdp[ \\t]+",
  "impdp[ \\t]+",
].join("|");
/** @type {Form[]} */
const PASSWORDS = [
  ["password", /(?<=[\w.-]):(?<secret>[^\s:@/"']{1,120})@(?:tcp|unix|udp)\(/g],
  [
    "password", // .pgpass
    pattern(
      "gm",
      /^[ \t>]*[\w.*-]{1,120}:(?:\d{1,5}|\*):[\w*-]{1,80}:[\w*.-]{1,80}/,
      /:(?<secret>[^\s:]{1,200})$/,
    ),
  ],
  [
    "password",
    pattern(
      "gim",
      `(?<=\\b(?:${ORACLE})[\\w$#-]{1,60}\\/)`,
      /(?<secret>[^\s@/"']{1,120})(?=@|\s|$|")/,
    ),
  ],
  ["password", /(?<=\b(?:pass|stdin-pass):)(?<secret>[^\s"',]{3,200})(?=["'\s]|$)/g],
];

/** Domains of Windows that are none of a person. */
const NO_DOMAIN = "NT |BUILTIN|AUTHORITY|HK|APPPOOL|WINDOWS|SYSTEM|SERVICE|ROOT|CIM|WMI";
/** @type {Form[]} */
const PEOPLE = [
  ["card", /(?<![\d.-])(?:\d{4}[ -]?){3}\d{1,7}(?![\d.-])/g],
  [
    "phone",
    pattern("g", [
      /(?<![\w)])(?:\+\d{1,3}[ .-]?)?\(\d{2,4}\)[ .-]?\d{3,4}[ .-]\d{3,4}(?!\d)/,
      /(?<![\w.:+-])\+\d{1,3}[ .-]\d{2,4}(?:[ .-]\d{2,4}){2,3}(?![\d.:-])/,
    ]),
  ],
  [
    "user",
    pattern(
      "gu",
      `(?<![\\w\\\\/.:-])(?!${NO_DOMAIN})[A-Z][A-Z0-9-]{1,14}\\\\`,
      /(?<secret>[\p{L}][\p{L}\d._$-]{1,40})(?![\w\\(])/u,
    ),
  ],
  [
    "email",
    pattern(
      "gu",
      /(?<![\p{L}\d._%+@-])(?!git@|[\w.-]+@sha\d)[\p{L}\d][\p{L}\d._%+-]{0,63}@/u,
      /(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,6}/u,
      /(?![A-Z]+(?![\p{L}\d-]))\p{L}{2,24}(?![\p{L}\d-])/u,
    ),
  ],
];

/** All forms, the longest first. */
export const FORMS = [...KEYS, ...TOKENS, ...HASHES, ...PASSWORDS, ...PEOPLE];
