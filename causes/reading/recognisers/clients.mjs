// Reads the one line with which a program names a request: a browser's console, wget.
import { METHODS } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
import { assign, newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
/** @import { Recogniser } from "../types.d.ts" */

const CONSOLE_LINE = inOrder([
  /^(?:XHR ?)?(?:\S{1,60}:\d+ +)?/, // where in the page's code
  `(${METHODS}) ?`,
  /(https?:\/\/\S+) /,
  /(?:\[(HTTP\/\S+) )?(\d{3})\b ?\(?([A-Za-z ]*)/,
]);
const WGET_LINE = /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--\s+(\S+)/;

/**
 * A line of a browser's console: method, address, status.
 * @type {Recogniser}
 */
export function takeConsole(scan, index, content) {
  const found = CONSOLE_LINE.exec(content);
  if (!found) return 0;
  const line = scan.lines[index];
  const [, method, url, version = "", status, reason] = found;
  const exchange = openExchange(scan, line.n, newRequest({ method, url, version, line: line.n }));
  exchange.response = newResponse({
    status: Number(status),
    reason: reason.trim(),
    line: line.n,
  });
  scan.part = "";
  assign(scan, line, "client");
  return index + 1;
}

/**
 * The line on which wget names what it is about to fetch.
 * @type {Recogniser}
 */
export function takeWget(scan, index, content) {
  const found = WGET_LINE.exec(content);
  if (!found) return 0;
  const line = scan.lines[index];
  openDraft(scan, newRequest({ method: "GET", url: found[1], line: line.n }));
  scan.isHeadOnly = true;
  assign(scan, line, "client");
  return index + 1;
}
