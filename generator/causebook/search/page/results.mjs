// Why: writes what was found as a list from which one is chosen. It must not know how it was found,
// nor how keys and pointers choose.

import { make, makeButton } from "./elements.mjs";
import { marked } from "./marks.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Kind, Shown, Way } from "../types.d.ts" */

/** The name under which the field knows the list. */
export const LIST = "kb-search-results";
const LONGEST_LINE = 300; // characters of a line that are shown

/**
 * @param {Way} way
 * @param {number} n its place in the list
 */
export function makeWay({ href, title, why, act, isNew }, n) {
  const attributes = { class: "kb-search__way", href, ...optionAt(n) };
  const option = make("a", attributes, make("strong", {}, title), make("span", {}, why));
  if (isNew) {
    option.target = "_blank";
    option.rel = "opener";
  }
  if (act) option.addEventListener("click", act);
  return option;
}

/**
 * @param {Shown} shown
 * @param {Set<string>} words
 * @param {number} n its place in the list
 */
export function makeResult({ kind, address, title, summary, line }, words, n) {
  const short = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) + " …" : line;
  return make(
    "a",
    { class: "kb-search__result", href: address, ...optionAt(n) },
    make("span", { class: "kb-search__kind" }, kind.one),
    make("strong", {}, ...marked(title, words)),
    ...(short ? [make("code", {}, ...marked(short, words))] : []),
    make("span", {}, ...marked(summary, words)),
  );
}

/**
 * @param {number} n
 * @returns {Record<string, string>}
 */
function optionAt(n) {
  return { id: `kb-search-${n}`, role: "option", "aria-selected": "false", tabindex: "-1" };
}

/**
 * A button for each kind of page among the results.
 * @param {Map<Kind, number>} counts
 * @param {Kind | null} only
 * @param {(only: Kind | null) => void} choose
 */
export function makeKinds(counts, only, choose) {
  const group = make("div", {
    class: "kb-search__kinds",
    role: "group",
    "aria-label": STRINGS.only,
  });
  if (counts.size < 2) return group;
  /** @type {Array<[Kind | null, string]>} */
  const kinds = [...counts].map(([kind, count]) => [kind, `${kind.many} ${count}`]);
  for (const [kind, text] of [/** @type {[null, string]} */ ([null, STRINGS.all]), ...kinds])
    group.append(makeButton(text, () => choose(kind), { "aria-pressed": String(kind === only) }));
  return group;
}
