// The forms by which single lines are known: what servers log, what programs print, what stands
// in configuration and code. Which of them counts first is decided in facets.mjs.
import { METHODS } from "../grammar/http.mjs";
import { anyOf, inOrder, words } from "../grammar/patterns.mjs";

const LEVELS = words("DEBUG INFO WARNING WARN ERROR CRITICAL SEVERE TRACE FATAL");

/** A line of a server's log. */
export const LOG = anyOf([
  /^\S{3,60} \S{1,60} \S.{0,60} ?\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}[: ]/, // access log, Flask
  /^\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4} /, // Django
  `^(?:${METHODS}) /\\S* \\d{3} (?:\\d+ - )?[\\d.]+ ?ms`, // morgan
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/, // nginx, Go
  /^\[?\d{4}-\d\d-\d\d[T ,]+\d\d:\d\d/, // ISO times: Java, Python, IIS, containers
  /^\[\w{3} \w{3} +\d+ \d\d:\d\d:\d\d/, // Apache error log
  /^\w{3} +\d{1,2} \d\d:\d\d:\d\d /, // syslog
  /^\[?\d\d:\d\d:\d\d[\].,\s]/, // time only
  /^[IWEF]\d{4} \d\d:\d\d:\d\d/, // klog
  /^(?:time|ts|timestamp|level|lvl|logger)=\S/, // logfmt
  /^\[(?:error|warn|info|notice|debug|crit)\] \d+#/, // nginx without time
  `^${LEVELS}(?:[:\\s]+[\\w.]+:|\\s+[(\\[]|\\s+[a-z]\\w*\\.[\\w.]+)`, // Python, Java
  /^\w[\w.-]*\[\d+\]: /, // daemon[pid]:
  /^"[^"]{4,300}" (?:err|error|reason)=/, // klog message
  /^(?:trce|dbug|info|warn|fail|crit): [\w.`+]+\[\d+\]\s*$/, // .NET
  /^[DIWEF], \[\d{4}-\d\d-\d\dT/, // Ruby
  /^AH\d{5}:/, // Apache without time
  /^\d+\.\d+ +\d+ \S+ TCP_/, // Squid
]);

const PROGRAMS = words(`
  curl wget git docker podman npm yarn pnpm pip twine gh az aws helm kubectl svn abort hg mvn
  http cargo go gem composer conda skopeo ansible node gpg ssh
`);
const OUTCRIES = words(`
  fatal remote error ERROR Error Warning WARNING denied unauthorized abort svn Exception
  FAILURE FAILED Failed
`);
const BEGINNINGS = anyOf([
  /Error|An error occurred|Could not|Unable to|Failed to/,
  /Login failed|Access denied|Permission denied|Authentication failed/,
]);
const OF_BROWSERS = anyOf([
  /Access to (?:fetch|XMLHttp|font|script)|Failed to load resource|Uncaught|Unhandled|XHR/,
  /Cross-Origin Request|Response to preflight|Refused to/,
  /Cookie [“"']|Some cookies|This Set-Cookie|This attempt to set a cookie/,
]);
/** The class of what a program throws, with the packages that it stands in. */
const THROWN = /(?:[\w$]{1,60}[.:\\]{1,2}){0,12}\w{0,60}(?:Error|Exception|Fault)(?:\$\w+)?/;

/** A line of what a client or a build prints. */
export const CLIENT = anyOf([
  `^${PROGRAMS} ?: ?[^ ]`,
  /^(?:fatal|remote|error|warning|hint|denied|unauthorized|abort|failed|panic|E|W|Err):? ?[:!]/,
  `^${OUTCRIES}\\b[^.]{0,60}[:!]`,
  inOrder([/^/, BEGINNINGS, /\b/]),
  inOrder([/^/, OF_BROWSERS]),
  inOrder([/^/, THROWN, /\b(?: ?[:([{]|$| \d)/]),
  /^(?:[a-z][\w$]{0,60}\.){2,12}[A-Z][\w$]{0,90}(?:: |$)/, // a class of Java
  /^[A-Z]\w{1,60}(?:::[A-Z]\w{0,60}){1,5}(?:: | \()/, // … and of Ruby
  /^PHP (?:Fatal|Parse|Warning|Notice)\b/,
  /Failed to load resource: the server responded/,
  /^\s*from \S+:\d+:in /,
  /^npm (?:ERR!|error|http|verb|warn|notice|WARN)/,
  /^YN\d{4}|^➤/, // Yarn
  /^\[(?:ERROR|INFO|WARNING)\]/, // Maven
  /^##\[|^::(?:error|warning)/, // Azure Pipelines, GitHub Actions
  /^[│╷╵├└✕✗✖×⨯❌⚠!●]/,
  /^Traceback \(|^ *File "/,
  /^\s*at [\w$.<[(/]|^Caused by:|^\s*\.{3} \d+ more/, // a stack of Java, JavaScript, .NET
  /^goroutine \d/,
  /^#\d+ /, // a stack of PHP, a step of BuildKit
  /^> (?:Could not|Task|Failed)|^\* What went wrong/, // Gradle
  /^Invoke-\w+ ?:|^At line:\d/, // PowerShell
  /^Username\/Password Authentication Failed/,
  /^HTTP request sent|^Connecting to |^Resolving /, // wget
  /^HTTP (?:Error )?\d{3}\b/,
  /^(?:Response )?[Ss]tatus(?: [Cc]ode)?: ?\d{3}\b/,
  /^ERROR/,
  /^\[?API Error/,
]);

const STATEMENTS = anyOf([
  /import \w|from [\w.]+ import|package [\w.]+;?$|using [\w.]+;|#include|export /,
  /const \w|let \w|var \w|def \w+\(|class \w+ ?[({:]|func |async |await /,
  /@\w+|public |private /,
]);
const DIRECTIVES_OF_APACHE = words(`
  Require AuthType AuthName AuthUserFile AuthBasicProvider Satisfy RewriteRule RewriteCond
  SetEnvIf ProxyPass WSGIPassAuthorization CGIPassAuth RequestHeader Header Order Allow Deny
`);
const COMMANDS = words(`
  sudo docker kubectl npm yarn git mvn pip3? helm terraform aws az gcloud export set htpasswd
  openssl ssh cd echo printf python3? node twine gh http https wget
`);

/** A line of configuration, of code, or a command. */
export const CONFIG = anyOf([
  /^\s*[\w.-]{2,80}\s*=\s*\S/,
  /^(?:\s+|- |(?=["'a-z_]))["']?[\w./-]+["']?:\s*$/, // YAML
  /^\s*- [\w"'./-]+:(?:\s|$)/,
  /^\s+["']?[\w./-]+["']?:\s+\S/,
  /^[a-z_][\w.-]*: \S+(?: \S+){0,2}$/,
  /[;{]\s*(?:#.{0,80}|\/\/.{0,80})?$/,
  /^\s*[})\]]+[;,]?\)?;?\s*$/,
  /^\s*["'][\w.\-/]+["']\s*[:=]/,
  /\\$/,
  inOrder([/^\s*/, STATEMENTS]),
  /=>|\w\(\)[;.)]|\w\.\w+\(["'{]|^\s*\.\w+\(|^\s*-(?:-[\w-]+[ =]|[a-zA-Z] )/,
  /^\s*(?:FROM|RUN|ENV|COPY|ARG|CMD|EXPOSE|WORKDIR|ENTRYPOINT) \S/, // Dockerfile
  `^\\s*${DIRECTIVES_OF_APACHE}\\s`,
  /^\$ ?\S/,
  `^${COMMANDS} (?:[a-z-]|/|https?:)\\S*(?: |$)`,
  /^machine \S+/, // .netrc
  /^\/\/[\w.-]+\/.*:_(?:auth|password)/, // .npmrc
]);

const TAGS = words(`
  html head body title h[1-6] p hr center div span pre address meta style script table tr td br a
  Error Code Message RequestId HostId Resource ErrorResponse fault soap
`);

/** A line of HTML, or of XML as services answer it. */
export const MARKUP = new RegExp(`^\\s*<(?:/?${TAGS}\\b|!doctype|\\?xml)`, "i");

const HELP_TEXT = anyOf([
  /^\s*(?:-\w, +)?--[\w-]+(?:[ =][<[]\S+)? {2,}[A-Z]/,
  /^\s*[Uu]sage: /,
  /^\s*(?:[Rr]un|[Ss]ee|[Uu]se|[Tt]ry) ['"`][^'"`]{1,60} (?:--help|help|-h)['"`]/,
]);

/** A line that says nothing: a progress meter, a rule, a fence, a tool's own help. */
export const NOISE = anyOf([
  HELP_TEXT,
  /^\s*If the problem continues, contact the site owner\.?\s*$/, // Chrome, whatever went wrong
  /^\s*\[notice\] /,
  /^\s*(?:% Total\b|Dload\b|\d{1,3} +[\d.]+[kMG]? +\d{1,3} +\S+ +\d{1,3} )/,
  /^\s*[-=*_~]{3,}\s*$/,
  /^\s*(?:```|~~~)/,
]);

/** A command behind its prompt. */
export const SHELL = /^\s*(?:\$|PS [^>]{0,80}>|[\w.-]+@[\w.-]+[:~ ][^$#]{0,60}[$#])\s+\S/;

const TALKED_OF = words(`
  sudo docker podman kubectl npm yarn pnpm git mvn pip3? helm terraform aws az gcloud ssh node
  twine gh http wget
`);
const TURNS_OUT = words(`
  fails? failed failing gives? gave returns? returned ends? ended gets? got says? said throws?
  threw answers? stops? stopped responds? results? is was
`);

/** A sentence about a command ("npm install fails with 401"), not the command itself. */
export const ABOUT_A_COMMAND = inOrder(
  [
    `^${TALKED_OF} [^$|(;]{0,120}?`,
    `(?:\\b${TURNS_OUT}|->|=>|→) `,
    /[^$|]{0,60}?\b(?:E?401|unauthori[sz]ed|refused|rejected|denied)\b/,
  ],
  "i",
);
