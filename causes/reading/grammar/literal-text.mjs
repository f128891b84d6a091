// The text of a string as code writes it down, without its escapes.

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g;
const ESCAPES = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["b", "\b"],
  ["f", "\f"],
  ["0", "\0"],
]);

/**
 * What a string means whose quotes are taken off.
 * @param {string} text
 */
export function unescapedText(text) {
  return text.replace(ESCAPE, (_, unicode, hex, char) => {
    const code = unicode || hex;
    return code ? String.fromCharCode(parseInt(code, 16)) : (ESCAPES.get(char) ?? char);
  });
}

/**
 * Does a string, with its quotes, take in what is not known before the program runs?
 * @param {string} source
 */
export function unknownText(source) {
  if (source[0] === "`") return source.includes("${");
  return /^[fF]["'].*\{|^".*#\{/s.test(source);
}
