// Why: what comes behind the page, also as the inside of a fold; until then it says that it is on
// its way, or could not come. It must not know what is inside.

import { make, makeButton, makeFold } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Id, LaterList } from "../contract.d.ts" */
/** @import { Child, View } from "./types.d.ts" */

/**
 * @typedef {object} LaterInside
 * @property {string} key
 * @property {Array<[LaterList, Id]>} wanted the entries whose texts the inside needs
 * @property {() => Child[]} inside
 */
/** @typedef {LaterInside & { title: HTMLElement, isOpen: boolean }} LaterFold */

/**
 * @param {LaterFold} fold
 * @param {Pick<View, "later">} view
 * @param {(inside: Child[]) => Child[]} around the inside with what is there at once
 */
export function makeLaterFold(fold, { later }, around = (inside) => inside) {
  const { key, title, isOpen } = fold;
  return makeFold(key, title, isOpen, ...around(laterNodes(fold, later)));
}

/**
 * @param {LaterInside} fold
 * @param {View["later"]} later
 * @returns {Child[]}
 */
export function laterNodes({ key, wanted, inside }, later) {
  const states = wanted.map(([list, id]) => later.stateOf(list, id));
  if (states.every((state) => state === "here")) return inside();
  if (!states.includes("failed")) return [make("p", { class: "small" }, STRINGS.laterComes)];
  const again = () => wanted.forEach(([list, id]) => later.want(list, id));
  const retry = makeButton(STRINGS.retry, "later:" + key, again);
  return [make("p", {}, STRINGS.laterFailed), make("div", { class: "tools" }, retry)];
}
