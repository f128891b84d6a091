// Why: puts the search together when it is touched first: where this site is, how its parts are
// loaded, and the field on the page. It must not know how pages are found, nor how they are shown.

import { Search } from "../search.mjs";
import { Box, SHOWN } from "./box.mjs";
import { Outdated, Parts } from "./loading.mjs";

/** @import { Addresses, Finder, Hit } from "../types.d.ts" */

/** Starts the search of the page that runs this script. */
export function start() {
  const own = document.currentScript;
  const root = document.querySelector(".kb-search");
  const form = root?.querySelector("form");
  const input = root?.querySelector("input");
  if (!(own instanceof HTMLScriptElement) || !(root instanceof HTMLElement) || !form || !input)
    return;
  const parts = new Parts(new URL("search/", own.src).href, trusted());
  const site = new URL("../../", own.src).href;
  new Box(root, input, { find: finderOf(parts), addresses: addressesOf(site, form) }).start();
}

/**
 * @param {Parts} parts
 * @returns {Finder}
 */
function finderOf(parts) {
  /** @type {Search | null} */
  let search = null;
  /** @param {boolean} isNew */
  const open = async (isNew) => {
    if (!search || isNew)
      search = new Search(await parts.contents(isNew), (name, own) => parts.load(name, own));
    return search;
  };
  /**
   * @template T
   * @param {(search: Search) => Promise<T>} act
   */
  const again = async (act) => {
    try {
      return await act(await open(false));
    } catch (error) {
      if (error instanceof Outdated) return act(await open(true));
      throw error;
    }
  };
  return (text) =>
    again(async (opened) => {
      const { hits, words } = await opened.find(text);
      /** @param {Hit[]} some */
      const show = (some) => opened.show(some, words);
      await show(hits.slice(0, SHOWN)); // whether their part is of this edition shows now
      return { hits, words, show };
    });
}

/**
 * @param {string} site
 * @param {HTMLFormElement} form it leads to the list of messages
 * @returns {Addresses}
 */
function addressesOf(site, form) {
  const isFromDisk = location.protocol === "file:";
  /** @param {string} address a folder on disk has no page of its own */
  const of = (address) => {
    const [path, fragment] = address.split("#");
    const file = isFromDisk && /(?:^|\/)$/.test(path) ? path + "index.html" : path;
    return site + file + (fragment === undefined ? "" : "#" + fragment);
  };
  const messages = isFromDisk ? form.action.replace(/\/?$/, "/index.html") : form.action;
  return { of, messages, diagnose: of("diagnose/") };
}

/** @returns {(address: string) => unknown} an address of a script as the page's policy takes it */
function trusted() {
  const factory = Reflect.get(globalThis, "trustedTypes");
  const allow = { createScriptURL: (/** @type {string} */ url) => url };
  const policy = factory?.createPolicy("causebook-search", allow);
  return policy ? (address) => policy.createScriptURL(address) : (address) => address;
}
