// Detectors of what was sent in place of a credential: the name of a variable, a word of the
// documentation, what code prints of nothing.
import { present, absent, unknown } from "../facts/answers.mjs";
import { PLACEHOLDER, VARIABLE } from "../facts/credential-words.mjs";
import { credentialsOf } from "../facts/credentials.mjs";
import { once } from "../facts/facts.mjs";
import { decodeBase64 } from "../grammar/http.mjs";
import { markOf, markText } from "../facts/marks.mjs";
import { inOrder } from "../grammar/patterns.mjs";
/** @import { Credential, Detector, Line, Reading } from "../types.d.ts" */

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const placeholderDetectors = {
  "placeholder-credential": (reading) => placeholder(reading, PLACEHOLDER),
  "variable-name-sent": (reading) => placeholder(reading, VARIABLE),
};

const AMBIGUOUS = /^[<{](?:[\w -]{1,40})[>}]$/; // left by the program, or put in by the reader
const HARMLESS = /^[\w$%{}()[\] <>.#-]{1,40}$/;

/**
 * @param {Reading} reading
 * @param {RegExp} form
 */
function placeholder(reading, form) {
  const sent = credentialsOf(reading).filter(mayBePlaceholder);
  for (const each of sent) {
    const part = partsOf(each).find((text) => form.test(text.trim()));
    if (part !== undefined && !each.expands) return standsInstead(reading, each, part);
  }
  const literal = literalsOf(reading).find(({ part }) => form.test(part));
  if (literal)
    return present(
      markText(reading, literal.line, literal.text),
      `Where the credential should be stands “${literal.part}”.`,
    );
  if (sent.some(({ value }) => AMBIGUOUS.test(value.trim()))) return unknown();
  return sent.every(({ blanked }) => blanked) ? unknown() : absent();
}

/** @param {Credential} credential */
function mayBePlaceholder({ from, name }) {
  return from !== "userinfo" && !/^cookie$/i.test(name);
}

/**
 * @param {Reading} reading
 * @param {Credential} credential
 * @param {string} part
 */
function standsInstead(reading, credential, part) {
  const what = HARMLESS.test(part) ? `“${part}”` : "a placeholder";
  return present(
    markOf(reading, { ...credential, value: credential.value || credential.raw }),
    `Where the credential should be stands ${what}.`,
  );
}

/**
 * A credential's value, and what stands behind the base64 of Basic.
 * @param {Credential} credential
 */
function partsOf({ from, scheme, value, raw, blanked }) {
  const shown = scheme || from !== "authorization" ? value : raw;
  const bare = shown.trim().replace(/^["'`]|["'`]$/g, "");
  const decoded = /^basic$/i.test(scheme) && !blanked ? decodeBase64(bare) : null;
  return [bare, ...(decoded || "").split(":")];
}

const LITERAL = inOrder([
  /(?:Bearer|Token|Basic) {1,3}["'“`]?/,
  /(undefined|null|None|nil|\[object Object\]|\{\{[\w .-]{1,60}\}\})/,
  /(?=["'”`,;)\]}\s]|$)/,
]);

/** `Bearer undefined` and its like, wherever they stand: code does not write them on purpose. */
const literalsOf = once((reading) => reading.lines.flatMap(literalIn));

/** @param {Line} line */
function literalIn({ text, n, facet }) {
  const found = facet ? LITERAL.exec(text) : null;
  if (!found || /expected|None of/.test(text)) return [];
  const isCode = facet === "config" && /^[nN{]/.test(found[1]);
  return isCode ? [] : [{ line: n, text: found[0], part: found[1] }];
}
