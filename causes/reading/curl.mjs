// Reads a curl command as curl reads it: the requests that it makes, and what of them cannot be known. It must not know
// where in a paste a command stands.
import { curlOptions } from "./curl-options.mjs";
import { encodeBase64 } from "./http.mjs";

/** Options after which curl waits for a challenge or signs by itself: no Authorization is known from the command. */
const AUTOMATIC = {
  digest: /^digest$/i,
  ntlm: /^(?:ntlm|negotiate)$/i,
  "ntlm-wb": /^(?:ntlm|negotiate)$/i,
  negotiate: /^negotiate$/i,
  anyauth: /^(?:basic|digest|ntlm|negotiate)$/i,
  "aws-sigv4": /^aws4-hmac-sha256$/i,
};
/** Options through which headers come that the command does not show. */
const ELSEWHERE = new Set(["netrc", "netrc-optional", "netrc-file", "config", "cert"]);
const DATA = new Set([
  "data",
  "data-raw",
  "data-binary",
  "data-urlencode",
  "data-ascii",
  "form",
  "form-string",
  "json",
]);

/** The requests of a command's words, one for each address, each with the line that `lineOf` gives. */
export function curlRequests(words, lineOf) {
  const requests = [];
  let call = newCall();
  for (const option of [...curlOptions(words), { name: "next", value: null }]) {
    if (option.name !== "next") {
      applyOption(call, option, lineOf);
      continue;
    }
    requests.push(...requestsOf(call));
    call = newCall();
  }
  return requests;
}

function newCall() {
  return {
    method: "",
    urls: [],
    headers: [],
    user: null,
    sends: false,
    partial: false,
    waits: null,
    head: false,
    uploads: false,
    get: false,
  };
}

function applyOption(call, { name, value }, lineOf) {
  if (Object.hasOwn(AUTOMATIC, name)) call.waits = AUTOMATIC[name];
  if (ELSEWHERE.has(name)) call.partial = true;
  if (DATA.has(name)) call.sends = true;
  if (Object.hasOwn(ACTIONS, name))
    ACTIONS[name](call, value || { text: "", at: 0, expands: false }, lineOf);
}

const ACTIONS = {
  "": (call, { text }) => call.urls.push(text),
  url: (call, { text }) => call.urls.push(text),
  request: (call, { text }) => {
    call.method = text;
  },
  head: (call) => {
    call.head = true;
  },
  get: (call) => {
    call.get = true;
  },
  "upload-file": (call) => {
    call.uploads = true;
  },
  header: takeHeader,
  user: (call, value, lineOf) => {
    call.user = { ...value, line: lineOf(value.at) };
  },
  "oauth2-bearer": (call, value, lineOf) =>
    add(call, "Authorization", `Bearer ${value.text}`, value, lineOf),
  cookie: takeCookie,
  json: (call, value, lineOf) => add(call, "Content-Type", "application/json", value, lineOf),
  referer: (call, value, lineOf) => add(call, "Referer", value.text, value, lineOf),
  "user-agent": (call, value, lineOf) => add(call, "User-Agent", value.text, value, lineOf),
};

function add(call, name, value, { at, expands }, lineOf) {
  call.headers.push({ name, value, line: lineOf(at), exact: true, expands });
}

/** `@file` brings headers that are not seen, `Name;` an empty one, `Name:` takes one of curl's own away. */
function takeHeader(call, value, lineOf) {
  const { text, expands } = value;
  const colon = text.indexOf(":");
  if (text.startsWith("@") || (colon < 0 && expands)) call.partial = true;
  else if (colon < 0 && /^[\w-]+;\s*$/.test(text))
    add(call, text.replace(/;\s*$/, ""), "", value, lineOf);
  else if (colon > 0 && text.slice(colon + 1).trim() === "") return;
  else if (colon > 0)
    add(call, text.slice(0, colon).trimEnd(), text.slice(colon + 1).trimStart(), value, lineOf);
}

function takeCookie(call, value, lineOf) {
  if (value.text.includes("=")) add(call, "Cookie", value.text, value, lineOf);
  else call.partial = true;
}

function requestsOf(call) {
  const headers = [...call.headers, ...basicOf(call)];
  const partial = call.partial || Boolean(call.waits || (call.user && isUnknown(call.user)));
  const known = {
    method: methodOf(call),
    version: "",
    command: "curl",
    partial,
    login: loginOf(call),
  };
  return call.urls.map((url) => ({ ...known, url, headers: headers.slice() }));
}

/** Name and password that curl gives once the server has said how, {schemes, name, line}; null without both. */
function loginOf({ user, waits }) {
  if (!waits || !user || isUnknown(user) || /^:|:$/.test(user.text)) return null;
  return { schemes: waits, name: user.text.slice(0, user.text.indexOf(":")), line: user.line };
}

function methodOf(call) {
  if (call.method) return call.method;
  if (call.head) return "HEAD";
  if (call.uploads) return "PUT";
  return call.sends && !call.get ? "POST" : "GET";
}

/** The header that -u makes, unless a header of the command's own takes its place, or curl would ask or wait first. */
function basicOf({ user, headers, waits }) {
  const isOwn = headers.some(({ name }) => name.toLowerCase() === "authorization");
  if (!user || waits || isOwn || (!user.text.includes(":") && !user.expands)) return [];
  const isShown = !user.expands && !/^[*<x]+/.test(user.text);
  const value = `Basic ${isShown ? encodeBase64(user.text) : user.text}`;
  return [{ name: "Authorization", value, line: user.line, exact: true, expands: user.expands }];
}

/** Without a colon curl asks for the password, so what was sent is not known. */
function isUnknown({ text, expands }) {
  return expands || !text.includes(":");
}
