// Why: cuts what is found and what is looked for into the same words. The index is cut by this very
// function when a site is made: there is no second one to agree with. It must not know what any
// word means, nor how words are weighed.

const LONGEST = 40; // characters; what is longer is data
/** @type {Array<[RegExp, number]>} endings of words, and how many letters have to stay */
const ENDINGS = [
  [/at(?:ions?|e[ds]?|ing|ors?)$/, 4],
  [/(?:ings?|edly)$/, 4],
  [/e[ds]$/, 4],
  [/ers?$/, 4],
  [/(?:ly|e)$/, 4],
  [/(?<![sui])s$/, 3],
];
const VARIES = [
  /^(?=.*\d)[\da-f]{8,}$/, // ids, hashes
  /^t?\d{1,2}[tz]?$/, // parts of times and dates
  /^\d+z$/, // the end of a moment
  /^(?:19|20)\d\d$/, // years
  /^\d{7,}$/, // moments, counts
  /^\d{1,2}t\d{1,2}$/, // where a date ends and a time begins
];
// Scripts that are written without blanks: two characters that follow each other are a word.
const UNSPACED = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
const SIGN =
  "(?=[\\p{L}\\p{N}])[" + UNSPACED.map((script) => "\\p{scx=" + script + "}").join("") + "]";
const LETTER = "(?:(?!" + SIGN + ")[\\p{L}\\p{M}\\p{N}])";
const CODE = "(?<![\\d.])\\d{3}\\.\\d{1,2}(?![\\d.])"; // a code with a second number: 404.3
const JOINED = LETTER + "+(?:_" + LETTER + "+)*"; // a name of a program is one word: invalid_token
const RUN = new RegExp("(?:" + SIGN + "\\p{M}*)+|" + CODE + "|" + JOINED, "gu");
const IS_UNSPACED = new RegExp("^" + SIGN, "u");
const HUMP = /(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const JOINT = /[_.]/;
const WITHIN = /(?<=\p{L})['’](?=\p{L})/gu; // doesn't is one word

/** @typedef {{ from: number, to: number, words: string[] }} Place */

/**
 * Where the words of a text stand; those of scripts without blanks overlap.
 * @param {string} text
 * @returns {Place[]}
 */
export function placesIn(text) {
  return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) =>
    IS_UNSPACED.test(run)
      ? pairsIn(run, index)
      : [{ from: index, to: index + run.length, words: wordsOf(run) }],
  );
}

/**
 * The words of a text, each once, in their order.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsIn(text) {
  const whole = text.normalize("NFKC").replace(WITHIN, "");
  return [...new Set(placesIn(whole).flatMap(({ words }) => words))];
}

/**
 * A run and, where it is made of several, its parts: ExpiredJwtException is four words,
 * invalid_token three.
 * @param {string} run
 * @returns {string[]}
 */
function wordsOf(run) {
  const names = run.split(JOINT);
  const whole = names.length > 1 ? [run] : [];
  return [...whole, ...names.flatMap(humpsOf)].map(plain).filter(isWord).map(stem);
}

/** @param {string} name */
function humpsOf(name) {
  const parts = name.split(HUMP);
  return parts.length > 1 ? [name, ...parts.filter(({ length }) => length > 1)] : [name];
}

/**
 * Every two signs that follow each other, or the only one.
 * @param {string} run
 * @param {number} start
 * @returns {Place[]}
 */
function pairsIn(run, start) {
  const signs = [...run];
  const pairs = signs.length < 2 ? signs : signs.slice(1).map((sign, i) => signs[i] + sign);
  let from = start;
  return pairs.map((pair, i) => {
    const place = { from, to: from + pair.length, words: [pair] };
    from += signs[i].length;
    return place;
  });
}

/** @param {string} word */
function plain(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {string} word */
function isWord(word) {
  return word !== "" && word.length <= LONGEST && !VARIES.some((form) => form.test(word));
}

/**
 * A word without its ending, the same for expire, expires, expired and expiring, for authorised
 * and authorized.
 * @param {string} word
 */
export function stem(word) {
  if (!/^[a-z]+$/.test(word)) return word;
  for (const [ending, least] of ENDINGS) {
    const short = word.replace(ending, "");
    if (short !== word && short.length >= least) return british(short);
  }
  return british(word);
}

/** @param {string} word */
function british(word) {
  return word.replace(/iz(?=[aeio]|$)/, "is");
}
