// Why: orders the pages that have words of a query. What a page is counts beside how like the query
// it is: a cause before the message of a library, unless the message itself was pasted. It must not
// know where the index comes from, nor what any word means.

/** @import { Contents, Hit, Kind, Words } from "./types.d.ts" */

const TITLE = 0; // the unit of a page's title
const TEXT = 1; // that of its text; the others are lines
const LEAST_COVERED = 0.1; // what a page keeps that has hardly any of the query
const LEAST_SHARE = 0.15; // of what the best has, to be a result at all
const MOST = 100; // results
const WORDS_OF_SPEECH = 3; // so short a query is rather somebody's own words than a pasted line

/** @typedef {{ title: number, text: number, lines: Map<number, number>, rareness: number }} Sums */

/**
 * The pages that have words of a query, the best first.
 * @param {Contents} contents
 * @param {Words} words the parts that were loaded, in one
 * @param {Array<Map<string, number>>} asked for each word of the query what it means
 * @returns {Hit[]}
 */
export function ranked(contents, words, asked) {
  const count = contents.kinds.reduce((sum, kind) => sum + kind.count, 0);
  /** @type {Map<number, Sums>} */
  const pages = new Map();
  let all = 0;
  for (const meant of asked) {
    const places = placesOf(contents, words, meant);
    if (!places.size) continue;
    const rareness = rarenessOf(count, words, meant);
    all += rareness;
    addTo(pages, contents.units, places, rareness);
  }
  const kindOf = kindsByPage(contents.kinds);
  const hits = [...pages].map(([page, sums]) => {
    const kind = kindOf(page);
    return { page, kind, score: scoreOf(kind, sums, all, asked.length) };
  });
  hits.sort((a, b) => b.score - a.score || a.page - b.page);
  const best = hits.find(({ kind }) => kind.helps) ?? hits[0];
  const least = (best?.score ?? 0) * LEAST_SHARE;
  return helpersFirst(hits.filter(({ score }) => score >= least).slice(0, MOST));
}

/**
 * How rare a word is, by the commonest of its forms.
 * @param {number} count of all pages
 * @param {Words} words
 * @param {Map<string, number>} meant
 */
function rarenessOf(count, words, meant) {
  const lengths = [...meant.keys()].map((word) => words[word].length);
  return Math.log(1 + count / Math.max(...lengths));
}

/**
 * Where a word of the query stands, in whatever form: unit of a page -> the most that it weighs.
 * @param {Contents} contents
 * @param {Words} words
 * @param {Map<string, number>} meant
 */
function placesOf({ units, steps, step }, words, meant) {
  /** @type {Map<number, number>} */
  const places = new Map();
  for (const [word, worth] of meant) {
    let page = 0;
    for (const number of words[word]) {
      const place = Math.floor(number / steps);
      page += Math.floor(place / units);
      const at = page * units + (place % units);
      const weight = (number % steps) * step * worth;
      if (weight > (places.get(at) ?? 0)) places.set(at, weight);
    }
  }
  return places;
}

/**
 * @param {Map<number, Sums>} pages
 * @param {number} units
 * @param {Map<number, number>} places
 * @param {number} rareness
 */
function addTo(pages, units, places, rareness) {
  const seen = new Set();
  for (const [place, weight] of places) {
    const page = Math.floor(place / units);
    const unit = place % units;
    const sums = pages.get(page) ?? { title: 0, text: 0, lines: new Map(), rareness: 0 };
    pages.set(page, sums);
    if (unit === TITLE) sums.title += weight;
    else if (unit === TEXT) sums.text += weight;
    else sums.lines.set(unit, (sums.lines.get(unit) ?? 0) + weight);
    if (!seen.has(page)) sums.rareness += rareness;
    seen.add(page);
  }
}

/**
 * A line counts the more, the longer the query is; what a page is counts for all else.
 * @param {Kind} kind
 * @param {Sums} sums
 * @param {number} all the rareness of all words of the query that any page has
 * @param {number} length of the query, in words
 */
function scoreOf(kind, { title, text, lines, rareness }, all, length) {
  const line = Math.max(0, ...lines.values()) * (length / (length + WORDS_OF_SPEECH));
  const covered = LEAST_COVERED + (1 - LEAST_COVERED) * (rareness / all);
  return (kind.worth * (title + text) + line) * covered;
}

/**
 * Pages are numbered by kind.
 * @param {Kind[]} kinds
 * @returns {(page: number) => Kind}
 */
function kindsByPage(kinds) {
  return (page) => {
    let end = 0;
    return kinds.find((kind) => page < (end += kind.count)) ?? kinds[kinds.length - 1];
  };
}

/**
 * What does not help who is stuck never comes first, unless there is nothing else.
 * @param {Hit[]} hits
 */
function helpersFirst(hits) {
  const first = hits.findIndex(({ kind }) => kind.helps);
  if (first < 1) return hits;
  return [hits[first], ...hits.slice(0, first), ...hits.slice(first + 1)];
}
