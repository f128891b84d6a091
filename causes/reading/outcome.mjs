// Finds the exchange that failed: the last 401 that nothing later made good. It must not know why anything fails.
import { headerValues, parseChallenges } from "./http.mjs";

/** Index of the last exchange that failed with 401 and was not made good, or -1. */
export function failingExchange(exchanges) {
  for (let index = exchanges.length - 1; index >= 0; index -= 1) {
    if (statusOf(exchanges[index]) === 401 && !madeGood(exchanges, index)) return index;
  }
  return -1;
}

/** Index of the last request that is shown without its answer, when no answer is shown after it; or -1. */
export function unansweredExchange(exchanges) {
  const index = exchanges.length - 1;
  return index >= 0 && exchanges[index].request && !statusOf(exchanges[index]) ? index : -1;
}

/** The status of an exchange, or 0. */
export function statusOf(exchange) {
  return (exchange && exchange.response && exchange.response.status) || 0;
}

/** A later answer to the same request that is not 401, when a handshake or another credential led to it. */
function madeGood(exchanges, index) {
  const refused = exchanges[index];
  const key = targetOf(refused);
  if (!key) return false;
  return exchanges.slice(index + 1).some((later) => {
    const status = statusOf(later);
    return (
      targetOf(later) === key &&
      status !== 0 &&
      status !== 401 &&
      status !== 407 &&
      (isHandshake(refused, later) || credentialsDiffer(refused, later))
    );
  });
}

function targetOf({ request }) {
  return request && request.url ? `${request.method} ${request.url.replace(/#.*/, "")}` : "";
}

function isHandshake(refused) {
  const schemes = headerValues(refused.response, "www-authenticate")
    .flatMap(parseChallenges)
    .map((challenge) => challenge.scheme.toLowerCase());
  return schemes.some(
    (scheme) => scheme === "negotiate" || scheme === "ntlm" || scheme === "digest",
  );
}

function credentialsDiffer(refused, later) {
  return sentBy(refused) !== sentBy(later);
}

function sentBy({ request }) {
  return ["authorization", "cookie", "x-api-key", "dpop"]
    .flatMap((name) => headerValues(request, name))
    .join("\n");
}
