// Detectors of where a request went: redirects, and the same credential at another address.
import { present, absent, unknown } from "../facts/answers.mjs";
import { credentialsIn } from "../facts/credentials.mjs";
import { firstFound, wholeRequestOf } from "../facts/facts.mjs";
import { absoluteUrl, headerValue, headersNamed, urlParts } from "../grammar/http.mjs";
import { markOf, markText } from "../facts/marks.mjs";
import { statusOf } from "../facts/outcome.mjs";
import { anyOf, words } from "../grammar/patterns.mjs";
/** @import { Detector, Exchange, Header, Reading, Request, UrlParts } from "../types.d.ts" */

/** Where a redirect leads. */
/** @typedef {{header: Header, url: string, from: UrlParts | null, to: UrlParts | null}} Hop */

const LOGIN_PATHS = words(`
  log-?in sign-?in sso oauth2? authorize auth/realms realms saml2? adfs cas accounts?/login
  users/sign_in session/new wp-login\\.php \\.auth
`);
const LOGIN_HOSTS = anyOf([
  /accounts\.google\.com|login\.(?:microsoftonline|live|windows|salesforce)\./,
  /[\w-]+\.(?:okta|auth0|onelogin)\.com|[\w.-]+\.cloudflareaccess\.com/,
  /(?:sso|login|auth|idp|signin|accounts)\./,
]);
const LOGIN = anyOf([`/${LOGIN_PATHS}(?:[/?#.]|$)`, `^https?://${LOGIN_HOSTS.source}`], {
  flags: "i",
});

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const addressDetectors = {
  "accepted-at-another-address": acceptedElsewhere,
  "credential-dropped-on-redirect": droppedOnRedirect,
  "redirect-to-other-host": (reading) =>
    redirected(reading, leadsElsewhere, "The answer redirects to another host"),
  "redirect-to-login": (reading) =>
    redirected(reading, ({ url }) => LOGIN.test(url), "The answer redirects to a login page"),
};

/** @type {Detector} */
function droppedOnRedirect(reading) {
  const said = saidByCurl(reading);
  if (said) return said;
  const hops = hopsWithCredential(reading);
  const dropped = hops.find(({ second }) => !carries(second));
  if (dropped) return droppedAt(reading, dropped);
  if (hops.length > 0) return absent();
  return wholeRequestOf(reading) && !reading.exchanges.some(isRedirect) ? absent() : unknown();
}

const CLEARED = /Clear auth, redirects (?:to port|scheme|to host)?.{0,80}/i;

/** @param {Reading} reading */
function saidByCurl(reading) {
  const isSent = reading.exchanges.some(({ request }) => carries(request));
  const said = isSent ? firstFound(reading, ({ text }) => CLEARED.exec(text)) : null;
  if (!said) return null;
  const mark = markText(reading, said.line.n, said.found[0]);
  return present(mark, "curl left the credential out after the redirect.");
}

/** @param {Request | null} request */
function carries(request) {
  return headersNamed(request, "authorization").length > 0;
}

/** @typedef {{first: Request, second: Request}} Pair of requests with a redirect between them */

/**
 * @param {Reading} reading
 * @returns {Pair[]}
 */
function hopsWithCredential({ exchanges }) {
  return exchanges.flatMap((exchange, index) => {
    const first = exchange.request;
    const second = exchanges[index + 1]?.request;
    const isHop = isRedirect(exchange) && second && second.headers.length > 0;
    return first && isHop && carries(first) ? [{ first, second }] : [];
  });
}

/** @param {Exchange} exchange */
function isRedirect(exchange) {
  const isMoved = [301, 302, 303, 307, 308].includes(statusOf(exchange));
  return isMoved && headerValue(exchange.response, "location") !== "";
}

/**
 * @param {Reading} reading
 * @param {Pair} pair
 */
function droppedAt(reading, { first, second }) {
  const [header] = headersNamed(first, "authorization");
  const [from, to] = [urlParts(first.url), urlParts(second.url)];
  const isMoved = from && to && originOf(from) !== originOf(to);
  const way = isMoved ? `from ${placeOf(from)} to ${placeOf(to)}` : "to another URL";
  return present(
    [markOf(reading, { line: header.line }), markOf(reading, { line: second.line })],
    `The first request carried Authorization; after the redirect ${way} it was gone.`,
  );
}

/** @param {UrlParts} url */
function originOf({ scheme, host, port }) {
  return `${scheme}://${host}:${port}`;
}

/** @param {UrlParts} url */
function placeOf({ host, port }) {
  return host + (port && `:${port}`);
}

/**
 * @param {Reading} reading
 * @param {(hop: Hop) => boolean} fits
 * @param {string} sentence
 */
function redirected(reading, fits, sentence) {
  const hop = reading.exchanges.flatMap(hopOf).find(fits);
  if (hop) {
    const where = hop.to?.host ? `, ${hop.to.host}` : "";
    return present(markOf(reading, hop.header), `${sentence}${where}.`);
  }
  const isSeen = reading.exchanges.some(({ response }) => response && response.headers.length > 0);
  return isSeen ? absent() : unknown();
}

/**
 * @param {Exchange} exchange
 * @returns {Hop[]}
 */
function hopOf({ request, response }) {
  const status = response?.status || 0;
  const [header] = status >= 300 && status < 400 ? headersNamed(response, "location") : [];
  if (!header) return [];
  const url = absoluteUrl(header.value, request?.url || "");
  return [{ header, url, from: request && urlParts(request.url), to: urlParts(url) }];
}

/** @param {Hop} hop */
function leadsElsewhere({ from, to }) {
  return Boolean(from && to?.host) && from?.host !== to?.host;
}

/**
 * The same credential: good at one address, refused at another.
 * @type {Detector}
 */
function acceptedElsewhere(reading) {
  const failed = reading.exchanges[reading.failing];
  const sent = failed ? sentBy(failed) : "";
  const others = reading.exchanges.filter(
    (each) => sent !== "" && sentBy(each) === sent && addressOf(each) !== addressOf(failed),
  );
  const good = others.find((each) => statusOf(each) >= 200 && statusOf(each) < 300);
  if (good)
    return present(
      [good, failed].map(({ response }) => markOf(reading, { line: response?.line || 0 })),
      "The same credential is accepted at another address.",
    );
  return others.some(statusOf) ? absent() : unknown();
}

/** @param {Exchange} exchange */
function sentBy({ request }) {
  return credentialsIn(request)
    .map(({ raw }) => raw)
    .join("\n");
}

/** @param {Exchange} exchange */
function addressOf({ request }) {
  const url = request && urlParts(request.url);
  return url ? originOf(url) : "";
}
