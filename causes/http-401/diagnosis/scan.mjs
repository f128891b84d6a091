// The moves that every reader of exchanges shares: open an exchange, give a line its place in it, add a header.
// It must not know any format but the header line itself.

/** A header line: name and value. */
export const HEADER_LINE = /^(:?[A-Za-z][\w!#$%&'*+.^`|~-]*) ?:[ \t]*(.*)$/;

/** Opens an exchange at line `from` with the given request (or null) and makes it the current one. */
export function openExchange(scan, from, request) {
  scan.open = { request, response: null, body: "", proxy: false, from, to: from };
  scan.exchanges.push(scan.open);
  return scan.open;
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
  const full = line.full.length > line.text.length ? value + line.full.slice(line.text.length) : value;
  const message = scan.open[side];
  if (message) message.headers.push({ name, value: full.trim(), line: line.n });
  assign(scan, line, side);
}
