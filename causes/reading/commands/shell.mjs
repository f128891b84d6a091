// Finds a command in a line of a shell, a script or a CI log, and gathers the lines that it fills:
// for sh, cmd.exe and PowerShell alike. What a command means is for others to say.
import { anyOf, words } from "../grammar/patterns.mjs";
/** @import { PasteLine } from "../types.d.ts" */

/**
 * Where a command stands: `from` is behind its name, `closer` ends it besides the line, `remote`
 * when another shell passes it on.
 * @typedef {{from: number, closer: string, remote: boolean}} Place
 */
/** @typedef {{at: number, line: number}} Start of a line in the text of a command */

const LINES = 200; // lines that one command may fill
const SIZE = 200000;

const PROMPT = anyOf([
  /(?:\([\w.-]+\) )?[^\s$#>%❯➜"'`]{0,60}(?:[ ~:][^$#>%"'`]{0,60})?[$#>%❯➜] ?/, // bob@host:~$
  /PS [^>]{0,80}> ?/,
  /[A-Z]:\\[^>"]{0,120}> ?/,
  /\[[^\]]{1,60}\]\$ ?/,
]);
const LEAD = anyOf([
  /\+{1,4} /, // set -x
  /(?:##\[\w+\])?Run /, // GitHub Actions
  /RUN (?:--\S+ )*/, // Dockerfile
  /(?:- )?(?:run|command|script|cmd): *[|>]?-? ?/,
  /- /,
  /(?:if|while|until|then|do|else|exec|command|builtin|eval|!) /,
  /(?:local|export|declare) /,
  /\w+=(?:"[^"]*"|'[^']*'|[^\s"'])* /,
  /\d{1,5}\*? +(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?/, // the shell's history
]);
const RUNNERS = words(`
  sudo doas su time env nohup timeout watch xargs strace chroot nsenter unshare ip ssh kubectl oc
  docker podman nerdctl crictl docker-compose lxc vagrant wsl flatpak fly heroku gcloud az aws cmd
  sh bash zsh ash pwsh powershell proxychains4? torsocks
`);
const PLACE = new RegExp(
  `^\\s*(?:${PROMPT.source})?${LEAD.source}*(?:${RUNNERS}(?:\\.exe)?(?: [^|;]{0,300}?)? )?(["']?)$`,
);
const FOLDERS = "(?:[A-Za-z]:)?(?:[\\w.-]{0,60}[/\\\\]){0,8}";
const VERSION = "(?:\\.exe)?(?:[:@][\\w.:-]{1,80})?"; // of an image
const FOLLOWED = "(?=\\s+(?!: )\\S|\\s*[\\\\^`]$)";
const BEHIND_ANOTHER = /(?:(\$\(|`)|\|\|?|&&|[;{](?: ?(?:do|then|else|if|while|until|!))*) ?$/;
const SECOND_PROMPT = /^\s*(?:>{1,2}|More\?)\s/; // before the lines that go on
const SUBSTITUTION = /`[^`"'$\n]{1,200}`|\$\((?:[^()\n]|\([^()\n]{0,200}\)){1,400}\)/g;

/**
 * Where a command of that name stands in a line, or null when the name stands there as any other
 * word.
 * @param {string} text
 * @param {string} name as the source of a pattern
 * @returns {Place | null}
 */
export function commandAt(text, name) {
  for (const found of text.slice(0, 2000).matchAll(patternOf(name))) {
    const place = placeBehind(text.slice(0, found.index) + found[1]);
    if (place) return { from: found.index + found[0].length, ...place };
  }
  return null;
}

/** @type {Map<string, RegExp>} */
const PATTERNS = new Map();

/** @param {string} name */
function patternOf(name) {
  const source = `(^|[\\s"'\`(;|{+>$#%])${FOLDERS}(?:${name})${VERSION}${FOLLOWED}`;
  const pattern = PATTERNS.get(name) || new RegExp(source, "g");
  PATTERNS.set(name, pattern);
  return pattern;
}

/**
 * What the text before a name says of the command, or null when no command begins there.
 * @param {string} before
 */
function placeBehind(before) {
  const behind = BEHIND_ANOTHER.exec(before);
  if (behind) return { closer: behind[1] === "$(" ? ")" : behind[1] || "", remote: false };
  const place = before.length < 500 ? PLACE.exec(before) : null;
  return place ? { closer: place[1], remote: /\bssh\b/.test(before) } : null;
}

/**
 * The command at a place of the line at `index`, with all lines that continue it.
 * @param {PasteLine[]} lines
 * @param {number} index
 * @param {Place} place
 */
export function gathered(lines, index, { from, closer, remote }) {
  /** @type {Start[]} */
  const starts = [];
  const isWindows = /\^["']/.test(lines[index].text);
  const quotes = new Quotes();
  const limit = Math.min(lines.length, index + LINES);
  let text = "";
  let end = index;
  for (let goesOn = true; goesOn && end < limit && text.length < SIZE; end += 1) {
    if (lines[end].continues) continue;
    starts.push({ at: text.length, line: lines[end].n });
    const shown = end === index ? contentFrom(lines[end], from) : secondLine(lines[end]);
    const plain = isWindows ? shown.replace(/\^(.)/g, "$1") : shown;
    const piece = continuedLine(masked(plain, closer), quotes);
    text += piece.text;
    goesOn = piece.isContinued || !["", closer].includes(quotes.open);
  }
  while (lines[end]?.continues) end += 1;
  return { text: ended(text, closer, remote), end, starts };
}

/**
 * The text with a variable of the same length in place of every substitution, whose quotes and
 * bars are not the command's; the command itself may stand in back quotes.
 * @param {string} text
 * @param {string} closer
 */
function masked(text, closer) {
  if (closer === "`") return text;
  return text.replace(SUBSTITUTION, (whole) => `$${whole.slice(1).replace(/[^\w.]/g, "_")}`);
}

/**
 * @param {PasteLine} line
 * @param {number} from
 */
function contentFrom({ full, at }, from) {
  return full.slice(at + from);
}

/** @param {PasteLine} line */
function secondLine(line) {
  return contentFrom(line, 0).replace(SECOND_PROMPT, "");
}

/**
 * A line with its end; a backslash at the end joins what double quotes hold.
 * @param {string} content
 * @param {Quotes} quotes
 */
function continuedLine(content, quotes) {
  const isContinued = /[\\^`]\s*$/.test(content.slice(-20));
  const text = isContinued ? content.replace(/[\\^`]\s{0,20}$/, "") : content;
  quotes.take(text);
  const lineEnd = isContinued ? " \n" : "\n";
  return { isContinued, text: isContinued && quotes.open === '"' ? text : text + lineEnd };
}

/** Reads the quotes of a command piece by piece: `open` is the quote that is open, or "". */
class Quotes {
  open = "";
  isAnsi = false; // $'…', where a backslash escapes

  /** @param {string} text */
  take(text) {
    for (let at = 0; at < text.length; at += 1) {
      if (isEscape(text, at, this.isAnsi ? "" : this.open)) at += 1;
      else if (text[at] === this.open) this.open = "";
      else if (!this.open && isQuote(text[at])) {
        this.open = text[at];
        this.isAnsi = text[at] === "'" && text[at - 1] === "$";
      }
    }
  }
}

/** @param {string} char */
function isQuote(char) {
  return char === "'" || char === '"';
}

/**
 * @param {string} text
 * @param {number} at
 * @param {string} open the quote that is open
 */
function isEscape(text, at, open) {
  if (open === "'") return false;
  return text[at] === "\\" || (text[at] === "`" && text[at + 1] === '"');
}

/**
 * The text up to what closes it (the parenthesis of $( ), a quote around the whole), without one
 * layer of escapes.
 * @param {string} text
 * @param {string} closer
 * @param {boolean} remote
 */
function ended(text, closer, remote) {
  const inner = closer ? text.slice(0, closedAt(text, closer)) : text;
  const isEscaped = closer === '"' || (remote && inner.includes('\\"'));
  return isEscaped ? inner.replace(/\\(["\\$`])/g, "$1") : inner;
}

/**
 * @param {string} text
 * @param {string} closer
 */
function closedAt(text, closer) {
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    if (isEscape(text, at, quote)) at += 1;
    else if (!quote && text[at] === closer) return at;
    else if (text[at] === quote) quote = "";
    else if (!quote && isQuote(text[at])) quote = text[at];
  }
  return text.length;
}

/**
 * The number of the line on which a place in a gathered text stands.
 * @param {Start[]} starts
 * @param {number} at
 */
export function lineAt(starts, at) {
  const start = starts.findLast((each) => each.at <= at) || starts[0];
  return start.line;
}
