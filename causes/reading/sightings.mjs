// Finds the statuses that a paste speaks of outside a response's own head: log fields, error messages, plain words. A number
// counts only where its neighbours make it a status, never as a port, a line number, a size, a duration or an id.
import { contentOf } from "./paste.mjs";
import { statusField, w3cFields, w3cStatus } from "./access-logs.mjs";
import { looseSightings } from "./loose-status.mjs";

const MANY = 2000;

/** [{status, line, from, to}] in the order of the paste; an access log's own field only, not its sizes. */
export function statusSightings(lines) {
  const found = [];
  let fields = null; // of the W3C log whose head was read last
  for (const line of lines) {
    if (found.length > MANY) break;
    const content = contentOf(line).slice(0, 2000);
    fields = w3cFields(content) || fields;
    if (line.facet === "" || line.facet === "token" || !/[1-5]\d\d/.test(content)) continue;
    for (const { status, from } of sightingsIn(line.facet, content, fields)) {
      found.push({ status, line: line.n, from: line.at + from, to: line.at + from + 3 });
    }
  }
  return found;
}

function sightingsIn(facet, content, fields) {
  const field =
    (fields && facet === "log" && w3cStatus(content, fields)) || logField(facet, content);
  return field ? [field] : looseSightings(facet, content);
}

/** The status field of an access log line, or null when the line is none. */
function logField(facet, content) {
  const field =
    facet === "log" || /" [1-5]\d\d\b/.test(content) ? statusField(content, facet === "log") : null;
  return field || (facet === "log" ? ownField(content) : null);
}

/** Layouts whose status stands next to no request: IIS without its head, gin, Squid. */
function ownField(content) {
  const iis =
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .{0,1500} ([1-5]\d\d) \d{1,3} \d{1,10}(?: \d+){0,3}\s*$/.exec(
      content,
    );
  if (iis) return { status: Number(iis[1]), from: content.lastIndexOf(` ${iis[1]} `) + 1 };
  const found =
    /\| ([1-5]\d\d) \| +[\d.]+(?:µs|ms|s)/.exec(content) || /TCP_\w+\/([1-5]\d\d) /.exec(content);
  return found
    ? { status: Number(found[1]), from: found.index + found[0].indexOf(found[1]) }
    : null;
}
