// Reads a HAR file (HTTP Archive 1.2) and writes each entry as the lines of an exchange. It must not know which one failed.

const HAR_CAP = 64e6; // characters of a file that this page reads
const ENTRY_CAP = 300; // exchanges kept, nearest to the failing one
const BODY_CAP = 20000;

/** {exchanges, lines} of a HAR text, {refused} when it is too large, or null when the text is no HAR. */
export function readHar(text) {
  if (!/^\s*\{\s*"log"\s*:/.test(text.slice(0, 400)) && !(/^\s*\{/.test(text.slice(0, 400)) && text.includes("\"entries\"") && text.includes("\"request\""))) return null;
  if (text.length > HAR_CAP) return { refused: `This HAR has ${Math.round(text.length / 1e6)} MB; up to 64 MB can be read. Save one with the failing request only.` };
  const entries = harEntries(text);
  return entries && writeEntries(nearestEntries(entries), hidesCredentials(entries));
}

function harEntries(text) {
  try {
    const { log } = JSON.parse(text);
    return log && Array.isArray(log.entries) ? log.entries.filter((entry) => entry && entry.request && entry.response) : null;
  } catch {
    return null;
  }
}

function nearestEntries(entries) {
  if (entries.length <= ENTRY_CAP) return entries;
  let center = entries.length - 1;
  while (center > 0 && entries[center].response.status !== 401) center -= 1;
  if (center === 0) center = entries.length - 1;
  return entries.slice(Math.max(0, center - ENTRY_CAP + 50), center + 50);
}

/** Browsers leave credentials out of a "sanitized" HAR; then their absence says nothing. */
function hidesCredentials(entries) {
  return !entries.some((entry) => (entry.request.headers || []).some(({ name }) => (/^(?:authorization|cookie)$/i.test(name || ""))));
}

function writeEntries(entries, hides) {
  const out = { lines: [], exchanges: [] };
  for (const entry of entries) writeEntry(out, entry, hides);
  return out;
}

function writeEntry(out, { request, response, startedDateTime }, hides) {
  const index = out.exchanges.length;
  const write = (text, facet) => out.lines.push({ n: out.lines.length + 1, text: text.slice(0, 4000), full: text.slice(0, 65536), at: 0, facet, exchange: index });
  const from = out.lines.length + 1;
  const sent = { method: String(request.method || ""), url: String(request.url || ""), version: String(request.httpVersion || ""), line: from, time: Date.parse(startedDateTime), partial: hides };
  write(`${sent.method} ${sent.url} ${sent.version}`.trim(), "request");
  sent.headers = writeHeaders(request.headers, write, "request", out);
  write("", "");
  const status = Number(response.status) || null;
  const received = status && { status, reason: String(response.statusText || ""), version: String(response.httpVersion || ""), line: out.lines.length + 1 };
  write(status ? `${received.version || "HTTP"} ${status} ${received.reason}`.trim() : String(response._error || "(no response)"), status ? "response" : "client");
  if (received) received.headers = writeHeaders(response.headers, write, "response", out);
  const body = received && typeof response.content?.text === "string" ? response.content.text.slice(0, BODY_CAP) : "";
  if (body && (status >= 400 || body.length < 2000)) for (const text of body.split(/\r\n|\n|\r/).slice(0, 100)) write(text, text.trim() ? "body" : "");
  write("", "");
  out.exchanges.push({ request: sent, response: received, body, proxy: sent.method === "CONNECT", from, to: out.lines.length });
}

function writeHeaders(headers, write, facet, out) {
  return (Array.isArray(headers) ? headers : []).slice(0, 200).map(({ name, value }) => {
    write(`${name}: ${value}`, facet);
    return { name: String(name), value: String(value ?? ""), line: out.lines.length, exact: true };
  });
}
