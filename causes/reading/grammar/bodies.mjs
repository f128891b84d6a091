// Finds where a body ends when only its own text shows it, and which text means nothing.
/** @import { BodyMeter } from "../types.d.ts" */

/**
 * A meter that closes when the JSON or HTML is complete, at a blank line after text, or behind
 * `length` characters (-1: not known).
 * @param {number} length
 * @returns {BodyMeter}
 */
export function bodyMeter(length) {
  const state = { kind: "", depth: 0, size: 0 };
  const meter = { open: length !== 0, take };
  /** @param {string} text */
  function take(text) {
    if (text.trim() !== "") state.kind ||= kindOf(text);
    if (state.kind === "json") state.depth += depthOf(text);
    state.size += text.length + 1;
    if (state.kind) meter.open = isOpenBehind(text, state);
    if (length > 0 && state.size > length) meter.open = false;
  }
  return meter;
}

/** @param {string} text */
function kindOf(text) {
  if (/^\s*[{[]/.test(text)) return "json";
  return /^\s*</.test(text) ? "html" : "text";
}

const LAST_TAG = /<\/(?:html|Error|ErrorResponse|\w*:?Envelope)>/i;

/**
 * @param {string} text
 * @param {{kind: string, depth: number}} state
 */
function isOpenBehind(text, { kind, depth }) {
  if (kind === "json") return depth > 0;
  return kind === "html" ? !LAST_TAG.test(text) : text.trim() !== "";
}

/** Apache httpd's page says this with every 401, whatever the reason: its guesses mean nothing. */
const STOCK = [
  "are authorized to access the document requested.",
  "Either you supplied the wrong credentials (e.g., bad password),",
  "or your browser doesn't understand how to supply the credentials required.",
].join(" ");

/**
 * Is the line a part of what a web server's own page always says?
 * @param {string} text
 */
export function isStockText(text) {
  if (!/credentials|authorized|document requested/.test(text)) return false;
  const words = text.replace(/<[^>]{0,20}>/g, "").replace(/\s+/g, " ");
  return words.trim().length > 12 && STOCK.includes(words.trim());
}

const [QUOTE, BACKSLASH] = [34, 92];

/**
 * How many more brackets a line of JSON opens than it closes; brackets in strings do not count.
 * `isRound`: parentheses as well.
 * @param {string} text
 * @param {boolean} [isRound]
 */
export function depthOf(text, isRound = false) {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === QUOTE) quoted = !quoted;
    else if (quoted && char === BACKSLASH) index += 1;
    else if (!quoted) depth += (STEPS.get(char) || 0) + (isRound ? roundStep(char) : 0);
  }
  return depth;
}

const STEPS = new Map([
  [123, 1], // {
  [91, 1], // [
  [125, -1], // }
  [93, -1], // ]
]);

/** @param {number} char */
function roundStep(char) {
  if (char === 40) return 1;
  return char === 41 ? -1 : 0;
}
