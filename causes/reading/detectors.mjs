// Every named detector of the book: what a pattern on one line cannot see. It must not rank causes.
import { tokenDetectors } from "./detect-token.mjs";
import { credentialDetectors } from "./detect-credential.mjs";
import { challengeDetectors } from "./detect-challenge.mjs";
import { pathDetectors } from "./detect-path.mjs";
import { conventionDetectors } from "./conventions.mjs";
import { statusDetectors } from "./detect-status.mjs";

/** Detectors by name: (reading) => {state: "present"|"absent"|"unknown", marks: [{line, from, to}], note}. */
export const detectors = {
  ...tokenDetectors,
  ...credentialDetectors,
  ...challengeDetectors,
  ...pathDetectors,
  ...conventionDetectors,
  ...statusDetectors,
};
