// The credentials that a request carried: in Authorization, in a header of its own, in its URL.
import { once, requestOf } from "./facts.mjs";
import { headersNamed, isBlankedOut, urlParts } from "../grammar/http.mjs";
import { anyOf, inOrder, words } from "../grammar/patterns.mjs";
/** @import { Credential, Header, Request } from "../types.d.ts" */

const KEY_HEADER = anyOf(
  [
    words(`
      cookie x[-_]api[-_]?key api[-_]?key dpop private-token job-token deploy-token access[-_]?token
      auth[-_]?token token signature ocp-apim-subscription-key [\\w-]*-api-key
    `),
    inOrder([
      /x-(?!csrf|xsrf|idempotency|request|correlation|trace)[\w-]*/,
      words("token auth api-?key secret signature session key"),
    ]),
  ],
  { before: "^", after: "$", flags: "i" },
);
const KEY_QUERY = new RegExp(
  `(?:^|&)(${words(`
    access_token api_?key api_password app_?id auth_token token sig signature subscription-key
    X-Amz-Signature key client_secret jwt auth
  `)})=([^&]*)`,
  "i",
);
/** Schemes whose value is a list of parameters, or means nothing to a reader. */
const OPAQUE = new RegExp(
  `^${words(`
    digest oauth aws4-hmac-sha256 signature hawk hmac googlelogin mac mauth sharedkey
    sharedkeylite acs3-hmac-sha256 vapid snowflake mediabrowser emby negotiate ntlm
  `)}$`,
  "i",
);

/** The credentials of the request in question. */
export const credentialsOf = once((reading) => credentialsIn(requestOf(reading)));

/** Its Authorization headers. */
export const authorizationsOf = once((reading) =>
  credentialsOf(reading).filter(({ from }) => from === "authorization"),
);

/**
 * The credentials of any request.
 * @param {Request | null | undefined} request
 */
export function credentialsIn(request) {
  if (!request) return [];
  const headers = request.headers.filter(({ name }) => KEY_HEADER.test(name));
  return [
    ...headersNamed(request, "authorization").map(authorization),
    ...headers.map(keyHeader),
    ...inUrl(request),
  ];
}

/**
 * @param {Header} header
 * @returns {Credential}
 */
function authorization({ name, value: raw, line, exact, expands }) {
  const { scheme, rest } = parted(raw);
  const value = rest.trim();
  const blanked = expands || isBlankedOut(value);
  const opaque = OPAQUE.test(scheme);
  return { from: "authorization", scheme, value, raw, name, line, exact, blanked, expands, opaque };
}

/**
 * The scheme of a value and what stands behind it; a long word alone is a credential without one.
 * @param {string} value
 */
function parted(value) {
  const [, scheme = "", rest = ""] = /^["'“]?([A-Za-z][\w.+-]*)(?:\s+|$)(.*)$/s.exec(value) || [];
  const isAlone = rest === "" && (value.length > 24 || /[\d._-]/.test(value));
  if (!scheme || isAlone) return { scheme: "", rest: value };
  return { scheme, rest: value.slice(value.indexOf(scheme) + scheme.length) };
}

/**
 * @param {Header} header
 * @returns {Credential}
 */
function keyHeader({ name, value, line, expands }) {
  const blanked = expands || isBlankedOut(value);
  const shown = { value, raw: value, name, line, expands, blanked };
  return { from: "header", scheme: "", ...shown, opaque: true };
}

/**
 * @param {Request} request
 * @returns {Credential[]}
 */
function inUrl({ url, line }) {
  const parts = urlParts(url);
  const key = parts ? KEY_QUERY.exec(parts.query) : null;
  const user = parts?.user;
  /** @type {Credential[]} */
  const found = [];
  const shared = { scheme: "", line, opaque: true };
  if (key) found.push({ ...shared, from: "query", name: key[1], value: key[2], raw: key[2] });
  if (user) found.push({ ...shared, from: "userinfo", name: "URL", value: user, raw: user });
  return found;
}
