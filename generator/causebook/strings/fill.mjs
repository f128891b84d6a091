// Why: puts values into the texts of `en.json` or of the book's own language, whose rules of plural
// and of writing numbers it follows. It must not know any text.

import TEXTS from "./en.json" with { type: "json" };

/** @typedef {{ zero?: string, one?: string, two?: string, few?: string, many?: string }} Rare */
/** @typedef {Rare & { other: string }} Forms a text for each form of plural that a language has */

const { locale } = TEXTS.language;
/** @type {Intl.PluralRules | undefined} */
let rules;

/**
 * A text with a value for each name in brackets.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * The text for a number of things, with the number for `{count}`.
 * @param {Forms} forms
 * @param {number} count
 * @param {Record<string, string | number>} values
 */
export function counted(forms, count, values = {}) {
  rules ??= new Intl.PluralRules(locale);
  return fill(forms[rules.select(count)] ?? forms.other, { count: written(count), ...values });
}

/**
 * A number as the language writes it.
 * @param {number} number
 * @param {number} digits behind its point
 */
export function written(number, digits = 0) {
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return number.toLocaleString(locale, exactly);
}

/**
 * A text as the beginning of a sentence.
 * @param {string} text
 */
export function sentence(text) {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
