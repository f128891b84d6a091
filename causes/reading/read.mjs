// Reads a paste: lines with their facet, exchanges, the failing one, decoded tokens. The entry of
// the book's own reading; it keeps and sends nothing.
import { contentOf } from "./lines/paste.mjs";
import { laidOut } from "./lines/layout.mjs";
import { brokenUp, refusalOf } from "./lines/limits.mjs";
import { isStockText } from "./grammar/bodies.mjs";
import { readHar, refusalOfHar } from "./har/har.mjs";
import { scanExchanges } from "./exchanges.mjs";
import { findTokens } from "./grammar/jwt.mjs";
import { failingExchange, unansweredExchange } from "./facts/outcome.mjs";
import { statusSightings } from "./lines/sightings.mjs";
/** @import { Exchange, Line, PasteLine, Reading, Token } from "./types.d.ts" */

const PROSE = ["words", "body"]; // facets whose sentences run over line ends

/** @typedef {{lines: PasteLine[], exchanges: Exchange[], claims: Token[]}} Scanned */

/**
 * The Reading of a paste; of one that is too large only why it is refused. Never throws.
 * @param {unknown} text
 * @returns {Reading}
 */
export function read(text) {
  const paste = typeof text === "string" ? text : "";
  const tooLarge = refusalOfHar(paste);
  const har = tooLarge ? null : readHar(paste);
  if (har)
    return finished(joined([scanned(har.before), { ...har, claims: [] }, scanned(har.after)]));
  const refused = tooLarge || refusalOf(paste);
  return refused ? emptyReading(refused) : finished(scanned(brokenUp(paste)));
}

/**
 * @param {string} refused
 * @returns {Reading}
 */
function emptyReading(refused) {
  return { lines: [], exchanges: [], failing: -1, tokens: [], facets: [], sightings: [], refused };
}

/**
 * @param {string} text
 * @returns {Scanned}
 */
function scanned(text) {
  if (text === "") return { lines: [], exchanges: [], claims: [] };
  const lines = laidOut(text);
  /** @type {Token[]} */
  const claims = [];
  return { lines, exchanges: scanExchanges(lines, claims), claims };
}

/**
 * One after another, with lines and exchanges counted through.
 * @param {Scanned[]} parts
 */
function joined(parts) {
  /** @type {Scanned} */
  const whole = { lines: [], exchanges: [], claims: [] };
  for (const { lines, exchanges, claims } of parts) {
    const [by, first] = [whole.lines.length, whole.exchanges.length];
    for (const line of lines) {
      const exchange = line.exchange < 0 ? -1 : line.exchange + first;
      whole.lines.push({ ...line, n: line.n + by, exchange });
    }
    whole.exchanges.push(...exchanges.map((exchange) => movedExchange(exchange, by)));
    whole.claims.push(...claims.map((token) => ({ ...token, line: token.line + by })));
  }
  return whole;
}

/**
 * @param {Exchange} exchange
 * @param {number} by
 * @returns {Exchange}
 */
function movedExchange(exchange, by) {
  return {
    ...exchange,
    request: exchange.request && movedMessage(exchange.request, by),
    response: exchange.response && movedMessage(exchange.response, by),
    from: exchange.from + by,
    to: exchange.to + by,
  };
}

/**
 * @template {{line: number, headers: {line: number}[]}} Message
 * @param {Message} message
 * @param {number} by
 */
function movedMessage(message, by) {
  const headers = message.headers.map((header) => ({ ...header, line: header.line + by }));
  return { ...message, line: message.line + by, headers };
}

/**
 * @param {Scanned} scanned
 * @returns {Reading}
 */
function finished({ lines: all, exchanges, claims }) {
  const tokens = [...claims, ...findTokens(all)];
  const lines = all.map(finishedLine);
  const facets = new Set(lines.map(({ facet }) => facet).filter(Boolean));
  if (tokens.some((token) => token.claims || token.header)) facets.add("token");
  const sightings = statusSightings(lines);
  const refused = failingExchange(exchanges);
  const isSighted = refused < 0 && sightings.some(({ status }) => status === 401);
  const failing = isSighted ? unansweredExchange(exchanges) : refused;
  return { lines, exchanges, failing, tokens, facets: [...facets], sightings, prose: PROSE };
}

/**
 * @param {PasteLine} line
 * @returns {Line}
 */
function finishedLine({ n, text, at, facet, exchange }) {
  const line = { n, text, at, facet, exchange };
  if (isBareToken(line)) line.facet = "token";
  else if (facet && isStockText(contentOf(line))) line.facet = "";
  return line;
}

const BARE_TOKEN = /^(?:bearer |token: ?|jwt: ?)?"?eyJ[A-Za-z0-9_.-]{16,}"?$/i;

/** @param {Line} line */
function isBareToken(line) {
  return line.facet === "words" && BARE_TOKEN.test(contentOf(line).trim());
}
