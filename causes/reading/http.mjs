// The grammar of HTTP that both the reading and the detectors need: header look-up, challenges (RFC 9110 section 11.6.1),
// URLs, base64. It must not know what a paste looks like, nor what any of it means for a diagnosis.

const METHOD =
  "(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND|REPORT|MKCOL|PURGE|[A-Z]{3,12})";

/** The first line of a request: method, target, version (RFC 9112 section 3). */
export const REQUEST_LINE = new RegExp(`^(${METHOD}) (\\S+) (HTTP/\\d(?:\\.\\d)?)$`);

/** The first line of a response: version, status, reason (RFC 9112 section 4). */
export const STATUS_LINE = /^(HTTP\/\d(?:\.\d)?) (\d{3})(?:\s+(.*))?$/;

/** Values of every header of that name in a message, in order. @param {{headers: {name, value}[]}|null} message */
export function headerValues(message, name) {
  return headersNamed(message, name).map((header) => header.value);
}

/** The first value of a header of that name, or "". */
export function headerValue(message, name) {
  return headerValues(message, name)[0] || "";
}

/** Every header {name, value, line} of that name (names are case-insensitive). */
export function headersNamed(message, name) {
  return message ? message.headers.filter((header) => header.name.toLowerCase() === name) : [];
}

/** [{scheme, token68, params}] of a WWW-Authenticate value; also reads Elasticsearch's list without commas. */
export function parseChallenges(value) {
  const challenges = [];
  const text = value.slice(0, 4000);
  const word = /[\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s,"]*)))?/y;
  for (let found = word.exec(text); found; found = word.exec(text)) {
    const [, name, assigned, quoted, bare] = found;
    const open = challenges[challenges.length - 1];
    if (assigned && open)
      open.params[name.toLowerCase()] =
        quoted === undefined ? bare : quoted.replace(/\\(.)/g, "$1");
    else
      word.lastIndex = openChallenge(
        challenges,
        text,
        word.lastIndex - (assigned || "").length,
        name,
      );
  }
  return challenges;
}

function openChallenge(challenges, text, after, scheme) {
  const token = /[ ]+([A-Za-z0-9._~+/-]+=*)[ \t]*(?=,|$)/y;
  token.lastIndex = after;
  const found = token.exec(text);
  challenges.push({ scheme, token68: found ? found[1] : "", params: {} });
  return found ? token.lastIndex : after;
}

/** The parts of an absolute or scheme-relative URL, lower-case where case does not matter; null for anything else. */
export function urlParts(url) {
  const found =
    /^(?:([a-z][a-z0-9+.-]*):)?\/\/(?:([^/@?#]*)@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?/i.exec(
      url.slice(0, 8000),
    );
  if (!found) return null;
  const scheme = (found[1] || "").toLowerCase();
  const port = found[4] || (scheme === "https" ? "443" : scheme === "http" ? "80" : "");
  return {
    scheme,
    user: found[2] || "",
    host: found[3].toLowerCase(),
    port,
    path: found[5] || "/",
    query: found[6] || "",
  };
}

/** The target of a Location header, made absolute against the URL that answered. */
export function absoluteUrl(location, base) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  const from = urlParts(base || "");
  if (!from || !from.host) return location;
  const origin = `${from.scheme ? from.scheme + ":" : ""}//${from.host}${hasOwnPort(from) ? ":" + from.port : ""}`;
  if (location.startsWith("//")) return (from.scheme ? from.scheme + ":" : "") + location;
  return (
    origin + (location.startsWith("/") ? location : from.path.replace(/[^/]*$/, "") + location)
  );
}

function hasOwnPort({ scheme, port }) {
  return port !== "" && port !== (scheme === "https" ? "443" : "80");
}

/** The text behind base64 or base64url, or null when it is neither. */
export function decodeBase64(text) {
  const plain = text.replace(/=+$/, "").replace(/-/g, "+").replace(/_/g, "/");
  if (plain.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(plain)) return null;
  return new TextDecoder().decode(Uint8Array.from(atob(plain), (char) => char.charCodeAt(0)));
}

/** base64 of the UTF-8 bytes of a text, as a client makes it for Basic. */
export function encodeBase64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 2000))));
}

/** True for a value that the reader blanked out before pasting (`***`, `<redacted>`, `xxxx`), which says nothing. */
export function isBlankedOut(value) {
  return (
    /\*{3}|…|\.{3}|•{2}|\bx{3,}\b|X{4,}|x{6,}|_{4,}|redact|remove|hidden|omitted|masked|filtered|censor|snip/i.test(
      value,
    ) || /^[<[({](?!\{)(?!(?:insert|your|my)\b).{0,40}[>\])}]$/i.test(value)
  );
}
