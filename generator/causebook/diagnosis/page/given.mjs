// Why: what the link that led here says was seen: `#with=SYMPTOM&for=PRODUCT`, from the page of a
// symptom. It stays in the browser: no server gets the part behind `#`. It must not know how a
// conversation goes on.

import { readCarried } from "../../checklist/reader.mjs";
import { historyOf } from "../engine/said.mjs";
import { emptyState } from "./state.mjs";

/** @import { Id, Knowledge } from "../contract.d.ts" */
/** @import { State } from "./types.d.ts" */

/**
 * The state in which the reader has said that he sees a symptom; null where the link names none
 * that the book knows. It counts towards no limit of questions.
 * @param {string} fragment
 * @param {Id | null} role
 * @param {Knowledge} knowledge
 * @returns {State | null}
 */
export function givenState(fragment, role, knowledge) {
  const said = new URLSearchParams(fragment.replace(/^#/, "")).get("with");
  if (!knowledge.symptoms.some(({ id }) => id === said)) return null;
  const history = historyOf({ [String(said)]: true }, knowledge);
  const products = readCarried(fragment)?.products ?? [];
  const known = products.filter((id) => knowledge.platforms.some((one) => one.id === id));
  const platforms = known.length ? known : null;
  return { ...emptyState(role), platforms, history, earlier: history.length };
}
