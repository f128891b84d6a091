// Why: a product makes some causes likelier: its users meet a few again and again, and some never.
// A gentle prior, not evidence. It shares out what a family has among the family's causes: how
// likely the family is, evidence and words say, and words know products too. It must not know any
// product.

import { sumOf } from "./lookup.mjs";

/** @import { Id, Platform } from "../contract.d.ts" */
/** @import { Model } from "./types.d.ts" */

/** @typedef {{ id: Id, family: Id, prior: number, tied: number }} Weighed */

/**
 * What the products in question make of the prior of each cause.
 * @param {Pick<Model, "knowledge" | "causes">} model
 * @param {Id[]} inQuestion
 * @returns {Map<Id, number>} cause -> factor
 */
export function tiesOf({ knowledge, causes }, inQuestion) {
  const { platforms, scales } = knowledge;
  const products = platforms.filter(({ id }) => inQuestion.includes(id));
  const common = new Set(products.flatMap((product) => product.common));
  const weighed = causes.map(({ cause: { id, family }, prior }) => {
    return { id, family, prior, tied: common.has(id) ? prior * scales.tie.common : prior };
  });
  const shares = sharesOf(weighed);
  const never = neverWith(products);
  return new Map(
    weighed.map(({ id, family, prior, tied }) => {
      const factor = (tied / prior) * (shares.get(family) ?? 1);
      return [id, never.has(id) ? scales.tie.never : factor];
    }),
  );
}

/**
 * What keeps the sum of each family as it was.
 * @param {Weighed[]} weighed
 */
function sharesOf(weighed) {
  const families = new Set(weighed.map(({ family }) => family));
  return new Map(
    [...families].map((family) => {
      const own = weighed.filter((one) => one.family === family);
      const before = sumOf(own.map(({ prior }) => prior));
      return [family, before / sumOf(own.map(({ tied }) => tied))];
    }),
  );
}

/**
 * What nobody has with any of the products: it is enough that one can have it.
 * @param {Platform[]} products
 */
function neverWith(products) {
  const said = products.flatMap(({ never }) => never);
  return new Set(said.filter((id) => products.every(({ never }) => never.includes(id))));
}
