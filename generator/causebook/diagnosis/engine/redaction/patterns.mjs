// Why: a pattern that is longer than a line is a list of alternatives with a name; and a pattern is
// asked at a place, or for all that it finds. It must not know what any pattern is for.

/**
 * @typedef {RegExp | string | Array<RegExp | string>} Piece of a pattern: a list means any of these
 */

/**
 * The pieces one after the other, as one pattern; their own flags do not count.
 * @param {string} flags
 * @param {...Piece} pieces
 */
export function pattern(flags, ...pieces) {
  return new RegExp(pieces.map(sourceOf).join(""), flags);
}

/**
 * @param {Piece} piece
 * @returns {string}
 */
function sourceOf(piece) {
  if (Array.isArray(piece)) return `(?:${piece.map(sourceOf).join("|")})`;
  return typeof piece === "string" ? piece : piece.source;
}

/**
 * All that a global pattern finds, from the first to the last. Copying the pattern for each search,
 * as matchAll does, costs more than the search.
 * @param {RegExp} sought
 * @param {string} text
 */
export function allOf(sought, text) {
  /** @type {RegExpExecArray[]} */
  const found = [];
  sought.lastIndex = 0;
  for (let each = sought.exec(text); each; each = sought.exec(text)) {
    found.push(each);
    if (each[0] === "") sought.lastIndex += 1;
  }
  return found;
}

/**
 * What a sticky pattern finds at a place, or null.
 * @param {RegExp} sought
 * @param {string} text
 * @param {number} at
 */
export function foundAt(sought, text, at) {
  sought.lastIndex = at;
  return sought.exec(text);
}

/**
 * The place behind what a sticky pattern finds, or the same place.
 * @param {RegExp} sought
 * @param {string} text
 * @param {number} at
 */
export function behind(sought, text, at) {
  return at + (foundAt(sought, text, at)?.[0].length ?? 0);
}

/**
 * The words of a list that is written with blanks between them.
 * @param {string} list
 */
export function wordsOf(list) {
  return list.trim().split(/\s+/);
}
