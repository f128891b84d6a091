// Detectors of cookies: those that a browser refuses, and those that do not come back
// (RFC 6265 section 5).
import { present, absent, unknown } from "../facts/answers.mjs";
import { subjectOf, wholeRequestOf } from "../facts/facts.mjs";
import { headerValues, headersNamed, urlParts } from "../grammar/http.mjs";
import { markOf } from "../facts/marks.mjs";
import { statusOf } from "../facts/outcome.mjs";
/** @import { Detector, Exchange, Header, UrlParts } from "../types.d.ts" */

/**
 * A cookie as an answer set it, with its attributes by their names in lower case.
 * @typedef {object} Cookie
 * @property {Header} header
 * @property {string} name
 * @property {string} value
 * @property {Map<string, string>} attributes
 */

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const cookieDetectors = {
  "cookie-refused": cookieRefused,
  "cookie-set-but-not-sent-back": cookieNotSentBack,
  "cookie-for-another-domain": cookieForAnotherDomain,
};

/**
 * @param {Header} header
 * @returns {Cookie}
 */
function cookieOf(header) {
  const [pair, ...rest] = header.value.split(";");
  const attributes = rest.slice(0, 20).map((part) => {
    const [name, ...text] = part.trim().split("=");
    return /** @type {[string, string]} */ ([name.toLowerCase(), text.join("=")]);
  });
  return {
    header,
    name: pair.split("=")[0].trim(),
    value: pair.slice(pair.indexOf("=") + 1).trim(),
    attributes: new Map(attributes),
  };
}

/** @param {Exchange} exchange */
function cookiesOf({ response }) {
  return headersNamed(response, "set-cookie").map(cookieOf);
}

/** @type {Detector} */
function cookieRefused(reading) {
  let isSeen = false;
  for (const exchange of reading.exchanges) {
    const url = knownUrl(exchange);
    for (const cookie of cookiesOf(exchange)) {
      isSeen = true;
      const reason = reasonToRefuse(cookie, url);
      const sentence = `Browsers refuse the cookie ${cookie.name.slice(0, 60)}: it ${reason}.`;
      if (reason) return present(markOf(reading, cookie.header), sentence);
    }
  }
  return isSeen ? absent() : unknown();
}

/**
 * A host may set cookies for itself and the domains that it is in (RFC 6265, 5.3).
 * @type {Detector}
 */
function cookieForAnotherDomain(reading) {
  for (const exchange of reading.exchanges) {
    const host = knownUrl(exchange)?.host ?? "";
    const foreign = cookiesOf(exchange).find(({ attributes }) => isForeign(attributes, host));
    if (foreign)
      return present(markOf(reading, foreign.header), `It is for another domain than ${host}.`);
  }
  return unknown();
}

/** @param {Exchange} exchange */
function knownUrl({ request }) {
  return request && !request.assumed ? urlParts(request.url) : null;
}

/**
 * Why browsers do not keep a cookie, or "".
 * @param {Cookie} cookie
 * @param {UrlParts | null} url that set it
 */
function reasonToRefuse({ name, attributes }, url) {
  if (!attributes.has("secure")) {
    if (/^none$/i.test(attributes.get("samesite") || "")) return "has SameSite=None but not Secure";
    if (/^__(?:Secure|Host)-/.test(name)) return "has a name that demands Secure";
  }
  return url ? reasonByUrl(attributes, url) : "";
}

/**
 * @param {Map<string, string>} attributes
 * @param {UrlParts} url
 */
function reasonByUrl(attributes, url) {
  if (attributes.has("secure") && isOpen(url)) return "is Secure but was set over plain http";
  const domain = domainOf(attributes);
  return isForeign(attributes, url.host)
    ? `is for the domain ${domain}, but ${url.host} set it`
    : "";
}

/**
 * @param {Map<string, string>} attributes
 * @param {string} host that set the cookie
 */
function isForeign(attributes, host) {
  const domain = domainOf(attributes);
  return host !== "" && domain !== "" && !isWithin(host, domain);
}

/** @param {Map<string, string>} attributes */
function domainOf(attributes) {
  return (attributes.get("domain") || "").toLowerCase().replace(/^\./, "");
}

/**
 * Plain http; browsers trust their own machine all the same.
 * @param {UrlParts} url
 */
function isOpen({ scheme, host }) {
  return scheme === "http" && !/^(?:localhost|127\.|\[::1\])/.test(host);
}

/**
 * @param {string} host
 * @param {string} domain
 */
function isWithin(host, domain) {
  return host === domain || host.endsWith(`.${domain}`);
}

/** @type {Detector} */
function cookieNotSentBack(reading) {
  const subject = subjectOf(reading);
  const request = wholeRequestOf(reading);
  if (!subject || !request || statusOf(subject) !== 401) return unknown();
  const url = urlParts(request.url);
  const before = reading.exchanges.slice(0, reading.exchanges.indexOf(subject));
  const set = before.flatMap((exchange) => cookiesFor(exchange, url));
  if (set.length === 0) return unknown();
  const isSent = headerValues(request, "cookie").join("") !== "";
  if (isSent) return absent();
  const { header, name } = set[0];
  return present(
    [markOf(reading, header), markOf(reading, { line: request.line })],
    `An earlier answer set the cookie ${name.slice(0, 60)}; the refused request does not send it.`,
  );
}

/**
 * The cookies that an answer set for a later address.
 * @param {Exchange} exchange
 * @param {UrlParts | null} url
 */
function cookiesFor(exchange, url) {
  const from = exchange.request && urlParts(exchange.request.url);
  return cookiesOf(exchange).filter((cookie) => !isDeleted(cookie) && isFor(cookie, from, url));
}

/** @param {Cookie} cookie */
function isDeleted({ value, attributes }) {
  const isPast = /1970/.test(attributes.get("expires") || "");
  return value === "" || attributes.get("max-age") === "0" || isPast;
}

/**
 * @param {Cookie} cookie
 * @param {UrlParts | null} from
 * @param {UrlParts | null} url
 */
function isFor({ attributes }, from, url) {
  if (!from?.host || !url?.host || from.host === url.host) return true;
  const domain = domainOf(attributes);
  return domain !== "" && url.host.endsWith(domain);
}
