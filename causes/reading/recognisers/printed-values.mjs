// What a text says that a program printed with headers in brackets: the headers are found by their
// names, method, address and status by the names of fields, whoever wrote it.
import { contentOf } from "../lines/paste.mjs";
import { looseSightings } from "../lines/loose-status.mjs";
import { depthOf } from "../grammar/bodies.mjs";
import { headerLists } from "../grammar/header-lists.mjs";
import { METHODS } from "../grammar/http.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
import { meaningOf, urlOf } from "./records.mjs";
import { statusAlone } from "./report-lines.mjs";
/** @import { Header, PasteLine, Scan, Side } from "../types.d.ts" */
/** @import { Listed } from "../grammar/header-lists.mjs" */
/** @import { Sent } from "./records.mjs" */

/**
 * What was printed: of a request what was `sent`, of a response its status and what was `got`.
 * @typedef {{
 *   target: {method: string, url: string}, status: number, sent: Header[], got: Header[]
 * }} Printed
 */

/** Lines between a status and the headers printed below it. */
export const NEAR = 4;
const CODE = anyOf([
  /^\s*(?:const|let|var|return|await|def|func|if|for|self|export)\b/,
  /^\s*[\w.$]+ ?=(?![=>]) ?[^=]/,
  /^\s*\$ |["'`]\s?\+\s?[\w$]|[\w)]\s?\+\s?["'`]/, // a command, a text put together
  /;\s*$|=> ?\{|\)\s*\{\s*$|\bnew [A-Z]/,
]);
const LONG = 6000; // characters
const FIELD = inOrder(
  [
    /(?<=[\s,;({<[]|^)["']?([A-Za-z][A-Za-z_]{1,20}(?: [A-Z][a-z]+)?)["']?/, // name
    /\s*(?:=>|[:=])\s*(?:\(\w+\) )?(?:b?["'<@])?([^\s"',;()<>{}[\]]+)/, // value
  ],
  "g",
);
const DIRECT = inOrder([
  `(?:\\b(${METHODS})["'>]?[,\\s:]{1,4}["']?)?`,
  /(https?:\/\/[^\s"'`<>()[\],;]+)/,
]);
const URL_ALONE = /^\s*(https?:\/\/\S+)\s*$/;
const STATUS_FIRST = /\bHTTP\/\d(?:\.\d)?["',\s]+([1-5]\d\d)\b|^[<\s]*([1-5]\d\d) [A-Z]/;

/**
 * What a text prints with headers in brackets; null without them.
 * @param {Scan} scan
 * @param {PasteLine[]} lines
 * @param {string} text
 * @returns {Printed | null}
 */
export function printedIn(scan, lines, text) {
  if (text.length > LONG || CODE.test(text)) return null;
  const lists = headerLists(text).filter(({ from }) => depthOf(text.slice(0, from), true) > 0);
  if (lists.length === 0) return null;
  const rest = withoutLists(text, lists);
  const fields = fieldsIn(rest);
  const { target, status } = saidAround(scan, lines[0], targetIn(rest, fields), fields.status);
  const sideFor = (/** @type {Listed} */ list) =>
    list.side || wordBefore(text, list.from) || (status ? "response" : "");
  const headersOf = (/** @type {Side} */ side) =>
    lists.filter((list) => sideFor(list) === side).flatMap((list) => placed(list, lines));
  return { target, status, sent: headersOf("request"), got: headersOf("response") };
}

/**
 * @param {string} text
 * @param {Listed[]} lists
 */
function withoutLists(text, lists) {
  let rest = text;
  for (const { from, to } of lists)
    rest = rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to);
  return rest;
}

/**
 * The status and address that stand alone above what has none.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {{method: string, url: string}} target
 * @param {number} status
 */
function saidAround({ lines }, line, target, status) {
  if (status || target.url) return { target, status };
  const above = lines
    .slice(Math.max(0, line.n - 1 - NEAR), line.n - 1)
    .filter(({ text }) => text.trim() !== "")
    .slice(-2)
    .map(contentOf);
  const alone = statusAlone(above.at(-1) || "");
  const [, url = ""] = (alone && URL_ALONE.exec(above.at(-2) || "")) || [];
  return { target: { method: "", url }, status: alone };
}

/**
 * What the names of fields say of method, address and status.
 * @param {string} rest
 */
function fieldsIn(rest) {
  /** @type {Sent} */
  const fields = {};
  for (const [, name, value] of rest.matchAll(FIELD)) {
    const { key } = meaningOf(name);
    if (key && FITS[key]?.test(value)) fields[key] ??= value;
  }
  const { status, ...sent } = fields;
  return { sent, status: statusFirst(rest) || Number(status || 0) || statusLoose(rest) };
}

/** @param {string} rest */
function statusFirst(rest) {
  const [, version, alone] = STATUS_FIRST.exec(rest) || [];
  return Number(version || alone || 0);
}

/** @param {string} rest */
function statusLoose(rest) {
  return looseSightings("client", rest)[0]?.status || 0;
}

/** @type {Record<string, RegExp>} what the value of a field looks like */
const FITS = {
  method: new RegExp(`^(?:${METHODS})$`, "i"),
  url: /^(?:https?:\/\/|\/)/,
  path: /^\//,
  host: /^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/,
  scheme: /^https?$/,
  status: /^[1-5]\d\d$/,
};

/**
 * @param {string} rest
 * @param {{sent: Sent}} fields
 */
function targetIn(rest, { sent }) {
  const [, method = "", url = ""] = DIRECT.exec(rest) || [];
  return {
    method: (sent.method || method).toUpperCase(),
    url: urlOf(sent) || url.replace(/[.:;]+$/, ""),
  };
}

/**
 * The side that the words before a list name last.
 * @param {string} text
 * @param {number} from
 * @returns {Side | ""}
 */
function wordBefore(text, from) {
  const before = text.slice(0, from).toLowerCase();
  const [asked, answered] = [before.lastIndexOf("request"), before.lastIndexOf("response")];
  if (asked === answered) return "";
  return asked > answered ? "request" : "response";
}

/**
 * @param {Listed} list
 * @param {PasteLine[]} lines
 * @returns {Header[]}
 */
function placed({ fields }, lines) {
  return fields.map(({ name, value }) => {
    const line = lines.find(({ text }) => text.includes(name)) || lines[0];
    return { name, value, line: line.n };
  });
}
