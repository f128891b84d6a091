// Why: what tells causes apart that are taken for each other. It decides nothing.

import { titleIn } from "../engine/lookup.mjs";
import { bookHtml, make } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";
import { makeLaterFold } from "./view-later.mjs";

/** @import { Id, LaterList } from "../contract.d.ts" */
/** @import { Pair } from "../worker/types.d.ts" */
/** @import { View } from "./types.d.ts" */

const PAIRS_SHOWN = 4;

/** What tells look-alikes apart. */
export function apartNodes(/** @type {View} */ view) {
  const pairs = view.answer.apart.slice(0, PAIRS_SHOWN);
  const items = pairs.map((pair) => make("li", {}, pairNode(pair, view)));
  if (!items.length) return [];
  return [make("h2", {}, STRINGS.apart), make("ul", { class: "pairs" }, ...items)];
}

/**
 * @param {Pair} pair
 * @param {View} view
 */
function pairNode({ cause, other }, view) {
  const { causes } = view.indexes;
  const difference = differenceIn(view, cause, other);
  const [by, of] = difference === undefined ? [other, cause] : [cause, other];
  const fold = {
    key: `apart:${cause} ${other}`,
    title: make("h3", {}, STRINGS.apartPair(titleIn(causes, cause), titleIn(causes, other))),
    isOpen: view.later.cameWhole,
    /** @type {Array<[LaterList, Id]>} */
    wanted: [["causes", by]],
    inside: () => [make("p", {}, bookHtml(differenceIn(view, by, of) ?? ""))],
  };
  return makeLaterFold(fold, view);
}

/**
 * What a cause says of another; it is said at one of the two.
 * @param {View} view
 * @param {Id} cause
 * @param {Id} other
 */
function differenceIn({ indexes }, cause, other) {
  const alikes = indexes.causes.get(cause)?.lookAlikes ?? [];
  return alikes.find((alike) => alike.cause === other)?.difference;
}
