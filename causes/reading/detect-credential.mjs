// Detectors of the credential as it was sent: there or not, whole, written as its scheme wants it. They must not say a
// secret in a note, nor judge a value that the reader blanked out.
import {
  factOf,
  subjectOf,
  credentialsOf,
  requestIsWhole,
  challengesOf,
  markOf,
  markText,
} from "./facts.mjs";
import { decodeBase64, headersNamed, isBlankedOut } from "./http.mjs";
import { seen, unseen, untold } from "./answers.mjs";

const SCHEME =
  /^(?:basic|bearer|digest|negotiate|ntlm|token|api-?key|dpop|hawk|oauth|hmac|signature|jwt|mac|aws4-hmac-sha256|gnap|privatetoken|vapid|key|pat)$/i;
const VARIABLE =
  /^(?:\$\{?\w+\}?|\$\(.{1,80}\)|%\w+%|\{\{.{0,80}\}\}|#\{.{1,80}\}|\$\{\{.{0,80}\}\})$/;
const STAND_IN =
  /^(?:<?(?:your|my|insert|replace|put|enter)[-_ ].{0,60}|YOUR.{0,40}|undefined|null|none|nil|nan|false|true|\[object Object\]|\[object Promise\]|function ?\(.{0,80}|changeme|change_me|TODO|(?:API_?KEY|TOKEN|ACCESS_TOKEN|BEARER_TOKEN)(?:_HERE)?)$/i;
const PLACEHOLDER = new RegExp(`${VARIABLE.source}|${STAND_IN.source}`, "i");
const AMBIGUOUS = /^[<{](?:[\w -]{1,40})[>}]$/;
const HEADER_IN_CODE =
  /(["'`]?)\b([A-Z][\w-]{9,18})\1\s{0,3}(?:[:=,]|=>)\s{0,3}["'`f]{0,2}(?:Bearer|Basic|Token)\b/i;
const LINE_FEED =
  /(?:Bearer|Basic|Token|Authorization\W{1,6})[^\s"'\\]{0,3000} ?[^\s"'\\]{0,3000}(?:\\r\\n|\\n|\\r|%0[AaDd])["']?/i;

/** The detectors of this theme, by name. */
export const credentialDetectors = {
  "no-credential-sent": noCredential,
  "credential-was-sent": credentialSent,
  "credential-sent-twice": sentTwice,
  "password-sent-and-refused": passwordRefused,
  "doubled-scheme": (reading) =>
    each(
      reading,
      ({ scheme, value }) =>
        scheme &&
        new RegExp(`^["']?${scheme.replace(/\W/g, "\\$&")}(?:["' :]|$)`, "i").test(value) &&
        `The scheme ${scheme} stands twice in the header.`,
    ),
  "missing-scheme": (reading) =>
    each(
      reading,
      ({ scheme, raw, blanked }) =>
        !scheme &&
        raw.trim() !== "" &&
        !blanked &&
        !PLACEHOLDER.test(raw) &&
        !/\s/.test(raw.trim()) &&
        "The value begins with the credential itself; no scheme such as Bearer or Basic stands before it.",
    ),
  "quotes-in-credential": (reading) => each(reading, quotes),
  "whitespace-in-credential": (reading) => each(reading, whitespace),
  "line-feed-in-credential": lineFeed,
  "basic-not-base64": (reading) =>
    eachBasic(reading, (decoded, value) =>
      value.includes(":")
        ? "The value after Basic holds a colon, so it was not encoded in base64."
        : decoded === null && "The value after Basic is not base64.",
    ),
  "basic-without-colon": (reading) =>
    eachBasic(
      reading,
      (decoded) =>
        decoded !== null &&
        !decoded.includes(":") &&
        "What stands behind the base64 has no colon between user name and password.",
    ),
  "empty-credential": (reading) => each(reading, emptiness),
  "placeholder-credential": (reading) => placeholder(reading, PLACEHOLDER),
  "variable-name-sent": (reading) => placeholder(reading, VARIABLE),
  "header-misspelt": misspelt,
  "credential-in-url": inUrl,
};

function noCredential(reading) {
  const subject = subjectOf(reading);
  if (!requestIsWhole(subject)) return untold();
  if (
    subject.request.method === "OPTIONS" &&
    headersNamed(subject.request, "access-control-request-method").length
  )
    return untold();
  if (credentialsOf(reading).some(isFilled)) return unseen();
  if (credentialsOf(reading).length || signsIn(subject.request) || spacedName(subject.request))
    return untold();
  return seen(
    markOf(reading, { line: subject.request.line }),
    "The request has no Authorization header, cookie or key.",
  );
}

/** A request that signs in or renews a token carries what it proves itself with in its body. */
function signsIn({ method, url }) {
  return (
    /^(?:POST|PUT)$/i.test(method) &&
    /\b(?:log-?in|sign-?in|session|token|oauth2?|auth|authenticate|refresh|connect)\b/i.test(
      url.split("?")[0],
    )
  );
}

/** A header whose name begins with a blank, which no server takes for Authorization. */
function spacedName({ headers }) {
  return headers.find(({ name, value }) => value !== "" && /^\s+authorization$/i.test(name));
}

function isFilled({ value, raw }) {
  return value.trim() !== "" && !SCHEME.test(raw.trim());
}

function credentialSent(reading) {
  const sent = credentialsOf(reading).filter(isFilled);
  if (sent.length)
    return seen(
      sent.map((each) => markOf(reading, { line: each.line, name: each.name })),
      `The request carried ${named(sent[0])}.`,
    );
  const login = loginOf(reading);
  if (login)
    return seen(
      markText(reading, login.line, login.name),
      "curl was given a name and a password to sign in with.",
    );
  if (requestIsWhole(subjectOf(reading)) && !credentialsOf(reading).length) return unseen();
  return loggedUser(reading) || untold();
}

function named({ from, scheme, name }) {
  if (from === "authorization")
    return scheme ? `an Authorization header with the scheme ${scheme}` : "an Authorization header";
  return from === "header"
    ? `the header ${name}`
    : from === "query"
      ? `${name} in the URL`
      : "a user in the URL";
}

/** An access log names the user of a refused request; curl says with which user it signs in. */
function loggedUser(reading) {
  for (const { text, n, facet } of reading.lines) {
    const found =
      facet === "log"
        ? /^\S+ \S+ ([^-\s"[]\S*) \[[^\]]+\] "[^"]*" 401 /.exec(text)
        : /^\* Server auth using (\w+) with user '/.exec(text);
    if (found)
      return seen(
        markText(reading, n, found[1]),
        facet === "log"
          ? "The log of the refused request names a user."
          : `curl sent a credential with the scheme ${found[1]}.`,
      );
  }
  return null;
}

/** What a command would sign in with once asked, or null. */
function loginOf(reading) {
  const subject = subjectOf(reading);
  return (subject && subject.request && subject.request.login) || null;
}

/** Name and password in a form that the server can compare, in a scheme that it offers, and no word of why not. */
function passwordRefused(reading) {
  const { list } = challengesOf(reading);
  const offered = (scheme) =>
    list.some(
      (challenge) =>
        challenge.scheme.toLowerCase() === scheme.toLowerCase() &&
        !/^true$/i.test(challenge.params.stale || ""),
    );
  const sent = credentialsOf(reading).find(
    ({ from, scheme, value, blanked }) =>
      from === "authorization" && /^(?:basic|digest)$/i.test(scheme) && value !== "" && !blanked,
  );
  const login = loginOf(reading);
  if (login && list.some(({ scheme }) => login.schemes.test(scheme)))
    return seen(
      markText(reading, login.line, login.name),
      "A name and a password were given, in a scheme that the server asks for.",
    );
  if (!sent || !list.length) return untold();
  const isGood =
    offered(sent.scheme) && (/^digest$/i.test(sent.scheme) || comparable(decodeBase64(sent.value)));
  return isGood
    ? seen(
        markOf(reading, sent),
        "A name and a password arrived in the form that the server asks for.",
      )
    : unseen();
}

function comparable(pair) {
  return (
    pair !== null &&
    /^[^:\r\n]+:[^\r\n]+$/.test(pair) &&
    !pair.split(":").some((part) => PLACEHOLDER.test(part))
  );
}

function sentTwice(reading) {
  const sent = credentialsOf(reading);
  const headers = sent.filter((one) => one.from === "authorization");
  const joined = headers.find(({ raw }) =>
    /,\s*(?:Basic|Bearer|Digest|Negotiate|Token)\s+\S/i.test(raw),
  );
  const marks = (list) => list.map((one) => markOf(reading, one));
  if (headers.length > 1)
    return seen(marks(headers), `The request has ${headers.length} Authorization headers.`);
  if (joined)
    return seen(
      marks([joined]),
      "One Authorization header holds two credentials, joined by a comma.",
    );
  const other = sent.find((one) => one.from === "query" || one.from === "userinfo");
  if (headers.length && other)
    return seen(
      marks([headers[0], other]),
      `The request carried an Authorization header and also ${named(other)}.`,
    );
  return requestIsWhole(subjectOf(reading)) ? unseen() : untold();
}

/** Asks `judge` about every Authorization header of the exchange in question; its sentence means present. */
function each(reading, judge) {
  const sent = credentialsOf(reading).filter((one) => one.from === "authorization");
  for (const one of sent) {
    const sentence = judge(one);
    if (sentence) return seen(markOf(reading, { ...one, value: one.raw }), sentence);
  }
  if (!sent.length || sent.every((one) => one.blanked)) return untold();
  return unseen();
}

function quotes({ raw, value, opaque, blanked }) {
  if (opaque || (blanked && !/^["']|["']$/.test(value))) return "";
  const shown = value || raw;
  return (
    (/^(?:["'“”‘’`]|\\"|%22)|(?:["'“”‘’`]|%22)$/.test(shown) || /^["'“‘]/.test(raw)) &&
    "Quotation marks are part of the credential."
  );
}

function whitespace({ raw, value, scheme, opaque, blanked, exact }) {
  if (opaque || blanked) return "";
  if (/[\u00a0\u200b\u2009\u202f]/.test(raw)) return "The credential holds an invisible character.";
  if (scheme && /^[\w-]+["']?\s{2,}\S/.test(raw))
    return "More than one space stands between scheme and credential.";
  if (exact && /[ \t]$/.test(raw)) return "A space stands after the credential.";
  return (
    scheme &&
    SCHEME.test(scheme) &&
    !PLACEHOLDER.test(value) &&
    !/,/.test(value) &&
    !new RegExp(`^${scheme}\\s`, "i").test(value) &&
    /\S[ \t]+\S/.test(value) &&
    !/^\w+=/.test(value) &&
    "A space stands inside the credential."
  );
}

function lineFeed(reading) {
  const basic = eachBasic(
    reading,
    (decoded) =>
      decoded !== null &&
      /[\r\n]/.test(decoded) &&
      "What stands behind the base64 ends in a line feed, which is then part of the password.",
  );
  if (basic.state === "present") return basic;
  const header = each(
    reading,
    ({ raw }) => /[\r\n]|%0[AaDd]|\\[nr]["']?$/.test(raw) && "The credential holds a line feed.",
  );
  if (header.state === "present") return header;
  for (const { text, n, facet } of reading.lines) {
    const found =
      /log|client|config|words/.test(facet) &&
      /\\[rn]|%0[AaDd]/.test(text) &&
      /bearer|basic|token|authorization/i.test(text) &&
      /header|authorization/i.test(text) &&
      LINE_FEED.exec(text);
    if (found && !/print|write|format|\$\{|%s|EOF/i.test(text))
      return seen(markText(reading, n, found[0]), "A line feed is part of the credential.");
  }
  return header.state === "absent" || basic.state === "absent" ? unseen() : header;
}

function eachBasic(reading, judge) {
  const sent = credentialsOf(reading).filter(
    ({ from, scheme, blanked, value }) =>
      from === "authorization" &&
      /^basic$/i.test(scheme) &&
      !blanked &&
      value !== "" &&
      !PLACEHOLDER.test(value) &&
      !/^\{|^</.test(value),
  );
  for (const one of sent) {
    const sentence = judge(decodeBase64(one.value.replace(/^["']|["']$/g, "")), one.value);
    if (sentence) return seen(markOf(reading, one), sentence);
  }
  return sent.length ? unseen() : untold();
}

function emptiness({ scheme, value, raw, blanked }) {
  if (raw.trim() === "" || /^["']{2}$/.test(raw.trim()))
    return "The Authorization header is empty.";
  if (value === "" && SCHEME.test(scheme || raw.trim()))
    return `After ${scheme || raw.trim()} no credential follows.`;
  if (!scheme && SCHEME.test(raw.trim())) return `After ${raw.trim()} no credential follows.`;
  const decoded = /^basic$/i.test(scheme) && !blanked ? decodeBase64(value) : null;
  const colon = decoded ? decoded.indexOf(":") : -1;
  if (colon < 0) return "";
  const [user, password] = [decoded.slice(0, colon).trim(), decoded.slice(colon + 1).trim()];
  if (!user && !password) return "User name and password are both empty.";
  return (
    Math.max(user.length, password.length) < 16 &&
    (!user
      ? "The user name is empty."
      : !password && !/^[a-z]{2}_|^\w*key/i.test(user) && "The password is empty.")
  );
}

function placeholder(reading, form) {
  const sent = credentialsOf(reading).filter(
    (one) => one.from !== "userinfo" && !/^cookie$/i.test(one.name),
  );
  for (const one of sent) {
    const value = (one.scheme || one.from !== "authorization" ? one.value : one.raw)
      .trim()
      .replace(/^["'`]|["'`]$/g, "");
    const decoded = /^basic$/i.test(one.scheme) && !one.blanked ? decodeBase64(value) || "" : "";
    const part = [value, ...decoded.split(":")].find((text) => form.test(text.trim()));
    if (part !== undefined && !one.expands)
      return seen(
        markOf(reading, { ...one, value: one.value || one.raw }),
        `Where the credential should be stands ${/^[\w$%{}()[\] <>.#-]{1,40}$/.test(part) ? `“${part}”` : "a placeholder"}.`,
      );
  }
  const literal = factOf(reading, "literals", literalsIn).find(({ part }) => form.test(part));
  if (literal)
    return seen(
      markText(reading, literal.n, literal.text),
      `Where the credential should be stands “${literal.part}”.`,
    );
  if (sent.some((one) => AMBIGUOUS.test(one.value.trim()))) return untold();
  return sent.length && !sent.every((one) => one.blanked) ? unseen() : untold();
}

/** `Bearer undefined` and its like, wherever they stand: code does not write them on purpose. */
function literalsIn({ lines }) {
  return lines.flatMap(({ text, n, facet }) => {
    const found =
      facet &&
      /(?:Bearer|Token|Basic) {1,3}["'“`]?(undefined|null|None|nil|\[object Object\]|\{\{[\w .-]{1,60}\}\})(?=["'”`,;)\]}\s]|$)/.exec(
        text,
      );
    const isMeant =
      found && !(facet === "config" && /^[nN{]/.test(found[1])) && !/expected|None of/.test(text);
    return isMeant ? [{ n, text: found[0], part: found[1] }] : [];
  });
}

/** Another spelling of Authorization, a slip of up to two letters, or a name that means the same and is none. */
function isMisspelt(name) {
  const word = name.toLowerCase().replace(/^(?:x|http)-/, "");
  return (
    name.toLowerCase() !== "authorization" &&
    (/^(?:authori[sz]ations?|authenti(?:fi)?cation)$/.test(word) ||
      (/^au/.test(word) && slips(word, "authorization") <= 2))
  );
}

/** How many letters have to be put in, left out, replaced or exchanged with their neighbour (Damerau 1964). */
function slips(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? rows[i - 2][j - 2] + 1
          : Infinity;
      rows[i].push(
        Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same, swapped),
      );
    }
  }
  return rows[one.length][other.length];
}

function misspelt(reading) {
  const subject = subjectOf(reading);
  const request = subject && subject.request;
  const right = headersNamed(request, "authorization").length > 0;
  const spaced = request && spacedName(request);
  if (spaced)
    return seen(
      markOf(reading, spaced),
      "A blank stands before the name Authorization, so servers do not find that header.",
    );
  const wrong =
    request &&
    !right &&
    request.headers.find(
      ({ name, value }) => isMisspelt(name) && !isBlankedOut(name) && value !== "",
    );
  if (wrong)
    return seen(
      markText(reading, wrong.line, wrong.name) || markOf(reading, wrong),
      `The header is called ${wrong.name}; servers look for Authorization.`,
    );
  for (const { text, n, facet } of reading.lines) {
    const found =
      (facet === "config" || facet === "words" || facet === "client") && HEADER_IN_CODE.exec(text);
    if (found && isMisspelt(found[2]))
      return seen(
        markText(reading, n, found[0]),
        `The header is called ${found[2]}; servers look for Authorization.`,
      );
  }
  return right || requestIsWhole(subject) ? unseen() : untold();
}

function inUrl(reading) {
  const one = credentialsOf(reading).find(({ from }) => from === "query" || from === "userinfo");
  if (one)
    return seen(
      markOf(reading, one),
      one.from === "query"
        ? `The URL carries the credential ${one.name}.`
        : "The URL carries user name and password.",
    );
  for (const { text, n, facet } of reading.lines) {
    const found =
      facet &&
      /\bhttps?:\/\/[^\s/@:"']{1,200}:[^\s/@"']{1,500}@[\w.[-]|\bhttps?:\/\/[^\s?"']{1,500}\?(?:[^\s"']{0,500}&)?(?:access_token|api_?key|apikey|auth_token|client_secret)=[^\s&"']/i.exec(
        text,
      );
    if (found)
      return seen(
        { line: n, from: found.index, to: found.index + found[0].length },
        "A URL carries a credential.",
      );
  }
  return requestIsWhole(subjectOf(reading)) ? unseen() : untold();
}
