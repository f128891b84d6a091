// Says what kind of thing a line is when it is not part of an exchange: a server's log, a client's
// output, configuration or code, a response body, or plain words. It goes by form alone.
import { isAccessRecord } from "./access-logs.mjs";
import { ABOUT_A_COMMAND, CLIENT, CONFIG, LOG, MARKUP, NOISE, SHELL } from "./line-forms.mjs";
import { anyOf } from "../grammar/patterns.mjs";

const BELOW_CATEGORY = /^ {6}\S/; // .NET indents the message below the category
const INNER = /^(?: {2,}|\t| ?- )\S/;
const LABEL = /^[\w()]+(?: [\w()]+){1,6}:$/;
const TAG = /^\s*<\/?[\w:.-]+(?:[\s/][^<>]{0,200})?>/;
const COMMENT = /^\s*(?:#|\/\/)/;

/** @typedef {(text: string, before: string) => boolean} Fits given the facet of the line before */

/**
 * The first that fits counts; a line that fits none is plain words.
 * @type {{facet: string, fits: Fits}[]}
 */
const FORMS = [
  { facet: "", fits: (text) => text.trim() === "" || NOISE.test(text) },
  { facet: "config", fits: (text) => SHELL.test(text) },
  { facet: "log", fits: (text) => LOG.test(text) || isAccessRecord(text) },
  { facet: "body", fits: (text) => MARKUP.test(text) },
  { facet: "client", fits: (text) => CLIENT.test(text.trimStart()) },
  { facet: "log", fits: (text, before) => before === "log" && BELOW_CATEGORY.test(text) },
  { facet: "config", fits: (text, before) => before === "config" && INNER.test(text) },
  { facet: "words", fits: (text) => LABEL.test(text) || ABOUT_A_COMMAND.test(text) },
  { facet: "config", fits: (text) => CONFIG.test(text) || TAG.test(text) },
  { facet: "config", fits: (text, before) => before === "config" && COMMENT.test(text) },
  { facet: "client", fits: (text, before) => before === "client" && isContinued(text) },
];

/**
 * The facet of a line outside an exchange: log, client, config, body, words, or "" for nothing.
 * @param {string} content
 * @param {string} before the facet of the line before
 */
export function facetOf(content, before) {
  const text = content.slice(0, 600);
  const form = FORMS.find(({ fits }) => fits(text, before));
  return form ? form.facet : "words";
}

const SENTENCE = anyOf([
  /^(?:The|This|That|It|But|And|When|After|With|Any|Even|Same|So|Then|Also)\b/,
  /\b(?:I|I'm|my|we|our|me)\b/,
]);

/**
 * A line right below a program's message that reads like more of it, not like the reader's own
 * words.
 * @param {string} text
 */
function isContinued(text) {
  return /^\s{2,}\S/.test(text) || (text.length < 160 && !SENTENCE.test(text));
}

const OF_LOGS = named(`
  level severity lvl logger logname loglevel requestmethod downstreamstatus response_flags
  remote_addr
`);
const OF_BODIES = named(`
  error errors error_description message msg detail title code status statuscode reason fault ok
  success
`);
const OF_CONFIG = named(`
  headers auths config handler scripts dependencies authentication server host url
  connectionstrings credhelpers
`);
const OF_REQUESTS = anyOf(
  [
    /remote_?ip|remote_?addr|user_?agent/, // who asked
    /request|request_uri|verb|(?:http_?|\w{0,12}request_?)?method/, // for what
    /exectime|response_code/, // how it went
  ],
  { before: '"', after: '"', flags: "i" },
);
const OF_STATUS = /"[\w.]{0,20}(?:status|resp(?:onse)?_?code|code)[\w.]{0,12}": ?"?[1-5]\d\d\b/i;

/**
 * The facet of an object that is no token: log (a record of one), config, or body.
 * @param {unknown} value
 * @param {string} source of the value
 */
export function facetOfJson(value, source) {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return "body";
  const names = Object.keys(value).map((name) => name.toLowerCase());
  if (names.some((name) => OF_LOGS.has(name))) return "log";
  if (OF_REQUESTS.test(source) && OF_STATUS.test(source)) return "log";
  if (names.some((name) => OF_BODIES.has(name))) return "body";
  return names.some((name) => OF_CONFIG.has(name)) ? "config" : "body";
}

/** @param {string} text */
function named(text) {
  return new Set(text.trim().split(/\s+/));
}
