// Builds the exchanges of a paste: a list of recognisers is asked about each line, in order, and
// the first that knows it takes it with as many after it as belong to it. What an exchange means
// is not asked here: outcome.mjs finds the one that failed.
import { contentOf } from "./lines/paste.mjs";
import { facetOf } from "./lines/facets.mjs";
import { newScan } from "./recognisers/scan.mjs";
import { completeUrl } from "./recognisers/targets.mjs";
import { takeRawStart, takeShortStart, takeHead, takeBodyLine } from "./recognisers/messages.mjs";
import { takeMarkedLine } from "./recognisers/marked.mjs";
import { takeDump } from "./recognisers/dumps.mjs";
import { takeTraced } from "./recognisers/traces.mjs";
import { takeLabelled } from "./recognisers/labelled.mjs";
import { takeLoneHeader } from "./recognisers/lone-headers.mjs";
import { takePanel } from "./recognisers/panel.mjs";
import { takeGuesses } from "./recognisers/guesses.mjs";
import { takeCommand } from "./commands/commands.mjs";
import { takeCall } from "./commands/calls.mjs";
import { takeConsole, takeWget } from "./recognisers/clients.mjs";
import { takeSaid, takeStatusAlone, takeTarget } from "./recognisers/reports.mjs";
import { takePrinted, takePrintedLine } from "./recognisers/printed.mjs";
import { takeObject } from "./recognisers/objects.mjs";
/** @import { PasteLine, Recogniser, Scan, Token } from "./types.d.ts" */

/** @type {Recogniser[]} */
const RECOGNISERS = [
  takeContinuation,
  takeForeign,
  takeTraced,
  takeDump,
  takeMarkedLine,
  takeDivider,
  takeGuesses,
  takeRawStart,
  takeHead,
  takeConsole,
  takeWget,
  takePanel,
  takeCommand,
  takeCall,
  takePrintedLine,
  takeLabelled,
  takeShortStart,
  takeBodyLine,
  takeTarget,
  takeStatusAlone,
  takeObject,
  takePrinted,
  takeSaid,
  takeLoneHeader,
  takeOther,
];

/**
 * The exchanges of the lines; every line gets its facet and the index of its exchange.
 * @param {PasteLine[]} lines
 * @param {Token[]} claims
 */
export function scanExchanges(lines, claims) {
  const scan = newScan(lines, claims);
  for (let index = 0; index < lines.length; index = afterLine(scan, index));
  for (const exchange of scan.exchanges) completeUrl(exchange, scan.hints.get(exchange));
  return scan.exchanges;
}

/**
 * @param {Scan} scan
 * @param {number} index
 */
function afterLine(scan, index) {
  const content = contentOf(scan.lines[index]);
  for (const take of RECOGNISERS) {
    const after = take(scan, index, content);
    if (after) return after;
  }
  return index + 1;
}

/**
 * A line that goes on with the token of the line before.
 * @param {Scan} scan
 * @param {number} index
 */
function takeContinuation(scan, index) {
  const line = scan.lines[index];
  if (!line.continues || index === 0) return 0;
  const { facet, exchange } = scan.lines[index - 1];
  Object.assign(line, { facet, exchange });
  if (exchange >= 0) scan.exchanges[exchange].to = Math.max(scan.exchanges[exchange].to, line.n);
  return index + 1;
}

/**
 * A line of another program in the middle of a message.
 * @type {Recogniser}
 */
function takeForeign(scan, index, content) {
  const { source } = scan.lines[index];
  if (!source || !scan.open || scan.part === "") return 0;
  const own = scan.lines[scan.open.to - 1]?.source;
  return own && own !== source ? takeOther(scan, index, content) : 0;
}

const FENCE = /^\s*(?:```|~~~)(?!.*~~~\s*$)/;
const WGET_DIVIDER = /^---(?:request|response) (?:begin|end)---\s*$/;

/**
 * A line that only says where a message begins or ends.
 * @type {Recogniser}
 */
function takeDivider(scan, index, content) {
  if (!FENCE.test(content) && !WGET_DIVIDER.test(content)) return 0;
  scan.part = "";
  scan.lines[index].facet = "";
  return index + 1;
}

/**
 * Any other line: its form says what it is.
 * @type {Recogniser}
 */
function takeOther(scan, index, content) {
  const line = scan.lines[index];
  line.facet = facetOf(content, scan.before);
  if (line.tool && line.facet === "words") line.facet = line.tool;
  if (line.facet !== "") scan.before = line.facet;
  else if (scan.before === "client") scan.before = "";
  return index + 1;
}
