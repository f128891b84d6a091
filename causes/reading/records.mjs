// Finds an exchange in a record of any kind: what a client printed of its error, what a server logged of a request. Goes by
// the names of fields alone, in any spelling. It must not know the program that wrote the record.
import { Unknown } from "./literals.mjs";

const DEPTH = 6;
const FIELDS = 60;
const SIDES = {
  request: /^(?:req(?:uest)?|config|sent|options)$/,
  response: /^(?:res(?:p(?:onse)?)?|received|reply)$/,
};
const NAMES = {
  status:
    /^(?:(?:response|resp|downstream|http|sc|elb)?_?(?:status|status_?code)|response_?code|http_?code)$/,
  reason: /^(?:status_?text|reason(?:_?phrase)?|status_?message)$/,
  method: /^(?:(?:request|req|http|cs)?_?method|verb)$/,
  url: /^(?:request_?)?(?:url|uri|href|full_?url|original_?url)$/,
  path: /^(?:request_?)?(?:path|uri_?path|target)$/,
  base: /^base_?(?:url|uri)$/,
  host: /^(?:request_?)?(?:host|authority|host_?name)$/,
};
const HEADERS = /^((?:req(?:uest)?|res(?:p(?:onse)?)?)?)_?(?:http_?)?headers?$/;
const ONE_HEADER = /^(request|response|req|resp)_([A-Z][\w-]+)$/;

/** {request: {method, url, headers}, response: {status, reason, headers}} with what a value tells, or null without a status. */
export function exchangeIn(value) {
  const found = { request: {}, response: {}, headers: 0 };
  look(found, value, "", 0);
  return found.response.status ? withUrl(found) : null;
}

function look(found, value, side, depth) {
  if (!isRecord(value) || depth > DEPTH) return;
  const names = Object.keys(value).slice(0, FIELDS);
  for (const name of names) takeField(found, name, value[name], side);
  for (const name of names) {
    if (!isRecord(value[name])) continue;
    const { isHeaders, side: own } = meaningOf(name);
    if (!isHeaders) look(found, value[name], own || side, depth + 1);
  }
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !(value instanceof Unknown);
}

const KNOWN = new Map(); // name of a field => what it means

/** {plain, key, headers, side} of a field's name, in any spelling. */
function meaningOf(name) {
  const known = KNOWN.get(name);
  if (known) return known;
  if (KNOWN.size > 5000) KNOWN.clear();
  const found = meaning(name);
  KNOWN.set(name, found);
  return found;
}

function meaning(name) {
  const plain = name
    .replace(/^[:@$]/, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/-/g, "_")
    .toLowerCase();
  const headers = HEADERS.exec(plain);
  const one = ONE_HEADER.exec(name);
  return {
    key: Object.keys(NAMES).find((each) => NAMES[each].test(plain)) || "",
    isBody: /^(?:body|data|payload)$/.test(plain),
    isHeaders: headers !== null,
    one: one ? one[2] : "",
    side: sideNamed(headers ? headers[1] : one ? one[1] : plain),
  };
}

function sideNamed(plain) {
  return Object.keys(SIDES).find((side) => SIDES[side].test(plain)) || "";
}
function takeField(found, name, value, side) {
  const { key, isBody, isHeaders, one, side: own } = meaningOf(name);
  if (isBody) takeBody(found, value, side);
  else if (isHeaders) takeHeaders(found, own || side, value);
  else if (one && typeof value === "string") takeHeaders(found, own, { [one]: value });
  else if (key) takeScalar(found, key, value, side);
}

function takeBody(found, value, side) {
  if (
    side === "request" ||
    found.response.body ||
    value === null ||
    value === undefined ||
    value instanceof Unknown
  )
    return;
  found.response.body = (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 20000);
}

function takeScalar(found, key, value, side) {
  if (typeof value === "object" && value !== null) return;
  if (key === "status") takeStatus(found, value, side);
  else if (key === "reason") found.response.reason ??= String(value ?? "");
  else if (key !== "url" || side !== "response" || !found.request.url)
    found.request[key] ??= String(value ?? "");
}

function takeStatus(found, value, side) {
  const digits = /^([1-5]\d\d)\b ?(.*)$/.exec(String(value));
  if (!digits || side === "request" || found.response.status) return;
  found.response.status = Number(digits[1]);
  if (digits[2]) found.response.reason = digits[2];
}

/** Headers as a record, a list of {name, value}, of pairs, or of names and values in turn; a nameless side is the answer's. */
function takeHeaders(found, side, value) {
  const message = found[side || "response"];
  const pairs = pairsOf(value);
  if (!pairs.length && !isRecord(value)) return;
  message.headers = [...(message.headers || []), ...pairs];
  found.headers += 1;
}

function pairsOf(value) {
  if (!isRecord(value)) return [];
  if (!Array.isArray(value))
    return Object.entries(value)
      .slice(0, 200)
      .flatMap(([name, each]) => valuesOf(each).map((one) => [name, one]));
  if (value.every((each) => isRecord(each) && "name" in each))
    return value.map((each) => [String(each.name), textOf(each.value)]);
  if (value.every((each) => Array.isArray(each) && each.length === 2))
    return value.map(([name, each]) => [String(name), textOf(each)]);
  const names = value.filter((each, at) => typeof each === "string" && at % 2 === 0);
  return names.map((name, at) => [name, textOf(value[2 * at + 1])]);
}

function valuesOf(value) {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter(
      (each) =>
        each !== null &&
        each !== undefined &&
        (typeof each !== "object" || each instanceof Unknown),
    )
    .map(textOf);
}

function textOf(value) {
  return value instanceof Unknown ? value.text : String(value ?? "");
}

function withUrl({ request, response, headers }) {
  const path = request.url || request.path || "";
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
  const base = request.base
    ? `${request.base.replace(/\/$/, "")}${path.startsWith("/") ? "" : "/"}`
    : "";
  const host = request.host && path.startsWith("/") ? `//${request.host}` : "";
  return {
    request: { ...request, url: isWhole ? path : (base || host) + path },
    response,
    headers,
  };
}
