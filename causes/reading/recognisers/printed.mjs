// Reads what a program printed of a request or a response together with its headers, where it is
// no whole object: `<GET https://…,[Accept:"*/*"]>`, `401 map[Www-Authenticate:[Bearer]]`.
import { contentOf } from "../lines/paste.mjs";
import { facetOf } from "../lines/facets.mjs";
import { depthOf } from "../grammar/bodies.mjs";
import { place } from "./printed-places.mjs";
import { printedIn } from "./printed-values.mjs";
import { assign } from "./scan.mjs";
/** @import { Recogniser, Scan } from "../types.d.ts" */
/** @import { Printed } from "./printed-values.mjs" */

const MAY_LIST = /[[{(<].{0,2000}?(?:authori[sz]|authentic|content-|accept|server|cookie|\bx-)/i;
const MAY_OPEN = /(?:re(?:quest|sponse)|headers|http|call)\b.{0,400}[{([]\s*$/i;
const AN_OBJECT = /^\s*[{[]|\{"/;
const LINES = 60; // that one printed value may fill

/**
 * Takes a line on which headers are printed with a status or an address, unless an object is.
 * @type {Recogniser}
 */
export function takePrintedLine(scan, index, content) {
  if (AN_OBJECT.test(content) || !MAY_LIST.test(content)) return 0;
  const printed = printedIn(scan, [scan.lines[index]], content);
  return printed && (printed.status || printed.target.url) ? take(scan, index, printed) : 0;
}

/**
 * Takes a line, with those that its brackets take in, on which headers are printed.
 * @type {Recogniser}
 */
export function takePrinted(scan, index, content) {
  if (!MAY_LIST.test(content) && !MAY_OPEN.test(content)) return 0;
  const end = blockEnd(scan, index, content);
  const isLookedAt = end === index + 1 && !scan.open && !AN_OBJECT.test(content);
  if (isLookedAt) return 0;
  const lines = scan.lines.slice(index, end);
  const printed = printedIn(scan, lines, lines.map(contentOf).join("\n"));
  return printed ? take(scan, index, printed, end) : 0;
}

/**
 * @param {Scan} scan
 * @param {number} index
 * @param {Printed} printed
 * @param {number} [end]
 */
function take(scan, index, printed, end = index + 1) {
  const line = scan.lines[index];
  const facet = facetOf(contentOf(line), scan.before);
  const isApart = facet === "config" && !printed.status && !printed.target.url;
  if (isApart || !place(scan, line, printed)) return 0;
  for (const each of scan.lines.slice(index, end)) assign(scan, each, facetFor(printed, facet));
  return end;
}

/**
 * @param {Printed} printed
 * @param {string} facet
 */
function facetFor({ status, got }, facet) {
  if (facet === "log" || facet === "client") return facet;
  return status || got.length > 0 ? "response" : "request";
}

/**
 * The index behind the last line that the brackets of the first take in.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} content
 */
function blockEnd(scan, index, content) {
  let depth = depthOf(content, true);
  if (depth <= 0 || !/[{([]\s*$/.test(content)) return index + 1;
  const limit = Math.min(scan.lines.length, index + LINES);
  for (let end = index + 1; end < limit && scan.ahead > 0; end += 1) {
    scan.ahead -= 1;
    depth += depthOf(contentOf(scan.lines[end]), true);
    if (depth <= 0) return end + 1;
  }
  return index + 1;
}
