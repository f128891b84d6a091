// Every named detector of the book: what a pattern on one line cannot see. It must not rank causes.
import { statusDetectors } from "./detect-status.mjs";

/** Detectors by name: (reading) => {state: "present"|"absent"|"unknown", marks: [{line, from, to}], note}. */
export const detectors = {
  ...statusDetectors,
};
