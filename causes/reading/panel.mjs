// Reads the headers panel of browser developer tools, copied as "Name: value" lines or with name and value on lines of
// their own. It must not know other ways of writing an exchange.
import { contentOf } from "./paste.mjs";
import { openExchange, assign } from "./scan.mjs";

const SECTION =
  /^(General|(Response|Request) Headers)(?: ?\(.*\))?(?: ?view (?:source|parsed).*)?:?$/i;
const TRIVIA =
  /^(?:view (?:source|parsed|decoded|URL.encoded).*|raw|provisional headers are shown.*|learn more|disable cache.*)$/i;
const GENERAL =
  /^(Request URL|Request Method|Status Code|Remote Address|Referrer Policy|Request Version|Status|Version)(?::\s*(.*)|)$/i;
const PAIR = /^(:?[A-Za-z][\w-]*):\s*(.*)$/;
const REQUEST_ONLY =
  /^(?::.*|accept|accept-(?:encoding|language)|host|user-agent|cookie|authorization|origin|referer|sec-.*|x-requested-with|access-control-request-.*|priority|dnt|upgrade-insecure-requests|if-.*)$/i;

/** Takes the panel that begins at a line; the index after it, or 0. */
export function takePanel(scan, index, content) {
  if (!/^Request URL\b/i.test(content.trimStart())) return 0;
  const first = scan.lines[index].n;
  const exchange = openExchange(scan, first, {
    method: "",
    url: "",
    version: "",
    headers: [],
    line: first,
  });
  exchange.response = { status: null, reason: "", version: "", headers: [], line: first };
  const panel = { exchange, side: "response", section: false };
  let next = index;
  while (next < scan.lines.length) {
    const used = takePanelLine(scan, panel, next, next === index);
    if (!used) break;
    next += used;
  }
  scan.part = "";
  if (exchange.request.headers.length === 0) exchange.request.partial = true;
  return next;
}

/** How many lines belong together at `index`: 1 or 2, or 0 when the panel is over. */
function takePanelLine(scan, panel, index, isFirst) {
  const line = scan.lines[index];
  const text = contentOf(line).trim();
  if (!isFirst && /^Request URL\b/i.test(text)) return 0;
  const section = SECTION.exec(text);
  if (section) {
    if (section[2]) Object.assign(panel, { side: section[2].toLowerCase(), section: true });
    assign(scan, line, "");
    return 1;
  }
  if (TRIVIA.test(text)) {
    if (/^provisional/i.test(text)) panel.exchange.request.partial = true;
    assign(scan, line, "");
    return 1;
  }
  const general = GENERAL.exec(text);
  const pair = general || PAIR.exec(text);
  if (pair && pair[2]) return takeField(scan, panel, pair[1], pair[2], [line]);
  const alone = general
    ? general[1]
    : /^(:?[A-Za-z][\w-]*):?$/.test(text)
      ? text.replace(/:$/, "")
      : "";
  const follower = scan.lines[index + 1];
  if (alone && follower && contentOf(follower).trim() !== "")
    return takeField(scan, panel, alone, contentOf(follower).trim(), [line, follower]);
  if (alone && pair) return takeField(scan, panel, alone, "", [line]);
  if (text === "" && follower && SECTION.test(contentOf(follower).trim())) {
    line.facet = "";
    return 1;
  }
  return 0;
}

function takeField(scan, panel, name, value, lines) {
  const { request, response } = panel.exchange;
  const key = name.toLowerCase();
  const line = lines[lines.length - 1].n;
  if (!panel.section && REQUEST_ONLY.test(key)) panel.side = "request";
  if (key === "request url") request.url = value;
  else if (key === "request method") Object.assign(request, { method: value, line });
  else if (key === "status code" || (key === "status" && /^\d{3}\b/.test(value)))
    takeStatus(response, value, line);
  else if (!GENERAL.test(name))
    (panel.side === "request" ? request : response).headers.push({ name, value, line });
  const facet = /^request (?:url|method)$/.test(key)
    ? "request"
    : key === "status code"
      ? "response"
      : panel.side;
  for (const each of lines) assign(scan, each, facet);
  return lines.length;
}

function takeStatus(response, value, line) {
  const found = /^(\d{3})\s*\(?([^()]*)/.exec(value);
  if (found) Object.assign(response, { status: Number(found[1]), reason: found[2].trim(), line });
}
