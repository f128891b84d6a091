// Reads what a program printed of a request or a response together with its headers, where it is
// no whole object: `<GET https://…,[Accept:"*/*"]>`, `401 map[Www-Authenticate:[Bearer]]`. The
// headers are found by their names, all else by the names of fields, whoever wrote it.
import { contentOf } from "../lines/paste.mjs";
import { facetOf } from "../lines/facets.mjs";
import { looseSightings } from "../lines/loose-status.mjs";
import { depthOf } from "../grammar/bodies.mjs";
import { headerLists } from "../grammar/header-lists.mjs";
import { METHODS } from "../grammar/http.mjs";
import { anyOf, inOrder } from "../grammar/patterns.mjs";
import { meaningOf, urlOf } from "./records.mjs";
import { isSameTarget, statusAlone } from "./reports.mjs";
import { assign, newRequest, newResponse, openDraft, openExchange } from "./scan.mjs";
/** @import { Exchange, Header, PasteLine, Recogniser, Scan, Side } from "../types.d.ts" */
/** @import { Listed } from "../grammar/header-lists.mjs" */
/** @import { Sent } from "./records.mjs" */

/**
 * What was printed: of a request what was `sent`, of a response its status and what was `got`.
 * @typedef {{target: {method: string, url: string}, status: number, sent: Header[], got: Header[]}} Printed
 */

const MAY_LIST = /[[{(<].{0,2000}?(?:authori[sz]|authentic|content-|accept|server|cookie|\bx-)/i;
const MAY_OPEN = /(?:re(?:quest|sponse)|headers|http|call)\b.{0,400}[{([]\s*$/i;
const AN_OBJECT = /^\s*[{[]|\{"/;
const CODE = anyOf([
  /^\s*(?:const|let|var|return|await|def|func|if|for|self|export)\b/,
  /^\s*[\w.$]+ ?=(?![=>]) ?[^=]/,
  /^\s*\$ |["'`]\s?\+\s?[\w$]|[\w)]\s?\+\s?["'`]/, // a command, a text put together
  /;\s*$|=> ?\{|\)\s*\{\s*$|\bnew [A-Z]/,
]);
const LONG = 6000; // characters
const LINES = 60; // that one printed value may fill
const NEAR = 4; // lines between a status and the headers printed below it
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
 * Takes a line on which headers are printed with a status or an address, unless an object is.
 * @type {Recogniser}
 */
export function takePrintedLine(scan, index, content) {
  if (AN_OBJECT.test(content) || !MAY_LIST.test(content)) return 0;
  const printed = printedIn(scan, [scan.lines[index]], content);
  return printed && (printed.status || printed.target.url) ? take(scan, index, printed) : 0;
}

/**
 * Takes a line, with those that its brackets take in, on which headers are printed.
 * @type {Recogniser}
 */
export function takePrinted(scan, index, content) {
  if (!MAY_LIST.test(content) && !MAY_OPEN.test(content)) return 0;
  const end = blockEnd(scan, index, content);
  const isLookedAt = end === index + 1 && !scan.open && !AN_OBJECT.test(content);
  if (isLookedAt) return 0;
  const lines = scan.lines.slice(index, end);
  const printed = printedIn(scan, lines, lines.map(contentOf).join("\n"));
  return printed ? take(scan, index, printed, end) : 0;
}

/**
 * @param {Scan} scan
 * @param {number} index
 * @param {Printed} printed
 * @param {number} [end]
 */
function take(scan, index, printed, end = index + 1) {
  const line = scan.lines[index];
  const facet = facetOf(contentOf(line), scan.before);
  const isApart = facet === "config" && !printed.status && !printed.target.url;
  if (isApart || !place(scan, line, printed)) return 0;
  for (const each of scan.lines.slice(index, end)) assign(scan, each, facetFor(printed, facet));
  return end;
}

/**
 * @param {Printed} printed
 * @param {string} facet
 */
function facetFor({ status, got }, facet) {
  if (facet === "log" || facet === "client") return facet;
  return status || got.length > 0 ? "response" : "request";
}

/**
 * The index behind the last line that the brackets of the first take in.
 * @param {Scan} scan
 * @param {number} index
 * @param {string} content
 */
function blockEnd(scan, index, content) {
  let depth = depthOf(content, true);
  if (depth <= 0 || !/[{([]\s*$/.test(content)) return index + 1;
  const limit = Math.min(scan.lines.length, index + LINES);
  for (let end = index + 1; end < limit && scan.ahead > 0; end += 1) {
    scan.ahead -= 1;
    depth += depthOf(contentOf(scan.lines[end]), true);
    if (depth <= 0) return end + 1;
  }
  return index + 1;
}

/**
 * What a text prints with headers in brackets; null without them.
 * @param {Scan} scan
 * @param {PasteLine[]} lines
 * @param {string} text
 * @returns {Printed | null}
 */
function printedIn(scan, lines, text) {
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

/**
 * Gives what was printed its place among the exchanges; false where it has none.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function place(scan, line, printed) {
  const { target, sent, got } = printed;
  if (sent.length === 0 && got.length === 0) return false;
  const exchange = continued(scan, line, printed) || opened(scan, line, printed);
  if (!exchange) return false;
  if (sent.length > 0 || target.method || target.url) addRequest(exchange, line, printed);
  if (isAnswered(printed)) addResponse(exchange, line, printed);
  scan.part = "";
  return true;
}

/** @param {Printed} printed */
function isAnswered({ status, got }) {
  return status > 0 || got.length > 0;
}

/**
 * Opens an exchange where what was printed says enough of one.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function opened(scan, line, printed) {
  const isRequest = printed.target.url !== "" && printed.sent.length > 0;
  if (!printed.status && !isRequest) return null;
  if (isAnswered(printed)) return openExchange(scan, line.n, null);
  openDraft(scan, newRequest({ line: line.n, partial: true }));
  return scan.open;
}

/**
 * The open exchange where what was printed belongs to it: nothing of it contradicts what is known,
 * and nothing is said twice.
 * @param {Scan} scan
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function continued({ open }, line, printed) {
  if (!open || line.n - open.to > NEAR) return null;
  return fitsRequest(open, printed) && fitsResponse(open, printed) ? open : null;
}

/**
 * @param {Exchange} exchange
 * @param {Printed} printed
 */
function fitsRequest(exchange, { target, sent }) {
  const { request, response } = exchange;
  if (request && target.url && !isSameTarget(exchange, target)) return false;
  return sent.length === 0 || !(response || request?.headers.length);
}

/**
 * @param {Exchange} exchange
 * @param {Printed} printed
 */
function fitsResponse({ response }, { status, got }) {
  if (!response) return true;
  if (status && response.status && status !== response.status) return false;
  return got.length === 0 || response.headers.length === 0;
}

/**
 * @param {Exchange} exchange
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function addRequest(exchange, line, { target, sent }) {
  exchange.request ||= newRequest({ line: line.n, partial: true });
  exchange.request.method ||= target.method;
  exchange.request.url ||= target.url;
  exchange.request.headers.push(...sent);
}

/**
 * @param {Exchange} exchange
 * @param {PasteLine} line
 * @param {Printed} printed
 */
function addResponse(exchange, line, { status, got }) {
  exchange.response ||= newResponse({ line: line.n, partial: true });
  exchange.response.status ||= status || null;
  exchange.response.headers.push(...got);
}
