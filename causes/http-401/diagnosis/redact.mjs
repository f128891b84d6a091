// Takes secrets out of a text before it is shown, copied or handed over: the value goes, its kind and name stay, because
// they help to find the cause. It must not need a Reading: anything may be handed over. Every pattern is bounded.

const SECRET_NAME = /(?:authori[sz]ation|password|passwd|passphrase|passcode|secret|token|(?:api|access|secret|private|signing|encryption|account|shared|subscription|master|service|deploy|auth|app|license)[-_.]?key|credential|signature|session[-_]?(?:id|key)|jsessionid|phpsessid|cookie|assertion|saml(?:response|request)|code[-_]verifier|connection_?string)s?(?:[-_]?(?:hash|value|base64|b64|\d{1,3})|OrKey)?$/i;
const SHORT_NAME = /(?:^|[_.$-])(?:pass|pwd|sid|sig|_?auth|pat|pin|otp|dsn|hmac|jwt|bearer|csrf|xsrf|session|key)$/i;
const CAMEL_NAME = /[a-z](?:Pass|Pwd|Sid|Sig|Auth|Pin|Otp|Jwt)$/;
const NOT_SECRET_NAME = /(?:type|uri|url|endpoint|expir\w*|name|id_token_signed|csrf-?header)$/i;
const QUERY_NAME = /^(?:code|key|state|ticket|hash|otp|signature|sig|x-amz-(?:signature|credential|security-token)|x-goog-signature|policy)$/i;
const WHOLE_LINE = /^(?:(?:proxy-)?authori[sz]ation|x-authorization|authentication|cookie2?|set-cookie2?|x-[\w-]+|[\w-]*api-?key|private-token|job-token|dpop|ocp-apim-subscription-key)$/i;
const HEAD = /(^|[^\w$@-])-{0,2}([A-Za-z_$@:][\w.$:-]{0,79}?)((?:\\?["'`”’])?\]?[ \t]{0,3}(?:=>|:=|[:=])[ \t]{0,3}|["'],[ \t]{0,3}(?=["'])(?!["']value))((?:\\{0,3}["'`“‘])?)/g;
const PLAIN_WORDS = /^(?:mismatch|incorrect|invalid|required|expired|wrong|missing|is|was|not|no|must|the|for|from|with|null|undefined|true|false|none|nil|see|and|or|an?|in|to|of|has|have|could|cannot|can't|failed|error|basic|bearer|digest|token|auth|authenticated|anonymous|unauthorized|required|signature|access|string|object|jwt|unknown|default|include|omit|same-origin|yes|enabled|disabled|unable|malformed|bad|empty|unexpected|denied|password|header|optional|test_?|\[object)$/i;
const MASK = /^(?:[*•.xX…_-]{3,}|[[<({*]{1,3}[\w %-]{0,40}[\])}>*]{1,3}|redacted|removed|hidden|masked|omitted|filtered|censored|\$\{?\w{1,60}\}?|\$\(.{1,60}\)|%\w{1,60}%|\{\{.{0,60}\}\}|\$\{\{.{0,80}\}\}|undefined|null|none|nil)$/i;
const SCHEME_WORD = /^(Basic|Bearer|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key|DPoP|OAuth|HMAC[\w-]*|AWS4-[\w-]+|AWS|Hawk|Signature|JWT|MAC|SharedKey(?:Lite)?|GoogleLogin|PrivateToken|[A-Z][\w-]{2,20})[ \t]+/i;

// [pattern, replacement] where the form alone tells.
const SHAPES = [
  [/-----BEGIN [A-Z0-9 ]{0,40}-----(?:[^-]|-(?!----)){0,30000}(?:-----END [A-Z0-9 ]{0,40}-----)?/g, "[private key]"],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?!\[)[^\s/"'<>`]{1,300}@/gi, "$1[credentials]@"],
  [/((?:^|[\s"'])(?:-[uUa]|--user|--proxy-user|--username|--auth)[ =]?)(?:"([^\s":]{1,100}):([^"\n]{1,300})"|'([^\s':]{1,100}):([^'\n]{1,300})'|([^\s"':]{1,100}):([^\s"']{1,300}))/gm, (all, head, ...parts) => (parts.slice(0, 6).every((part) => part === undefined || isMask(part)) ? all : `${head}[user]:[password]`)],
  [/(\s--?[\w-]{0,30}(?:password|passwd|token|secret|api-?key|apikey|pat|credentials?|oauth2-bearer|passphrase)[ \t]+)("[^"\n]{1,500}"|'[^'\n]{1,500}'|[^\s"'<-][^\s"']{0,500})/gi, (all, head, value) => (isMask(value) ? all : `${head}[secret]`)],
  [/(\s(?:-b|--cookie)[ =]["']?)([^\s"'=]{1,100}=[^"'\n]{1,4000})/g, (all, head, value) => head + cookies(value)],
  [/(\b(?:login|mysql\w{0,6}|sshpass|psql|mongo\w{0,4}|redis-cli)\b[^\n]{0,200}?\s-[pa](?:[ =]|(?=\S)))(["']?[^\s"'-][^\s"']{0,200})/g, (all, head, value) => (isMask(value) ? all : `${head}[password]`)],
  [/(\bmachine\s{1,4}\S{1,200}\s{1,4}login\s{1,4})\S{1,200}(\s{1,4}password\s{1,4})\S{1,400}/g, "$1[user]$2[password]"],
  [/((?:\bauth ?= ?\(|BasicAuth\(|basic_auth\(|basicAuth\()\s{0,3})["'][^"'\n]{0,200}["']\s{0,3},\s{0,3}["'][^"'\n]{0,200}["']/gi, "$1\"[user]\", \"[password]\""],
  [/(<(?:\w{1,20}:)?[\w.-]{0,40}?(?:password|passwd|secret|token|api-?key|passphrase|private-?key|signaturevalue|assertion|x509certificate|digestvalue)(?:\s[^<>]{0,200})?>)([^<]{1,8000})(?=<\/)/gi, (all, head, value) => (isMask(value.trim()) || value.trim() === "" ? all : `${head}[secret]`)],
  [/((?:name|key|type|id)["']?\s{0,3}[:=]\s{0,3}["']?[\w.-]{0,40}(?:password|passwd|secret|token|api[_-]?key)[\w.-]{0,20}["']?[,\s]{1,40}["']?value["']?\s{0,3}[:=]\s{0,3}["']?)([^\s"'<>]{1,2000})/gi, (all, head, value) => (isMask(value) ? all : `${head}[secret]`)],
  [/((?:^|[^\w/.-])(?:[\w-]{0,20}[_-])?(?:password|passwd|passphrase|requirepass|secret|token|api[ _-]?key)(?:[ \t]+(?:is|was)|[ \t]+for[^:\n]{1,60}:)?[ \t|:=]{1,6}["'`]?)([^\s"'`|,;[\]<>()]{5,200})/gim, (all, head, value) => (/\d/.test(value) && /[A-Za-z]/.test(value) && !/^https?[:/]|^\d{4}-\d\d/i.test(value) && !isMask(value) ? `${head}[secret]` : all)],
  [/(\bhtpasswd\s+-\w{0,5}b\w{0,5}\s+\S{1,200}\s+\S{1,100}\s+)\S{1,200}/g, "$1[password]"],
  [/(\becho\s+(?:-n\s+)?["']?)[^\s"'|$]{4,300}(?=["']?\s{0,3}\|\s{0,3}(?:docker|podman|gh|helm|base64|openssl|az|oc)\b)/g, "$1[secret]"],
  [/(<<<\s{0,3}["']?)[^\s"'$]{4,300}/g, "$1[secret]"],
  [/(\bjwt\.(?:sign|verify|encode|decode)\([^()\n]{1,100},\s{0,3}["'])[^"'\n]{1,300}/g, "$1[secret]"],
  [/(authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:Bearer|Basic|Token)[ \t]{0,5}\r?\n[ \t]{1,20})\S{6,8000}/gi, "$1[token]"],
  [/("name"\s{0,3}:\s{0,3}"(?:(?:proxy-)?authorization|x-[\w-]{0,40}(?:key|token|auth|secret|signature)|api-?key|password|token|[\w-]{0,40}(?:_token|secret|password))"\s{0,3},\s{0,3}"value"\s{0,3}:\s{0,3}")((?:\\.|[^"\\]){1,20000})/gi, (all, head, value) => head + credential(value, "token")],
  [/("name"\s{0,3}:\s{0,3}"(?:set-)?cookie"\s{0,3},\s{0,3}"value"\s{0,3}:\s{0,3}")((?:\\.|[^"\\]){1,20000})/gi, (all, head, value) => head + cookies(value)],
  [/^(\s{0,20}:?(?:proxy-)?authorization:?[ \t]{0,5}\r?\n\s{0,20})([A-Za-z][\w-]{1,30} \S[^\n]{0,8000}|\S{12,8000})$/gim, (all, head, value) => head + credential(value, "token")],
  [/^(\s{0,20}(?:set-)?cookie:?[ \t]{0,5}\r?\n\s{0,20})([^\s=;]{1,100}=[^\n]{1,8000})$/gim, (all, head, value) => head + cookies(value)],
  [/^(\s{0,20}[\w-]{0,40}(?:api-?key|-token|-secret|-signature):?[ \t]{0,5}\r?\n\s{0,20})(\S{6,8000})$/gim, (all, head, value) => (isMask(value) ? all : `${head}[key]`)],
  [/\beyJ[\w-]{6,20000}(?:\.[\w-]{0,20000}){0,4}/g, "[token]"],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_\w{20,255}|gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt)-[\w.-]{16,100}|xox[a-z]-[\w-]{10,250}|xapp-[\w-]{10,250}|sk-[\w-]{16,250}|(?:sk|pk|rk)_(?:live|test)_\w{10,250}|whsec_[\w+/=]{16,100}|npm_\w{20,100}|pypi-[\w-]{16,300}|dckr_(?:pat|oat)_[\w-]{10,100}|hf_\w{16,100}|ya29\.[\w-]{10,500}|GOCSPX-[\w-]{16,60}|SG\.[\w-]{10,60}\.[\w-]{10,100}|shp(?:at|ss|ca|pa)_\w{16,60}|do[opr]_v1_\w{20,100}|hv[sbr]\.[\w-]{16,250}|dapi[0-9a-f]{16,64}|lin_api_\w{16,80}|AT[A-Z]{2}T3x[\w=.-]{16,250}|ATBB\w{16,100}|NRAK-\w{16,60}|tskey-[\w-]{10,100}|PMAK-[\w-]{16,100}|figd_[\w-]{16,100}|sq0[a-z]{3}-[\w-]{16,80}|key-[0-9a-f]{32}|SK[0-9a-f]{32}|AGE-SECRET-KEY-\w{20,80}|rubygems_\w{16,80}|cio\w{30,40}|EAA[A-Za-z0-9]{30,300}|1\/\/0[\w-]{20,200}|\d{8,10}:AA[\w-]{30,40}|AIza[\w-]{30,60})/g, "[token]"],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,20}\b/g, "[key id]"],
  [/(hooks\.slack\.com\/(?:services|workflows)\/|discord(?:app)?\.com\/api\/webhooks\/|api\.telegram\.org\/bot)[\w/:-]{8,200}/g, "$1[token]"],
  [/\${1,2}(?:apr1|2[abxy]|argon2\w{0,2}|pbkdf2[\w-]{0,10}|[156y])\${1,2}[^\s"':,]{8,200}|\{SSHA?(?:256|512)?\}[\w+/=]{16,120}/g, "[hash]"],
  [/\b(?!git@)[\w.+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,24}(?![\w-])/g, "[email]"],
];
const LOOSE_CREDENTIAL = /(^|[^\w/.-])(Bearer|Basic|Token|JWT|DPoP|Negotiate|NTLM)([ \t]+|%20|:[ \t]*)(["']?)([A-Za-z0-9._~+/-]{6,20000}={0,2})(?!["'=\w])/gim;
const BLOB = /(^|[^\w+/=.@:-])([A-Za-z0-9+/_-]{32,20000}={0,2})/g;
const IPV4 = /(^|[^\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g;
const IPV6 = /(^|[^\w:.])((?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?![\w:])/gi;

/** The text without secrets and e-mail addresses; with `ip`, also without IP addresses. What is blanked out already stays. */
export function redact(text, { ip = false } = {}) {
  let out = redactNamed(String(text));
  for (const [pattern, replacement] of SHAPES) out = out.replace(pattern, replacement);
  out = out.replace(LOOSE_CREDENTIAL, (all, before, scheme, gap, quote, value) => (looksRandom(value) || value.endsWith("=") ? `${before}${scheme}${gap}${quote}[token]` : all));
  out = out.replace(BLOB, (all, before, value) => (isBlob(value) ? `${before}[secret]` : all));
  return ip ? out.replace(IPV4, "$1[ip]").replace(IPV6, (all, before, found) => (/::/.test(found) && found.length > 2 || found.split(":").length > 4 ? `${before}[ip]` : all)) : out;
}

/** Values that a name announces: headers, JSON, YAML, properties, forms, query strings, environment, connection strings. */
function redactNamed(text) {
  const pieces = [];
  let done = 0;
  HEAD.lastIndex = 0;
  for (let head = HEAD.exec(text); head; head = HEAD.exec(text)) {
    const name = head[2].replace(/^.*:/, "");
    const start = head.index + head[0].length;
    const inQuery = /[?&]/.test(head[1]);
    HEAD.lastIndex = start - head[3].length - head[4].length; // the next name may begin right behind this one's separator
    if (head[3].includes(",") && !WHOLE_LINE.test(name)) continue; // "Authorization", "…" as arguments; else only a list
    if (!isSecretName(name) && !(inQuery && QUERY_NAME.test(name))) continue;
    const end = valueEnd(text, head, name, start, inQuery);
    const value = text.slice(start, end);
    const replaced = replacement(name, value, head, inQuery, text);
    if (replaced === value) continue;
    pieces.push(text.slice(done, start), replaced);
    done = HEAD.lastIndex = end;
  }
  return pieces.length ? pieces.join("") + text.slice(done) : text;
}

function isSecretName(name) {
  return (SECRET_NAME.test(name) || SHORT_NAME.test(name) || CAMEL_NAME.test(name)) && !NOT_SECRET_NAME.test(name);
}

function valueEnd(text, head, name, start, inQuery) {
  const [, before, , separator, open] = head;
  const quote = open.slice(-1) || (/["'`“‘]/.test(before) && !/["'`”’]/.test(separator) ? before : "");
  if (quote) return quotedEnd(text, start, { "“": "”", "‘": "’" }[quote] || quote, open.length > 1);
  const line = lineEnd(text, start);
  const mask = /^(?:\[[\w %-]{0,40}\]|<[\w %-]{0,40}>)/.exec(text.slice(start, start + 50));
  if (mask && !WHOLE_LINE.test(name)) return start + mask[0].length;
  if (inQuery) return stopAt(text, start, line, /[&\s"'<>#]/);
  if (WHOLE_LINE.test(name) && separator.includes(":")) return line;
  if (startsLine(text, head.index + before.length)) return stopAt(text, start, line, /[ \t]#/);
  return stopAt(text, start, line, /[\s&;,"'<>)\]}|]/);
}

function quotedEnd(text, start, quote, escaped) {
  const line = lineEnd(text, start);
  for (let at = start; at < line; at += 1) {
    if (text[at] === "\\" && escaped && text[at + 1] === quote) return at;
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
  }
  return line;
}

function lineEnd(text, start) {
  const end = text.slice(start, start + 20000).indexOf("\n");
  const line = end < 0 ? Math.min(text.length, start + 20000) : start + end;
  return text[line - 1] === "\r" && line > start ? line - 1 : line;
}

function stopAt(text, start, line, pattern) {
  const found = text.slice(start, line).search(pattern);
  return found < 0 ? line : start + found;
}

function startsLine(text, index) {
  return /(?:^|\n)[ \t>-]{0,40}(?:(?:export|set|ENV|ARG|env)[ \t]+|-e[ \t]+)?$/.test(text.slice(Math.max(0, index - 60), index));
}

function replacement(name, value, head, inQuery, text) {
  if (value.trim() === "" || isMask(value.trim())) return value;
  if (/cookie/i.test(name) && (value.includes("=") || WHOLE_LINE.test(name))) return cookies(value);
  if (/authori[sz]ation$/i.test(name)) return credential(value, "token");
  const sure = inQuery || head[4] !== "" || head[3].includes("=") && startsLine(text, head.index + head[1].length) || /^x-/i.test(name);
  if (!sure && !isLikelySecret(value, name)) return value;
  if (PLAIN_WORDS.test(value.trim()) || isCode(value) || head[4] === "" && !head[3].includes("=") && !/^x-/i.test(name) && isSentence(value)) return value;
  if (/^key$/i.test(name) && (value.length < 16 || !looksRandom(value)) && !inQuery) return value;
  return `[${/pass|pwd|pin$/i.test(name) ? "password" : /key/i.test(name) ? "key" : /sig|hmac/i.test(name) ? "signature" : /token|jwt|assertion|saml/i.test(name) ? "token" : "secret"}]`;
}

function isMask(value) {
  return MASK.test(value.replace(/^["']|["']$/g, ""));
}

function isLikelySecret(value, name) {
  if (/pass|pwd/i.test(name)) return !/^\d{0,3}$/.test(value);
  return looksRandom(value) || /\d/.test(value) && value.length >= 4 && !/^[\d.]{1,4}$/.test(value);
}

function isCode(value) {
  return /^(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*[([]|process\.env|os\.environ|System\.|await |new |\$\{|env\(|function|\(\)|=>)|^[a-z]+(?:[A-Z][a-z]+)+(?:\.\w+)+$/.test(value.trim());
}

/** Several plain words: prose or a message rather than a value. */
function isSentence(value) {
  const words = value.trim().split(/\s+/, 12);
  return words.length >= 3 && words.filter((word) => (/^[A-Za-z',.()-]+$/.test(word))).length > words.length * 0.6;
}

/** A header's credential: the scheme stays. */
function credential(value, kind) {
  const trimmed = value.trim();
  const scheme = SCHEME_WORD.exec(trimmed);
  if (trimmed === "" || isMask(scheme ? trimmed.slice(scheme[0].length) : trimmed) || /^(?:Basic|Bearer|Digest|Negotiate|NTLM)$/i.test(trimmed)) return value;
  if (isCode(trimmed) || isSentence(trimmed) && !/[\d=]/.test(trimmed)) return value;
  const rest = scheme ? trimmed.slice(scheme[0].length) : "";
  const doubled = SCHEME_WORD.exec(rest);
  const kept = scheme ? scheme[0] + (doubled && doubled[1].toLowerCase() === scheme[1].toLowerCase() ? doubled[0] : "") : "";
  return `${value.slice(0, value.indexOf(trimmed))}${kept}[${/^basic /i.test(kept) ? "credentials" : kind}]`;
}

/** Cookies: names and attributes stay. */
function cookies(value) {
  return value.slice(0, 20000).split(";").map((part) => {
    const [all, name, text] = /^\s{0,5}([^=]{0,200})=?(.*)$/s.exec(part) || [part, part, ""];
    if (/^(?:path|domain|expires|max-age|samesite|secure|httponly|partitioned|priority)$/i.test(name.trim()) || text === "" || isMask(text)) return all;
    return `${all.slice(0, all.length - text.length)}[cookie]`;
  }).join(";");
}

/** Letters, digits and case change often, as in random text and hardly ever in words. */
function looksRandom(value) {
  if (value.length < 8 || /^[a-z]+[-_.a-z]*$/i.test(value) && value.length < 24) return /\d/.test(value) && /[A-Za-z]/.test(value) && value.length >= 6;
  let changes = 0;
  for (let index = 1; index < Math.min(value.length, 200); index += 1) changes += isChange(charClass(value.charCodeAt(index - 1)), charClass(value.charCodeAt(index)));
  return changes / Math.min(value.length, 200) > 0.2;
}

/** A small letter after a capital is how words begin. */
function isChange(before, after) {
  return before !== after && !(before === 2 && after === 1) ? 1 : 0;
}

function charClass(code) {
  if (code > 96) return 1;
  return code > 64 ? 2 : code > 47 && code < 58 ? 3 : 4;
}

function isBlob(value) {
  if (/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value)) return false;
  if (/^[\da-f]+$/i.test(value)) return /\d/.test(value);
  const longest = value.split("/").reduce((most, part) => (part.length > most.length ? part : most), "");
  return longest.length >= 24 && /\d/.test(longest) && looksRandom(longest);
}
