// Finds the status in a line of an access log of any layout: what stands next to the request, or where the log's own head
// says. It must not know servers by name.

const VERB = "(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND|REPORT)";
const QUOTED = new RegExp(`["'](?:${VERB} [^"']{1,2000}|-|<BADREQ>)["']`);
const BARE = new RegExp(
  `(?:^|[\\s|,;\\]])${VERB}[\\s|,;]+(?:[\\w.-]+[\\s|,;]+)?"?(?:/|https?:)[^\\s|,;"]*"?`,
);
const CODE = "([1-5]\\d\\d)(?=[\\s,;|\\])]|$)";
const BEHIND = new RegExp(`^(?:[\\s,;|]+HTTP/[\\d.]+"?)?[\\s,;|"]{1,12}${CODE}`);
const TIMERS = new RegExp(
  `(?:-?\\d+/)+-?\\d+ ${CODE}|(?:^| )-?\\d+\\.\\d{3,}(?: -?\\d+\\.\\d{3,})* ${CODE}`,
);
const ALONE = new RegExp(`(?:^|[\\s,;|])${CODE}`, "g");
const TIME = /(?:^|\D)\d\d:\d\d:\d\d\b/;
const FIELDS = /^#Fields:\s+(.*)$/;

/** Is a line the record of one request, with its time and its status? */
export function isAccessRecord(text) {
  return text.length > 30 && TIME.test(text) && statusField(text, true) !== null;
}

/** {status, from} of the status next to a line's request, or null; before it only in what is known to be a log. */
export function statusField(content, isLog) {
  const request = QUOTED.exec(content) || BARE.exec(content);
  if (!request) return null;
  const behind = BEHIND.exec(content.slice(request.index + request[0].length));
  if (behind) return fieldAt(behind, request.index + request[0].length);
  return isLog ? fieldBefore(content.slice(0, request.index)) : null;
}

function fieldAt(found, shift) {
  const status = found[1] || found[2];
  return { status: Number(status), from: shift + found.index + found[0].length - 3 };
}

/** Before the request a status stands behind the timers, or is the only such number. */
function fieldBefore(text) {
  const timed = TIMERS.exec(text);
  if (timed) return fieldAt(timed, 0);
  const alone = [...text.matchAll(ALONE)];
  return alone.length === 1 ? fieldAt(alone[0], 0) : null;
}

/** The places of status and substatus that a W3C log's head gives, or null when the line is no such head. */
export function w3cFields(content) {
  const found = FIELDS.exec(content);
  const place = found ? found[1].trim().split(/\s+/).indexOf("sc-status") : -1;
  return place < 0 ? null : { place };
}

/** {status, from} of the status in a line of a W3C log whose head was read, or null. */
export function w3cStatus(content, { place }) {
  const words = [...content.matchAll(/\S+/g)];
  const word = words[place];
  return word && /^[1-5]\d\d$/.test(word[0]) ? { status: Number(word[0]), from: word.index } : null;
}
