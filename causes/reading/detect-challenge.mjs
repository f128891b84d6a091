// Detectors of the server's challenge and of how the credential fits it (RFC 9110 section 11, RFC 6750, RFC 7616, RFC 4559,
// RFC 9449). They must not look inside tokens.
import { challengesOf, credentialsOf, subjectOf, markOf, markText } from "./facts.mjs";
import { headerValues, headersNamed } from "./http.mjs";
import { statusOf } from "./outcome.mjs";
import { seen, unseen, untold } from "./answers.mjs";

const CONNECTION_SCHEME = /^(?:negotiate|ntlm)$/i;

/** The detectors of this theme, by name. */
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

function offers(reading, scheme) {
  const { list, visible } = challengesOf(reading);
  const found = list.find((challenge) => scheme.test(challenge.scheme));
  if (found)
    return seen(
      challengeMark(reading, found),
      `The server asks for ${found.scheme}${quotedPart(" in the realm ", found.params.realm)}.`,
    );
  return visible ? unseen() : untold();
}

function quotedPart(lead, value) {
  return value ? lead + "“" + value.slice(0, 160) + "”" : "";
}

function challengeMark(reading, { line, scheme }) {
  const { text } = reading.lines[line - 1];
  const at = text
    .toLowerCase()
    .indexOf(scheme.toLowerCase(), Math.max(0, text.search(/authenticat/i)));
  return at < 0 ? markOf(reading, { line }) : { line, from: at, to: text.trimEnd().length };
}

function noChallenge(reading) {
  const subject = subjectOf(reading);
  const { list, visible } = challengesOf(reading);
  if (list.length) return unseen();
  if (!visible || statusOf(subject) !== 401) return untold();
  return seen(
    markOf(reading, { line: subject.response.line }),
    "The 401 has no WWW-Authenticate header, which RFC 9110 demands.",
  );
}

function renamed(reading) {
  const subject = subjectOf(reading);
  const header = headersNamed(subject && subject.response, "x-amzn-remapped-www-authenticate")[0];
  if (header)
    return seen(
      markText(reading, header.line, header.name) || markOf(reading, header),
      "A gateway renamed WWW-Authenticate to x-amzn-remapped-www-authenticate.",
    );
  return challengesOf(reading).visible ? unseen() : untold();
}

function bareBearer(reading) {
  const { list, visible } = challengesOf(reading);
  const bearers = list.filter(({ scheme }) => /^bearer$/i.test(scheme));
  if (!bearers.length) return visible ? unseen() : untold();
  if (bearers.some(({ params }) => params.error)) return unseen();
  return seen(
    challengeMark(reading, bearers[0]),
    "The Bearer challenge names no error: as a rule no token arrived (RFC 6750, 3.1).",
  );
}

function bearerError(reading, error) {
  const { list, visible } = challengesOf(reading);
  const found = list.find(({ params }) => params.error === error);
  if (found)
    return seen(
      markText(reading, found.line, error) || challengeMark(reading, found),
      `The challenge says ${error}${quotedPart(": ", found.params.error_description)}.`,
    );
  return visible || list.length ? unseen(`The challenge does not say ${error}.`) : untold();
}

function schemeFits(reading, wanted) {
  const sent = credentialsOf(reading).find(
    ({ from, scheme }) => from === "authorization" && scheme,
  );
  const { list } = challengesOf(reading);
  if (!sent || !list.length || statusOf(subjectOf(reading)) === 407) return untold();
  const fits = list.some(({ scheme }) => sameScheme(scheme, sent.scheme));
  const offered = [...new Set(list.map(({ scheme }) => scheme))].join(", ");
  const note = `The request used ${sent.scheme}; the server asks for ${offered}.`;
  if (fits !== wanted) return unseen(note);
  return seen(
    [markOf(reading, { line: sent.line, value: sent.scheme }), challengeMark(reading, list[0])],
    note,
  );
}

function sameScheme(offered, sent) {
  return (
    offered.toLowerCase() === sent.toLowerCase() ||
    (CONNECTION_SCHEME.test(offered) && CONNECTION_SCHEME.test(sent))
  );
}

function negotiateLoop(reading) {
  const refused = reading.exchanges.filter(
    (exchange) =>
      statusOf(exchange) === 401 &&
      headerValues(exchange.response, "www-authenticate").some((value) =>
        /^(?:negotiate|ntlm)\b/i.test(value),
      ),
  );
  const tried = refused.filter(({ request }) =>
    headerValues(request, "authorization").some((value) => /^(?:negotiate|ntlm) +\S/i.test(value)),
  );
  if (!refused.length) return challengesOf(reading).visible ? unseen() : untold();
  if (reading.failing >= 0 && refused.length >= 3 && tried.length >= 2)
    return seen(
      tried.map(({ response }) => markOf(reading, { line: response.line })),
      `${refused.length} answers in a row are 401, although the client answered the challenge ${tried.length} times.`,
    );
  return reading.failing < 0 ? unseen() : untold();
}

function nonceStale(reading) {
  const { list, visible } = challengesOf(reading);
  const stale = list.find(
    ({ params }) => /^true$/i.test(params.stale || "") || params.error === "use_dpop_nonce",
  );
  if (stale)
    return seen(
      challengeMark(reading, stale),
      stale.params.stale
        ? "The Digest nonce is stale: the password was right, the client must try again with the new nonce."
        : "The server wants its own DPoP nonce in the proof.",
    );
  return visible && list.some(({ scheme }) => /^(?:digest|dpop)$/i.test(scheme))
    ? unseen()
    : untold();
}
