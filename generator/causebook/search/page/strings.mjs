// Why: all that the search says, in one place. It must not know when it is said.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { counted } from "../../strings/fill.mjs";

const OWN = TEXTS.search;

export const STRINGS = {
  ...OWN,
  /** @param {number} count */
  count: (count) => counted(OWN.count, count),
};
