// Detectors of the credential's presence: whether one was sent, how many, where. The note never
// holds a secret.
import { present, absent, unknown } from "../facts/answers.mjs";
import { challengesOf } from "../facts/challenges.mjs";
import { authorizationsOf, credentialsOf } from "../facts/credentials.mjs";
import { firstFound, requestOf, wholeRequestOf } from "../facts/facts.mjs";
import { decodeBase64, headersNamed } from "../grammar/http.mjs";
import { isPlaceholder, isScheme } from "../facts/credential-words.mjs";
import { isMisspelt, spacedName } from "./name.mjs";
import { markOf, markText } from "../facts/marks.mjs";
import { statusOf } from "../facts/outcome.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
/** @import { Credential, Detector, Exchange, Reading, Request } from "../types.d.ts" */

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const sentDetectors = {
  "no-credential-sent": noCredential,
  "credential-was-sent": credentialSent,
  "credential-sent-twice": sentTwice,
  "password-sent-and-refused": passwordRefused,
  "credential-in-url": inUrl,
  "login-then-refused": loginThenRefused,
};

/** @type {Detector} */
function noCredential(reading) {
  const request = wholeRequestOf(reading);
  if (!request || isPreflight(request)) return unknown();
  const sent = credentialsOf(reading);
  if (sent.some(isFilled)) return absent();
  if (sent.length > 0 || signsIn(request) || isUnderOtherName(request)) return unknown();
  return present(
    markOf(reading, { line: request.line }),
    "The request has no Authorization header, cookie or key.",
  );
}

/**
 * A credential under a name that is written wrongly is sent all the same.
 * @param {Request} request
 */
function isUnderOtherName(request) {
  return Boolean(spacedName(request)) || request.headers.some(({ name }) => isMisspelt(name));
}

/** @param {Request} request */
function isPreflight(request) {
  const asked = headersNamed(request, "access-control-request-method");
  return request.method === "OPTIONS" && asked.length > 0;
}

const SIGN_IN = /\b(?:log-?in|sign-?in|session|token|oauth2?|auth|authenticate|refresh|connect)\b/i;

/**
 * A request that signs in or renews a token carries what it proves itself with in its body.
 * @param {Request} request
 */
function signsIn({ method, url }) {
  return /^(?:POST|PUT)$/i.test(method) && SIGN_IN.test(url.split("?")[0]);
}

/**
 * A request that signs in is answered well, and a later one is refused.
 * @type {Detector}
 */
function loginThenRefused(reading) {
  const { exchanges, failing } = reading;
  if (failing < 1) return unknown();
  const login = exchanges.slice(0, failing).find(isGoodLogin);
  if (!login) return unknown();
  const lines = [login, exchanges[failing]].map(({ from }) => markOf(reading, { line: from }));
  return present(lines, "The login is answered well, and a request after it is refused.");
}

/** @param {Exchange} exchange */
function isGoodLogin(exchange) {
  const status = statusOf(exchange);
  return exchange.request !== null && signsIn(exchange.request) && status >= 200 && status < 300;
}

/** @param {Credential} credential */
function isFilled({ value, raw }) {
  return value.trim() !== "" && !isScheme(raw.trim());
}

/** @type {Detector} */
function credentialSent(reading) {
  const sent = credentialsOf(reading).filter(isFilled);
  if (sent.length > 0) {
    const marks = sent.map(({ line, name }) => markOf(reading, { line, name }));
    return present(marks, `The request carried ${named(sent[0])}.`);
  }
  const login = requestOf(reading)?.login;
  if (login)
    return present(
      markText(reading, login.line, login.name),
      "curl was given a name and a password to sign in with.",
    );
  if (wholeRequestOf(reading) && credentialsOf(reading).length === 0) return absent();
  return loggedUser(reading) || unknown();
}

/** @param {Credential} credential */
function named({ from, scheme, name }) {
  if (from === "header") return `the header ${name}`;
  if (from === "query") return `${name} in the URL`;
  if (from === "userinfo") return "a user in the URL";
  return `an Authorization header${scheme && ` with the scheme ${scheme}`}`;
}

const LOG_WITH_USER = /^\S+ \S+ ([^-\s"[]\S*) \[[^\]]+\] "[^"]*" 401 /;
const CURL_SIGNS_IN = /^\* Server auth using (\w+) with user '/;

/**
 * An access log names the user of a refused request; curl says with which user it signs in.
 * @param {Reading} reading
 */
function loggedUser(reading) {
  const shown = firstFound(reading, ({ text, facet }) =>
    (facet === "log" ? LOG_WITH_USER : CURL_SIGNS_IN).exec(text),
  );
  if (!shown) return null;
  const { line, found } = shown;
  const note =
    line.facet === "log"
      ? "The log of the refused request names a user."
      : `curl sent a credential with the scheme ${found[1]}.`;
  return present(markText(reading, line.n, found[1]), note);
}

/**
 * Name and password in a form that the server can compare, in a scheme that it offers, and no word
 * of why not.
 * @type {Detector}
 */
function passwordRefused(reading) {
  const { list } = challengesOf(reading);
  const login = requestOf(reading)?.login;
  if (login && list.some(({ scheme }) => login.schemes.test(scheme)))
    return present(
      markText(reading, login.line, login.name),
      "A name and a password were given, in a scheme that the server asks for.",
    );
  const sent = authorizationsOf(reading).find(isPassword);
  if (!sent || list.length === 0) return unknown();
  return isOffered(reading, sent.scheme) && isComparable(sent)
    ? present(
        markOf(reading, sent),
        "A name and a password arrived in the form that the server asks for.",
      )
    : absent();
}

/** @param {Credential} credential */
function isPassword({ scheme, value, blanked }) {
  return /^(?:basic|digest)$/i.test(scheme) && value !== "" && !blanked;
}

/**
 * @param {Reading} reading
 * @param {string} wanted
 */
function isOffered(reading, wanted) {
  return challengesOf(reading).list.some(
    ({ scheme, params }) =>
      scheme.toLowerCase() === wanted.toLowerCase() && !/^true$/i.test(params.stale || ""),
  );
}

/** @param {Credential} credential */
function isComparable({ scheme, value }) {
  if (/^digest$/i.test(scheme)) return true;
  const pair = decodeBase64(value) || "";
  return /^[^:\r\n]+:[^\r\n]+$/.test(pair) && !pair.split(":").some(isPlaceholder);
}

const JOINED = /,\s*(?:Basic|Bearer|Digest|Negotiate|Token)\s+\S/i;

/** @type {Detector} */
function sentTwice(reading) {
  const headers = authorizationsOf(reading);
  const marksOf = (/** @type {Credential[]} */ list) => list.map((each) => markOf(reading, each));
  if (headers.length > 1)
    return present(marksOf(headers), `The request has ${headers.length} Authorization headers.`);
  const joined = headers.filter(({ raw }) => JOINED.test(raw));
  if (joined.length > 0)
    return present(
      marksOf(joined),
      "One Authorization header holds two credentials, joined by a comma.",
    );
  const other = credentialInUrl(reading);
  if (headers.length > 0 && other)
    return present(
      marksOf([headers[0], other]),
      `The request carried an Authorization header and also ${named(other)}.`,
    );
  return wholeRequestOf(reading) ? absent() : unknown();
}

/** @param {Reading} reading */
function credentialInUrl(reading) {
  return credentialsOf(reading).find(({ from }) => from === "query" || from === "userinfo");
}

const URL_WITH_CREDENTIAL = anyOf(
  [
    /\bhttps?:\/\/[^\s/@:"']{1,200}:[^\s/@"']{1,500}@[\w.[-]/,
    inOrder([
      /\bhttps?:\/\/[^\s?"']{1,500}\?(?:[^\s"']{0,500}&)?/,
      /(?:access_token|api_?key|auth_token|client_secret)=[^\s&"']/,
    ]),
  ],
  { flags: "i" },
);

/** @type {Detector} */
function inUrl(reading) {
  const sent = credentialInUrl(reading);
  if (sent) {
    const what = sent.from === "query" ? `the credential ${sent.name}` : "user name and password";
    return present(markOf(reading, sent), `The URL carries ${what}.`);
  }
  const shown = firstFound(reading, ({ text, facet }) => facet && URL_WITH_CREDENTIAL.exec(text));
  if (shown) {
    const { index: from, 0: text } = shown.found;
    const mark = { line: shown.line.n, from, to: from + text.length };
    return present(mark, "A URL carries a credential.");
  }
  return wholeRequestOf(reading) ? absent() : unknown();
}
