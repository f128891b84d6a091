// The two moves that every reader of exchanges shares: open an exchange, and give a line its place in it.
// It must not know any format.

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
