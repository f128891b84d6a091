// Finds an exchange in a record of any kind: what a client printed of its error, what a server
// logged of a request. It goes by the names of fields alone, in any spelling, whichever program
// wrote the record.
import { Unknown, isObject, shownText } from "../grammar/values.mjs";
import { headersIn } from "./record-headers.mjs";
import { STATUS_LINE } from "../grammar/http.mjs";
import { words } from "../grammar/patterns.mjs";
/** @import { Side } from "../types.d.ts" */

/** @typedef {"status" | "reason" | "method" | "url" | "path" | "base" | "host" | "scheme"} Key */
/** @typedef {Partial<Record<Key, string>> & {headers?: [string, string][]}} Sent */
/** @typedef {{status: number, reason?: string, headers?: [string, string][], body?: string}} Got */
/** @typedef {{request: Sent, response: Got, headers: number}} Found `headers`: lists of them */
/** @typedef {{request: Sent & {url: string}, response: Got | null, headers: number}} Shown */
/**
 * What the name of a field means; `one`: it is that single header.
 * @typedef {object} Meaning
 * @property {Key | ""} key
 * @property {boolean} isBody
 * @property {boolean} isHeaders
 * @property {string} one
 * @property {Side | ""} side
 */

const DEPTH = 6;
const FIELDS = 60;
const BODY = 20000; // characters of a body that are kept
/** @type {{side: Side, pattern: RegExp}[]} */
const SIDES = [
  { side: "request", pattern: /^(?:req(?:uest)?|config|sent|options)$/ },
  { side: "response", pattern: /^(?:res(?:p(?:onse)?)?|received|reply)$/ },
];
const OF_STATUS = words("response_ resp_ downstream_ http_ sc_ elb_ origin_");
/** @type {{key: Key, pattern: RegExp}[]} */
const NAMES = [
  {
    key: "status",
    pattern: new RegExp(`^(?:${OF_STATUS}?(?:status(?:_?code)?|code)|responsecode|httpcode)$`),
  },
  { key: "reason", pattern: /^(?:status_?text|reason(?:_?phrase)?|status_?message)$/ },
  { key: "method", pattern: /^(?:(?:request|req|http|cs)?_?method|verb)$/ },
  { key: "url", pattern: /^(?:request_?|response_?)?(?:url|uri|href|full_?url|original_?url)$/ },
  { key: "path", pattern: /^(?:request_?|raw_?)?(?:path|uri_?path|target)$/ },
  { key: "base", pattern: /^base_?(?:url|uri)$/ },
  { key: "scheme", pattern: /^scheme$/ },
  { key: "host", pattern: /^(?:request_?)?(?:host|authority|host_?name)$/ },
];
const HEADERS = /^((?:req(?:uest)?|res(?:p(?:onse)?)?)?)_?(?:http_?|raw_?)?headers?$/;
const ONE_HEADER = /^(request|response|req|resp)_([A-Z][\w-]+)$/;

/**
 * What a value says of an exchange, or null without a status and without a whole request.
 * @param {unknown} value
 * @returns {Shown | null}
 */
export function exchangeIn(value) {
  /** @type {Found} */
  const found = { request: {}, response: { status: 0 }, headers: 0 };
  if (!takeStatusLine(found, value)) look(found, value, "", 0);
  const { request, response, headers } = found;
  const url = urlOf(request);
  if (response.status) return { request: { ...request, url }, response, headers };
  if (headers === 0) return null;
  if (request.headers && response.headers)
    return { request: { ...request, url }, response, headers };
  if (
    !request.method ||
    !url ||
    (request.headers === undefined) === (response.headers === undefined)
  )
    return null;
  const own = request.headers || response.headers;
  return { request: { ...request, url, headers: own }, response: null, headers };
}

/**
 * Headers with the status line among them, as Java and PHP list them.
 * @param {Found} found
 * @param {unknown} value
 */
function takeStatusLine(found, value) {
  if (!isObject(value)) return false;
  const names = Object.keys(value).slice(0, FIELDS);
  const textOf = (/** @type {string} */ name) => {
    const each = value[name];
    return shownText(Array.isArray(each) ? each[0] : each);
  };
  const first = names.find((name) => /^(?:null|0|)$/.test(name) && STATUS_LINE.test(textOf(name)));
  if (first === undefined) return false;
  const [, , status, reason] = STATUS_LINE.exec(textOf(first)) || [];
  Object.assign(found.response, { status: Number(status), reason });
  const others = names.filter((name) => name !== first);
  const rest = Array.isArray(value)
    ? value.slice(1)
    : Object.fromEntries(others.map((name) => [name, value[name]]));
  takeHeaders(found, "response", rest);
  return true;
}

/**
 * @param {Found} found
 * @param {unknown} value
 * @param {Side | ""} side whose fields these are
 * @param {number} depth
 */
function look(found, value, side, depth) {
  if (!isObject(value) || depth > DEPTH) return;
  const names = Object.keys(value).slice(0, FIELDS);
  for (const name of names) takeField(found, name, value[name], side);
  for (const name of names) {
    if (!isObject(value[name])) continue;
    const { isHeaders, side: own } = meaningOf(name);
    if (!isHeaders) look(found, value[name], own || side, depth + 1);
  }
}

/** @type {Map<string, Meaning>} */
const KNOWN = new Map();

/**
 * What the name of a field means, in any spelling; worked out once, for logs repeat their names.
 * @param {string} name
 */
export function meaningOf(name) {
  const known = KNOWN.get(name);
  if (known) return known;
  if (KNOWN.size > 5000) KNOWN.clear();
  const meaning = meaningIn(name);
  KNOWN.set(name, meaning);
  return meaning;
}

/**
 * @param {string} name
 * @returns {Meaning}
 */
function meaningIn(name) {
  const plain = name
    .replace(/^[:@$]|^.*\.(?=\w)/g, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[- ]/g, "_")
    .toLowerCase()
    .replace(/^(?:client|edge|origin)_(?=re(?:quest|sponse)_)/, "");
  const headers = HEADERS.exec(plain);
  const [, oneSide = "", one = ""] = ONE_HEADER.exec(name) || [];
  return {
    key: NAMES.find(({ pattern }) => pattern.test(plain))?.key || "",
    isBody: /^(?:body|data|payload)$/.test(plain),
    isHeaders: headers !== null,
    one,
    side: sideNamed(headers ? headers[1] : oneSide || plain),
  };
}

/** @param {string} name */
function sideNamed(name) {
  return SIDES.find(({ pattern }) => pattern.test(name))?.side || "";
}

/**
 * @param {Found} found
 * @param {string} name
 * @param {unknown} value
 * @param {Side | ""} side
 */
function takeField(found, name, value, side) {
  const { key, isBody, isHeaders, one, side: own } = meaningOf(name);
  if (isBody) takeBody(found.response, value, side);
  else if (isHeaders) takeHeaders(found, own || side, value);
  else if (one && typeof value === "string") takeHeaders(found, own, { [one]: value });
  else if (key && isScalar(value)) takeScalar(found, key, value, side);
}

/**
 * A text or number; one without quotes only where nothing but a method, an address or a status
 * looks so.
 * @param {unknown} value
 */
function isScalar(value) {
  if (value instanceof Unknown)
    return /^(?:[A-Z]{3,8}|https?:\/\/\S+|\/\S*|\d{3})$/.test(value.text);
  return typeof value !== "object" || value === null;
}

/**
 * @param {Got} response
 * @param {unknown} value
 * @param {Side | ""} side
 */
function takeBody(response, value, side) {
  const isNothing = value === null || value === undefined || value instanceof Unknown;
  if (side === "request" || response.body || isNothing) return;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  response.body = text.slice(0, BODY);
}

/**
 * @param {Found} found
 * @param {Key} key
 * @param {unknown} value
 * @param {Side | ""} side
 */
function takeScalar({ request, response }, key, value, side) {
  const text = shownText(value);
  if (key === "status") takeStatus(response, text, side);
  else if (key === "reason") response.reason ??= text;
  else if (key !== "url" || side !== "response" || !request.url) request[key] ||= text;
}

/**
 * @param {Got} response
 * @param {string} text
 * @param {Side | ""} side
 */
function takeStatus(response, text, side) {
  const digits = /^([1-5]\d\d)\b ?(.*)$/.exec(text);
  if (!digits || side === "request" || response.status) return;
  response.status = Number(digits[1]);
  if (digits[2]) response.reason = digits[2];
}

/**
 * A list of headers whose side nobody names is the answer's.
 * @param {Found} found
 * @param {Side | ""} side
 * @param {unknown} value
 */
function takeHeaders(found, side, value) {
  if (!isObject(value)) return;
  const message = found[side || "response"];
  const own = headersIn(isObject(value.headers) ? value.headers : value);
  const known = new Set((message.headers || []).map(lowered));
  message.headers = [
    ...(message.headers || []),
    ...own.filter((each) => !known.has(lowered(each))),
  ];
  found.headers += 1;
}

/** @param {[string, string]} pair */
function lowered([name, value]) {
  return `${name.toLowerCase()}: ${value}`;
}

/**
 * The address that the fields of a request make, or "".
 * @param {Sent} request
 */
export function urlOf({ url, path = "", base, host, scheme }) {
  const target = url || path;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return target;
  const isPath = target.startsWith("/");
  if (base) return base.replace(/\/$/, "") + (isPath ? "" : "/") + target;
  return host && isPath ? `${scheme ? `${scheme}:` : ""}//${host}${target}` : target;
}
