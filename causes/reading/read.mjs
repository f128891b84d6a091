// Reads a paste: lines with their facet, exchanges, the failing one, decoded tokens. The entry of the book's own reading.
// It must not know causes or symptoms, nor keep or send anything.
import { contentOf } from "./paste.mjs";
import { laidOut } from "./layout.mjs";
import { isStockText } from "./bodies.mjs";
import { readHar } from "./har.mjs";
import { scanExchanges } from "./exchanges.mjs";
import { findTokens } from "./jwt.mjs";
import { failingExchange, unansweredExchange } from "./outcome.mjs";
import { statusSightings } from "./sightings.mjs";

const TEXT_CAP = 12e6; // characters of plain text that this page reads
const LINES_CAP = 120000;
const LINE_LONG = 4000; // characters of a line; JSON beyond is broken up
const LINE_ENDLESS = 20000; // … any text beyond, since no header is so long
const LINE_PIECE = 2000;
const PROSE = ["words", "body"]; // facets whose sentences run over line ends

/**
 * The Reading of a paste:
 * lines [{n, text, at, facet, exchange}] (n from 1; at most 4,000 characters; content begins at column `at`),
 * exchanges [{request, response, body, proxy, from, to}] with request {method, url, version, headers, line} or null and
 * response {status, reason, version, headers, line} or null; headers [{name, value, line}]; `partial` where only a part shows,
 * failing (index of the exchange that failed with 401, or -1), tokens [{raw, header, claims, line, where, problem}],
 * facets (those that are there), sightings [{status, line, from, to}] of statuses outside a response's head, and `refused` (a sentence) when the paste is too large to read. Never throws.
 */
export function read(text) {
  const paste = typeof text === "string" ? text : "";
  const har = readHar(paste);
  if (har)
    return har.refused
      ? emptyReading(har.refused)
      : finished(joined([scanned(har.before), { ...har, claims: [] }, scanned(har.after)]));
  const refused = refusalOf(paste);
  return refused ? emptyReading(refused) : finished(scanned(brokenUp(paste)));
}

/** Why a paste is not read, or "". */
function refusalOf(paste) {
  if (paste.length > TEXT_CAP)
    return `This text has ${Math.round(paste.length / 1e6)} MB; up to 12 MB can be read. Paste the part around the failure.`;
  return hasTooManyLines(paste)
    ? `This text has more than ${LINES_CAP.toLocaleString("en")} lines. Paste the part around the failure.`
    : "";
}

/** {lines, exchanges, claims} of a text. */
function scanned(text) {
  if (text === "") return { lines: [], exchanges: [], claims: [] };
  const lines = laidOut(text);
  const claims = [];
  return { lines, exchanges: scanExchanges(lines, claims), claims };
}

/** One after another, with lines and exchanges counted through. */
function joined(parts) {
  const whole = { lines: [], exchanges: [], claims: [] };
  for (const { lines, exchanges, claims } of parts) {
    const [line, first] = [whole.lines.length, whole.exchanges.length];
    for (const each of lines)
      whole.lines.push({
        ...each,
        n: each.n + line,
        exchange: each.exchange < 0 ? -1 : each.exchange + first,
      });
    for (const each of exchanges) whole.exchanges.push(movedExchange(each, line));
    for (const each of claims) whole.claims.push({ ...each, line: each.line + line });
  }
  return whole;
}

function movedExchange(exchange, by) {
  const { request, response, from, to } = exchange;
  return {
    ...exchange,
    request: movedMessage(request, by),
    response: movedMessage(response, by),
    from: from + by,
    to: to + by,
  };
}

function movedMessage(message, by) {
  return (
    message && {
      ...message,
      line: message.line + by,
      headers: message.headers.map((header) => ({ ...header, line: header.line + by })),
    }
  );
}

function hasTooManyLines(text) {
  let count = 0;
  for (let at = 0; at >= 0 && count <= LINES_CAP; at = text.indexOf("\n", at + 1)) count += 1;
  return (
    count > LINES_CAP ||
    (text.length > LINES_CAP && text.slice(0, 2e6).split("\r").length > LINES_CAP)
  );
}

/** A Reading of nothing, with the reason why the paste was not read. */
function emptyReading(refused) {
  return { lines: [], exchanges: [], failing: -1, tokens: [], facets: [], sightings: [], refused };
}

/** Very long lines, broken so that patterns can look at all of them: JSON after its commas, other text at blanks. */
function brokenUp(text) {
  const isJson =
    text.length > LINE_LONG &&
    text.length < 2e6 &&
    /^\s*[{[]/.test(text.slice(0, 100)) &&
    text.trimEnd().indexOf("\n") < 0;
  if (isJson) return text.replace(/,"/g, ',\n"');
  if (!hasEndlessLine(text)) return text;
  return text
    .split("\n")
    .map((line) => (line.length < LINE_ENDLESS ? line : piecesOf(line).join("\n")))
    .join("\n");
}

function hasEndlessLine(text) {
  for (let at = 0; text.length - at >= LINE_ENDLESS;) {
    const end = text.indexOf("\n", at);
    if (end < 0 || end - at >= LINE_ENDLESS) return true;
    at = end + 1;
  }
  return false;
}

function piecesOf(line) {
  const pieces = [];
  for (let at = 0, end; at < line.length; at = end) {
    const blank = line.lastIndexOf(" ", at + LINE_PIECE);
    end = at + LINE_PIECE >= line.length ? line.length : blank > at ? blank + 1 : at + LINE_PIECE;
    pieces.push(line.slice(at, end));
  }
  return pieces;
}

function finished({ lines: all, exchanges, claims }) {
  const tokens = [...claims, ...findTokens(all)];
  const lines = all.map(({ n, text, at, facet, exchange }) => ({ n, text, at, facet, exchange }));
  for (const line of lines) {
    if (isBareToken(line)) line.facet = "token";
    else if (line.facet && isStockText(contentOf(line))) line.facet = "";
  }
  const facets = [...new Set(lines.map((line) => line.facet).filter(Boolean))];
  if (tokens.some((token) => token.claims || token.header) && !facets.includes("token"))
    facets.push("token");
  let failing = failingExchange(exchanges);
  const sightings = statusSightings(lines);
  if (failing < 0 && sightings.some(({ status }) => status === 401))
    failing = unansweredExchange(exchanges);
  return { lines, exchanges, failing, tokens, facets, sightings, prose: PROSE };
}

function isBareToken(line) {
  return (
    line.facet === "words" &&
    /^(?:bearer |token: ?|jwt: ?)?"?eyJ[A-Za-z0-9_.-]{16,}"?$/i.test(contentOf(line).trim())
  );
}
