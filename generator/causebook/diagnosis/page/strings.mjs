// Why: every word that the diagnosis page says itself, in one place. It must not know any subject:
// titles, questions and steps come from the book.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { counted, fill, sentence, written } from "../../strings/fill.mjs";

/** @import { CauseWord } from "../contract.d.ts" */

const OWN = TEXTS.diagnosis;

/**
 * A number of bytes in words.
 * @param {number} count
 */
function sizeText(count) {
  if (count < 1000) return counted(OWN.bytes, count);
  if (count < 1e6) return fill(OWN.kilobytes, { number: written(Math.round(count / 1e3)) });
  return fill(OWN.megabytes, { number: written(count / 1e6, count < 1e7 ? 1 : 0) });
}

export const STRINGS = {
  ...OWN,
  /** Between a title and what it is about. */
  colon: fill(TEXTS.joins.said, { title: "", text: "" }),
  /** @type {(what: string) => string} */
  reading: (what) => (what ? fill(OWN.reading, { what }) : OWN.readingPaste),
  /** @type {(lines: number, marked: number) => string} */
  read: (lines, marked) =>
    counted(OWN.linesRead, lines) +
    ", " +
    (marked ? counted(OWN.linesMarked, marked) : OWN.noneMarked),
  /** @type {(name: string, size: string) => string} */
  held: (name, size) => name + ", " + size,
  /** @type {(titles: string[]) => string} */
  helpsWith: (titles) => sentence(titles.join("; ")) + ".",
  /** @type {(count: number) => string} */
  moreExamples: (count) => counted(OWN.moreExamples, count),
  /** @type {(question: string) => string} */
  question: (question) => fill(OWN.question, { question }),
  /** @type {(question: string) => string} */
  changeOf: (question) => fill(OWN.changeOf, { question }),
  /** @type {(role: string) => string} */
  roleShown: (role) => fill(OWN.roleShown, { role }),
  /** @type {(titles: string) => string} */
  product: (titles) => (titles ? fill(OWN.product, { titles }) : OWN.productUnknown),
  /** @type {(title: string) => string} */
  removeProduct: (title) => fill(OWN.removeProduct, { title }),
  /** @type {(count: number) => string} */
  otherProducts: (count) => counted(OWN.otherProducts, count),
  /** @type {(count: number) => string} */
  gap: (count) => counted(OWN.gap, count),
  /** @type {(number: number) => string} */
  toWhy: (number) => fill(OWN.toWhy, { number }),
  /** @type {(number: number) => string} */
  toMark: (number) => fill(OWN.toMark, { number }),
  /** @param {string[]} words */
  words: (words) => fill(OWN.words, { words: words.join(", ") }),
  /** @type {(yes: boolean) => string} */
  answered: (yes) => (yes ? OWN.saidYes : OWN.saidNo),
  /** @type {(party: string) => string} */
  whoNot: (party) => fill(OWN.whoNot, { party }),
  /** @type {(count: number) => string} */
  moreCauses: (count) => counted(OWN.moreCauses, count),
  /** @type {(count: number) => string} */
  moreFixes: (count) => counted(OWN.moreFixes, count),
  /** @type {(party: string) => string} */
  by: (party) => fill(OWN.by, { party }),
  /** @type {(title: string) => string} */
  forCause: (title) => fill(OWN.forCause, { title }),
  /** @type {(party: string) => string} */
  send: (party) => fill(OWN.send, { party }),
  /** @type {(cause: string, summary: string, fix: string) => string} */
  messageFallback: (cause, summary, fix) => fill(OWN.messageFallback, { cause, summary, fix }),
  /** @type {(platform: string) => string} */
  command: (platform) => (platform ? fill(OWN.copyCommandFor, { platform }) : OWN.copyCommand),
  /** @type {(platform: string) => string} */
  commandOf: (platform) => (platform ? fill(OWN.commandFor, { platform }) : OWN.command),
  /** @type {(step: string) => string} */
  outcome: (step) => fill(OWN.outcome, { step }),
  /** @type {(one: string, other: string) => string} */
  apartPair: (one, other) => fill(OWN.apartPair, { one, other }),
  /** @type {(problem: string) => string} */
  fileName: (problem) => fill(OWN.fileName, { problem }),
  /** @type {(titles: string) => string} */
  stuck: (titles) => fill(OWN.stuck, { titles }),
  /** @type {(size: string, most: string) => string} */
  tooBig: (size, most) => fill(OWN.tooBig, { size, most }),
  /** @type {(size: string, most: string) => string} */
  tooLong: (size, most) => fill(OWN.tooLong, { size, most }),
  /** @param {CauseWord} word */
  wordOf: (word) => TEXTS.verdict[word],
  bytes: sizeText,
};
