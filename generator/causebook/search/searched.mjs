// Why: asks the search of a site what its readers asked, without a page. It must not know where the
// texts come from, nor what is said of them.

import { meantBy } from "./match.mjs";
import { Search } from "./search.mjs";
import { wordsIn } from "./words.mjs";

/** @import { Contents, Words } from "./types.d.ts" */

/** @typedef {{ title: string, address: string, lacking: string[], share: number }} First */

/**
 * The first page for each text, with the words of the text that it lacks and the share that it has,
 * by how rare they are; null where nothing is found.
 * @param {Contents} contents
 * @param {Record<string, unknown>} parts
 * @param {string[]} texts
 * @returns {Promise<Array<First | null>>}
 */
export async function firstOfEach(contents, parts, texts) {
  const search = new Search(contents, async (name) => parts[name]);
  const found = [];
  for (const text of texts) found.push(await firstOf(search, text));
  return found;
}

/**
 * @param {Search} search
 * @param {string} text
 */
async function firstOf(search, text) {
  const [hit] = (await search.find(text)).hits;
  if (!hit) return null;
  const loaded = await search.loadWords(wordsIn(text), undefined);
  const [{ title, address }] = await search.show([hit], new Set());
  const count = search.contents.kinds.reduce((sum, kind) => sum + kind.count, 0);
  const asked = text.split(/\s+/).filter((word) => wordsIn(word).length);
  const worths = asked.map((word) => worthOf(loaded, word, count));
  const has = asked.map((word) => isOn(search.contents, loaded, word, hit.page));
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0);
  return {
    title,
    address,
    lacking: asked.filter((_, n) => !has[n]),
    share: sum(worths.filter((_, n) => has[n])) / sum(worths),
  };
}

/**
 * How rare a word is; what no page has is the rarest.
 * @param {Words} loaded
 * @param {string} word
 * @param {number} count of all pages
 */
function worthOf(loaded, word, count) {
  const places = formsOf(loaded, word).map((form) => loaded[form].length);
  return Math.log(1 + count / Math.max(1, ...places));
}

/**
 * Whether a page has a word, in whatever form.
 * @param {Contents} contents
 * @param {Words} loaded
 * @param {string} word
 * @param {number} page
 */
function isOn({ units, steps }, loaded, word, page) {
  return formsOf(loaded, word).some((form) => {
    let at = 0;
    return loaded[form].some((number) => (at += Math.floor(number / steps / units)) === page);
  });
}

/**
 * The words of the index that a word means.
 * @param {Words} loaded
 * @param {string} word
 */
function formsOf(loaded, word) {
  return wordsIn(word).flatMap((one) => [...meantBy(loaded, one, false).keys()]);
}
