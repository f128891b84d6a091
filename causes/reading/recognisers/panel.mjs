// Reads the headers panel of browser developer tools, copied as "Name: value" lines or with name
// and value on lines of their own.
import { contentOf } from "../lines/paste.mjs";
import { assign, newRequest, newResponse, openExchange } from "./scan.mjs";
import { anyOf, words } from "../grammar/patterns.mjs";
/** @import { PasteLine, Recogniser, Request, Response, Scan, Side } from "../types.d.ts" */

/**
 * A panel while it is read: `isNamed` when a headline has said whose the headers are.
 * @typedef {{request: Request, response: Response, side: Side, isNamed: boolean}} Panel
 */
/** @typedef {{name: string, value: string, lines: PasteLine[]}} Field */

const FIRST = /^Request URL\b/i;
const SECTION =
  /^(General|(Response|Request) Headers)(?: ?\(.*\))?(?: ?view (?:source|parsed).*)?:?$/i;
const TRIVIA = anyOf(
  [
    /view (?:source|parsed|decoded|URL.encoded).*|raw|learn more|disable cache.*/,
    /provisional headers are shown.*/,
  ],
  { before: "^", after: "$", flags: "i" },
);
const GENERAL = anyOf(
  [
    /Request URL|Request Method|Request Version|Version/,
    /Status Code|Status|Remote Address|Referrer Policy/,
  ],
  { before: "^", after: "$", flags: "i" },
);
const NAME = /^:?[A-Za-z][\w-]*$/;
const OF_REQUESTS = new RegExp(
  `^${words(`
    :.* accept accept-(?:encoding|language) host user-agent cookie authorization origin referer
    sec-.* x-requested-with access-control-request-.* priority dnt upgrade-insecure-requests if-.*
  `)}$`,
  "i",
);

/**
 * Takes the panel that begins at a line.
 * @type {Recogniser}
 */
export function takePanel(scan, index, content) {
  if (!FIRST.test(content.trimStart())) return 0;
  const line = scan.lines[index].n;
  const request = newRequest({ line });
  const response = newResponse({ line });
  openExchange(scan, line, request).response = response;
  /** @type {Panel} */
  const panel = { request, response, side: "response", isNamed: false };
  let next = index;
  for (let used = 1; used > 0; next += used) used = takePanelLine(scan, panel, next, index);
  scan.part = "";
  if (request.headers.length === 0) request.partial = true;
  return next;
}

/**
 * How many lines belong together at `index`: 1 or 2, or 0 when the panel is over.
 * @param {Scan} scan
 * @param {Panel} panel
 * @param {number} index
 * @param {number} first of the panel's lines
 */
function takePanelLine(scan, panel, index, first) {
  const line = scan.lines[index];
  const text = line ? contentOf(line).trim() : "";
  if (!line || (index > first && FIRST.test(text))) return 0;
  if (takeHeadline(panel, text) || takeTrivia(panel, text)) {
    assign(scan, line, "");
    return 1;
  }
  if (isGap(scan, index, text)) return 1;
  const field = fieldAt(scan, index, text);
  if (!field) return 0;
  takeField(panel, field);
  for (const each of field.lines) assign(scan, each, facetOf(panel, field));
  return field.lines.length;
}

/**
 * @param {Panel} panel
 * @param {string} text
 */
function takeHeadline(panel, text) {
  const section = SECTION.exec(text);
  if (section?.[2]) {
    panel.side = section[2].toLowerCase() === "request" ? "request" : "response";
    panel.isNamed = true;
  }
  return section !== null;
}

/**
 * What the panel itself says between the headers.
 * @param {Panel} panel
 * @param {string} text
 */
function takeTrivia({ request }, text) {
  if (/^provisional/i.test(text)) request.partial = true;
  return TRIVIA.test(text);
}

/**
 * An empty line before the next headline.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 */
function isGap({ lines }, index, text) {
  const next = lines[index + 1];
  return text === "" && next !== undefined && SECTION.test(contentOf(next).trim());
}

/**
 * The name at `index` with its value, on the same line or on the next; null when it is none.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} text
 * @returns {Field | null}
 */
function fieldAt({ lines }, index, text) {
  const colon = text.indexOf(":", 1);
  const name = colon < 0 ? text : text.slice(0, colon);
  if (!GENERAL.test(name) && !NAME.test(name)) return null;
  const value = colon < 0 ? "" : text.slice(colon + 1).trimStart();
  if (value) return { name, value, lines: [lines[index]] };
  const next = lines[index + 1];
  const below = next ? contentOf(next).trim() : "";
  if (below) return { name, value: below, lines: [lines[index], next] };
  const isField = colon >= 0 || GENERAL.test(name);
  return isField ? { name, value: "", lines: [lines[index]] } : null;
}

/**
 * @param {Panel} panel
 * @param {Field} field
 */
function takeField(panel, { name, value, lines }) {
  const { request, response } = panel;
  const key = name.toLowerCase();
  const line = lines[lines.length - 1].n;
  if (!panel.isNamed && OF_REQUESTS.test(key)) panel.side = "request";
  if (key === "request url") request.url = value;
  else if (key === "request method") Object.assign(request, { method: value, line });
  else if (isStatus(key, value)) takeStatus(response, value, line);
  else if (!GENERAL.test(key)) panel[panel.side].headers.push({ name, value, line });
}

/**
 * @param {string} key
 * @param {string} value
 */
function isStatus(key, value) {
  return key === "status code" || (key === "status" && /^\d{3}\b/.test(value));
}

/**
 * @param {Panel} panel
 * @param {Field} field
 */
function facetOf({ side }, { name }) {
  if (/^request (?:url|method)$/i.test(name)) return "request";
  return /^status code$/i.test(name) ? "response" : side;
}

/**
 * @param {Response} response
 * @param {string} value
 * @param {number} line
 */
function takeStatus(response, value, line) {
  const found = /^(\d{3})\s*\(?([^()]*)/.exec(value);
  if (found) Object.assign(response, { status: Number(found[1]), reason: found[2].trim(), line });
}
