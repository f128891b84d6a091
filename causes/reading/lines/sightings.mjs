// Finds the statuses that a paste speaks of outside a response's own head: log fields, error
// messages, plain words. A number counts only where its neighbours make it a status, never as a
// port, a line number, a size, a duration or an id.
import { contentOf } from "./paste.mjs";
import { loggedStatus, statusField, w3cStatusPlace } from "./access-logs.mjs";
import { looseSightings } from "./loose-status.mjs";
/** @import { Line, Sighting } from "../types.d.ts" */

const MANY = 2000;

/**
 * The statuses in the order of the paste; of an access log's line its own field only.
 * @param {Line[]} lines
 */
export function statusSightings(lines) {
  /** @type {Sighting[]} */
  const found = [];
  let place = -1; // of the status, as the last head of a W3C log says
  for (const line of lines) {
    if (found.length > MANY) break;
    const content = contentOf(line).slice(0, 2000);
    const said = w3cStatusPlace(content);
    if (said >= 0) place = said;
    if (!maySpeak(line, content)) continue;
    for (const { status, from } of sightingsIn(line.facet, content, place)) {
      found.push({ status, line: line.n, from: line.at + from, to: line.at + from + 3 });
    }
  }
  return found;
}

/**
 * @param {Line} line
 * @param {string} content
 */
function maySpeak({ facet }, content) {
  return facet !== "" && facet !== "token" && /[1-5]\d\d/.test(content);
}

/**
 * @param {string} facet
 * @param {string} content
 * @param {number} place
 */
function sightingsIn(facet, content, place) {
  const field = facet === "log" ? loggedStatus(content, place) : fieldBehindRequest(content);
  return field ? [field] : looseSightings(facet, content);
}

/**
 * A line of an access log among other text.
 * @param {string} content
 */
function fieldBehindRequest(content) {
  return /" [1-5]\d\d\b/.test(content) ? statusField(content, false) : null;
}
