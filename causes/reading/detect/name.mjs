// Detectors of the header's name: a credential under another name is not found by the server.
import { present, absent, unknown } from "../facts/answers.mjs";
import { firstFound, requestOf, wholeRequestOf } from "../facts/facts.mjs";
import { headersNamed, isBlankedOut } from "../grammar/http.mjs";
import { markName, markOf, markText } from "../facts/marks.mjs";
import { inOrder } from "../grammar/patterns.mjs";
/** @import { Detector, Detection, Line, Reading, Request } from "../types.d.ts" */

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const nameDetectors = {
  "header-misspelt": misspelt,
};

/** @type {Detector} */
function misspelt(reading) {
  const request = requestOf(reading);
  const found = (request && misspeltIn(reading, request)) || misspeltInCode(reading);
  if (found) return found;
  const isRight = headersNamed(request, "authorization").length > 0;
  return isRight || wholeRequestOf(reading) ? absent() : unknown();
}

/**
 * @param {Reading} reading
 * @param {Request} request
 * @returns {Detection | null}
 */
function misspeltIn(reading, request) {
  const spaced = spacedName(request);
  if (spaced)
    return present(
      markOf(reading, spaced),
      "A blank stands before the name Authorization, so servers do not find that header.",
    );
  if (headersNamed(request, "authorization").length > 0) return null;
  const wrong = request.headers.find(
    ({ name, value }) => value !== "" && isMisspelt(name) && !isBlankedOut(name),
  );
  return wrong ? present(markName(reading, wrong), wrongName(wrong.name)) : null;
}

/**
 * A header whose name begins with a blank, which no server takes for Authorization.
 * @param {Request} request
 */
export function spacedName({ headers }) {
  return headers.find(({ name, value }) => value !== "" && /^\s+authorization$/i.test(name));
}

/** @param {string} name */
function wrongName(name) {
  return `The header is called ${name}; servers look for Authorization.`;
}

const SCHEME_IN_CODE = /["'`f]{0,2}(?:Bearer|Basic|Token)\b/;
const GIVEN_SCHEME = inOrder([/[:=,>]\s{0,3}/, SCHEME_IN_CODE], "i"); // found sooner than the whole
const IN_CODE = inOrder(
  [
    /(["'`]?)\b([A-Z][\w-]{9,18})\1/, // the name, in quotes or bare
    /\s{0,3}(?:[:=,]|=>)\s{0,3}/,
    SCHEME_IN_CODE,
  ],
  "i",
);

/**
 * @param {Reading} reading
 * @returns {Detection | null}
 */
function misspeltInCode(reading) {
  const shown = firstFound(reading, nameInCode);
  if (!shown) return null;
  const [text, , name] = shown.found;
  return present(markText(reading, shown.line.n, text), wrongName(name));
}

/** @param {Line} line */
function nameInCode({ text, facet }) {
  const isOwn = ["config", "words", "client"].includes(facet);
  const found = isOwn && GIVEN_SCHEME.test(text) ? IN_CODE.exec(text) : null;
  return found && isMisspelt(found[2]) ? found : null;
}

const LIKE_AUTHORIZATION = /^(?:authori[sz]ations?|authenti(?:fi)?cation)$/;

/**
 * Another spelling of Authorization, a slip of up to two letters, or a name that means the same
 * and is none.
 * @param {string} name
 */
export function isMisspelt(name) {
  const plain = name.toLowerCase();
  if (plain === "authorization") return false;
  const word = plain.replace(/^(?:x|http)-/, "");
  if (LIKE_AUTHORIZATION.test(word)) return true;
  return word.startsWith("au") && slips(word, "authorization") <= 2;
}

/**
 * How many letters have to be put in, left out, replaced or exchanged with their neighbour
 * (Damerau 1964).
 * @param {string} one
 * @param {string} other
 */
function slips(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = rows[i - 1][j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && one.slice(i - 2, i) === swapped(other, j);
      const exchanged = isSwapped ? rows[i - 2][j - 2] + 1 : Infinity;
      row.push(Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced, exchanged));
    }
  }
  return rows[one.length][other.length];
}

/**
 * The two letters before a place, exchanged.
 * @param {string} text
 * @param {number} end
 */
function swapped(text, end) {
  return text[end - 1] + text[end - 2];
}
