// Makes the address of a request absolute: by its Host, and by what the lines around it said of
// host and scheme. Tells whether two requests go to the same one.
import { urlParts } from "../grammar/http.mjs";
/** @import { Exchange, Header, Hint, Request } from "../types.d.ts" */

/**
 * Completes a request whose target is a path.
 * @param {Exchange} exchange
 * @param {Hint} hint
 */
export function completeUrl({ request, proxy }, hint = { known: "", scheme: "" }) {
  if (request && !proxy && /^\/(?!\/)/.test(request.url))
    request.url = originOf(request, hint) + request.url;
}

/**
 * What stands before the path, as far as it is known.
 * @param {Request} request
 * @param {Hint} hint
 */
function originOf(request, hint) {
  const host = request.headers.find(({ name }) => /^(?:host|:authority)$/i.test(name));
  const known = knownAddress(hint, host);
  const scheme = known?.scheme || hint.scheme || assumedScheme(request);
  const authority = host ? host.value : known?.host;
  return authority ? `${scheme && `${scheme}:`}//${authority}` : "";
}

/**
 * The address that was named before, unless it is another host's; null without one.
 * @param {Hint} hint
 * @param {Header | undefined} host
 */
function knownAddress({ known }, host) {
  const url = known ? urlParts(known) : null;
  const isSame = !host || url?.host === host.value.toLowerCase().replace(/:\d+$/, "");
  return isSame ? url : null;
}

/**
 * Over TLS curl speaks HTTP/2 where it can: what it sent in HTTP/1.1 went most likely without.
 * @param {Request} request
 */
function assumedScheme(request) {
  const isCurl = request.version === "HTTP/1.1" && request.headers.some(isAgentOfCurl);
  if (isCurl) request.assumed = true;
  return isCurl ? "http" : "";
}

/** @param {Header} header */
function isAgentOfCurl({ name, value }) {
  return name.toLowerCase() === "user-agent" && value.startsWith("curl/");
}

/**
 * The same request, or one that goes on below the address.
 * @param {Pick<Exchange, "request">} exchange
 * @param {Pick<Request, "method" | "url">} request
 */
export function isSameTarget({ request: known }, { method, url }) {
  if (!known) return true;
  if (method && known.method && method !== known.method) return false;
  const [one, other] = [known.url, url].map((each) =>
    each.replace(/^https?:|:(?:443|80)(?=\/)|\/$/g, ""),
  );
  return (
    known.url === "" ||
    one.startsWith(other) ||
    other.startsWith(one) ||
    one.endsWith(other) ||
    other.endsWith(one)
  );
}
