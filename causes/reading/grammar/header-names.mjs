// The names of header fields: which side of an exchange sends each of them. Where a name stands in
// a paste is not known here.
import { words } from "./patterns.mjs";
/** @import { Side } from "../types.d.ts" */

const OF_REQUESTS = namesOf(`
  authorization proxy-authorization authentication authorisation x-authorization x-auth-token
  api-key x-api-key private-token dpop cookie host user-agent accept accept-encoding
  accept-language origin referer access-control-request-(?:method|headers) sec-fetch-\\w+
  x-requested-with :authority :method :path :scheme
`);
const OF_RESPONSES = namesOf(`
  www-authenticate proxy-authenticate set-cookie server x-powered-by location
  access-control-allow-\\w+ x-cache cf-ray x-amzn-[\\w-]+ x-amz-[\\w-]+id[\\w-]*
  strict-transport-security vary etag x-request-id via content-security-policy x-frame-options
  x-xss-protection x-content-type-options retry-after :status
`);
const OF_BOTH = namesOf(`
  content-type content-length content-encoding transfer-encoding date connection keep-alive
  cache-control pragma expires last-modified age alt-svc
`);

/** @param {string} names */
function namesOf(names) {
  return new RegExp(`^${words(names)}$`, "i");
}

/**
 * The side that alone sends a header of that name, or "".
 * @param {string} name
 * @returns {Side | ""}
 */
export function sideOfName(name) {
  if (OF_REQUESTS.test(name)) return "request";
  return OF_RESPONSES.test(name) ? "response" : "";
}

/**
 * Is it a name that both sides send?
 * @param {string} name
 */
export function isOfBoth(name) {
  return OF_BOTH.test(name);
}

/**
 * Is it the name of a header for sure, or as these are written?
 * @param {string} name
 */
export function isHeaderName(name) {
  return sideOfName(name) !== "" || isOfBoth(name) || /^[A-Za-z]\w*(?:-\w+)+$/.test(name);
}
