// The state that all recognisers of exchanges share, and the moves that change it: open an exchange, give a line its place
// in it, add a header. It must not know any format but the header line itself.

/** A header line: name and value. */
export const HEADER_LINE = /^(:?[A-Za-z][\w!#$%&'*+.^`|~-]*) ?:[ \t]*(.*)$/;

/** A scan over lines that has seen nothing yet. Claims that are found are added to `claims`. */
export function newScan(lines, claims) {
  return {
    lines,
    claims,
    exchanges: [],
    open: null, // the exchange that the next line may belong to
    waiting: [], // requests of the same command whose answers are still to come
    part: "", // where in a message the next plain line stands: request, response, body, request-body or ""
    raw: false, // header lines follow as they are, without marks
    meter: null, // tells where a body ends
    before: "", // the facet of the line before
    curl: null, // what curl's own lines told, see marked.mjs
    wire: null, // the last quoted message, see traces.mjs
    lone: null, // {side, line} of the last header that stood alone
    record: null, // the labelled record that is open, see labelled.mjs
    statusless: 0, // the line before which labelled.mjs found no status
    ahead: 50000, // lines that may be looked at in vain for the end of an object
  };
}

/** Opens an exchange at line `from` with the given request (or null) and makes it the current one. */
export function openExchange(scan, from, request) {
  scan.open = { request, response: null, body: "", proxy: false, from, to: from };
  scan.exchanges.push(scan.open);
  return scan.open;
}

/** Opens an exchange of which only the request is told: lines that follow may show it again, and its answer. */
export function openDraft(scan, from, request) {
  openExchange(scan, from, request).draft = true;
  scan.part = "";
}

/** Gives a line its facet and the current exchange. */
export function assign(scan, line, facet) {
  line.facet = facet;
  scan.before = facet;
  if (!scan.open) return;
  line.exchange = scan.exchanges.length - 1;
  scan.open.to = line.n;
}

/** Adds the header that HEADER_LINE found to the request or response of the current exchange. */
export function addHeader(scan, line, side, [, name, value]) {
  const full =
    line.full.length > line.text.length ? value + line.full.slice(line.text.length) : value;
  const message = scan.open[side];
  if (message) message.headers.push({ name, value: full.trim(), line: line.n });
  assign(scan, line, side);
}
