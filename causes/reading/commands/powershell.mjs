// Reads a request of PowerShell: Invoke-WebRequest and Invoke-RestMethod with their parameters, as
// written by hand or as a browser copies it.
import { parseLiteral } from "../grammar/literals.mjs";
import { headersOfRecord, isRecord } from "../grammar/values.mjs";
import { depthOf } from "../grammar/bodies.mjs";
import { inOrder, words } from "../grammar/patterns.mjs";
/** @import { Header, PasteLine } from "../types.d.ts" */

const OWN = /-(?:Uri|Headers|Method|UseBasicParsing|Body|ContentType)\b/; // a curl by name only
const CALL = inOrder(
  [
    "\\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|",
    `(?:curl|wget)(?=\\s.{0,400}${OWN.source}))`,
    /\s+(?=\S)/,
  ],
  "i",
);
const PARAMETER = /(?:^|\s)-([A-Za-z]+)(?::|(?=\s)|$)/g;
const LINES = 200;
/** Parameters through which credentials come that the command does not show. */
const ELSEWHERE = new RegExp(
  `^${words(`
    WebSession SessionVariable Credential UseDefaultCredentials Certificate CertificateThumbprint
    Token Authentication
  `)}$`,
  "i",
);
/** Chrome writes those of HTTP/2 as if they were headers. */
const PSEUDO = /^(?:authority|method|path|scheme)$/;

/**
 * May a line hold a call? PowerShell 5 has `curl` and `wget` as other names of its own.
 * @param {string} content
 */
export function mayBePowershell(content) {
  return /[Ii]nvoke-|\bi(?:wr|rm) /.test(content) || (OWN.test(content) && CALL.test(content));
}

/**
 * The request of the call on a line and the index behind it, or null.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {string} content
 */
export function powershellRequest(lines, index, content) {
  const found = CALL.exec(content);
  if (!found || /["']/.test(content.slice(0, found.index))) return null;
  const { text, end } = gathered(lines, index, found.index + found[0].length);
  const parameters = parametersOf(text);
  const url = textOf(parameters.get("uri")) || firstWord(text);
  if (!/^https?:\/\/|^\$|^localhost/i.test(url)) return null;
  const request = {
    method: textOf(parameters.get("method")).toUpperCase() || "GET",
    url,
    version: "",
    command: "powershell",
    headers: headersOf(parameters.get("headers"), lines.slice(index, end)),
    partial: isPartial(parameters),
  };
  return { request, end };
}

/**
 * The call with the lines that ` and open brackets continue.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {number} from
 */
function gathered(lines, index, from) {
  const limit = Math.min(lines.length, index + LINES);
  let text = "";
  let depth = 0;
  let end = index;
  for (let goesOn = true; goesOn && end < limit; end += 1) {
    const { full, at } = lines[end];
    const content = full.slice(at + (end === index ? from : 0));
    const isContinued = /`\s*$/.test(content.slice(-20));
    text += `${isContinued ? content.replace(/`\s*$/, " ") : content}\n`;
    depth += depthOf(content.replace(/`"/g, ""));
    goesOn = depth > 0 || isContinued;
  }
  return { text, end };
}

/**
 * The parameters by their names in lower case; a switch is true.
 * @param {string} text
 */
function parametersOf(text) {
  /** @type {Map<string, unknown>} */
  const parameters = new Map();
  PARAMETER.lastIndex = 0;
  for (let found = PARAMETER.exec(text); found; found = PARAMETER.exec(text)) {
    const value = valueAt(text.slice(PARAMETER.lastIndex));
    parameters.set(found[1].toLowerCase(), value ? value.value : true);
    if (value) PARAMETER.lastIndex += value.length;
  }
  return parameters;
}

/**
 * The value that a text begins with, and how much of the text it fills: a hash, a string, or one
 * word; null before the next parameter.
 * @param {string} text
 */
function valueAt(text) {
  if (/^\s*(?:-[A-Za-z]|$|\|)/.test(text)) return null;
  if (/^\s*(?:@\{|["'])/.test(text)) {
    const read = parseLiteral(text, 0, { tick: true });
    return read && { value: read.value, length: read.end };
  }
  const [word] = /^\s*\S+/.exec(text) || [""];
  return { value: word.trim(), length: word.length };
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" ? value : "";
}

/** @param {string} text */
function firstWord(text) {
  const [, word = ""] = /^\s*["']?([^\s"'-][^\s"']*)/.exec(text) || [];
  return word;
}

/**
 * @param {unknown} record
 * @param {PasteLine[]} lines
 * @returns {Header[]}
 */
function headersOf(record, lines) {
  if (!isRecord(record)) return [];
  return headersOfRecord(record, lines)
    .filter(({ name }) => !PSEUDO.test(name))
    .map((header) => ({ ...header, expands: header.expands || /\$[\w({]/.test(header.value) }));
}

/** @param {Map<string, unknown>} parameters */
function isPartial(parameters) {
  const names = [...parameters.keys()];
  return (
    names.some((name) => ELSEWHERE.test(name)) || typeof parameters.get("headers") === "string"
  );
}
