// Reads a command of wget, as far as it shows a request:
// https://www.gnu.org/software/wget/manual/wget.html
import { words } from "../grammar/patterns.mjs";
import { partedWords } from "./options.mjs";
/** @import { Option } from "./options.mjs" */
/** @import { Header, LineOf, Word } from "../types.d.ts" */

const SHORT_WITH_VALUE = /^-[a-zA-Z]*[OoaeiBtTwQUPDARXIl]$/;
const LONG_WITH_VALUE = new RegExp(
  `^--${words(`
    header user-agent referer method body-data body-file post-data post-file output-document
    output-file append-output user password http-user http-password proxy-user proxy-password
    load-cookies save-cookies certificate private-key ca-certificate tries timeout wait
    directory-prefix limit-rate execute config input-file base
  `)}$`,
);
/** Options through which credentials come that the command does not show. */
const ELSEWHERE = /^--(?:(?:http-)?(?:user|password)|load-cookies|certificate|config|execute)$/;
const ADDRESS = /^(?:https?:\/\/|[\w-]+\.[\w.-]+)/;

/**
 * The requests of a command's words, one for each address.
 * @param {Word[]} all
 * @param {LineOf} lineOf
 */
export function wgetRequests(all, lineOf) {
  const { options, others } = partedWords(all, takesValue);
  const names = options.map(({ name }) => name);
  const request = {
    method: methodOf(options),
    version: "",
    headers: options.flatMap((option) => headerOf(option, lineOf)),
    command: "wget",
    partial: names.some((name) => ELSEWHERE.test(name)),
  };
  return others
    .filter(({ text }) => ADDRESS.test(text))
    .map(({ text }) => ({ ...request, url: /^https?:/.test(text) ? text : `http://${text}` }));
}

/** @param {string} name */
function takesValue(name) {
  return LONG_WITH_VALUE.test(name) || SHORT_WITH_VALUE.test(name);
}

/** @param {Option[]} options */
function methodOf(options) {
  const named = options.find(({ name }) => name === "--method")?.value;
  if (named) return named.text.toUpperCase();
  if (options.some(({ name }) => name === "--spider")) return "HEAD";
  return options.some(({ name }) => name.startsWith("--post-")) ? "POST" : "GET";
}

/**
 * @param {Option} option
 * @param {LineOf} lineOf
 * @returns {Header[]}
 */
function headerOf({ name, value }, lineOf) {
  const [, field, text] = /^([^:]+):\s*(.*)$/s.exec(value?.text || "") || [];
  if (name !== "--header" || !value || !field || !text) return [];
  return [
    { name: field, value: text, line: lineOf(value.at), exact: true, expands: value.expands },
  ];
}
