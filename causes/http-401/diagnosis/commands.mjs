// Reads requests written as a curl command or as the browser's "copy as fetch". It must not know any other program's
// options, and never guesses what a shell variable held: such a header is marked `expands`.
import { contentOf } from "./paste.mjs";
import { openExchange, assign } from "./scan.mjs";
import { encodeBase64 } from "./http.mjs";

const CURL = /^(?:[^\s$#>%]{0,60}[$#>%] ?|PS [^>]{0,80}> ?|[^|;&]{1,80}[$#] )?(?:\w+=\S* )?curl(?:\.exe)?\s+(?=\S)/;
const FETCH = /^(?:await |const \w+ = await |> )?fetch\(["']([^"']+)["'], ?\{\s*$|^(?:await )?fetch\(["']([^"']+)["']\)?;?$/;
const TAKES_VALUE = /^(?:-[oweAxmcEUTKrCyYzQtPD]|--(?:output|write-out|user-agent|proxy|max-time|connect-timeout|retry|retry-delay|cookie-jar|cert|key|cacert|capath|proxy-user|upload-file|resolve|connect-to|config|interface|referer|range|limit-rate|cert-type|key-type|pass|ciphers|dns-servers|stderr|trace|trace-ascii|netrc-file|aws-sigv4|socks5|noproxy|tlsv1|tls-max|dump-header|proxy-header))$/;
const DATA = /^(?:-d|-F|--data(?:-raw|-binary|-urlencode|-ascii)?|--form|--json)$/;
const AUTOMATIC = /^(?:-n|--netrc|--netrc-optional|--digest|--negotiate|--ntlm|--anyauth|--cert|-E|--aws-sigv4|-K|--config|-b|--cookie)$/;

/** Reads the command that begins at `index`; the index after it, or 0 when there is none. */
export function scanCommand(scan, index) {
  const text = contentOf(scan.lines[index]);
  if (CURL.test(text)) return scanCurl(scan, index, text);
  return FETCH.test(text.trim()) ? scanFetch(scan, index) : 0;
}

function scanCurl(scan, index, first) {
  if (/^\S{0,62} ?curl[^'"]* (?:--version|--help)\b/.test(first)) return 0;
  const { text, end, starts } = gather(scan, index);
  const words = shellWords(text.replace(CURL, (prefix) => " ".repeat(prefix.length)));
  const request = { method: "", url: "", version: "", headers: [], line: scan.lines[index].n, command: "curl" };
  applyWords(request, words, (at) => commandLineAt(starts, at));
  if (!/[./$:{<]|^localhost/.test(request.url)) return 0;
  if (!request.method) request.method = request.data ? "POST" : "GET";
  delete request.data;
  openExchange(scan, request.line, request).draft = true;
  for (let each = index; each < end; each += 1) assign(scan, scan.lines[each], "request");
  scan.part = "";
  return end;
}

/** The whole command: continuation lines (\, ^, `) and quotes that stay open, at most 200 lines. */
function gather(scan, index) {
  const starts = [];
  const windows = scan.lines[index].text.includes("^\"");
  let text = "";
  let end = index;
  for (; end < scan.lines.length && end < index + 200 && text.length < 200000; end += 1) {
    const line = scan.lines[end];
    starts.push([text.length, line.n]);
    const content = windows ? line.full.slice(line.at).replace(/\^(.)/g, "$1") : line.full.slice(line.at);
    const continued = /[\\^`]\s*$/.test(content.slice(-20));
    text += (continued ? content.replace(/[\\^`]\s{0,20}$/, " ") : content) + "\n";
    if (!continued && !openQuote(text)) { end += 1; break; }
  }
  return { text, end, starts };
}

function openQuote(text) {
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\\" && quote !== "'") at += 1;
    else if (quote) { if (char === quote) quote = ""; }
    else if (char === "'" || char === "\"") quote = char;
  }
  return quote !== "";
}

function commandLineAt(starts, at) {
  let line = starts[0][1];
  for (const [start, n] of starts) if (start <= at) line = n;
  return line;
}

/** [{text, at, expands}] as a shell splits them; smart quotes count as quotes. `expands`: a $variable outside single quotes. */
function shellWords(text) {
  const words = [];
  const word = /(?:\$?'((?:[^'\\]|\\.)*)'|["“”]((?:[^"“”\\]|\\.)*)["“”]|‘([^’]*)’|\\(.)|([^\s'"“”‘\\]+))|(\s+)|(.)/gs;
  let open = null;
  for (const found of text.matchAll(word)) {
    if (found[6] !== undefined) { open = null; continue; }
    if (words.length > 400) break;
    if (!open) words.push((open = { text: "", at: found.index, expands: false }));
    const piece = found.slice(1, 6).find((part) => part !== undefined) ?? found[7];
    const double = found[2] !== undefined;
    open.text += double ? piece.replace(/\\(["\\$`])/g, "$1") : piece;
    if ((double || found[5] !== undefined) && /\$[\w({]|%\w+%/.test(piece)) open.expands = true;
  }
  return words;
}

function applyWords(request, words, lineOf) {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (/^[|;&>]+$|^[|&;]|^\d?>/.test(word.text)) return;
    const joined = /^(--[\w-]+)=(.*)$/s.exec(word.text) || /^(-[Xubd])([^-].*)$/s.exec(word.text) || /^(-H)(.+)$/s.exec(word.text);
    const name = joined ? joined[1] : /^-[A-Za-z]{2,}$/.test(word.text) ? `-${word.text.at(-1)}` : word.text;
    const needs = /^(?:-[XHub]|--(?:request|header|user|url|cookie|oauth2-bearer))$/.test(name) || DATA.test(name) || TAKES_VALUE.test(name);
    const value = !needs ? null : joined ? { ...word, text: joined[2] } : words[(index += 1)];
    if (AUTOMATIC.test(name)) request.partial = !/^(?:-b|--cookie)$/.test(name) || !(value && value.text.includes("="));
    if (needs && value) applyOption(request, name, value, lineOf(value.at));
    else if (!needs && !word.text.startsWith("-") && !request.url) request.url = word.text;
  }
}

function applyOption(request, name, { text, expands }, line) {
  const add = (header, value) => request.headers.push({ name: header, value, line, exact: true, expands });
  if (/^(?:-X|--request)$/.test(name)) request.method = text;
  else if (/^(?:-H|--header)$/.test(name)) { const colon = text.indexOf(":"); if (colon > 0) add(text.slice(0, colon).trim(), text.slice(colon + 1).trimStart()); }
  else if (/^(?:-u|--user)$/.test(name)) { if (!request.partial) add("Authorization", `Basic ${expands || /^[*<x]+/.test(text) ? text : encodeBase64(text)}`); if (expands || !text.includes(":")) request.partial = true; }
  else if (name === "--oauth2-bearer") add("Authorization", `Bearer ${text}`);
  else if (/^(?:-b|--cookie)$/.test(name) && text.includes("=")) add("Cookie", text);
  else if (name === "--url") request.url = text;
  else if (DATA.test(name)) request.data = true;
}

/** Chrome's and Firefox's "copy as fetch": the options are JSON; other calls of fetch are source code and not read. */
function scanFetch(scan, index) {
  const first = scan.lines[index];
  const url = FETCH.exec(contentOf(first).trim());
  let source = "{";
  let end = index + 1;
  const open = url[1] !== undefined;
  for (; open && end < scan.lines.length && end < index + 200 && scan.ahead > 0; end += 1) {
    const text = contentOf(scan.lines[end]).trimEnd();
    source += text.replace(/^\}\);?$/, "}") + "\n";
    if (/^\}\);?$/.test(text)) { end += 1; break; }
  }
  const options = !open ? {} : source.endsWith("}\n") ? parsedOptions(source) : null;
  if (!options) { scan.ahead -= end - index; return 0; }
  const request = { method: options.method || "GET", url: url[1] || url[2], version: "", headers: [], line: first.n, partial: true, command: "fetch" };
  const lines = scan.lines.slice(index, end);
  for (const [name, value] of Object.entries(options.headers || {})) {
    const at = lines.find((line) => line.text.includes(`"${name}"`)) || first;
    request.headers.push({ name, value: String(value), line: at.n, exact: true });
  }
  openExchange(scan, first.n, request).draft = true;
  for (const line of lines) assign(scan, line, "request");
  return end;
}

function parsedOptions(source) {
  try {
    const options = JSON.parse(source);
    return typeof options === "object" ? options : null;
  } catch {
    return null;
  }
}
