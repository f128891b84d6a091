// Why: what an empty page offers: pages for readers who need no
// diagnosis, what helps, and examples to try.

import { make, makeButton, siteLink } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Knowledge, Role } from "../contract.d.ts" */
/** @import { View } from "./types.d.ts" */

const EXAMPLES_SHOWN = 4;

/** Pages of help, what helps, and examples. */
export function startNodes(/** @type {View} */ view) {
  const { facets, scenarios, roles } = view.indexes.knowledge;
  return [...helpNodes(roles), ...facetNodes(facets), ...exampleNodes(scenarios, view)];
}

/** @param {Role[]} roles */
function helpNodes(roles) {
  return roles.map(({ title, help }) =>
    help ? make("p", {}, title + STRINGS.colon, siteLink(help.url, help.title)) : "",
  );
}

/** @param {Knowledge["facets"]} facets */
function facetNodes(facets) {
  if (!facets.length) return [];
  const sentence = STRINGS.helpsWith(facets.map(({ title }) => title));
  return [make("h2", {}, STRINGS.helps), make("p", {}, sentence)];
}

/**
 * @param {Knowledge["scenarios"]} scenarios
 * @param {View} view
 */
function exampleNodes(scenarios, { state, actions }) {
  if (!scenarios.length) return [];
  const shown = scenarios.slice(0, state.moreExamples ? undefined : EXAMPLES_SHOWN);
  const items = shown.map(({ id, title }) =>
    make(
      "li",
      {},
      makeButton(title, "example:" + id, () => actions.example(id)),
    ),
  );
  const text = STRINGS.moreExamples(scenarios.length);
  const quiet = { class: "quiet" };
  return [
    make("h2", {}, STRINGS.examples),
    make("ul", { class: "examples" }, ...items),
    scenarios.length > shown.length
      ? makeButton(text, "more-examples", actions.moreExamples, quiet)
      : "",
  ];
}
