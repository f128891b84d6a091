// What HTTP calls a secret, beside what any subject does: its headers, the words before their
// values, its cookies. The engine takes them out; here are only names.

/** @import { Secrets } from "./types.d.ts" */

/**
 * Names that join those which the engine knows, by the word that is shown in their place.
 * @type {Secrets}
 */
export const secrets = {
  names: {
    token: [
      "saml response, saml request, client assertion, code verifier, id token hint",
      "x amz security token, dpop, assertion",
    ],
    secret: ["credential, credentials, jsessionid, phpsessid, asp.net_sessionid, x amz credential"],
    signature: ["x amz signature, x goog signature"],
  },
  words: { token: ["jwt, bearer"] },
  query: {
    secret: [
      "signature, assertion, samlart, relaystate token, x amz credential, x goog credential",
    ],
  },
  lines: {
    token: [
      "authorization, authorisation, proxy authorization, x authorization, authentication",
      "x auth token, x auth",
    ],
    signature: [
      "x hub signature, x hub signature 256, stripe signature, x signature, x slack signature",
      "dpop",
    ],
    key: ["x api key, ocp apim subscription key, private token, job token"],
  },
  lists: { cookie: ["cookie, cookies, set cookie, cookie2, set cookie2"] },
  schemes: {
    token: [
      "Basic, Bearer, Digest, Negotiate, NTLM, Token, ApiKey, Api-Key, DPoP, OAuth",
      "AWS4-HMAC-SHA256, AWS, Hawk, HMAC-SHA256, Signature, JWT, MAC, SharedKey",
      "SharedKeyLite, GoogleLogin, PrivateToken, GenieKey, Api-Token",
    ],
  },
  calls: [
    "(?:user\\w{0,12}|basic\\w{0,6}|client\\w{0,8}|password|token|api_?key)_?credentials?",
    "(?:network|\\bps|azure\\w{0,3}|aws|static)_?credentials?",
    "[.>:]credentials?",
    "credentials?(?:\\.|::)\\w{2,12}",
    "authenticationheadervalue",
    "net\\.cookie",
  ],
  attributes: [
    "path",
    "domain",
    "expires",
    "max-age",
    "samesite",
    "secure",
    "httponly",
    "partitioned",
    "priority",
    "version",
    "comment",
  ],
};
