// Says what kind of thing a line is when it is not part of an exchange: a server's log, a client's output, configuration
// or code, a response body, or plain words. It judges by form alone and must not know causes or products' meanings.
import { isAccessRecord } from "./access-logs.mjs";

const LOG = new RegExp(
  [
    "^\\S{3,60} \\S{1,60} \\S.{0,60} ?\\[\\d{1,2}/[A-Z][a-z]{2}/\\d{4}[: ]", // combined access log, Flask
    "^\\[\\d{1,2}/[A-Z][a-z]{2}/\\d{4} ", // Django
    "^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /\\S* \\d{3} [\\d.]+ ?ms", // morgan
    "^\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d", // nginx, Go
    "^\\[?\\d{4}-\\d\\d-\\d\\d[T ,]+\\d\\d:\\d\\d", // ISO times: Java, Python, IIS, containers
    "^\\[\\w{3} \\w{3} +\\d+ \\d\\d:\\d\\d:\\d\\d", // Apache error log
    "^\\w{3} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d ", // syslog
    "^\\[?\\d\\d:\\d\\d:\\d\\d[\\].,\\s]", // time only
    "^[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d", // klog
    "^(?:time|ts|timestamp|level|lvl|logger)=\\S", // logfmt
    "^\\[(?:error|warn|info|notice|debug|crit)\\] \\d+#", // nginx without time
    "^(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|SEVERE|TRACE|FATAL)(?:[:\\s]+[\\w.]+:|\\s+\\(|\\s+\\[|\\s+[a-z][\\w]*\\.[\\w.]+)", // Python, Java
    "^\\w[\\w.-]*\\[\\d+\\]: ", // daemon[pid]:
    '^"[^"]{4,300}" (?:err|error|reason)=', // klog message
    "^(?:trce|dbug|info|warn|fail|crit): [\\w.`+]+\\[\\d+\\]\\s*$", // .NET
    "^AH\\d{5}:",
    "^\\d+\\.\\d+ +\\d+ \\S+ TCP_", // Squid
  ].join("|"),
);

const CLIENT = new RegExp(
  [
    "^(?:curl|wget|git|docker|podman|npm|yarn|pnpm|pip|twine|gh|az|aws|helm|kubectl|svn|abort|hg|mvn|http|cargo|go|gem|composer|conda|skopeo|ansible|node|gpg|ssh): ?[^ ]",
    "^curl: ?\\(\\d",
    "^(?:fatal|remote|error|warning|hint|denied|unauthorized|abort|failed|panic|E|W|Err):? ?[:!]",
    "^(?:fatal|remote|error|ERROR|Error|Warning|WARNING|denied|unauthorized|abort|svn|Exception|FAILURE|FAILED|Failed)\\b[^.]{0,60}[:!]",
    "^npm (?:ERR!|error|http|verb|warn|notice|WARN)",
    "^(?:➤ )?YN\\d{4}",
    "^➤",
    "^\\[(?:ERROR|INFO|WARNING)\\]",
    "^##\\[",
    "^::(?:error|warning)",
    "^[│╷╵├└✕✗✖×⨯❌⚠!●] ?",
    "^(?:Error|An error occurred|Error response|Could not|Unable to|Failed to|Login failed|Access denied|Permission denied|Authentication failed)\\b",
    "^(?:[\\w$]{1,60}[.:]){0,12}\\w{0,60}(?:Error|Exception|Fault)\\b(?: ?[:(\\[{]|$| \\d)",
    "^Traceback \\(",
    '^ *File "',
    "^\\s*at [\\w$.<\\[(/]",
    "^Caused by:",
    "^goroutine \\d",
    "^\\s*\\.{3} \\d+ more",
    "^#\\d+ ",
    "^> (?:Could not|Task|Failed)",
    "^\\* What went wrong",
    "^(?:Access to (?:fetch|XMLHttp|font|script)|Failed to load resource|Uncaught|Unhandled|Cross-Origin Request|Cookie [“\"']|XHR|Response to preflight|Refused to|Some cookies|This Set-Cookie|This attempt to set a cookie)",
    "^Invoke-\\w+ ?:",
    "^At line:\\d",
    "^Username/Password Authentication Failed",
    "^HTTP request sent",
    "^Connecting to ",
    "^Resolving ",
    "^HTTP (?:Error )?\\d{3}\\b",
    "^(?:Response )?[Ss]tatus(?: [Cc]ode)?: ?\\d{3}\\b",
    "^ERROR",
    "^\\[?API Error",
  ].join("|"),
);

const CONFIG = new RegExp(
  [
    "^\\s*[\\w.\\-]{2,80}\\s*=\\s*\\S",
    "^(?:\\s+|- |(?=[\"'a-z_]))[\"']?[\\w./\\-]+[\"']?:\\s*$",
    "^\\s*- [\\w\"'./-]+:(?:\\s|$)",
    "^\\s+[\"']?[\\w./\\-]+[\"']?:\\s+\\S",
    "^[a-z_][\\w.-]*: \\S+(?: \\S+){0,2}$",
    "[;{]\\s*(?:#.{0,80}|//.{0,80})?$",
    "^\\s*[})\\]]+[;,]?\\)?;?\\s*$",
    "^\\s*[\"'][\\w.\\-/]+[\"']\\s*[:=]",
    "\\\\$",
    "^\\s*(?:import \\w|from [\\w.]+ import|const \\w|let \\w|var \\w|def \\w+\\(|class \\w+ ?[({:]|async |await |export |package [\\w.]+;?$|using [\\w.]+;|func |#include|@\\w+|public |private )",
    "=>|\\w\\(\\)[;.)]|\\w+\\.\\w+\\([\"'{]|^\\s*\\.\\w+\\(|^\\s*-(?:-[\\w-]+[ =]|[a-zA-Z] )",
    "^\\s*(?:FROM|RUN|ENV|COPY|ARG|CMD|EXPOSE|WORKDIR|ENTRYPOINT) \\S",
    "^\\s*(?:Require|AuthType|AuthName|AuthUserFile|AuthBasicProvider|Satisfy|RewriteRule|RewriteCond|SetEnvIf|ProxyPass|WSGIPassAuthorization|CGIPassAuth|RequestHeader|Header|Order|Allow|Deny)\\s",
    "^\\$ ?\\S",
    "^(?:sudo|docker|kubectl|npm|yarn|git|mvn|pip3?|helm|terraform|aws|az|gcloud|export|set|htpasswd|openssl|ssh|cd|echo|printf|python3?|node|twine|gh|http|https|wget) (?:[a-z-]|/|https?:)\\S*(?: |$)",
    "^machine \\S+",
    "^//[\\w.-]+/.*:_(?:auth|password)",
  ].join("|"),
);

const MARKUP =
  /^\s*<(?:\/?(?:html|head|body|title|h[1-6]|p|hr|center|div|span|pre|address|meta|style|script|table|tr|td|br|a|Error|Code|Message|RequestId|HostId|Resource|ErrorResponse|fault|soap)\b|!doctype|\?xml)/i;
const NOISE =
  /^\s*(?:% Total\b|Dload\b|\d{1,3} +[\d.]+[kMG]? +\d{1,3} +\S+ +\d{1,3} )|^\s*[-=*_~]{3,}\s*$|^\s*(?:```|~~~)/;
const SHELL = /^\s*(?:\$|PS [^>]{0,80}>|[\w.-]+@[\w.-]+[:~ ][^$#]{0,60}[$#])\s+\S/;

/** A sentence about a command ("npm install fails with 401"), not the command itself. */
const TOLD =
  /^(?:sudo|docker|podman|kubectl|npm|yarn|pnpm|git|mvn|pip3?|helm|terraform|aws|az|gcloud|ssh|node|twine|gh|http|wget) [^$|(;]{0,120}?(?:\b(?:fails?|failed|failing|gives?|gave|returns?|returned|ends?|ended|gets?|got|says?|said|throws?|threw|answers?|stops?|stopped|responds?|results?|is|was)|->|=>|→) [^$|]{0,60}?\b(?:E?401|unauthori[sz]ed|refused|rejected|denied)\b/i;

/** The facet of a line outside an exchange, given the facet of the line before: log, client, config, body, words or "". */
export function facetOf(content, before) {
  const text = content.length > 600 ? content.slice(0, 600) : content;
  if (text.trim() === "" || NOISE.test(text)) return "";
  if (SHELL.test(text)) return "config";
  if (LOG.test(text) || isAccessRecord(text)) return "log";
  if (MARKUP.test(text)) return "body";
  if (CLIENT.test(text.trimStart())) return "client";
  if (before === "log" && /^ {6}\S/.test(text)) return "log"; // .NET indents the message below the category
  if (before === "config" && /^(?: {2,}|\t| ?- )\S/.test(text)) return "config";
  if (/^[\w()]+(?: [\w()]+){1,6}:$/.test(text)) return "words";
  if (TOLD.test(text)) return "words";
  if (CONFIG.test(text) || /^\s*<\/?[\w:.-]+[^<>]{0,200}>/.test(text)) return "config";
  if (before === "config" && /^\s*(?:#|\/\/)/.test(text)) return "config";
  if (before === "client" && (/^\s{2,}\S/.test(text) || isTerse(text))) return "client";
  return "words";
}

/** A line right below a program's message that reads like its continuation, not like the reader's own words. */
function isTerse(text) {
  return (
    text.length < 160 &&
    !/^(?:The|This|That|It|But|And|When|After|With|Any|Even|Same|So|Then|Also)\b|\b(?:I|I'm|my|we|our|me)\b/.test(
      text,
    )
  );
}

/** The facet of a JSON object: token (claims), log (a log record), config, or body. */
export function facetOfJson(value, source) {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return "body";
  const keys = new Set(Object.keys(value).map((key) => key.toLowerCase()));
  const has = (...names) => names.some((name) => keys.has(name));
  if (
    has(
      "level",
      "severity",
      "lvl",
      "logger",
      "logname",
      "loglevel",
      "requestmethod",
      "downstreamstatus",
      "response_flags",
      "remote_addr",
    )
  )
    return "log";
  if (
    /"(?:remote_?ip|remote_?addr|exectime|user_?agent|response_code|request_uri)"/i.test(source) &&
    /"(?:status|response_code|statuscode)"/i.test(source)
  )
    return "log";
  if (
    has(
      "error",
      "message",
      "errors",
      "detail",
      "title",
      "code",
      "status",
      "statuscode",
      "msg",
      "reason",
      "fault",
      "ok",
      "success",
      "error_description",
    )
  )
    return "body";
  return has(
    "headers",
    "auths",
    "config",
    "handler",
    "scripts",
    "dependencies",
    "authentication",
    "server",
    "host",
    "url",
    "connectionstrings",
    "credhelpers",
  )
    ? "config"
    : "body";
}
