// Detectors of what became of the request: the status, or that there was no answer. They must not look at credentials.
import { shownStatus, markText } from "./facts.mjs";
import { seen, unseen, untold } from "./answers.mjs";

const TLS = /SSL certificate problem|certificate verify failed|CERTIFICATE_VERIFY_FAILED|unable to (?:get local issuer|verify the first) certificate|self[- ]signed certificate|x509: certificate|SSLHandshakeException|PKIX path building|ERR_CERT_\w+|ERR_SSL_\w+|SSL_ERROR_\w+|NET::ERR_CERT|handshake[_ ]failure|tlsv1 alert|SSL routines|TLS handshake (?:timeout|error)|wrong version number|certificate has expired|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_VERIFY_LEAF|remote certificate is invalid|curl: \((?:35|51|58|60|77|83)\)/i;
const DNS = /Could not resolve (?:host|proxy)|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|ENOTFOUND|EAI_AGAIN|Name or service not known|Temporary failure in name resolution|nodename nor servname|no such host|UnknownHostException|ERR_NAME_NOT_RESOLVED|NXDOMAIN|unable to resolve host|NameResolutionError|No such host is known|server misbehaving|curl: \(6\)/i;
const SILENT = /Connection refused|ECONNREFUSED|ECONNRESET|ETIMEDOUT|connection reset by peer|Connection timed out|Operation timed out|timed out after|connect timed out|Read timed out|i\/o timeout|ERR_CONNECTION_\w+|ERR_EMPTY_RESPONSE|Empty reply from server|No route to host|Network is unreachable|context deadline exceeded|socket hang up|EHOSTUNREACH|actively refused|Couldn't connect to server|net\/http: request canceled|curl: \((?:7|28|52|56)\)/i;
const CONTINUING = /continuing anyway|verify result:|current time .{0,40} is after|verifying certificate/i;

/** The detectors of this theme, by name. */
export const statusDetectors = {
  "status-401": (reading) => statusIs(reading, (status) => status === 401),
  "status-403": (reading) => statusIs(reading, (status) => status === 403),
  "status-404": (reading) => statusIs(reading, (status) => status === 404),
  "status-407": (reading) => statusIs(reading, (status) => status === 407),
  "status-400": (reading) => statusIs(reading, (status) => status === 400),
  "status-other-error": (reading) => statusIs(reading, (status) => status >= 400 && ![400, 401, 403, 404, 407].includes(status)),
  "status-success": (reading) => statusIs(reading, (status) => status >= 200 && status < 300),
  "tls-failure": (reading) => noAnswer(reading, TLS, "The TLS connection was not made, so no HTTP answer exists"),
  "dns-failure": (reading) => noAnswer(reading, DNS, "The host name was not resolved, so no request was sent"),
  "no-answer": (reading) => noAnswer(reading, SILENT, "The connection gave no HTTP answer"),
};

function statusIs(reading, fits) {
  const { status, marks } = shownStatus(reading);
  if (!status) return untold();
  return fits(status) ? seen(marks, `The status is ${status}.`) : unseen(`The status is ${status}.`);
}

function noAnswer(reading, pattern, sentence) {
  const { status } = shownStatus(reading);
  if (status) return unseen(`There was an HTTP answer, with status ${status}.`);
  for (const { text, n, facet } of reading.lines) {
    const found = facet !== "" && facet !== "config" && pattern.exec(text);
    if (found && !CONTINUING.test(text)) return seen([markText(reading, n, found[0])], `${sentence}: “${found[0]}”.`);
  }
  return untold();
}
