// Why: what follows the name of a secret is not always one: a message about it, a placeholder, a piece of
// code, a reference to where it is kept. Taking these out would take out what helps.

import { FIELDS } from "./names.mjs";
import { bitsOf, isRandom, isWordy } from "./random.mjs";

const JUDGED = 300; // characters that a judgement rests on

/** What was blanked out before, also by this module. */
const MASKS = [
  "[*•.xX…_#-]{3,}",
  "[*•]+",
  "[\\[<({]{1,3}[\\p{L} _:'…./-]{0,60}[\\])}>]{1,3}",
  "(?:redacted|removed|hidden|masked|omitted|filtered|censored|sanitized|snipped?|changeme|placeholder|todo)",
  "\\$\\{?\\w{1,60}\\}?",
  "\\$\\(.{1,60}\\)",
  "%\\w{1,60}%",
  "<%=?.{0,80}%>",
  "\\$env:\\w{1,40}",
  "your[-_ ][\\w -]{1,40}",
  "[\\w[\\]]{1,20}:\\[\\w+\\]",
];
const NAMED_MASK = /^[[<({]{1,3}[A-Z][A-Z\d_ ]{0,40}[\])}>]{1,3}$/;
const MASK = new RegExp(`^["']?(?:${MASKS.join("|")})["']?$`, "iu");

/** One word that says something about a secret and is none. */
const STOCK = new Set(
  (
    "mismatch mismatched incorrect invalid required expired wrong missing is was not no must the for from with null " +
    "undefined true false none nil see and or an a in to of has have could cannot can't failed error basic digest token auth " +
    "authenticated anonymous unauthorized signature access string object unknown default include omit same-origin yes enabled " +
    "disabled unable malformed bad empty unexpected denied password passwords secret header optional test ok on off set unset str int " +
    "bool boolean number any void bytes text varchar char hidden encrypted hashed plain plaintext cleartext again confirm new old " +
    "current correct valid accepted rejected refused revoked changed reset sent received present absent found blank stored saved " +
    "cached provided supplied given specified configured ignored needed supported unsupported allowed forbidden protected public " +
    "private opaque refresh id oauth oauth2 write read admin right wrong fine good same into get post put delete patch head options saml oidc ldap kerberos ntlm negotiate hmac rsa algorithm prompt interactive stdin file " +
    "vault env environment keyring key keys name value type field input form login logout user username page link policy rotation " +
    "manager store storage authentication verification validation validator exchange endpoint request response " +
    "service server client provider issuer introspection revocation count limit usage length size only itself too again twice " +
    "here there below above masked visible deprecated unavailable inactive active locked unlocked strong weak short long used unused " +
    "unverified verified matching matched match matches does did do will would should may might can at by on as if when where that " +
    "this it its your my our their his her mine same other another each every all some more less first last next previous ltpa " +
    "falsch ungultig ungültig abgelaufen fehlt vergessen richtig erforderlich leer ist nicht incorrecta incorrecto incorrect inválida " +
    "invalida invalido inválido erronea olvidada expirado expirada caducado requis requise manquant invalide oublié expiré errado " +
    "incorreta incorreto errata sbagliata scaduto richiesta mancante onjuist ongeldig verlopen vereist verkeerd fel ogiltig " +
    "nieprawidłowe nieprawidlowe błędne wygasł neplatné chybné неверный неправильный неверен истек истёк недействителен 错误 不正确 " +
    "无效 已过期 過期 誤り 無効 不正 잘못 만료 yanlış hatalı geçersiz salah kedaluwarsa sai"
  ).split(" "),
);

/** Words that make several words a sentence about a secret, even in quotes. */
const SAID = new Set(
  (
    "is was are were be been has had must should could cannot can't would not isn't wasn't doesn't didn't expired " +
    "invalid missing required incorrect empty expected denied rejected refused mismatch failed fails failure error errors provided " +
    "supplied malformed unable unauthorized characters digits least"
  ).split(" "),
);
/** … and those which do so outside of quotes. */
const TOLD = new Set(
  (
    "ist sind nicht wurde wird est sont es não são è sono het authentication see http https none null undefined falsch неверный have can will may might don't wrong found does did given unknown for from with without to of at by because since before after until when while than that which this these those your you we i they it its if then else please " +
    "enter type and or attempts characters digits least longer shorter only already no ist sind war nicht kein keine das der die den " +
    "dem und für mit von zu wurde wird est sont pas le la les des une un pour avec et es son no está para con y el los las é não são " +
    "foi para com è non sono per con het een niet voor met och inte är och för nie jest не и в на для"
  ).split(" "),
);

const ALGORITHM =
  /^(?:[rhep]s\d{3}(?:[-/]\w+)?|sha-?\d+|md5|oauth-?\d(?:\.\d)?|base64|utf-?8|http\/?\d?(?:\.\d)?|ipv[46]|x509|s3|k8s|ec2|pbkdf2\w*|bcrypt|argon2\w*|aes-?\d+\S*|tls\S*|saml-?\d\S*|[~^<>=v]{0,3}\d+(?:\.\d+)+\S{0,20})$/i;
const ERROR_CODE = /^(?:[A-Z]{2,10}[-_]?\d{2,9}|[A-Z]{1,3}\d{3,6}[A-Z]?|E[A-Z]{3,})[:.,;)]?$/;
const MOMENT =
  /^(?:\d{4}-\d\d(?:-\d\d\S{0,40})?|\d{1,2}:\d\d\S{0,20}|\d{1,4}[./]\d{1,2}[./]\d{1,4}|\d+(?:\.\d+)?(?:ms|s|m|h|d|min|sec|kb|mb|gb|%|x))[,;)]?$/i;
const REFERENCE =
  /^[\w./-]{1,80}:v?\d{1,4}(?:\.\d{1,6}){1,3}$|^(?:sha\d{1,3}|md5):[\da-f]|^(?:https?|file|arn|op|vault|ssm|secretref|keyvault|secretsmanager|azurekeyvault|keychain|doppler|pass|kv|env|sops):[/\w]|^@Microsoft\.KeyVault|^(?:~|\.{1,2}|[A-Za-z]:)?[/\\][\w.-]+[/\\]\S*$|^projects\/[\w-]+\/secrets|^\/[\w.-]{1,40}$|^[\w-]+\.(?:txt|json|ya?ml|pem|key|env|crt|jks|p12|js|ts|py|rb|go|java|php|cs)$/;
const CODE = [
  "process\\.env",
  "os\\.environ",
  "System\\.",
  "await ",
  "new ",
  "function",
  "\\(\\)",
  "=>",
  "this\\.",
  "self\\.",
  "[A-Z][a-z]+-[A-Z][a-z]+",
  "\\$\\(",
  "\\$[A-Za-z_]\\w*(?:->|\\[|\\)|;|,|$)",
  "lambda",
  "typeof ",
  "!(?:vault|secret|env|Ref|Sub)\\b",
  "@\\w+[({]",
  "&\\w+$",
  "\\|\\||&&|\\?\\?",
  "`?\\$\\{",
];
/** What is called or indexed, up to its bracket. */
const CALLED = /^@?[A-Za-z_$][\w$]*(?:(?:\.|::|->)[\w$]+){0,8}[([]/;
const CLOSERS = { "(": ")", "[": "]" };
const IS_CODE = new RegExp(`^(?:${CODE.join("|")})`);

/** True for what was blanked out, or will be filled in by a program. */
export function isMask(value) {
  const text = value.slice(0, JUDGED).replace(/^[\s*]+|[\s*]+[,;.]?$|[,;.]$/g, "");
  return (
    text === "" ||
    MASK.test(text) ||
    NAMED_MASK.test(text) ||
    /[$%#@]\{[^{}]{0,80}\}|\{\{/.test(text)
  );
}

/** A piece of a program rather than a value: a call, or a variable that is called what a secret is called. */
export function isCode(value) {
  const text = value.slice(0, JUDGED).trim();
  return IS_CODE.test(text) || isCall(text) || isVariable(text.replace(/[;,.)]+$/, ""));
}

/** A call or an index: behind its bracket no word goes on; where it stays open, more is to come. */
function isCall(text) {
  const head = CALLED.exec(text)?.[0];
  if (!head) return false;
  const end = closeOf(text, head.length - 1);
  if (end >= 0) return !/^[\p{L}\d]/u.test(text.slice(end + 1));
  return /^$|["'`,]|[([]$/.test(text.slice(head.length));
}

/** The place of the bracket that closes the one at `at`, or -1. */
function closeOf(text, at) {
  const close = CLOSERS[text[at]];
  let depth = 0;
  for (let place = at; place < text.length; place += 1) {
    if (text[place] === text[at]) depth += 1;
    if (text[place] === close) depth -= 1;
    if (depth === 0) return place;
  }
  return -1;
}

function isVariable(text) {
  if (!/^[A-Za-z_$][A-Za-z_$]*(?:\.[A-Za-z_$]+){0,8}$/.test(text)) return false;
  const words = text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[ ._$]+/)
    .filter(Boolean);
  return words.length > 1 && (STOCK.has(words.at(-1)) || FIELDS.has(words.at(-1)));
}

/** One word that is no value. */
export function isStock(value) {
  const word = value
    .slice(0, 60)
    .trim()
    .replace(/^["'([*]+|["')\].,;:!?*]+$/g, "")
    .toLowerCase();
  return (
    word === "" ||
    STOCK.has(word) ||
    FIELDS.has(word) ||
    /^(?:no|not|non|un|in|is|has|missing|invalid|expired|bad|wrong)[-_]/.test(word)
  );
}

/** Several words that say something, rather than a passphrase. */
export function isTold(value, isQuoted = false) {
  const words = value
    .slice(0, JUDGED)
    .trim()
    .split(/\s+/)
    .map((word) => word.toLowerCase().replace(/[^\p{L}']+$/u, ""));
  if (words.length < 2) return false;
  if (words.some((word) => SAID.has(word))) return true;
  return !isQuoted && (words.length > 14 || words.some((word) => TOLD.has(word)));
}

/** Small words and nothing else, as a passphrase has them. */
export function isPhrase(value) {
  return /^(?:\p{Ll}+ ){2,9}\p{Ll}+$/u.test(value);
}

/** A reference to where the secret is kept, an address, a file. */
export function isReference(value) {
  const text = value.slice(0, JUDGED);
  return (
    REFERENCE.test(text) ||
    (/^[A-Za-z_$][\w$]*(?:[./][A-Za-z_$][\w$-]*){2,12}[,;:)]?$/.test(text) && isWordy(text))
  );
}

/** True unless the value is plainly none: for names and notations that leave no doubt. */
export function mayBeSecret(value, isQuoted = false) {
  const text = value.trim();
  return !(
    isMask(text) ||
    isStock(text) ||
    isTold(text, isQuoted) ||
    isReference(text) ||
    ALGORITHM.test(text) ||
    !/[\p{L}\d][^\p{L}\d]*[\p{L}\d]/u.test(text)
  );
}

/** True for one word that looks like a secret by itself: for prose and for names that mean other things too. */
export function looksSecret(value) {
  const text = value.slice(0, JUDGED).replace(/[.,;:!?)]+$/, "");
  if (!mayBeSecret(text) || /\s/.test(text) || isHarmless(text) || text.length < 5) return false;
  if (/\d/.test(text) && /\p{L}/u.test(text)) return true;
  if (/^\p{L}+$/u.test(text)) return text.length >= 20 && isRandom(text);
  return /\p{L}/u.test(text) && /[!@#$%^&*+~?]/.test(text) && bitsOf(text) > 40;
}

function isHarmless(text) {
  return (
    ALGORITHM.test(text) ||
    ERROR_CODE.test(text) ||
    MOMENT.test(text) ||
    /^[<>(\[{\\]/.test(text) ||
    /[<>{}()]|:\/\//.test(text) ||
    isCode(text)
  );
}

/** Digits that are a code rather than a count or a status. */
export function isPin(value) {
  return /^\d{4,8}$|^\d{3}[ -]\d{3}$/.test(value.trim().replace(/[.,;]$/, ""));
}
