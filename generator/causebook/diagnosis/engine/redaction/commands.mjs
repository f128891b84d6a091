// Why: commands take secrets by place rather than by name: behind a flag, as their last word, from
// a pipe. Tables say which flags of which programs. It must not know how flags with the name of a
// secret are read.

import { isCode } from "./code.mjs";
import { allOf, pattern } from "./patterns.mjs";
import { isCommonWord, isMask, isReference, looksSecret } from "./values.mjs";

/** @import { Span, Unfolded } from "./types.d.ts" */
/** @typedef {(plain: string, found: RegExpExecArray) => Span[]} Reader of what a pattern found */

/** [programs, flags whose value is a secret, whether it may stand right behind the flag]. */
const FLAGS = /** @type {Array<[programs: string[], flags: string[], isTight?: boolean]>} */ ([
  [["ldap(?:search|add|modify|delete|passwd|whoami|compare)"], ["w", "s", "a"]],
  [["mysql\\w*|mariadb\\w*|mycli"], ["p"], true],
  [["sshpass|mongo\\w*|mongosh|7z|7za|unrar|rar"], ["p", "P"], true],
  [
    [
      "psql|xfreerdp|rdesktop|zip",
      "smbmap|crackmapexec|nxc|evil-winrm|wpscan|hydra", // tests of penetration
    ],
    ["p", "P"],
  ],
  [["redis-cli|valkey-cli"], ["a"]],
  [
    [
      "docker|podman|nerdctl|helm|skopeo|crane|buildah|oras|cosign|regctl",
      "oc|az|cf|ibmcloud|kubelogin|argocd|tsh",
      "twine|nuget|jf|jfrog|svn|lftp|ansible\\S*|sudo",
      "snow|snowsql|influx|sqlcmd|bcp|isql|bq",
      "bw|ipmitool|iscsiadm|openssl|gpg|keytool",
    ],
    ["p", "P", "S", "k", "storepass", "keypass", "pass", "passin", "passout"],
  ],
  [["snmp\\w+"], ["A", "X", "c"]],
]);

/** [programs, flags whose value is user and secret, what may stand between the two]. */
const COUPLED = /** @type {Array<[programs: string, flags: string[], between: string]>} */ ([
  [
    "curl|curlie|xh|http|https|wget|httpx|lynx",
    ["u", "U", "a", "-user", "-proxy-user", "-auth", "-tlsuser"],
    ":",
  ],
  ["smbclient|smbget|rpcclient|net|winexe|mount", ["U"], "%"],
  [
    "skopeo|lftp|svn|imap\\w*|oc|ftp|sftp|tftp",
    ["u", "-creds", "-src-creds", "-dest-creds"],
    "[:,]",
  ],
]);

/** Programs that take a token when one logs in. */
const LOGINS = [
  "op|bw|doppler|fly|flyctl|heroku|railway|vercel|netlify|wrangler",
  "cargo|npm|gem|poetry|pulumi|terraform|infracost|sentry-cli|snyk|databricks",
  "gh|glab|hub|tea|ngrok|tailscale|netbird",
].join("|");
const OPTIONS = "(?: -[\\w=./-]+)*";

/**
 * What stands before a secret that is the last word of a command; a blank is any number of them.
 */
const LAST_WORDS = [
  `vault login${OPTIONS}`,
  "vault token (?:lookup|revoke|renew)",
  "htpasswd -\\w*b\\w* \\S+ \\S+",
  "net use (?:\\w: )?\\\\\\\\\\S+(?: /\\S{1,100}){0,5}",
  "net user \\S+",
  "chpasswd(?: )?<<<",
  "<<<",
  `(?:${LOGINS}) (?:auth )?(?:login|token|authtoken|add-authtoken|signin)${OPTIONS}`,
  "ngrok(?:\\.exe)? config add-authtoken",
  "poetry config (?:pypi-token|http-basic)\\S*(?: \\S+(?= \\S))?",
  "ALTER (?:USER|ROLE)[^\\n;]{1,120}?(?:PASSWORD|IDENTIFIED BY)",
].map((words) => words.replaceAll(" ", "[ \\t]+"));

const QUOTED = "\"[^\"\\n]{1,400}\"|'[^'\\n]{1,400}'";
const SECRET = `(?<secret>${QUOTED}|[^\\s"'|<>-][^\\s"'|<>]{0,400})`;
const LAST_SECRET = `(?<secret>${QUOTED}|[^\\s"'|<>#-][^\\s"'|<>]{0,400})`;
const ECHOED = [
  "\\becho[ \\t]+(?:-\\w[ \\t]+)?",
  "(?<secret>\"[^\"\\n$]{3,300}\"|'[^'\\n]{3,300}'|[^\\s\"'|$]{4,300})",
  "[ \\t]{0,3}\\|[ \\t]{0,3}",
].join("");
/** Programs that read a secret from a pipe. */
const READING = [
  "docker|podman|helm|kubectl|az|oc|gh",
  "base64|openssl|cryptsetup|passwd|chpasswd|kinit|op|vault|sudo|tee",
];

/** @type {Array<[RegExp, Reader]>} */
const READERS = [
  ...FLAGS.map(flagReader),
  ...COUPLED.map(coupleReader),
  [pattern("gi", /(?<![\w-])/, LAST_WORDS, /[ \t]+/, LAST_SECRET), ifSure],
  // what is said to a server: AUTH, PASS, LOGIN
  [
    pattern(
      "gm",
      /(?<=^|^[<>CS:*|-]{1,3}[ \t])/,
      [/AUTH(?:[ \t]+(?:PLAIN|LOGIN|XOAUTH2|default))?/, /PASS/],
      /[ \t]+(?<secret>\S{3,400})$/,
    ),
    placed,
  ],
  [/(?<=^\w{1,9}[ \t])LOGIN[ \t]+\S{1,100}[ \t]+(?<secret>\S{3,200})$/gm, placed],
  // any program that takes a user and a secret: -u al -p zebra
  [
    pattern(
      "g",
      /[ \t]-[uU][ \t=]+\S{1,80}[ \t](?:[^\n]{0,120}?[ \t])?/,
      /-[pPw][ \t=]+(?<secret>[^\s-]\S{3,200})/,
    ),
    ifSure,
  ],
  // "zebra" as my password
  [
    pattern(
      "gi",
      /["'`](?<secret>[^\s"'`]{4,100})["'`][ \t]+as[ \t]+(?:the|my|our|your|a|an)[ \t]+/,
      /(?:\w{1,20}[ \t]+)?(?:pass\w{1,6}|pin|token|secret|key)\b/,
    ),
    ifSure,
  ],
  [/\bsend[ \t]+"(?<secret>[^"\n\\]{5,100})[\r\n]{0,2}"/g, ifSure],
  [pattern("g", ECHOED, "[a-z]"), ifSure],
  [pattern("g", ECHOED, READING, /\b/), placed],
  // .netrc
  [
    pattern(
      "g",
      /\bmachine\s{1,4}\S{1,200}\s{1,40}login\s{1,4}\S{1,200}/,
      /\s{1,40}password\s{1,4}(?<secret>\S{1,400})/,
    ),
    placed,
  ],
];

/**
 * The secrets that stand in their place in a command.
 * @param {Unfolded} unfolded
 */
export function commandSecrets({ plain }) {
  return READERS.flatMap(([sought, read]) =>
    allOf(sought, plain).flatMap((found) => read(plain, found)),
  );
}

/**
 * A command with all its arguments, also those behind a line that is continued; a path may stand
 * before it.
 * @param {string} programs
 */
function commandPattern(programs) {
  return pattern(
    "g",
    `(?<![\\w.-])(?:${programs})(?:\\.exe)?(?=[ \\t])`,
    /[^\n]{0,4000}(?:\\\r?\n[^\n]{0,1000}){0,20}/,
  );
}

/**
 * @param {[programs: string[], flags: string[], isTight?: boolean]} row
 * @returns {[RegExp, Reader]}
 */
function flagReader([programs, flags, isTight]) {
  const before = isTight ? ["[ \\t=]+", "(?=[^\\s=-])"] : ["[ \\t=]+"];
  const flag = pattern("g", /(?<=[ \t])-/, flags, before, SECRET);
  return [
    commandPattern(programs.join("|")),
    (plain, found) =>
      within(plain, found, flag)
        .filter(({ groups }) => !isPort(groups?.secret ?? ""))
        .flatMap((each) => placed(plain, each)),
  ];
}

/**
 * All that begins within what was found; it may end behind it.
 * @type {(plain: string, found: RegExpExecArray, sought: RegExp) => RegExpExecArray[]}
 */
function within(plain, found, sought) {
  const end = found.index + found[0].length;
  const all = [];
  sought.lastIndex = found.index;
  for (let each = sought.exec(plain); each && each.index < end; each = sought.exec(plain))
    all.push(each);
  return all;
}

/** @param {string} value */
function isPort(value) {
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}/.test(value);
  return isAddress || /^\d{1,5}(?::\d{1,5})?(?:\/\w+)?$/.test(value);
}

/**
 * @param {[programs: string, flags: string[], between: string]} row
 * @returns {[RegExp, Reader]}
 */
function coupleReader([programs, flags, between]) {
  const letters = flags.filter((flag) => flag.length === 1).join("");
  const flag = pattern(
    "g",
    /(?<=[ \t])-/,
    [`[A-Za-z]{0,8}[${letters}]`, ...flags],
    /(?:[ \t=]+|(?=[^\s=-]))/,
    SECRET,
  );
  const couple = pattern("s", `^(?!https?:)[^\\s:%,]{0,200}${between}(?!//)(?<secret>.+)$`);
  return [
    commandPattern(programs),
    (plain, found) => within(plain, found, flag).flatMap((each) => coupled(each, couple)),
  ];
}

/** @type {(found: RegExpExecArray, couple: RegExp) => Span[]} */
function coupled(found, couple) {
  const value = withoutQuotes(found.groups?.secret ?? "");
  const secret = couple.exec(value)?.groups?.secret ?? "";
  if (isMask(secret)) return [];
  const to = found.index + found[0].lastIndexOf(value) + value.length;
  return [{ from: to - secret.length, to, word: "password" }];
}

/** @param {string} value */
function withoutQuotes(value) {
  return value.replace(/^["']|["']$/g, "");
}

/**
 * Behind a command at the beginning of a line any word; within a sentence only what looks like a
 * secret.
 * @type {Reader}
 */
function ifSure(plain, found) {
  const before = plain.slice(Math.max(0, found.index - 3), found.index);
  const beginsCommand = /(?:^|[\n$#%>`"'&|;(][ \t]?)$/.test(before);
  const isCommand = beginsCommand && /^(?!echo|send)[a-z]/i.test(found[0]);
  const isSure = isCommand || looksSecret(withoutQuotes(found.groups?.secret ?? ""));
  return isSure ? placed(plain, found) : [];
}

const NO_SECRET = [isMask, isCode, isCommonWord, isReference, isNoWord];

/** @param {string} value */
function isNoWord(value) {
  return /^(?:\d{1,3}$|-|[{[]["{[])/.test(value);
}

/** @type {Reader} */
function placed(_plain, found) {
  const secret = found.groups?.secret ?? "";
  const value = withoutQuotes(secret);
  if (NO_SECRET.some((isNone) => isNone(value))) return [];
  const from = found.index + found[0].lastIndexOf(secret) + (/^["']/.test(secret) ? 1 : 0);
  return [{ from, to: from + value.length, word: "password" }];
}
