// Detectors of what a decoded token says about itself: times, audience, issuer, kind, shape. A token is compared with times
// in the paste only, never with this device's clock, and is never called valid: its signature is not checked.
import { subjectOf, credentialsOf, shownTime, zonedTime, markText, markOf } from "./facts.mjs";
import { headerValues, headersNamed, parseChallenges, urlParts } from "./http.mjs";
import { seen, unseen, untold } from "./answers.mjs";

const WANTS_JWT =
  /jwt malformed|not enough segments|Invalid Compact JW|invalid number of segments|wrong number of segments|JWT strings must contain|IDX12741|IDX10709|IDX14100|not well[- ]formed|could not be decoded as a JWT|JSON web token could not be decoded|malformed jwt|token is not a (?:valid )?JWT|Bearer token is malformed|must be a JWT|Error decoding token headers|compact JWS|unable to decode (?:the )?(?:jwt|token)|PGRST301/i;
const SKEW = 300; // seconds that two clocks may differ before it is said

/** The detectors of this theme, by name. */
export const tokenDetectors = {
  "token-expired": (reading) =>
    timed(
      reading,
      "exp",
      (exp, now) => exp <= now,
      (exp, now) =>
        `The token expired at ${clock(exp)}, ${span(now - exp)} before ${shownTime(reading).label} (${clock(now)}).`,
    ),
  "token-not-yet-valid": (reading) =>
    timed(
      reading,
      "nbf",
      (nbf, now) => nbf > now,
      (nbf, now) =>
        `The token may be used from ${clock(nbf)}, ${span(nbf - now)} after ${shownTime(reading).label} (${clock(now)}).`,
    ),
  "token-issued-in-future": (reading) =>
    timed(
      reading,
      "iat",
      (iat, now) => iat > now + 1,
      (iat, now) =>
        `The token was issued at ${clock(iat)}, ${span(iat - now)} after ${shownTime(reading).label} (${clock(now)}).`,
    ),
  "clocks-apart": clocksApart,
  "token-audience-unlike-host": audience,
  "token-issuer-unlike-host": issuer,
  "token-alg-none": (reading) =>
    shaped(
      reading,
      ({ header }) =>
        header && typeof header.alg === "string" && header.alg.toLowerCase() === "none",
      "The token's header says alg none: it is not signed.",
      ({ header }) => header,
    ),
  "token-unsigned-or-truncated": (reading) =>
    shaped(
      reading,
      ({ problem }) => problem !== "" && problem !== "abbreviated" && problem !== "encrypted",
      "The token is not whole",
      ({ problem }) => problem !== "abbreviated",
    ),
  "token-not-a-jwt-where-jwt-expected": notJwt,
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

/** The tokens in question: those the request carried, else the last one in the paste. */
function tokensSent(reading) {
  const lines = new Set(credentialsOf(reading).map(({ line }) => line));
  const sent = reading.tokens.filter(({ line, where }) => lines.has(line) && where !== "claims");
  const bearer = sent.filter(({ where }) => where === "authorization");
  return bearer.length ? bearer : sent.length ? sent : reading.tokens.slice(-1);
}

function tokenMark(reading, token) {
  return markOf(reading, { line: token.line, value: token.raw });
}

function timed(reading, claim, fails, sentence) {
  const token = tokensSent(reading).find(({ claims }) => claims && Number.isFinite(claims[claim]));
  if (!token) return untold();
  const shown = shownTime(reading);
  if (!shown) return untold();
  const [value, now] = [
    token.claims[claim] > 1e11 ? token.claims[claim] / 1000 : token.claims[claim],
    shown.time / 1000,
  ];
  return fails(value, now)
    ? seen(tokenMark(reading, token), sentence(value, now))
    : unseen(`${claim} is ${clock(value)}, ${shown.label} ${clock(now)}.`);
}

function clock(seconds) {
  return Math.abs(seconds) < 8e12
    ? new Date(seconds * 1000)
        .toISOString()
        .replace(".000Z", "Z")
        .replace(/\.\d+Z/, "Z")
    : "an impossible time";
}

function span(seconds) {
  const [size, unit] =
    seconds < 120
      ? [1, "second"]
      : seconds < 7200
        ? [60, "minute"]
        : seconds < 172800
          ? [3600, "hour"]
          : [86400, "day"];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function clocksApart(reading) {
  const pairs = [...toldPairs(reading), ...headerPairs(reading)];
  const apart = pairs.find(({ apart: seconds, least }) => Math.abs(seconds) > least);
  if (apart)
    return seen(
      markOf(reading, apart),
      `The clocks differ by ${span(Math.abs(apart.apart))}: ${apart.label}.`,
    );
  return pairs.length ? unseen() : untold();
}

/** Messages that name both clocks themselves. */
function toldPairs(reading) {
  const pairs = [];
  for (const { text, n, facet } of reading.lines) {
    if (!facet || !/\d{4}/.test(text)) continue;
    const registry =
      /not to be used before (\d{9,11}) or after (\d{9,11}) - currently (\d{9,11})/.exec(text);
    if (registry)
      pairs.push({
        line: n,
        value: registry[0],
        least: 0,
        apart: Math.max(0, registry[1] - registry[3]),
        label: "the token is valid later than the verifier's time",
      });
    const aws =
      /Signature (?:expired|not yet current): (\d{8}T\d{6}Z) is (?:now )?(?:still )?(?:earlier|later) than \d{8}T\d{6}Z \((\d{8}T\d{6}Z)/.exec(
        text,
      );
    if (aws)
      pairs.push({
        line: n,
        value: aws[0],
        least: SKEW,
        apart: (basicTime(aws[1]) - basicTime(aws[2])) / 1000,
        label: "time of the signature and time of the server",
      });
  }
  return pairs;
}

function basicTime(text) {
  return Date.parse(
    text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
}

/** Times the client put into its request, its recording or its log, beside the Date of the answer. */
function headerPairs(reading) {
  const pairs = [];
  for (const { request, response } of [subjectOf(reading)].filter(Boolean)) {
    const date = headersNamed(response, "date")[0];
    const server = date ? Date.parse(date.value) : NaN;
    if (Number.isNaN(server)) continue;
    const add = (time, line, label) => {
      if (time) pairs.push({ line, least: SKEW, apart: (time - server) / 1000, label });
    };
    for (const name of ["date", "x-amz-date", "x-ms-date"]) {
      for (const { value, line } of headersNamed(request, name))
        add(
          /^\d{8}T/.test(value) ? basicTime(value) : Date.parse(value),
          line,
          `${name} of the request and Date of the answer`,
        );
    }
    for (const { value, line } of headersNamed(request, "authorization")) {
      const stamp = /oauth_timestamp="?(\d{10})/.exec(value);
      if (stamp) add(stamp[1] * 1000, line, "oauth_timestamp and Date of the answer");
    }
    if (request && request.time)
      add(request.time, date.line, "time of the recording and Date of the answer");
    const { text, at } = reading.lines[date.line - 1];
    if (at > 15)
      add(
        zonedTime(text.slice(0, at)),
        date.line,
        "time in front of the line and Date of the answer",
      );
  }
  return pairs;
}

function audience(reading) {
  const token = tokensSent(reading).find(({ claims }) => claims && claims.aud);
  const subject = subjectOf(reading);
  const url = subject && subject.request && urlParts(subject.request.url);
  if (!token || !url || !url.host) return untold();
  const hosts = [token.claims.aud]
    .flat()
    .map((aud) => urlParts(String(aud)))
    .filter((parts) => parts && /^https?$/.test(parts.scheme) && parts.host.includes("."));
  if (!hosts.length || hosts.length < [token.claims.aud].flat().length) return untold();
  if (
    hosts.some(({ host }) => sameSite(host, url.host)) ||
    !url.host.includes(".") ||
    /^[\d.]+$|^\[/.test(url.host)
  )
    return unseen();
  return seen(
    tokenMark(reading, token),
    `The token is meant for ${hosts
      .map(({ host }) => host)
      .join(", ")
      .slice(0, 200)}, but it was sent to ${url.host}.`,
  );
}

function sameSite(one, other) {
  const site = (host) => host.split(".").slice(-2).join(".");
  return site(one) === site(other);
}

/** Only where the paste names the issuer that is expected: in configuration or in the challenge. */
function issuer(reading) {
  const token = tokensSent(reading).find(
    ({ claims }) => claims && typeof claims.iss === "string" && /^https?:/.test(claims.iss),
  );
  if (!token) return untold();
  const expected = expectedIssuers(reading);
  if (!expected.length) return untold();
  if (expected.some(({ value }) => value === token.claims.iss)) return unseen();
  const near = expected.find(({ value }) => bare(value) === bare(token.claims.iss));
  const sentence = near
    ? "differs from the expected one only in its final slash, its scheme or upper case"
    : "is not the one that the server expects";
  return seen(
    [tokenMark(reading, token), markOf(reading, near || expected[0])],
    `The token's issuer ${sentence} (${(near || expected[0]).value.slice(0, 120)}).`,
  );
}

function bare(url) {
  return url
    .toLowerCase()
    .replace(/^https?:/, "")
    .replace(/\/$/, "");
}

function expectedIssuers(reading) {
  const found = [];
  for (const { text, n, facet } of reading.lines) {
    if (facet !== "config" || !/issuer|authority/i.test(text)) continue;
    const named =
      /(?:issuer|authority)[\w.-]{0,20}["']?\s{0,3}[:=]>?\s{0,3}["'[\s]{0,4}(https?:\/\/[^\s"',;\])}]+)/i.exec(
        text,
      );
    if (named && !/well-known|jwks/i.test(named[1])) found.push({ line: n, value: named[1] });
  }
  const subject = subjectOf(reading);
  for (const { params } of headerValues(subject && subject.response, "www-authenticate").flatMap(
    parseChallenges,
  )) {
    if (params.issuer) found.push({ line: subject.response.line, value: params.issuer });
  }
  return found;
}

function shaped(reading, fails, sentence, tells) {
  const tokens = tokensSent(reading);
  const found = tokens.find((token) => (token.raw || token.header ? fails(token) : false));
  if (found)
    return seen(
      tokenMark(reading, found),
      sentence.endsWith(".") ? sentence : `${sentence}: ${found.problem}.`,
    );
  return tokens.some((token) => token.where !== "claims" && tells(token)) ? unseen() : untold();
}

function notJwt(reading) {
  const message = reading.lines.find(
    ({ facet, text }) => facet && facet !== "config" && WANTS_JWT.test(text),
  );
  const sent = credentialsOf(reading).find(
    ({ from, scheme, blanked }) => from === "authorization" && /^bearer$/i.test(scheme) && !blanked,
  );
  if (!message || !sent) return untold();
  if (/^eyJ/.test(sent.value)) return unseen();
  return seen(
    [markOf(reading, sent), markText(reading, message.n, WANTS_JWT.exec(message.text)[0])],
    "The server looks for a JWT, but the token sent is none.",
  );
}

function kindOfToken(reading, fits, sentence) {
  const tokens = tokensSent(reading).filter(({ claims }) => claims);
  const found = tokens.find(fits);
  if (found) return seen(tokenMark(reading, found), sentence);
  return tokens.length ? unseen() : untold();
}

function isIdToken({ claims }) {
  return (
    claims.token_use === "id" ||
    claims.typ === "ID" ||
    Boolean(claims.at_hash || claims.c_hash) ||
    Boolean(claims.nonce && !claims.scope && !claims.scp && !claims.roles)
  );
}

function isRefreshToken({ claims, header }) {
  return (
    /^(?:refresh|offline)$/i.test(claims.typ || "") ||
    [claims.token_use, claims.token_type, claims.type].some((value) =>
      /^refresh/i.test(value || ""),
    ) ||
    /refresh/i.test((header && header.typ) || "")
  );
}
