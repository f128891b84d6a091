// What one line says of a request and its answer: an address or a path and a status in any order,
// or nothing but a status.
import { loggedStatus, statusField } from "../lines/access-logs.mjs";
import { looseSightings } from "../lines/loose-status.mjs";
import { METHODS } from "../grammar/http.mjs";
import { inOrder } from "../grammar/patterns.mjs";
/** @import { Scan } from "../types.d.ts" */

const ADDRESS = inOrder([
  `(?:\\b(${METHODS})\\b[\\s"'\`:)\\]]{1,4}(?:(?:request )?(?:to|for|on) )?[["'\`(<]{0,2})?`,
  /(https?:\/\/(?:[^\s"'`<>()[\],;|]|;(?=[a-z]+=))+)/,
]);
const PATH = inOrder([
  `\\b(${METHODS})[\\s"'\`|,;:]{1,10}`,
  /(?:[\w.-]+[\s|,;]+)?["']?/, // the server's name
  /(\/[^\s"'`<>()|,;]*)/,
]);
const OF_ERRORS = /\brequest: "/; // a log of errors names a request, and statuses of others
const QUOTED_TARGET = new RegExp(`^"(?:${METHODS}) /`);
const METHOD = new RegExp(`\\b(${METHODS})\\b`);
const READ_MORE =
  /(?:see|more|docs?|documentation|check|visit|help|more info|information|at|origin)\W{0,3}$/i;
/** A line that is one value as a program prints it, or begins as an answer. */
const PRINTED = /^\s*<[A-Z]\w*[( ].*>$|^HTTP\/\d/;
/** A line that is nothing but a status. */
export const STATUS_ALONE = inOrder([
  /^\s*(?:=> ?|# ?=> ?|\[)?/, // as a console shows a value
  /(?:http:? ?(?:warning: )?)?(?:HTTP(?:\/\d(?:\.\d)?)? ?)?/,
  /([1-5]\d\d)(?: ([A-Z][A-Za-z ]{1,40}))?\]?/,
  /(?: \| .*)?\s*$/,
]);

/**
 * The status that a line is nothing but, or 0.
 * @param {string} content
 */
export function statusAlone(content) {
  return Number(STATUS_ALONE.exec(content)?.[1] || 0);
}

/**
 * What a line says of one request and how it was answered: by its address, or by its path.
 * @param {Scan} scan
 * @param {string} content
 * @param {string} facet
 */
export function saidIn(scan, content, facet) {
  return addressSaid(scan, content, facet) || pathSaid(scan, content, facet);
}

/**
 * What an address was answered: as a program says it, or a sentence with one request and one
 * status only.
 * @param {Scan} scan
 * @param {string} content
 * @param {string} facet
 */
function addressSaid({ place }, content, facet) {
  const found = /https?:\/\/|\bfor url\b/.test(content) ? ADDRESS.exec(content) : null;
  if (!found || READ_MORE.test(content.slice(0, found.index))) return null;
  const field = facet === "log" ? loggedStatus(content, place) : null;
  const statuses = field ? [field.status] : statusesIn(content, found);
  const url = found[2].replace(/[.:;]+$/, "");
  const isClear = isOfProgram(facet, content) || isOneOnly(content, found, statuses);
  return isClear && statuses[0] ? { ...targetIn(content, found, url), status: statuses[0] } : null;
}

/**
 * @param {string} facet
 * @param {string} content
 */
function isOfProgram(facet, content) {
  return facet === "client" || facet === "log" || PRINTED.test(content);
}

/**
 * Is a sentence one about one request, named with its method, and one status?
 * @param {string} content
 * @param {RegExpExecArray} found
 * @param {number[]} statuses
 */
function isOneOnly(content, found, statuses) {
  return Boolean(found[1]) && new Set(statuses).size === 1 && isOnly(content, found);
}

/**
 * What a path was answered with, in a field of its own. A message that waits for its answer is
 * another program's.
 * @param {Scan} scan
 * @param {string} content
 * @param {string} facet
 */
function pathSaid(scan, content, facet) {
  const found = /[1-5]\d\d/.test(content) && !isWithin(scan) ? PATH.exec(content) : null;
  if (!found) return null;
  const status = facet === "log" ? statusLogged(content, scan.place) : statusBeside(content, found);
  if (status < 400) return null;
  return { method: found[1], url: found[2].replace(/[.:;]+$/, ""), status };
}

/** @param {Scan} scan */
function isWithin({ part, open }) {
  return part.startsWith("request") && Boolean(open && !open.response);
}

/**
 * @param {string} content
 * @param {number} place
 */
function statusLogged(content, place) {
  return (!OF_ERRORS.test(content) && loggedStatus(content, place)?.status) || 0;
}

/**
 * The status right behind the only request of a line, or alone before it; or 0.
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function statusBeside(content, found) {
  if (!isOnly(content, found)) return 0;
  const [, before] = /^\W*([1-5]\d\d)\W+$/.exec(content.slice(0, found.index)) || [];
  return before ? Number(before) : statusField(content, false)?.status || 0;
}

/**
 * Is no other request named behind the one that was found?
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function isOnly(content, found) {
  return !METHOD.test(content.slice(found.index + found[0].length));
}

/**
 * The statuses that are no part of the address, a program's own field first.
 * @param {string} content
 * @param {RegExpExecArray} found
 */
function statusesIn(content, found) {
  const end = found.index + found[0].length;
  const outside = looseSightings("client", content)
    .filter(({ from }) => from < found.index || from >= end)
    .map(({ status }) => status);
  const field = / "HTTP\/\d(?:\.\d)? ([1-5]\d\d)|HTTP\/\d(?:\.\d)?" ([1-5]\d\d)\b/.exec(content);
  const status = field ? Number(field[1] || field[2]) : statusField(content, false)?.status;
  return status ? [status] : outside;
}

/**
 * @param {string} content
 * @param {RegExpExecArray} found
 * @param {string} url
 */
function targetIn(content, found, url) {
  const behind = content.slice(found.index + found[0].length).trimStart();
  if (QUOTED_TARGET.test(behind)) {
    const [, method, path] = /^"(\S+) (\S+)/.exec(behind) || [];
    return { method, url: url + path };
  }
  const [, around = ""] = METHOD.exec(content.slice(0, found.index)) || [];
  return { method: found[1] || around, url };
}
