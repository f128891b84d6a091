// The three findings of a detector. Unknown is not absent: `absent` says that it looked, and it
// was not there.
/** @import { Detection, Mark } from "../types.d.ts" */

/**
 * Present, with the marks that show it.
 * @param {Mark | null | (Mark | null)[]} marks
 * @param {string} note
 * @returns {Detection}
 */
export function present(marks, note) {
  const shown = [marks].flat().filter((mark) => mark !== null);
  return { state: "present", marks: shown, note };
}

/**
 * Absent: what is needed was there, and it was not so; with a note only where values decided.
 * @returns {Detection}
 */
export function absent(note = "") {
  return { state: "absent", marks: [], note };
}

/**
 * Unknown: what is needed is not in the paste.
 * @returns {Detection}
 */
export function unknown() {
  return { state: "unknown", marks: [], note: "" };
}
