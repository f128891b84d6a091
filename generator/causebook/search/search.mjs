// Why: from a text to pages: cuts it, loads the parts of the index that it needs, and has them ranked.
// It must not know a document, nor how a part is loaded.

import { meantBy } from "./match.mjs";
import { partsOf } from "./parts.mjs";
import { ranked } from "./rank.mjs";
import { wordsIn } from "./words.mjs";

/** @import { Contents, Found, Hit, Load, PageText, Shown, Words } from "./types.d.ts" */

const END_WORDS = 20; // words from either end of a long text: what tells stands first or last
const FEW = 3; // words of a query that are all worth a mark
const COMMON = 0.3; // the share of all pages that have what is not worth a mark
const END_LENGTH = 4000; // characters of either end

/** A search over one index. */
export class Search {
  /**
   * @param {Contents} contents
   * @param {Load} load
   */
  constructor(contents, load) {
    this.contents = contents;
    this.load = load;
  }

  /**
   * The pages for a text; its last word may be half a word.
   * @param {string} text
   * @returns {Promise<Found>}
   */
  async find(text) {
    const asked = wordsIn(bothEnds(text));
    const words = asked.length > 2 * END_WORDS ? ends(asked) : asked;
    const begun = /[\p{L}\p{N}\p{M}]$/u.test(text) ? words.at(-1) : undefined;
    const loaded = await this.loadWords(words, begun);
    const meant = words.map((word) => meantBy(loaded, word, word === begun));
    return {
      hits: ranked(this.contents, loaded, meant),
      words: this.telling(loaded, meant),
    };
  }

  /**
   * The words that results show: of a long query those that are not on every other page.
   * @param {Words} loaded
   * @param {Array<Map<string, number>>} meant
   */
  telling(loaded, meant) {
    const words = meant.flatMap((one) => [...one.keys()]);
    if (meant.length <= FEW) return new Set(words);
    const count = this.contents.kinds.reduce((sum, kind) => sum + kind.count, 0);
    return new Set(words.filter((word) => loaded[word].length < count * COMMON));
  }

  /**
   * @param {string[]} words
   * @param {string | undefined} begun
   * @returns {Promise<Words>} all words of all parts that may have one of these
   */
  async loadWords(words, begun) {
    const { contents } = this;
    if (!contents.words.length) return {};
    const wanted = new Set(words.flatMap((word) => partsOf(contents, word, word === begun)));
    const parts = await Promise.all(
      [...wanted].map((n) => this.load("w" + n, contents.words[n][1])),
    );
    return Object.assign(Object.create(null), ...parts);
  }

  /**
   * What results show of some pages.
   * @param {Hit[]} hits
   * @param {Set<string>} words
   * @returns {Promise<Shown[]>}
   */
  async show(hits, words) {
    const { pages, perPart } = this.contents;
    const shown = hits.map(async ({ page, kind }) => {
      const part = Math.floor(page / perPart);
      const texts = /** @type {PageText[]} */ (await this.load("p" + part, pages[part]));
      const [address, title, summary, lines] = texts[page % perPart];
      return { kind, address, title, summary, line: likest(lines, words) };
    });
    return Promise.all(shown);
  }
}

/** @param {string} text */
function bothEnds(text) {
  if (text.length <= 2 * END_LENGTH) return text;
  return text.slice(0, END_LENGTH) + " " + text.slice(-END_LENGTH);
}

/** @param {string[]} words */
function ends(words) {
  return [...new Set([...words.slice(0, END_WORDS), ...words.slice(-END_WORDS)])];
}

/**
 * The line that has most of the words, or nothing.
 * @param {string[]} lines
 * @param {Set<string>} words
 */
function likest(lines, words) {
  let best = "";
  let most = 0;
  for (const line of lines) {
    const own = wordsIn(line);
    const share = own.filter((word) => words.has(word)).length / Math.sqrt(own.length || 1);
    if (share > most) [best, most] = [line, share];
  }
  return best;
}
