// Why: what a page shows once it is known who reads: the commands of the product, and which steps
// are whose. It must not know where that is kept.

import { make } from "./elements.mjs";
import { canDo, wayFor } from "./reader.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Named, Role } from "./reader.mjs" */

/** @typedef {Named & { ids: string[] }} Product with the ids that it has and had */

/**
 * The ids that the product of a command has and had.
 * @param {HTMLElement} way
 */
function idsOf({ dataset: { platform = "", was = "" } }) {
  return [platform, ...was.split(" ")].filter(Boolean);
}

/** The products that the page has commands for, by title. */
export function productsHere() {
  /** @type {Map<string, Product>} */
  const found = new Map();
  /** @type {NodeListOf<HTMLElement>} */
  const ways = document.querySelectorAll(".kb-commands [data-platform]");
  for (const way of ways) {
    const name = way.querySelector("summary, .kb-platform");
    const [id, ...old] = idsOf(way);
    found.set(id, { id, title: name?.textContent ?? id, ids: [id, ...old] });
  }
  return [...found.values()].sort((a, b) => a.title.localeCompare(b.title));
}

/**
 * Opens the commands of these products; where none fits, the author's first.
 * @param {string[]} products the most wanted first
 */
export function openWays(products) {
  for (const group of document.querySelectorAll(".kb-commands")) {
    const ways = [...group.querySelectorAll("details")].filter(isWay);
    if (!ways.length) continue;
    const { place, fits } = wayFor(products, ways.map(idsOf));
    ways.forEach((way, i) => {
      way.open = i === place; // browsers that know no names would leave two open
    });
    ways[place]?.closest(".kb-others")?.setAttribute("open", "");
    group.toggleAttribute("data-chosen", fits);
  }
}

/** @param {HTMLElement} fold */
function isWay({ classList }) {
  return classList.contains("kb-way");
}

/** The parties that the page has steps for. */
export function partiesHere() {
  /** @type {NodeListOf<HTMLElement>} */
  const groups = document.querySelectorAll(".kb-group[data-party]");
  return [...new Set([...groups].map(({ dataset }) => dataset.party ?? ""))];
}

/**
 * Says of each group of steps whether it is the reader's; what is not is folded below a request.
 * @param {Role[]} roles
 * @param {string | null} role
 */
export function showWhose(roles, role) {
  /** @type {NodeListOf<HTMLElement>} */
  const groups = document.querySelectorAll(".kb-group[data-party]");
  for (const group of groups) {
    /** @type {HTMLElement | null} */
    const who = group.querySelector(".kb-who");
    if (!who) continue;
    const party = who.dataset.who ?? "";
    const isMine = canDo(roles, role, group.dataset.party ?? "");
    who.textContent = whoText(roles, role, { party, isMine });
    unfold(group);
    if (!isMine) fold(group, party);
  }
}

/**
 * @param {Role[]} roles
 * @param {string | null} role
 * @param {{ party: string, isMine: boolean }} whose
 */
function whoText(roles, role, { party, isMine }) {
  if (!isMine) return STRINGS.ask(party);
  return roles.some(({ id }) => id === role) ? STRINGS.byYou : STRINGS.by(party);
}

/** @param {HTMLElement} group */
function unfold(group) {
  const folded = group.querySelector(".kb-theirs");
  if (!folded) return;
  folded.querySelector("summary")?.remove();
  folded.replaceWith(...folded.childNodes);
  group.querySelector(".kb-ask")?.remove();
}

/**
 * Folds all that stands behind the facts of a group.
 * @param {HTMLElement} group
 * @param {string} party
 */
function fold(group, party) {
  const facts = group.querySelector(".kb-facts");
  const following = [...group.children].slice([...group.children].indexOf(facts ?? group) + 1);
  const summary = make("summary", {}, STRINGS.theirSteps);
  const folded = make("details", { class: "kb-theirs" }, summary, ...following);
  folded.open = following.some((node) => node.querySelector(":target"));
  group.append(request(party), folded);
}

/** @param {string} party */
function request(party) {
  const text = make("p", { class: "kb-ask" }, STRINGS.notYours(party));
  if (document.getElementById("who"))
    text.append(" ", make("a", { href: "#who" }, STRINGS.sendMessage));
  return text;
}
