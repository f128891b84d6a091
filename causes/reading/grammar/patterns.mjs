// Joins long patterns from lists, so that each alternative and each piece stands on a line of its
// own and can be read by itself.

/**
 * A pattern that fits where one of the alternatives does, between `before` and `after`.
 * @param {(string | RegExp)[]} alternatives
 * @param {{before?: string, after?: string, flags?: string}} [around]
 */
export function anyOf(alternatives, { before = "", after = "", flags = "" } = {}) {
  return new RegExp(`${before}(?:${alternatives.map(sourceOf).join("|")})${after}`, flags);
}

/**
 * A pattern of pieces that stand one behind the other.
 * @param {(string | RegExp)[]} pieces
 * @param {string} [flags]
 */
export function inOrder(pieces, flags = "") {
  return new RegExp(pieces.map(sourceOf).join(""), flags);
}

/** @param {string | RegExp} piece */
function sourceOf(piece) {
  return typeof piece === "string" ? piece : piece.source;
}

/**
 * The source of a pattern that fits one of the words, which blanks separate.
 * @param {string} text
 */
export function words(text) {
  return `(?:${text.trim().split(/\s+/).join("|")})`;
}
