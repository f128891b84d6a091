// Finds the statuses that a paste speaks of outside a response's own head: log fields, error messages, plain words. A number
// counts only where its neighbours make it a status, never as a port, a line number, a size, a duration or an id.
import { contentOf } from "./paste.mjs";

const REASONS = "Unauthorized|Unauthorised|Authorization Required|Authentication Required|Not Authori[sz]ed|Forbidden|Not Found|Proxy Authentication|Bad Request|OK\\b|Created|No Content|Too Many|Internal Server|Bad Gateway|Service Unavailable|Gateway Time|Client Error|Access Denied|Error\\b|Authentication|Payload|Unprocessable|Method Not|page expired";
const BEFORE = /(?:HTTP(?:\/[\d.]+)?(?:[ _-]?(?:Error|Status|Code|response))*|status(?:[ _-]?(?:code|line|text))?|http_?code|StatusCode|\berr(?:or)?(?: code)?|\bcode|respon(?:se|ded|ds)(?: (?:with|status|code))*|returned(?: error)?|returns|(?:end(?:s|ed)?|result(?:s|ed|ing)?) in|lead(?:s|ing)? to|answered?s?(?: with)?|response_?code|DownstreamStatus|OriginStatus|sc-status|result|failed with|unexpected)["'”]?\s{0,2}(?:=>|->|→|[:=,])?\s{0,2}["'“(<[#]{0,2}(?:a |an |the |E|HTTP )?$/i;
const LOOSE = /(?:^|[\s("'“`<[>→*])(?:E|HTTP)?$/;
const NOT_BEFORE = /(?:\bport|\bline|\blines|\bpage|\brow|\bcolumn|\bid|\bpid|\bissue|\bno\.|\bnumber|\broom|\bversion|\bbuild|\btook|\bsize|\blength|\bafter|\bin|\bbytes|\bAt|#|\$|€|\d[.,]?|\bRFC|\bchapter|\bsection|\bstep|\bKB|\bPID|\bprocess|\bcount|\btotal)[ :=]{0,3}$/i;
const NOT_AFTER = /^(?:[\w%]|[.,:/]\d|[.:/-][\w]| ?(?:ms|m[lL]|[lL]|mg|[ck]?m|mi|km\/h|mph|lbs?|oz|°|€|\$|USD|EUR|euros?|dollars?|volts?|watts?|[kKMG]i?B?\b|bytes?|s\b|sec|lines?|items?|rows?|px|users?|times|files?|packages?|requests|records|minutes?|hours?|days?|more|of|tests?|plan|points?|tokens|results|errors in|entries|objects|pages|people|commits|dependencies|vulnerabilities|modules)\b|\(k\)|\/)/i;
const NUMBER = /(?:^|[^\d.])([1-5]\d\d)(?!\d)/g;
const DEFAULTS = new Set([401, 403, 404, 407, 419]);

/** [{status, line, from, to}] in the order of the paste; an access log's own field only, not its sizes. */
export function statusSightings(lines) {
  const found = [];
  for (const line of lines) {
    if (found.length > 2000) break;
    if (line.facet === "" || line.facet === "token" || !/[1-5]\d\d/.test(line.text)) continue;
    const content = contentOf(line).slice(0, 2000);
    for (const { status, from } of logField(line.facet, content) || loose(line.facet, content)) found.push({ status, line: line.n, from: line.at + from, to: line.at + from + 3 });
  }
  return found;
}

/** The status field of an access log line, or null when the line is none. */
function logField(facet, content) {
  const common = /" ([1-5]\d\d) (?:\d+|-)(?: |$)/.exec(content);
  if (common && /"(?:[A-Z]{3,10} |-")/.test(content)) return [{ status: Number(common[1]), from: common.index + 2 }];
  if (facet !== "log") return null;
  const iis = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d .{0,1500} ([1-5]\d\d) \d{1,3} \d{1,10}(?: \d+){0,3}\s*$/.exec(content);
  if (iis) return [{ status: Number(iis[1]), from: content.lastIndexOf(` ${iis[1]} `) + 1 }];
  const gin = /\| ([1-5]\d\d) \| +[\d.]+(?:µs|ms|s)/.exec(content);
  const squid = /TCP_\w+\/([1-5]\d\d) /.exec(content);
  const field = gin || squid;
  return field ? [{ status: Number(field[1]), from: field.index + field[0].indexOf(field[1]) }] : null;
}

function loose(facet, content) {
  const found = [];
  for (const match of content.matchAll(NUMBER)) {
    const from = match.index + match[0].length - 3;
    const status = Number(match[1]);
    if (isStatus(facet, content.slice(Math.max(0, from - 40), from), content.slice(from + 3, from + 40), status)) found.push({ status, from });
  }
  return found;
}

function isStatus(facet, before, after, status) {
  if (BEFORE.test(before)) return !/^(?:[\w%]|\.\d{2,}\.|,\d{3})/.test(after) && !/(?:size|length|line|id|took)["']?[:= ]+$/i.test(before);
  if (NOT_AFTER.test(after) && !(/^[.-][1-5]\b|^\.50[1-4]\b/.test(after) && /error|IIS|status/i.test(before))) return false;
  if (new RegExp(`^["'”)\\]>:,]{0,2}[ _-]{0,3}[-–—:(]{0,2} ?["'(]?(?:${REASONS})`, "i").test(after)) return LOOSE.test(before) || /\/$/.test(before) === false && /[\s(\[]$/.test(before);
  if (!DEFAULTS.has(status) || NOT_BEFORE.test(before) || !LOOSE.test(before)) return false;
  if (facet === "config") return /[([]$/.test(before) && /^[)\]]/.test(after) && !/\w\($/.test(before);
  if (facet === "log") return /[[("]$|E$/.test(before) || / (?:GET|POST|PUT|DELETE|PATCH|OPTIONS|HEAD)[^\w]{0,5}$/.test(before) || /^ (?:GET|POST|PUT|DELETE|PATCH|OPTIONS) /.test(after) || /\/\S{0,40} $/.test(before);
  return true;
}
