// Why: every word that the checklist says itself, in one place. It must not know what the steps are
// about.

import TEXTS from "../strings/en.json" with { type: "json" };
import { counted, fill } from "../strings/fill.mjs";

/** @import { Progress } from "./record.mjs" */

const OWN = TEXTS.checklist;

export const STRINGS = {
  ...OWN,
  /** @param {string} step */
  outcome: (step) => fill(OWN.outcome, { step }),
  /** @param {Progress} progress */
  progress: ({ all, done, skipped, fixed }) =>
    [
      counted(OWN.progress, all, { done }),
      ...(skipped ? [counted(OWN.skipped, skipped)] : []),
      ...(fixed ? [OWN.fixed] : []),
    ].join(", "),
  /** @param {number} count */
  cleared: (count) => counted(OWN.cleared, count),
  /** @param {string} link */
  offered: (link) => fill(OWN.offered, { link }),
  /** @type {(step: string, link: string, mine: string) => string} */
  differs: (step, link, mine) => fill(OWN.differs, { step, link, mine }),
  /** @param {string} title */
  elsewhere: (title) => fill(OWN.elsewhere, { title }),
  /** @param {string} party */
  by: (party) => fill(OWN.by, { party }),
  /** @param {string} party */
  ask: (party) => fill(OWN.ask, { party }),
  /** @param {string} party */
  notYours: (party) => fill(OWN.notYours, { party }),
};
