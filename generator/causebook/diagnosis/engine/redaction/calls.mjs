// Why: commands and programs take secrets by place rather than by name: behind a flag, as the last argument
// of a call. Two tables say which flags of which programs, and which calls.

import { allOf } from "./search.mjs";
import { isCode, isMask, isReference, isStock, looksSecret, mayBeSecret } from "./values.mjs";

/** [programs, flags whose value is a secret]. */
const FLAGS = [
  ["ldap(?:search|add|modify|delete|passwd|whoami|compare)", "w|s|a"],
  ["mysql\\w*|mariadb\\w*|mycli", "p"],
  [
    "sshpass|mongo\\w*|mongosh|psql|xfreerdp|rdesktop|7z|7za|zip|unrar|rar|smbmap|crackmapexec|nxc|evil-winrm|wpscan|hydra",
    "p|P",
  ],
  ["redis-cli|valkey-cli", "a"],
  [
    "docker|podman|nerdctl|helm|oc|az|skopeo|crane|buildah|cf|ibmcloud|oras|twine|nuget|jf|jfrog|cosign|regctl|kubelogin|argocd|snow|snowsql|influx|sqlcmd|bcp|isql|bq|tsh|bw|ipmitool|iscsiadm|svn|lftp|ansible\\S*|sudo|openssl|gpg|keytool",
    "p|P|S|k|storepass|keypass|pass|passin|passout",
  ],
  ["snmp\\w+", "A|X|c"],
];

/** [programs, flags whose value is user and secret, what may stand between the two]. */
const COUPLED = [
  ["curl|curlie|xh|http|https|wget|httpx|lynx", "u|U|a|-user|-proxy-user|-auth|-tlsuser", ":"],
  ["smbclient|smbget|rpcclient|net|winexe|mount", "U", "%"],
  ["skopeo|lftp|svn|imap\\w*|oc|ftp|sftp|tftp", "u|-creds|-src-creds|-dest-creds", "[:,]"],
];

/** Programs that take a secret as their last word: [program and what follows it]. */
const PLACES = [
  "vault[ \\t]+login(?:[ \\t]+-[\\w=./-]+)*",
  "vault[ \\t]+token[ \\t]+(?:lookup|revoke|renew)",
  "htpasswd[ \\t]+-\\w*b\\w*[ \\t]+\\S+[ \\t]+\\S+",
  "net[ \\t]+use[ \\t]+(?:\\w:[ \\t]+)?\\\\\\\\\\S+(?:[ \\t]+/\\S{1,100}){0,5}",
  "net[ \\t]+user[ \\t]+\\S+",
  "chpasswd[ \\t]*<<<",
  "<<<",
  "(?:op|bw|doppler|fly|flyctl|heroku|railway|vercel|netlify|cargo|npm|gem|poetry|pulumi|terraform|infracost|sentry-cli|snyk|wrangler|databricks|gh|glab|hub|tea|ngrok|tailscale|netbird)[ \\t]+(?:auth[ \\t]+)?(?:login|token|authtoken|add-authtoken|signin)(?:[ \\t]+-[\\w=./-]+)*",
  "(?:ngrok|ngrok\\.exe)[ \\t]+config[ \\t]+add-authtoken",
  "poetry[ \\t]+config[ \\t]+(?:pypi-token|http-basic)\\S*(?:[ \\t]+\\S+(?=[ \\t]+\\S))?",
  "ALTER[ \\t]+(?:USER|ROLE)[^\\n;]{1,120}?(?:PASSWORD|IDENTIFIED[ \\t]+BY)",
];

/** Calls that take a secret: the last word of the called name; the last quoted argument is the secret. */
const CALLS = [
  "basic_?auth(?:entication)?(?:_?header)?",
  "\\w{0,30}_basic(?=[ \\t]*\\()",
  "(?:convertto-?securestring|securestring)",
  "(?:set_?(?:api_?key|access_?token|password|passwd|secret|token|auth_?token|bearer_?token|cookie))",
  "passwordauthentication",
  "(?:digest|proxy|http\\w{0,6}|aws4|oauth\\d?|ntlm|hawk)_?auth(?:entication)?",
  "[.>](?:login|authenticate|auth|signin|logon|authorize)",
  "\\bauth[ \\t]*=[ \\t]*",
  "\\bjwt\\.(?:sign|verify|encode|decode)",
  "create_?hmac",
  "(?:CURLOPT_USERPWD|CURLOPT_PROXYUSERPWD|CURLOPT_PASSWORD|CURLOPT_XOAUTH2_BEARER)",
  "(?:mysqli?_connect|ldap_bind|ftp_login|imap_open|ssh2_auth_password|simple_bind(?:_s)?|mysqli|PDO)",
];

/** A pattern for the calls of the table and those which a book adds. */
export function callPattern(own = []) {
  return new RegExp(
    `(?:${[...CALLS, ...own].join("|")})(?:[ \\t]*\\([ \\t\\n]{0,40}|[ \\t]*,[ \\t]*|[ \\t]+)(?=[^\\n]{0,200}["'])`,
    "gi",
  );
}

const ARGUMENT =
  /[ \t\n]{0,40}(?:(?:(?:Some|String|str|bytes|new \w{1,20}|Secret\w{0,10})\([ \t]*)?[a-z@$]{0,2}(["'`])((?:\\.|(?!\1)[^\\\n]){0,400})\1(?:\.\w+\(\))?\)?|[\w.$>-]{1,60}(?:\([^()"'\n]{0,60}\))?)[ \t\n]{0,40}(,?)/gy;

/** The spans [{from, to, word}] of secrets that stand in their place in a command or a call. */
export function* calls({ plain }, called) {
  for (const [pattern, read] of READERS) {
    for (const found of allOf(pattern, plain)) yield* read(plain, found);
  }
  for (const found of allOf(called, plain))
    yield* argumentsOf(plain, found.index + found[0].length);
}

const COMMAND = "(?<![\\w.-])"; // a path may stand before it
const READERS = [
  ...FLAGS.map(([names, flags]) => [
    flagPattern(names),
    (plain, found) => flagged(plain, found, flags),
  ]),
  ...COUPLED.map(([names, flags, between]) => [
    flagPattern(names),
    (plain, found) => coupled(plain, found, flags, between),
  ]),
  [
    new RegExp(
      `(?<![\\w-])(?:${PLACES.join("|")})[ \\t]+(?<secret>"[^"\\n]{1,300}"|'[^'\\n]{1,300}'|[^\\s"'|<>#-][^\\s"'|<>]{0,300})`,
      "gi",
    ),
    placedIfSure,
  ],
  [
    /(?<=^|^[<>CS:*|-]{1,3}[ \t])(?:AUTH(?:[ \t]+(?:PLAIN|LOGIN|XOAUTH2|default))?|PASS)[ \t]+(?<secret>\S{3,400})$/gm,
    placed,
  ],
  [/(?<=^\w{1,9}[ \t])LOGIN[ \t]+\S{1,100}[ \t]+(?<secret>\S{3,200})$/gm, placed],
  [
    /[ \t]-[uU][ \t=]+\S{1,80}[ \t](?:[^\n]{0,120}?[ \t])?-[pPw][ \t=]+(?<secret>[^\s-]\S{3,200})/g,
    placedIfSure,
  ],
  [
    /["'`](?<secret>[^\s"'`]{4,100})["'`][ \t]+as[ \t]+(?:the|my|our|your|a|an)[ \t]+(?:\w{1,20}[ \t]+)?(?:pass\w{1,6}|pin|token|secret|key)\b/gi,
    placedIfSure,
  ],
  [/\bsend[ \t]+"(?<secret>[^"\n\\]{5,100})[\r\n]{0,2}"/g, placedIfSure],
  [
    /\becho[ \t]+(?:-\w[ \t]+)?(?<secret>"[^"\n$]{3,300}"|'[^'\n]{3,300}'|[^\s"'|$]{4,300})[ \t]{0,3}\|[ \t]{0,3}[a-z]/g,
    placedIfSure,
  ],
  [
    /\becho[ \t]+(?:-\w[ \t]+)?(?<secret>"[^"\n$]{3,300}"|'[^'\n]{3,300}'|[^\s"'|$]{4,300})[ \t]{0,3}\|[ \t]{0,3}(?:docker|podman|gh|helm|base64|openssl|az|oc|sudo|cryptsetup|passwd|op|vault|kubectl|kinit|chpasswd|tee)\b/g,
    placed,
  ],
  [
    /\bmachine\s{1,4}\S{1,200}\s{1,40}login\s{1,4}\S{1,200}\s{1,40}password\s{1,4}(?<secret>\S{1,400})/g,
    placed,
  ],
];

function flagPattern(names) {
  return new RegExp(
    `${COMMAND}(?:${names})(?:\\.exe)?(?=[ \\t])[^\\n]{0,4000}(?:\\\\\\r?\\n[^\\n]{0,1000}){0,20}`,
    "g",
  );
}

function* flagged(plain, found, flags) {
  const isGlued = /^\S*(?:mysql|maria|mycli|sshpass|7za?|rar|mongo)/.test(found[0]);
  const pattern = new RegExp(
    `(?<=[ \\t])-(?:${flags})(?:[ \\t=]+|${isGlued ? "(?=[^\\s=-])" : "(?!)"})(?<secret>"[^"\\n]{1,300}"|'[^'\\n]{1,300}'|[^\\s"'|<>-][^\\s"'|<>]{0,300})`,
    "g",
  );
  for (const each of within(plain, found, pattern))
    if (!isPort(each.groups.secret)) yield* placed(plain, each);
}

/** All that begins within what was found; it may end behind it. */
function* within(plain, found, pattern) {
  pattern.lastIndex = found.index;
  for (
    let each = pattern.exec(plain);
    each && each.index < found.index + found[0].length;
    each = pattern.exec(plain)
  )
    yield each;
}

function isPort(value) {
  return (
    (/^\d{1,5}(?::\d{1,5})?(?:\/\w+)?$/.test(value) && !/^\d{6,}/.test(value)) ||
    /^\d{1,3}(?:\.\d{1,3}){3}/.test(value)
  );
}

function* coupled(plain, found, flags, between) {
  const group = flags
    .split("|")
    .filter((flag) => flag.length === 1)
    .join("");
  const pattern = new RegExp(
    `(?<=[ \\t])-(?:[A-Za-z]{0,8}[${group}]|${flags})(?:[ \\t=]+|(?=[^\\s=-]))(?:"(?<a>[^"\\n]{2,400})"|'(?<b>[^'\\n]{2,400})'|(?<c>[^\\s"'|<>-][^\\s"'|<>]{0,400}))`,
    "g",
  );
  for (const each of within(plain, found, pattern)) {
    const value = each.groups.a ?? each.groups.b ?? each.groups.c;
    const couple = new RegExp(`^(?!https?:)([^\\s:%,]{0,200})${between}(.+)$`, "s").exec(value);
    if (!couple || isMask(couple[2]) || /^\/\//.test(couple[2])) continue;
    const to = each.index + each[0].lastIndexOf(value) + value.length;
    yield { from: to - couple[2].length, to, word: "password" };
  }
}

/** Behind a command at the beginning of a line any word; within a sentence only what looks like a secret. */
function* placedIfSure(plain, found) {
  const isCommand = /(?:^|[\n$#%>`"'&|;(][ \t]?)$/.test(
    plain.slice(Math.max(0, found.index - 3), found.index),
  );
  if (
    (isCommand && /^[a-z]/i.test(found[0]) && !/^(?:echo|send)/.test(found[0])) ||
    looksSecret(found.groups.secret.replace(/^["']|["']$/g, ""))
  )
    yield* placed(plain, found);
}

const NO_SECRET = [
  isMask,
  isCode,
  isStock,
  isReference,
  (value) => /^(?:\d{1,3}$|-|[{[]["{[])/.test(value),
];

function* placed(plain, found) {
  const { secret } = found.groups;
  const value = secret.replace(/^["']|["']$/g, "");
  if (NO_SECRET.some((isNone) => isNone(value))) return;
  const from = found.index + found[0].lastIndexOf(secret) + (/^["']/.test(secret) ? 1 : 0);
  yield { from, to: from + value.length, word: "password" };
}

/** The quoted arguments of a call that are secrets. */
function* argumentsOf(plain, start) {
  const quoted = [];
  let count = 0;
  ARGUMENT.lastIndex = start;
  for (; count < 8; count += 1) {
    const at = ARGUMENT.lastIndex;
    const found = ARGUMENT.exec(plain);
    if (!found) break;
    if (found[1])
      quoted.push({ value: found[2], from: at + found[0].indexOf(found[1]) + 1, place: count });
    if (found[3] !== ",") break;
  }
  for (const argument of quoted) yield* argumentSpan(argument, count + 1);
}

/** The first of several arguments is the user; the only one is the secret, or user and secret. */
function* argumentSpan({ value, from, place }, count) {
  if ((place === 0 && count > 1) || !mayBeSecret(value, true)) return;
  const couple = count > 1 ? 0 : (/^[^:\s/]{1,100}:/.exec(value)?.[0].length ?? 0);
  yield { from: from + couple, to: from + value.length, word: "password" };
}
