// Why: what of a page's address matters to the checklist: where its ticks are kept, what a ticket
// quotes, and the ticks that a link carries. It must not know the address bar, nor what the steps
// are about.

import { outcomeIds } from "./outcomes.mjs";

/** @import { Outcome } from "./outcomes.mjs" */
/** @import { Picture } from "./record.mjs" */

const VERSION = 1;
const MOST_ITEMS = 500;
/** @type {Record<Outcome, string>} */
const LETTERS = { done: "d", "no-effect": "n", fixed: "f", "not-possible": "x" };

/**
 * The storage key of a book: two sites on one host keep their ticks apart.
 * @param {string} book
 * @param {string} base path under which the site lies
 */
export function recordKey(book, base = "/") {
  return base === "/" ? `causebook:${book}:steps` : `causebook:${book}:${base}:steps`;
}

/**
 * The path under which the site lies, from the page's path and its address in the book; "/" if they
 * do not fit.
 * @param {string} pathname
 * @param {string} url
 */
export function basePath(pathname, url = "") {
  const forms = [url, `${url}index.html`, `${url.slice(0, -1)}.html`];
  const end = forms.find((form) => url && pathname.endsWith(`/${form}`));
  return end ? pathname.slice(0, -end.length) : "/";
}

/**
 * The address to quote, without query and fragment; of a page on disk the path in the book.
 * @param {string} href
 * @param {string} [pathInBook]
 */
export function pageAddress(href, pathInBook) {
  const url = new URL(href);
  url.search = "";
  url.hash = "";
  return url.protocol.startsWith("http") || !pathInBook ? url.href : pathInBook;
}

/**
 * FNV-1a, 32 bits.
 * @param {string} id
 */
function shortOf(id) {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * Hash -> id; null where two ids have the same.
 * @param {Iterable<string>} ids
 */
function idsByShort(ids) {
  /** @type {Map<string, string | null>} */
  const found = new Map();
  for (const id of new Set(ids)) found.set(shortOf(id), found.has(shortOf(id)) ? null : id);
  return found;
}

/**
 * `#kb=1.d1k2j3.x9a8b7`: outcomes and hashed ids; "" when nothing is ticked.
 * @param {Picture} picture
 */
export function linkFragment(picture) {
  const items = [...picture].flatMap(([id, outcome]) =>
    outcome ? [LETTERS[outcome] + shortOf(id)] : [],
  );
  return items.length ? `#kb=${VERSION}.${items.join(".")}` : "";
}

/**
 * @param {string} item
 * @param {Map<string, string | null>} known
 * @returns {Array<[string, Outcome]>}
 */
function linkItem(item, known) {
  const outcome = outcomeIds.find((id) => LETTERS[id] === item[0]);
  const id = known.get(item.slice(1));
  return outcome && id ? [[id, outcome]] : [];
}

/**
 * The picture a fragment carries for these steps, or null.
 * @param {unknown} fragment
 * @param {string[]} ids
 * @param {Map<string, string>} names old id -> new id
 * @returns {Picture | null}
 */
export function readFragment(fragment, ids, names = new Map()) {
  const start = `#kb=${VERSION}.`;
  if (!String(fragment).startsWith(start)) return null;
  const known = new Map([...idsByShort(names.keys()), ...idsByShort(ids)]);
  const items = String(fragment).slice(start.length).split(".", MOST_ITEMS);
  const carried = new Map(
    items
      .flatMap((item) => linkItem(item, known))
      .map(([id, outcome]) => [names.get(id) ?? id, outcome]),
  );
  return carried.size ? new Map(ids.map((id) => [id, carried.get(id) ?? ""])) : null;
}
