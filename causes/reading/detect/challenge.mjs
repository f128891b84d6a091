// Detectors of the server's challenge and of how the credential fits it (RFC 9110 section 11,
// RFC 6750, RFC 7616, RFC 4559, RFC 9449).
import { present, absent, unknown } from "../facts/answers.mjs";
import { challengesOf } from "../facts/challenges.mjs";
import { authorizationsOf } from "../facts/credentials.mjs";
import { responseOf } from "../facts/facts.mjs";
import { headerValues, headersNamed } from "../grammar/http.mjs";
import { markName, markOf, markText } from "../facts/marks.mjs";
import { statusOf } from "../facts/outcome.mjs";
/** @import { Detector, Exchange, Reading } from "../types.d.ts" */
/** @import { PlacedChallenge } from "../facts/challenges.mjs" */

const CONNECTION_SCHEME = /^(?:negotiate|ntlm)$/i;

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const challengeDetectors = {
  "challenge-basic": (reading) => offers(reading, /^basic$/i),
  "challenge-bearer": (reading) => offers(reading, /^bearer$/i),
  "challenge-digest": (reading) => offers(reading, /^digest$/i),
  "challenge-negotiate": (reading) => offers(reading, CONNECTION_SCHEME),
  "no-challenge": noChallenge,
  "challenge-renamed": renamed,
  "bearer-challenge-without-error": bareBearer,
  "challenge-invalid-token": (reading) => bearerError(reading, "invalid_token"),
  "challenge-insufficient-scope": (reading) => bearerError(reading, "insufficient_scope"),
  "scheme-not-offered": (reading) => schemeFits(reading, false),
  "scheme-offered": (reading) => schemeFits(reading, true),
  "negotiate-loop": negotiateLoop,
  "nonce-stale": nonceStale,
};

/**
 * The answer of a detector that found no such challenge.
 * @param {boolean} visible
 */
function notFound(visible) {
  return visible ? absent() : unknown();
}

/**
 * @param {Reading} reading
 * @param {RegExp} scheme
 */
function offers(reading, scheme) {
  const { list, visible } = challengesOf(reading);
  const found = list.find((challenge) => scheme.test(challenge.scheme));
  if (!found) return notFound(visible);
  const realm = quoted(" in the realm ", found.params.realm);
  return present(markChallenge(reading, found), `The server asks for ${found.scheme}${realm}.`);
}

/**
 * @param {string} lead
 * @param {string | undefined} value
 */
function quoted(lead, value) {
  return value ? `${lead}“${value.slice(0, 160)}”` : "";
}

/**
 * @param {Reading} reading
 * @param {PlacedChallenge} challenge
 */
function markChallenge(reading, { line, scheme }) {
  const { text } = reading.lines[line - 1];
  const header = Math.max(0, text.search(/authenticat/i));
  const from = text.toLowerCase().indexOf(scheme.toLowerCase(), header);
  return from < 0 ? markOf(reading, { line }) : { line, from, to: text.trimEnd().length };
}

/** @type {Detector} */
function noChallenge(reading) {
  const { list, visible } = challengesOf(reading);
  if (list.length > 0) return absent();
  const response = responseOf(reading);
  if (!visible || response?.status !== 401) return unknown();
  return present(
    markOf(reading, { line: response.line }),
    "The 401 has no WWW-Authenticate header, which RFC 9110 demands.",
  );
}

/** @type {Detector} */
function renamed(reading) {
  const [header] = headersNamed(responseOf(reading), "x-amzn-remapped-www-authenticate");
  if (!header) return notFound(challengesOf(reading).visible);
  return present(
    markName(reading, header),
    "A gateway renamed WWW-Authenticate to x-amzn-remapped-www-authenticate.",
  );
}

/** @type {Detector} */
function bareBearer(reading) {
  const { list, visible } = challengesOf(reading);
  const bearers = list.filter(({ scheme }) => /^bearer$/i.test(scheme));
  if (bearers.length === 0) return notFound(visible);
  if (bearers.some(({ params }) => params.error)) return absent();
  return present(
    markChallenge(reading, bearers[0]),
    "The Bearer challenge names no error: as a rule no token arrived (RFC 6750, 3.1).",
  );
}

/**
 * @param {Reading} reading
 * @param {string} error
 */
function bearerError(reading, error) {
  const { list, visible } = challengesOf(reading);
  const found = list.find(({ params }) => params.error === error);
  if (found) {
    const mark = markText(reading, found.line, error) || markChallenge(reading, found);
    const description = quoted(": ", found.params.error_description);
    return present(mark, `The challenge says ${error}${description}.`);
  }
  const isSeen = visible || list.length > 0;
  return isSeen ? absent(`The challenge does not say ${error}.`) : unknown();
}

/**
 * @param {Reading} reading
 * @param {boolean} wanted whether the scheme of the request is to be one of those offered
 */
function schemeFits(reading, wanted) {
  const sent = authorizationsOf(reading).find(({ scheme }) => scheme);
  const { list } = challengesOf(reading);
  if (!sent || list.length === 0 || responseOf(reading)?.status === 407) return unknown();
  const offered = [...new Set(list.map(({ scheme }) => scheme))];
  const fits = offered.some((scheme) => isSameScheme(scheme, sent.scheme));
  const note = `The request used ${sent.scheme}; the server asks for ${offered.join(", ")}.`;
  if (fits !== wanted) return absent(note);
  const mark = markOf(reading, { line: sent.line, value: sent.scheme });
  return present([mark, markChallenge(reading, list[0])], note);
}

/**
 * @param {string} offered
 * @param {string} sent
 */
function isSameScheme(offered, sent) {
  if (offered.toLowerCase() === sent.toLowerCase()) return true;
  return CONNECTION_SCHEME.test(offered) && CONNECTION_SCHEME.test(sent);
}

/** @type {Detector} */
function negotiateLoop(reading) {
  const refused = reading.exchanges.filter(isAskedToNegotiate);
  const tried = refused.filter(hasNegotiated);
  if (refused.length === 0) return notFound(challengesOf(reading).visible);
  if (reading.failing < 0) return absent();
  if (refused.length < 3 || tried.length < 2) return unknown();
  const answered = `although the client answered the challenge ${tried.length} times`;
  return present(
    tried.map(({ response }) => markOf(reading, { line: response?.line || 0 })),
    `${refused.length} answers in a row are 401, ${answered}.`,
  );
}

/** @param {Exchange} exchange */
function isAskedToNegotiate(exchange) {
  const values = headerValues(exchange.response, "www-authenticate");
  return statusOf(exchange) === 401 && values.some((value) => /^(?:negotiate|ntlm)\b/i.test(value));
}

/** @param {Exchange} exchange */
function hasNegotiated({ request }) {
  const values = headerValues(request, "authorization");
  return values.some((value) => /^(?:negotiate|ntlm) +\S/i.test(value));
}

/** @type {Detector} */
function nonceStale(reading) {
  const { list, visible } = challengesOf(reading);
  const stale = list.find(
    ({ params }) => /^true$/i.test(params.stale || "") || params.error === "use_dpop_nonce",
  );
  if (stale) return present(markChallenge(reading, stale), staleNote(stale));
  return notFound(visible && list.some(({ scheme }) => /^(?:digest|dpop)$/i.test(scheme)));
}

/** @param {PlacedChallenge} challenge */
function staleNote({ params }) {
  if (!params.stale) return "The server wants its own DPoP nonce in the proof.";
  const remedy = "the client must try again with the new nonce";
  return `The Digest nonce is stale: the password was right, ${remedy}.`;
}
