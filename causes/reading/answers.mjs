// The three answers a detector can give. Unknown is not absent: `absent` says that it looked and it was not there.

/** Present, with the marks that show it. */
export function seen(marks, note) {
  return { state: "present", marks: [marks].flat().filter(Boolean), note };
}

/** Absent: what is needed was there, and it was not so; with a note only where values decided. */
export function unseen(note = "") {
  return { state: "absent", marks: [], note };
}

/** Unknown: what is needed is not in the paste. */
export function untold() {
  return { state: "unknown", marks: [], note: "" };
}
