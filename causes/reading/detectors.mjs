// Every named detector of the book: what a pattern on one line cannot see.
import { addressDetectors } from "./detect/address.mjs";
import { challengeDetectors } from "./detect/challenge.mjs";
import { conventionDetectors } from "./detect/convention.mjs";
import { cookieDetectors } from "./detect/cookie.mjs";
import { formDetectors } from "./detect/form.mjs";
import { lookDetectors } from "./detect/looks.mjs";
import { nameDetectors } from "./detect/name.mjs";
import { placeholderDetectors } from "./detect/placeholder.mjs";
import { responderDetectors } from "./detect/responder.mjs";
import { sentDetectors } from "./detect/sent.mjs";
import { statusDetectors } from "./detect/status.mjs";
import { timeDetectors } from "./detect/times.mjs";
import { tokenDetectors } from "./detect/token.mjs";
import { tryDetectors } from "./detect/tries.mjs";
/** @import { Detector } from "./types.d.ts" */

/**
 * The detectors by their names.
 * @type {Record<string, Detector>}
 */
export const detectors = {
  ...tokenDetectors,
  ...timeDetectors,
  ...sentDetectors,
  ...formDetectors,
  ...placeholderDetectors,
  ...nameDetectors,
  ...challengeDetectors,
  ...addressDetectors,
  ...cookieDetectors,
  ...responderDetectors,
  ...conventionDetectors,
  ...statusDetectors,
  ...tryDetectors,
  ...lookDetectors,
};
