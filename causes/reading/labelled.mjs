// Reads exchanges that a logger tells in labels and short sentences: `Method: GET`, `Request Headers:`, `Sending HTTP
// request GET https://…`, `StatusCode: 401`. It goes by the words of HTTP, and must not know which logger writes them.
import { contentOf } from "./paste.mjs";
import { HEADER_LINE, openExchange, assign } from "./scan.mjs";

const NEAR = 40; // lines within which request and answer of one record stand
const VERB = "(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)";
const ADDRESS = "'?(https?://[^\\s'\",]+)";
const MARKS = /^[\s*•·>\-[\]()]*/;

/** What a line tells, each as [pattern, what its groups are]. The first that fits counts. */
const SENTENCES = [
  [
    `Request finished HTTP/[\\d.]+ ${VERB} (\\S+) .{0,60}?- ([1-5]\\d\\d)\\b`,
    ["method", "url", "status"],
  ],
  [`${VERB} ${ADDRESS}\\) ([1-5]\\d\\d)$`, ["method", "url", "status"]],
  [`Method: ${VERB}, RequestUri: ${ADDRESS}`, ["method", "url"]],
  ["StatusCode: ([1-5]\\d\\d), ReasonPhrase: '([^']*)'", ["status", "reason"]],
  [
    `^[^"'<>{}]{0,120}?(?:HTTP|[Rr]equest\\b.{0,40}?)[\\s:║|\\]-]+${VERB}:? ${ADDRESS}(?: HTTP/[\\d.]+)?(?: - .{0,40})?$`,
    ["method", "url"],
  ],
  [`^\\W*\\w*[Rr]equest\\b[\\s:║|]+${VERB}$`, ["method"]],
  ["HTTP response (?:headers )?(?:after|received).{0,40}? - ([1-5]\\d\\d)$", ["status"]],
  [
    "(?:HTTP request|Request finished).{0,40}?(?:after|in) [\\d.]+ ?ms (?:- )?([1-5]\\d\\d)\\b",
    ["status"],
  ],
  [
    "(?:^|[:\\]-] )\\W*[Rr]esponse\\b:? (?:Status:? |status ?code:? |HTTP )?([1-5]\\d\\d)\\b ?([A-Za-z ]*)",
    ["status", "reason"],
  ],
  [
    "(?:^|[\\s║|[])(?:[Rr]esponse )?[Ss]tatus ?(?:[Cc]ode)? ?\\]?[:=] ?([1-5]\\d\\d)\\b[ /]*([A-Za-z ]*)",
    ["status", "reason"],
  ],
  [`^(?:[Rr]equest )?UR[LI]\\s*[:=] ?${ADDRESS}|^uri: ${ADDRESS}`, ["url", "url"]],
  [`^(?:[Rr]equest )?[Mm]ethod\\s*[:=] ?@?${VERB}$`, ["method"]],
  [`^${ADDRESS}$`, ["address"]],
].map(([source, names]) => ({ pattern: new RegExp(source), names }));

const LABEL = /https?:\/\/|[Hh]eaders|[Mm]ethod|[Ss]tatus|[Rr]e(?:quest|sponse)/;
const MAY_TELL = /\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b|[1-5]\d\d|https?:\/\//;
const STRONG =
  /^Request (?:finished|starting) |RequestUri: |ReasonPhrase: |HTTP re(?:quest|sponse) (?:[A-Z]{3,7} http|headers after)|^[A-Z]{3,7} https?:\S+\) [1-5]\d\d$/;
const SECTION = /^(?:(request|response) )?headers\s*[:=]?\s*(?:[[{]?|\[(.+)\])$/i;
const LOGGER = /^(?:trce|dbug|info|warn|fail|crit): \S/;
const INLINE = /([A-Za-z][\w-]*):\s?"((?:[^"\\]|\\.)*)"/g;

/** Takes a line of a labelled record; the index after it, or 0. */
export function takeLabelled(scan, index, content) {
  if (!scan.record && !LABEL.test(content)) return 0;
  const text = content.replace(MARKS, "").trimEnd();
  if (text === "" || text.length > 4000 || LOGGER.test(text)) return 0;
  const line = scan.lines[index];
  const section = SECTION.exec(text);
  if (section && takeSection(scan, index, section)) return index + 1;
  const event = MAY_TELL.test(text) && eventOf(text);
  if (event && takeEvent(scan, index, text, event)) return index + 1;
  return takeField(scan, line, text) ? index + 1 : 0;
}

/** {method, url, status, reason}, as far as a sentence tells them, or null. */
function eventOf(text) {
  for (const { pattern, names } of SENTENCES) {
    const found = pattern.exec(text.slice(0, 2000));
    if (!found) continue;
    const event = {};
    names.forEach((name, at) => {
      event[name] ||= found[at + 1] || "";
    });
    return event;
  }
  return null;
}

function takeEvent(scan, index, text, event) {
  const line = scan.lines[index];
  const goesOn = belongs(scan, line, event);
  if (!goesOn && !mayBegin(scan, index, text, event)) return false;
  if (!goesOn) openRecord(scan, line);
  const isRepeat = Boolean(scan.open.response);
  if (event.status) takeStatus(scan.open, line, event);
  if (!isRepeat) takeTarget(scan.open, line, event);
  const side = event.status || isRepeat ? "response" : "request";
  Object.assign(scan.record, { line: line.n, side, isHeaders: /Headers:?$/i.test(text) });
  assign(scan, line, facetFor(scan, line, side));
  return true;
}

function isOpen(scan, line) {
  return (
    Boolean(scan.record) && line.n - scan.record.line <= NEAR && scan.record.exchange === scan.open
  );
}

/** Does what a line tells fit the open record: the same target, and no second answer? */
function belongs(scan, line, { method, url, address, status }) {
  if (!isOpen(scan, line)) return false;
  const { request, response } = scan.open;
  const target = url || address;
  const isOther =
    request &&
    ((method && request.method && method !== request.method) ||
      (target && request.url && target !== request.url));
  if (isOther) return false;
  if (!response || !response.status) return true;
  return !status && Boolean(request && target && request.url === target);
}

function openRecord(scan, line) {
  scan.record = {
    exchange: openExchange(scan, line.n, null),
    line: line.n,
    side: "",
    isHeaders: false,
  };
  scan.part = "";
}

function takeTarget(exchange, line, { method, url, address }) {
  if (!method && !url && !address) return;
  const request = requestOf(exchange, line);
  request.method ||= method || "";
  request.url ||= url || address || "";
}

function requestOf(exchange, line) {
  exchange.request ||= {
    method: "",
    url: "",
    version: "",
    headers: [],
    line: line.n,
    partial: true,
  };
  return exchange.request;
}

function takeStatus(exchange, line, { status, reason, method, url }) {
  if (method || url) takeTarget(exchange, line, { method, url });
  const headers = exchange.response ? exchange.response.headers : [];
  exchange.response = {
    status: Number(status),
    reason: (reason || "").trim(),
    version: "",
    headers,
    line: line.n,
    partial: true,
  };
}

/** A label alone begins a record only where a status follows; what no one writes otherwise always does. */
function mayBegin(scan, index, text, event) {
  if (STRONG.test(text) && !event.address) return true;
  const isLabel = scan.lines[index].tool || /^[A-Z]/.test(text);
  return Boolean(isLabel && (event.method || event.url)) && tellsStatus(scan, index);
}

/** Does a status follow near by? Lines that were looked at in vain are not looked at again. */
function tellsStatus(scan, index) {
  const end = Math.min(index + NEAR, scan.lines.length);
  for (let at = Math.max(index + 1, scan.statusless); at < end; at += 1) {
    const text = contentOf(scan.lines[at]).slice(0, 400).replace(MARKS, "");
    if (/status|response/i.test(text) && eventOf(text)?.status) return true;
    scan.statusless = at + 1;
  }
  return false;
}

/** `Request Headers:` or `Headers:`; one that is no part of a record begins one where a header follows. */
function takeSection(scan, index, [, side, inline]) {
  const line = scan.lines[index];
  const next = scan.lines[index + 1] ? contentOf(scan.lines[index + 1]).replace(MARKS, "") : "";
  if (!isOpen(scan, line) && !(side && HEADER_LINE.test(next))) return false;
  const named = side ? side.toLowerCase() : scan.record?.side || "request";
  const isNext = isOpen(scan, line) && side && named === "request" && scan.open.response;
  if (!isOpen(scan, line) || isNext) openRecord(scan, line);
  Object.assign(scan.record, { line: line.n, side: named, isHeaders: true });
  for (const [, name, value] of (inline || "").matchAll(INLINE)) addField(scan, line, name, value);
  assign(scan, line, facetFor(scan, line, named));
  return true;
}

/** A logger that says before each header whose it is. */
const SIDED = /^.{0,120}?\b(request|response): ([A-Za-z][\w-]*): (.*)$/;

function takeField(scan, line, text) {
  const sided = isOpen(scan, line) && SIDED.exec(text);
  if (sided) return takeSided(scan, line, sided);
  if (!isOpen(scan, line) || !scan.record.isHeaders || line.n - scan.record.line > 3) return false;
  const isBrace = /^[{}│├└┌\])]*$/.test(text);
  const header = isBrace ? null : HEADER_LINE.exec(text.replace(/^[├└┌│ ]+/, ""));
  if (!header && !isBrace) return false;
  if (header) addField(scan, line, header[1], header[2] + line.full.slice(line.text.length));
  scan.record.line = line.n;
  assign(scan, line, header ? scan.record.side : "");
  return true;
}

function takeSided(scan, line, [, side, name, value]) {
  Object.assign(scan.record, { line: line.n, side });
  addField(scan, line, name, value);
  assign(scan, line, side);
  return true;
}

function addField(scan, line, name, value) {
  const { exchange, side } = scan.record;
  if (side === "request") requestOf(exchange, line);
  else
    exchange.response ||= {
      status: null,
      reason: "",
      version: "",
      headers: [],
      line: line.n,
      partial: true,
    };
  exchange[side].headers.push({
    name,
    value: value.trim().replace(/^\[(.*)\]$/, "$1"),
    line: line.n,
  });
}

function facetFor(scan, line, side) {
  return line.tool || (scan.before === "log" ? "log" : side);
}
