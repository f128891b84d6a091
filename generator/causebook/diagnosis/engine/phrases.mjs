// Why: people say one thing in many words; a book names such a set of words once, as a phrase, and
// its patterns refer to it as {name}. It must not know what any phrase means.

const REFERENCE = /\\.|\{([a-z][a-z0-9-]*)\}/g;

/**
 * A pattern with its phrases written out, each as a group of its own.
 * @param {string} source may refer to phrases as {name}
 * @param {Record<string, string>} phrases name -> pattern, which may refer to others; the generator
 *   has seen to it that each is there and none refers to itself
 * @returns {string}
 */
export function written(source, phrases = {}) {
  /** @type {(all: string, name: string) => string} */
  const writeOut = (all, name) =>
    Object.hasOwn(phrases, name) ? "(?:" + written(phrases[name], phrases) + ")" : all;
  return source.replace(REFERENCE, writeOut);
}
