// Why: a product makes some causes likelier: its users meet a few again and again, and some never.
// A gentle prior, not evidence. It shares out what a family has among the family's causes: how
// likely the family is, evidence and words say, and words know products too. It must not know any
// product.

import { sumOf } from "./lookup.mjs";

/** @import { Id, Platform, Tie } from "../contract.d.ts" */
/** @import { Model } from "./types.d.ts" */

/**
 * What the products in question make of the prior of each cause.
 * @param {Pick<Model, "knowledge" | "causes">} model
 * @param {Id[]} inQuestion
 * @returns {Map<Id, number>} cause -> factor
 */
export function tiesOf({ knowledge, causes }, inQuestion) {
  const { platforms, scales } = knowledge;
  const products = platforms.filter(({ id }) => inQuestion.includes(id));
  const ties = tiesBySaid(products, scales.tie);
  const weighed = causes.map(({ cause, prior }) => ({
    cause,
    prior,
    tied: prior * (ties.get(cause.id) ?? 1),
  }));
  /** @param {Id} family */
  const kept = (family) => {
    const own = weighed.filter(({ cause }) => cause.family === family);
    return sumOf(own.map(({ prior }) => prior)) / sumOf(own.map(({ tied }) => tied));
  };
  const shares = new Map(causes.map(({ cause }) => [cause.family, kept(cause.family)]));
  const never = neverWith(products);
  return new Map(
    weighed.map(({ cause: { id, family }, prior, tied }) => {
      const factor = (tied / prior) * (shares.get(family) ?? 1);
      return [id, never.has(id) ? scales.tie.never : factor];
    }),
  );
}

/**
 * The strongest word that one of the products says of each cause.
 * @param {Platform[]} products
 * @param {Record<Tie, number>} tie
 */
function tiesBySaid(products, tie) {
  /** @type {Map<Id, number>} */
  const ties = new Map();
  for (const said of /** @type {const} */ (["usual", "common"])) {
    for (const id of products.flatMap((product) => product[said])) ties.set(id, tie[said]);
  }
  return ties;
}

/**
 * What nobody has with any of the products: it is enough that one can have it.
 * @param {Platform[]} products
 */
function neverWith(products) {
  const said = products.flatMap(({ never }) => never);
  return new Set(said.filter((id) => products.every(({ never }) => never.includes(id))));
}
