// Why: every word that the checklist says itself, in one place. It must not know what the steps are
// about.

/** @import { Progress } from "./record.mjs" */

export const STRINGS = {
  /** @param {string} step */
  outcome: (step) => `Outcome: ${step}`,
  /** @param {Progress} progress */
  progress: ({ all, done, skipped, fixed }) => {
    const left = skipped ? `, ${skipped} not possible here` : "";
    return `${done} of ${all} done${left}${fixed ? ", fixed" : ""}`;
  },
  notKept: "This browser cannot keep your ticks. They last until you leave the page.",
  copy: "Copy",
  copied: "Copied",
  pressKeys: "Press Ctrl+C",
  pressKeysLong: "The text is selected. Press Ctrl+C to copy it (⌘C on a Mac).",
  command: "command",
  ticket: "Copy for a ticket",
  ticketCopied: "Copied as text.",
  link: "Copy link with ticks",
  linkCopied: "Link copied.",
  paper: "Text to copy",
  reset: "Start over",
  nothing: "Nothing is ticked yet.",
  /** @param {number} count */
  cleared: (count) => (count === 1 ? "1 tick cleared." : `${count} ticks cleared.`),
  undo: "Undo",
  undone: "Your ticks are back.",
  linkTicks: "Ticks in the link",
  /** @param {string} link */
  offered: (link) => `The link you opened has different ticks: ${link}. Yours are unchanged.`,
  /** @type {(step: string, link: string, mine: string) => string} */
  differs: (step, link, mine) => `${step}: ${link} in the link, ${mine} here`,
  take: "Use the link’s ticks",
  keep: "Keep mine",
  taken: "These ticks came with the link.",
  product: "Your product",
  anyProduct: "not chosen",
  /** @param {string} title */
  elsewhere: (title) => `${title} (no command here)`,
  role: "You are",
  anyRole: "not chosen",
  readerNotKept: "This browser cannot keep your choice. It lasts until you leave the page.",
  byYou: "by you",
  /** @param {string} party */
  by: (party) => `by ${party}`,
  /** @param {string} party */
  ask: (party) => `ask ${party}`,
  /** @param {string} party */
  notYours: (party) => `You cannot do this yourself. Ask ${party}.`,
  sendMessage: "A message to send",
  theirSteps: "What they will do",
};
