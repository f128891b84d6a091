// Finds the exchange that failed: the last 401 that nothing later made good. Why anything fails
// is not asked here.
import { headerValues, parseChallenges } from "../grammar/http.mjs";
/** @import { Exchange } from "../types.d.ts" */

/**
 * Index of the last exchange that failed with 401 and was not made good, or -1. One whose answer is
 * shown with its headers tells more than a request or a line of a log behind it.
 * @param {Exchange[]} exchanges
 */
export function failingExchange(exchanges) {
  const good = exchanges.flatMap((one, at) =>
    isGood(one) ? [{ one, at, target: targetOf(one) }] : [],
  );
  const failing = exchanges.filter(
    (exchange, index) => statusOf(exchange) === 401 && !isMadeGood(exchange, index, good),
  );
  const answered = failing.findLast(({ response }) => hasHeaders(response));
  const asked = failing.findLast(({ request }) => hasHeaders(request));
  const told = answered || asked || failing.at(-1);
  return told ? exchanges.indexOf(told) : -1;
}

/** @param {{headers: unknown[]} | null} message */
function hasHeaders(message) {
  return message !== null && message.headers.length > 0;
}

/**
 * Index of the last request that is shown without its answer, when no answer is shown after it;
 * or -1.
 * @param {Exchange[]} exchanges
 */
export function unansweredExchange(exchanges) {
  const last = exchanges.at(-1);
  return last?.request && !statusOf(last) ? exchanges.length - 1 : -1;
}

/**
 * The status of an exchange, or 0.
 * @param {Exchange | null | undefined} exchange
 */
export function statusOf(exchange) {
  return exchange?.response?.status || 0;
}

/**
 * Is there a later answer to the same request that is no refusal, when a handshake or another
 * credential led to it? A second command that succeeds is a comparison.
 * @param {Exchange} refused
 * @param {number} index
 * @param {{ one: Exchange, at: number, target: string }[]} good those that are no refusal
 */
function isMadeGood(refused, index, good) {
  const target = targetOf(refused);
  return (
    target !== "" &&
    good
      .filter((later) => later.at > index && later.target === target)
      .some(({ one }) => isHandshake(refused) || sentBy(refused) !== sentBy(one))
  );
}

/** @param {Exchange} later */
function isGood(later) {
  const status = statusOf(later);
  const isComparison = Boolean(later.request?.command) && status < 400;
  return ![0, 401, 407].includes(status) && !isComparison;
}

/** @param {Exchange} exchange */
function targetOf({ request }) {
  return request?.url ? `${request.method} ${request.url.replace(/#.*/, "")}` : "";
}

/** @param {Exchange} refused */
function isHandshake({ response }) {
  const challenges = headerValues(response, "www-authenticate").flatMap(parseChallenges);
  return challenges.some(({ scheme }) => /^(?:negotiate|ntlm|digest)$/i.test(scheme));
}

/** @param {Exchange} exchange */
function sentBy({ request }) {
  return ["authorization", "cookie", "x-api-key", "dpop"]
    .flatMap((name) => headerValues(request, name))
    .join("\n");
}
