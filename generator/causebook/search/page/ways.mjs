// Why: the ways on that stand beside the results: the diagnosis of a text that is too long to be
// looked up, and lists where nothing was found. It must not know how they are shown or chosen.

import { offer } from "./handover.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Addresses, Way } from "../types.d.ts" */

const LONG = 50; // characters, from which on a text may be worth a diagnosis

/**
 * @param {Addresses} addresses
 * @param {string} text that is looked for
 * @param {boolean} isFound has anything been?
 * @returns {Way[]}
 */
export function waysFor(addresses, text, isFound) {
  const list = { href: addresses.messages, title: STRINGS.messages, why: STRINGS.messagesWhy };
  if (!text.trim()) return [emptyDiagnosis(addresses), list];
  const isLong = text.length >= LONG || text.trim().includes("\n");
  const ways = isLong || !isFound ? [diagnosisOf(addresses, text)] : [];
  return isFound ? ways : [...ways, list];
}

/** @param {Addresses} addresses */
function emptyDiagnosis({ diagnose }) {
  return { href: diagnose, title: STRINGS.diagnoseEmpty, why: STRINGS.diagnoseEmptyWhy };
}

/**
 * On the page of the diagnosis itself, that takes the text; elsewhere the page that opens asks.
 * @param {Addresses} addresses
 * @param {string} text
 * @returns {Way}
 */
function diagnosisOf({ diagnose }, text) {
  const isHere = document.body.dataset.diagnosis !== undefined;
  const act = (/** @type {Event} */ event) => {
    if (!isHere) return offer(text);
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("causebook-diagnose", { detail: { text } }));
  };
  const why = isHere ? STRINGS.diagnoseHere : STRINGS.diagnoseWhy;
  return { href: diagnose, title: STRINGS.diagnose, why, act, isNew: !isHere };
}
