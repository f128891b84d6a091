// Detectors of what a decoded token says about itself: audience, issuer, kind, shape. A token is
// never called valid: its signature is not checked.
import { present, absent, unknown } from "../facts/answers.mjs";
import { authorizationsOf, credentialsOf } from "../facts/credentials.mjs";
import { isPlaceholder } from "../facts/credential-words.mjs";
import { firstFound, requestOf, responseOf } from "../facts/facts.mjs";
import { headerValues, parseChallenges, urlParts } from "../grammar/http.mjs";
import { markOf, markText } from "../facts/marks.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
import { markToken, tokensSent } from "../facts/tokens.mjs";
/** @import { Detector, Reading, Token, UrlParts } from "../types.d.ts" */

const WANTS_JWT = anyOf(
  [
    /jwt malformed|malformed jwt|not enough segments|(?:invalid|wrong) number of segments/,
    /JWT strings must contain|must be a JWT|token is not a (?:valid )?JWT|compact JWS/,
    /could not be decoded as a JWT|JSON web token could not be decoded|Invalid Compact JW/,
    /unable to decode (?:the )?(?:jwt|token)|Error decoding token headers|not well[- ]formed/,
    /Bearer token is malformed|IDX12741|IDX10709|IDX14100|PGRST301/,
  ],
  { flags: "i" },
);

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const tokenDetectors = {
  "token-audience-unlike-host": audience,
  "token-issuer-unlike-host": issuer,
  "token-alg-none": unsigned,
  "token-unsigned-or-truncated": damaged,
  "token-not-a-jwt-where-jwt-expected": notJwt,
  "opaque-token-sent": opaque,
  "whole-jwt-sent": whole,
  "token-is-id-token": (reading) =>
    kindOfToken(
      reading,
      isIdToken,
      "The token is an ID token: it is meant for the client that signed in, not for an API.",
    ),
  "token-is-refresh-token": (reading) =>
    kindOfToken(
      reading,
      isRefreshToken,
      "The token is a refresh token: it is meant for the token endpoint only.",
    ),
};

/** @type {Detector} */
function audience(reading) {
  const token = tokensSent(reading).find(({ claims }) => claims?.aud);
  const url = urlParts(requestOf(reading)?.url || "");
  const hosts = token ? hostsOf(token) : [];
  if (!token || !url?.host || hosts.length === 0) return unknown();
  if (hosts.some((host) => isSameSite(host, url.host)) || !isDomain(url.host)) return absent();
  const meant = hosts.join(", ").slice(0, 200);
  return present(
    markToken(reading, token),
    `The token is meant for ${meant}, but it was sent to ${url.host}.`,
  );
}

/**
 * The hosts of a token's audience, or none where one of it is something else than an address.
 * @param {Token} token
 */
function hostsOf({ claims }) {
  const urls = [claims?.aud].flat().map((aud) => urlParts(String(aud)));
  const web = urls.filter((url) => url !== null).filter(isWebAddress);
  return web.length === urls.length ? web.map(({ host }) => host) : [];
}

/** @param {UrlParts} url */
function isWebAddress({ scheme, host }) {
  return /^https?$/.test(scheme) && host.includes(".");
}

/** @param {string} host */
function isDomain(host) {
  return host.includes(".") && !/^[\d.]+$|^\[/.test(host);
}

/**
 * @param {string} one
 * @param {string} other
 */
function isSameSite(one, other) {
  const [site, otherSite] = [one, other].map((host) => host.split(".").slice(-2).join("."));
  return site === otherSite;
}

/**
 * Only where the paste names the issuer that is expected: in configuration or in the challenge.
 * @type {Detector}
 */
function issuer(reading) {
  const expected = expectedIssuers(reading);
  const [found] = tokensSent(reading).flatMap(issuedToken);
  if (!found || expected.length === 0) return unknown();
  if (expected.some(({ value }) => value === found.issuer)) return absent();
  const near = expected.find(({ value }) => bareUrl(value) === bareUrl(found.issuer));
  const shown = near || expected[0];
  const sentence = near
    ? "differs from the expected one only in its final slash, its scheme or upper case"
    : "is not the one that the server expects";
  return present(
    [markToken(reading, found.token), markOf(reading, shown)],
    `The token's issuer ${sentence} (${shown.value.slice(0, 120)}).`,
  );
}

/** @param {Token} token */
function issuedToken(token) {
  const iss = token.claims?.iss;
  return typeof iss === "string" && /^https?:/.test(iss) ? [{ token, issuer: iss }] : [];
}

/** @param {string} url */
function bareUrl(url) {
  return url
    .toLowerCase()
    .replace(/^https?:/, "")
    .replace(/\/$/, "");
}

const ISSUER_SETTING = inOrder(
  [
    /(?:issuer|authority)[\w.-]{0,20}["']?\s{0,3}[:=]>?\s{0,3}/,
    /["'[\s]{0,4}(https?:\/\/[^\s"',;\])}]+)/,
  ],
  "i",
);

/** @param {Reading} reading */
function expectedIssuers(reading) {
  const configured = reading.lines.flatMap(({ text, n, facet }) => {
    const found = facet === "config" ? ISSUER_SETTING.exec(text) : null;
    const isIssuer = found && !/well-known|jwks/i.test(found[1]);
    return isIssuer ? [{ line: n, value: found[1] }] : [];
  });
  const response = responseOf(reading);
  const challenged = headerValues(response, "www-authenticate")
    .flatMap(parseChallenges)
    .map(({ params }) => ({ line: response?.line || 0, value: params.issuer || "" }))
    .filter(({ value }) => value !== "");
  return [...configured, ...challenged];
}

/** @type {Detector} */
function unsigned(reading) {
  const tokens = tokensSent(reading);
  const found = tokens.find(({ header }) => String(header?.alg).toLowerCase() === "none");
  if (found)
    return present(
      markToken(reading, found),
      "The token's header says alg none: it is not signed.",
    );
  return tokens.some(({ where, header }) => where !== "claims" && header) ? absent() : unknown();
}

/** @type {Detector} */
function damaged(reading) {
  const tokens = tokensSent(reading);
  const found = tokens.find(({ problem }) => !["", "abbreviated", "encrypted"].includes(problem));
  if (found) return present(markToken(reading, found), `The token is not whole: ${found.problem}.`);
  const isWhole = tokens.some(
    ({ where, problem }) => where !== "claims" && problem !== "abbreviated",
  );
  return isWhole ? absent() : unknown();
}

/**
 * A JWT that can be read, signature and all.
 * @type {Detector}
 */
function whole(reading) {
  const tokens = tokensSent(reading).filter(({ where }) => where !== "claims");
  const found = tokens.find(({ claims, header, problem }) => claims && header && problem === "");
  if (found) return present(markToken(reading, found), "The token is a JWT that can be read.");
  const isDamaged = tokens.some(({ problem }) => !["abbreviated", "encrypted"].includes(problem));
  return isDamaged ? absent() : unknown();
}

/** @type {Detector} */
function notJwt(reading) {
  const message = firstFound(
    reading,
    ({ facet, text }) => facet && facet !== "config" && WANTS_JWT.exec(text),
  );
  const sent = authorizationsOf(reading).find(
    ({ scheme, blanked }) => /^bearer$/i.test(scheme) && !blanked,
  );
  if (!message || !sent) return unknown();
  if (sent.value.startsWith("eyJ")) return absent();
  const { line, found } = message;
  return present(
    [markOf(reading, sent), markText(reading, line.n, found[0])],
    "The server looks for a JWT, but the token sent is none.",
  );
}

const BY_TOKEN = /^(?:bearer|token|api-?key)$/i;
const LONGEST_WORD = 6; // characters of what may be a stand-in

/**
 * A token or key that is no JWT says nothing by itself: it is in the server's list or not.
 * @type {Detector}
 */
function opaque(reading) {
  const sent = credentialsOf(reading).filter(
    ({ from, scheme, name }) =>
      (from === "authorization" ? BY_TOKEN.test(scheme) : from === "header") &&
      !/^cookie$/i.test(name),
  );
  const shown = sent.filter(({ value, blanked }) => !blanked && !isPlaceholder(value.trim()));
  const found = shown.find(({ value }) => isOpaque(value.trim()));
  if (found) return present(markOf(reading, found), "The token or key is not a JWT.");
  return shown.length > 0 ? absent() : unknown();
}

/** @param {string} value */
function isOpaque(value) {
  return value.length > LONGEST_WORD && !value.startsWith("eyJ") && !/\..*\./.test(value);
}

/** @typedef {{claims: Record<string, unknown>, header: Record<string, unknown> | null}} Claimed */

/**
 * @param {Reading} reading
 * @param {(token: Claimed) => boolean} fits
 * @param {string} sentence
 */
function kindOfToken(reading, fits, sentence) {
  const tokens = tokensSent(reading).filter(({ claims }) => claims);
  const found = tokens.find(({ claims, header }) => claims && fits({ claims, header }));
  if (found) return present(markToken(reading, found), sentence);
  return tokens.length > 0 ? absent() : unknown();
}

/**
 * By its own words, by the hashes of what came with it, or by a nonce without any permission.
 * @param {Claimed} token
 */
function isIdToken({ claims }) {
  if (claims.token_use === "id" || claims.typ === "ID") return true;
  if (claims.at_hash || claims.c_hash) return true;
  return Boolean(claims.nonce) && !claims.scope && !claims.scp && !claims.roles;
}

/** @param {Claimed} token */
function isRefreshToken({ claims, header }) {
  const kinds = [claims.token_use, claims.token_type, claims.type];
  return (
    /^(?:refresh|offline)$/i.test(String(claims.typ || "")) ||
    kinds.some((kind) => /^refresh/i.test(String(kind || ""))) ||
    /refresh/i.test(String(header?.typ || ""))
  );
}
