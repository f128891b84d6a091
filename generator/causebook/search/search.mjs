// Why: from a text to pages: cuts it, loads the parts of the index that it needs, and has them
// ranked. It must not know a document, nor how a part is loaded.

import { meantBy } from "./match.mjs";
import { partsOf } from "./parts.mjs";
import { ranked } from "./rank.mjs";
import { wordsIn } from "./words.mjs";

/** @import { Contents, Found, Hit, Load, PageText, Shown, Words } from "./types.d.ts" */

const END_WORDS = 20; // words from either end of a long text: what tells stands first or last
const FEW = 3; // words of a query that are all worth a mark
const COMMON = 0.3; // the share of all pages that have what is not worth a mark
const NAMED = 10; // results among which what is called so is looked for
const END_LENGTH = 4000; // characters of either end

const [NAME, LINE, OTHER] = [0, 1, 2]; // what a text is to a page

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
    const hits = ranked(this.contents, loaded, meant);
    return {
      hits: [...(await this.namedFirst(hits.slice(0, NAMED), asked)), ...hits.slice(NAMED)],
      words: this.telling(loaded, meant),
    };
  }

  /**
   * First what has the text as its title, then what has it as one of its lines, then all others.
   * @param {Hit[]} hits
   * @param {string[]} asked
   */
  async namedFirst(hits, asked) {
    const shown = await this.show(hits, new Set());
    const isAsked = (/** @type {string} */ text) => hasSame(wordsIn(text), asked);
    const places = shown.map(({ title, lines, kind }) => {
      if (!kind.helps) return OTHER;
      if (isAsked(title)) return NAME;
      return lines.some(isAsked) ? LINE : OTHER;
    });
    return [NAME, LINE, OTHER].flatMap((wanted) => hits.filter((_, n) => places[n] === wanted));
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
      return { kind, address, title, summary, lines, line: likest(lines, words) };
    });
    return Promise.all(shown);
  }
}

/**
 * Whether two lists of words, each once, hold the same ones.
 * @param {string[]} some
 * @param {string[]} others
 */
function hasSame(some, others) {
  return some.length === others.length && some.every((word) => others.includes(word));
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
