// Tells by its neighbours whether a number in plain text is a status. It must not know the layouts of logs.

const REASONS = [
  "Unauthorized",
  "Unauthorised",
  "Authorization Required",
  "Authentication Required",
  "Not Authori[sz]ed",
  "Forbidden",
  "Not Found",
  "Proxy Authentication",
  "Bad Request",
  "OK\\b",
  "Created",
  "No Content",
  "Too Many",
  "Internal Server",
  "Bad Gateway",
  "Service Unavailable",
  "Gateway Time",
  "Client Error",
  "Access Denied",
  "Error\\b",
  "Authentication",
  "Payload",
  "Unprocessable",
  "Method Not",
  "page expired",
].join("|");
const REASON = new RegExp(`^["'”)\\]>:,]{0,2}[ _-]{0,3}[-–—:(]{0,2} ?["'(]?(?:${REASONS})`, "i");
const BEFORE =
  /(?:HTTP(?:\/[\d.]+)?(?:[ _-]?(?:Error|Status|Code|response))*|status(?:[ _-]?(?:code|line|text))?|http_?code|StatusCode|\berr(?:or)?(?: code)?|\bcode|respon(?:se|ded|ds)(?: (?:with|status|code))*|returned(?: error)?|returns|(?:end(?:s|ed)?|result(?:s|ed|ing)?) in|lead(?:s|ing)? to|answered?s?(?: with)?|response_?code|DownstreamStatus|OriginStatus|sc-status|result|failed with|unexpected)["'”]?\s{0,2}(?:=>|->|→|[:=,])?\s{0,2}["'“(<[#]{0,2}(?:a |an |the |E|HTTP )?$/i;
const LOOSE = /(?:^|[\s("'“`<[>→*])(?:E|HTTP)?$/;
const NOT_BEFORE =
  /(?:\bport|\bline|\blines|\bpage|\brow|\bcolumn|\bid|\bpid|\bissue|\bno\.|\bnumber|\broom|\bversion|\bbuild|\btook|\bsize|\blength|\bafter|\bin|\bbytes|\bAt|#|\$|€|\d[.,]?|\bRFC|\bchapter|\bsection|\bstep|\bKB|\bPID|\bprocess|\bcount|\btotal)[ :=]{0,3}$/i;
const NOT_AFTER =
  /^(?:[\w%]|[.,:/]\d|[.:/-][\w]| ?(?:ms|m[lL]|[lL]|mg|[ck]?m|mi|km\/h|mph|lbs?|oz|°|€|\$|USD|EUR|euros?|dollars?|volts?|watts?|[kKMG]i?B?\b|bytes?|s\b|sec|lines?|items?|rows?|px|users?|times|files?|packages?|requests|records|minutes?|hours?|days?|more|of|tests?|plan|points?|tokens|results|errors in|entries|objects|pages|people|commits|dependencies|vulnerabilities|modules)\b|\(k\)|\/)/i;
const NUMBER = /(?:^|[^\d.])([1-5]\d\d)(?!\d)/g;
const IS_PART = /^(?:[\w%]|\.\d{2,}\.|,\d{3})/;
const OTHER_FIELD = /(?:size|length|line|id|took)["']?[:= ]+$/i;
const DEFAULTS = new Set([401, 403, 404, 407, 419]);

/** [{status, from}] of the numbers in a text that their neighbours make a status. */
export function looseSightings(facet, content) {
  const found = [];
  for (const match of content.matchAll(NUMBER)) {
    const from = match.index + match[0].length - 3;
    const status = Number(match[1]);
    if (
      isStatus(
        facet,
        content.slice(Math.max(0, from - 40), from),
        content.slice(from + 3, from + 40),
        status,
      )
    )
      found.push({ status, from });
  }
  return found;
}

function isStatus(facet, before, after, status) {
  if (BEFORE.test(before)) return !IS_PART.test(after) && !OTHER_FIELD.test(before);
  if (isCounted(before, after)) return false;
  if (REASON.test(after))
    return LOOSE.test(before) || (/[\s(\[]$/.test(before) && !/\/$/.test(before));
  if (!DEFAULTS.has(status) || NOT_BEFORE.test(before) || !LOOSE.test(before)) return false;
  if (facet === "config")
    return /[([]$/.test(before) && /^[)\]]/.test(after) && !/\w\($/.test(before);
  return facet !== "log" || isLogged(before, after);
}

/** A number with a unit, or a part of a longer one; 401.2 of IIS is none. */
function isCounted(before, after) {
  const isSubstatus = /^[.-][1-5]\b|^\.50[1-4]\b/.test(after) && /error|IIS|status/i.test(before);
  return NOT_AFTER.test(after) && !isSubstatus;
}

/** In a log a bare number counts beside a request or in brackets only. */
function isLogged(before, after) {
  const isBehindRequest =
    / (?:GET|POST|PUT|DELETE|PATCH|OPTIONS|HEAD)[^\w]{0,5}$|\/\S{0,40} $/.test(before);
  return (
    isBehindRequest ||
    /[[("]$|E$/.test(before) ||
    /^ (?:GET|POST|PUT|DELETE|PATCH|OPTIONS) /.test(after)
  );
}
