// What the detectors look at again and again in a Reading, worked out once: the exchange in question, the credentials it
// carried, the challenges it got, the status the paste shows. It must not judge: that is the detectors' work.
import { headersNamed, headerValues, parseChallenges, isBlankedOut, urlParts } from "./http.mjs";
import { statusOf } from "./outcome.mjs";

const KEY_HEADER =
  /^(?:cookie|x-api-?key|api-?key|apikey|dpop|private-token|job-token|deploy-token|ocp-apim-subscription-key|x-(?!csrf|xsrf|idempotency|request|correlation|trace)[\w-]*(?:token|auth|api-?key|secret|signature|session|key)|[\w-]*-api-key|access-?token|auth-?token|token|signature)$/i;
const KEY_QUERY =
  /(?:^|&)(access_token|api_?key|apikey|api_password|app_?id|auth_token|token|sig|signature|subscription-key|X-Amz-Signature|x-amz-signature|key|client_secret|jwt|auth)=([^&]*)/i;
const OPAQUE_PARAMS =
  /^(?:digest|oauth|aws4-hmac-sha256|signature|hawk|hmac|googlelogin|mac|mauth|sharedkey|sharedkeylite|acs3-hmac-sha256|vapid|snowflake|mediabrowser|emby|negotiate|ntlm)$/i;

/** A value worked out once per Reading. */
export function factOf(reading, name, work) {
  const facts = reading.facts || Object.defineProperty(reading, "facts", { value: {} }).facts;
  return name in facts ? facts[name] : (facts[name] = work(reading));
}

/** The exchange in question: the failing one, else the last that is shown; null without any. */
export function subjectOf(reading) {
  return factOf(reading, "subject", () => {
    if (reading.failing >= 0) return reading.exchanges[reading.failing];
    const shown = reading.exchanges.filter(
      (exchange) => !exchange.proxy || statusOf(exchange) === 407,
    );
    return shown[shown.length - 1] || null;
  });
}

/** True when the whole head of the request is visible, so that the absence of a header means something. */
export function requestIsWhole(exchange) {
  const request = exchange && exchange.request;
  return Boolean(
    request &&
    !request.partial &&
    (request.command || (request.headers.length > 0 && request.method)),
  );
}

/** The credentials of the exchange in question: [{from, scheme, value, raw, name, line, exact, opaque}]. */
export function credentialsOf(reading) {
  return factOf(reading, "credentials", () => credentialsIn(subjectOf(reading)));
}

/** The credentials of any exchange. */
export function credentialsIn(exchange) {
  if (!exchange || !exchange.request) return [];
  const found = headersNamed(exchange.request, "authorization").map(authorization);
  for (const { name, value, line } of exchange.request.headers) {
    if (KEY_HEADER.test(name))
      found.push({ from: "header", scheme: "", value, raw: value, name, line, opaque: true });
  }
  const url = urlParts(exchange.request.url);
  const query = url && KEY_QUERY.exec(url.query);
  if (query)
    found.push({
      from: "query",
      scheme: "",
      value: query[2],
      raw: query[2],
      name: query[1],
      line: exchange.request.line,
      opaque: true,
    });
  if (url && url.user)
    found.push({
      from: "userinfo",
      scheme: "",
      value: url.user,
      raw: url.user,
      name: "URL",
      line: exchange.request.line,
      opaque: true,
    });
  return found;
}

function authorization({ name, value, line, exact, expands }) {
  const found = /^["'“]?([A-Za-z][\w.+-]*)(?:\s+|$)(.*)$/s.exec(value);
  const single = !found || (found[2] === "" && (value.length > 24 || /[\d._-]/.test(value)));
  const scheme = single ? "" : found[1];
  const rest = single ? value : value.slice(value.indexOf(found[1]) + found[1].length);
  const blanked = expands || isBlankedOut(rest.trim());
  return {
    from: "authorization",
    scheme,
    value: rest.trim(),
    raw: value,
    name,
    line,
    exact,
    blanked,
    expands,
    opaque: OPAQUE_PARAMS.test(scheme),
  };
}

/** The challenges of the refusal, [{scheme, token68, params, line}], and whether its headers were visible. */
export function challengesOf(reading) {
  return factOf(reading, "challenges", () => {
    const subject = subjectOf(reading);
    const response = subject && statusOf(subject) !== 407 ? subject.response : null;
    const list = headersNamed(response, "www-authenticate").flatMap(challengesAt);
    if (list.length) return { list, visible: true };
    const whole = Boolean(
      response && response.status && !response.partial && response.headers.length >= 2,
    );
    return whole ? { list, visible: true } : { list: lineChallenges(reading), visible: false };
  });
}

function challengesAt({ value, line }) {
  return parseChallenges(value).map((challenge) => ({ ...challenge, line }));
}

/** Challenges quoted outside a response: logs, npm's "need:", dumps of headers. */
function lineChallenges(reading) {
  const quoted =
    /(?:www-authenticate["']?\s{0,3}[:=]>?\s{0,3}[["']{0,2}|Unable to authenticate, need: )((?:Basic|Bearer|Digest|Negotiate|NTLM|Token|ApiKey|Key)\b[^'\]}]{0,600})/i;
  for (const { text, n } of reading.lines) {
    const found = /authenticat/i.test(text) && quoted.exec(text);
    if (found) return challengesAt({ value: found[1], line: n });
  }
  return [];
}

/** {status, marks, others}: the status that the paste is about (0 when none is seen) with its places. */
export function shownStatus(reading) {
  return factOf(reading, "status", () => {
    const subject = subjectOf(reading);
    const status = statusOf(subject);
    const sightings = reading.sightings.filter((sighting) => !answered(reading, sighting));
    const told = sightings.some((sighting) => sighting.status === 401) ? 401 : 0;
    if (told && status !== 401) return sightedStatus(sightings, 401);
    if (status) return { status, marks: [markStatus(reading, subject)].filter(Boolean) };
    return sightedStatus(sightings, worstOf(sightings));
  });
}

/** A sighting inside an exchange counts with the exchange, not by itself. */
function answered(reading, { line }) {
  const { exchange, facet } = reading.lines[line - 1];
  return (
    (exchange >= 0 && facet !== "client" && statusOf(reading.exchanges[exchange]) !== 0) ||
    (exchange >= 0 && /^\*|^==/.test(reading.lines[line - 1].text))
  );
}

function worstOf(sightings) {
  const failures = sightings.filter((sighting) => sighting.status >= 400);
  const chosen = failures.length ? failures : sightings;
  return chosen.length ? chosen[chosen.length - 1].status : 0;
}

function sightedStatus(sightings, status) {
  const marks = sightings
    .filter((sighting) => sighting.status === status)
    .slice(0, 5)
    .map(({ line, from, to }) => ({ line, from, to }));
  return { status, marks };
}

function markStatus(reading, exchange) {
  return (
    markText(reading, exchange.response.line, String(exchange.response.status)) || {
      line: exchange.response.line,
      from: 0,
      to: 0,
    }
  );
}

/** The mark of a text in a line of the paste, or null when it does not stand there. */
export function markText(reading, line, text) {
  const shown = reading.lines[line - 1];
  const from = shown ? shown.text.indexOf(text.slice(0, 3000)) : -1;
  return from < 0 ? null : { line, from, to: from + Math.min(text.length, 3000) };
}

/** The mark of a header (or anything with a line): its value where it stands, else the whole line. */
export function markOf(reading, { line, value, name }) {
  const shown = reading.lines[line - 1];
  return (
    (value && markText(reading, line, value)) ||
    (name && markText(reading, line, name)) || { line, from: 0, to: shown ? shown.text.length : 0 }
  );
}

/** The time that the refusing side showed, {time, label}: its Date header, else a time in the paste; null without one. */
export function shownTime(reading) {
  return factOf(reading, "time", () => {
    const subject = subjectOf(reading);
    const recorded = subject && subject.request && subject.request.time;
    const others = recorded ? [] : reading.exchanges.slice().reverse(); // a recording's other answers may come from a cache
    const dates = [subject, ...others].flatMap((exchange) =>
      exchange ? headerValues(exchange.response, "date") : [],
    );
    for (const date of dates)
      if (!Number.isNaN(Date.parse(date)))
        return { time: Date.parse(date), label: "the response's Date" };
    return recorded
      ? { time: recorded, label: "the time of the recording" }
      : loggedTime(reading.lines);
  });
}

function loggedTime(lines) {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const { text, facet } = lines[index];
    const told =
      /log|client/.test(facet) ||
      (/body|words/.test(facet) &&
        /\b(?:date|time(?:stamp)?|now|current)\b/i.test(text.slice(0, 400)));
    const found = told && zonedTime(text.slice(0, 400));
    if (found) return { time: found, label: "the time in the paste" };
  }
  return null;
}

/** The first time in a text that says its zone, in milliseconds, or 0. */
export function zonedTime(text) {
  const iso =
    /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,]\d{1,9})? ?(Z|UTC|[+-]\d\d:?\d\d)(?!\w)/.exec(
      text,
    );
  if (iso)
    return (
      Date.parse(
        `${iso[1]}T${iso[2]}${/^[+-]\d{4}$/.test(iso[3]) ? iso[3].replace(/(\d\d)$/, ":$1") : iso[3].replace("UTC", "Z")}`,
      ) || 0
    );
  const fixdate = /\b[SMTWF][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/.exec(text);
  if (fixdate) return Date.parse(fixdate[0]) || 0;
  const common = /\[(\d{1,2})\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\]/.exec(text);
  return common
    ? Date.parse(`${common[1]} ${common[2]} ${common[3]} ${common[4]} ${common[5]}`) || 0
    : 0;
}
