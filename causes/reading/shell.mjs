// Finds a command in a line of a shell, a script or a CI log, and splits it into words as the shell would: sh, cmd.exe and
// PowerShell. It must not know what any command means.

const LINES = 200; // lines that one command may fill
const SIZE = 200000;

const PROMPT = [
  "(?:\\([\\w.-]+\\) )?[^\\s$#>%❯➜\"'`]{0,60}(?:[ ~:][^$#>%\"'`]{0,60})?[$#>%❯➜] ?", // bob@host:~$, #, >
  "PS [^>]{0,80}> ?",
  '[A-Z]:\\\\[^>"]{0,120}> ?',
  "\\[[^\\]]{1,60}\\]\\$ ?",
].join("|");
const LEAD = [
  "\\+{1,4} ", // set -x
  "(?:##\\[\\w+\\])?Run ",
  "RUN (?:--\\S+ )*",
  "(?:- )?(?:run|command|script|cmd): *[|>]?-? ?",
  "- ",
  "(?:if|while|until|then|do|else|exec|command|builtin|eval|!) ",
  "(?:local|export|declare) ",
  "\\w+=\\S* ",
].join("|");
const RUNNERS = [
  "sudo",
  "doas",
  "su",
  "time",
  "env",
  "nohup",
  "timeout",
  "watch",
  "xargs",
  "strace",
  "chroot",
  "nsenter",
  "unshare",
  "ip",
  "ssh",
  "kubectl",
  "oc",
  "docker",
  "podman",
  "nerdctl",
  "crictl",
  "docker-compose",
  "lxc",
  "vagrant",
  "wsl",
  "flatpak",
  "fly",
  "heroku",
  "gcloud",
  "az",
  "aws",
  "cmd",
  "sh",
  "bash",
  "zsh",
  "ash",
  "pwsh",
  "powershell",
  "proxychains4?",
  "torsocks",
].join("|");
const PLACE = new RegExp(
  `^\\s*(?:${PROMPT})?(?:${LEAD})*(?:(?:${RUNNERS})(?:\\.exe)?(?: [^|;]{0,300}?)? )?(["']?)$`,
);
const VERSION = "(?:\\.exe)?(?:[:@][\\w.:-]{1,80})?"; // of an image
const FOLLOWED = "(?=\\s+\\S|\\s*[\\\\^`]$)";
const AFTER = /(?:(\$\(|`)|\|\|?|&&|;|\{) ?$/;

const SECOND_PROMPT = /^\s*>{1,2}\s/; // before the lines that go on

/**
 * Where a command of that name stands in a line: {from, closer} with `from` behind the name, and `closer` what ends the
 * command besides the line; null when the name stands there as any other word. `name` is a pattern's source.
 */
export function commandAt(text, name) {
  for (const found of text.slice(0, 2000).matchAll(patternOf(name))) {
    const placed = placeOf(text.slice(0, found.index) + found[1]);
    if (placed) return { from: found.index + found[0].length, ...placed };
  }
  return null;
}

const PATTERNS = new Map();

function patternOf(name) {
  if (!PATTERNS.has(name))
    PATTERNS.set(
      name,
      new RegExp(
        `(^|[\\s"'\`(;|{+>$#%])(?:[\\w.-]{0,60}/){0,8}(?:${name})${VERSION}${FOLLOWED}`,
        "g",
      ),
    );
  return PATTERNS.get(name);
}

function placeOf(before) {
  const after = AFTER.exec(before);
  if (after) return { closer: { "$(": ")", "`": "`" }[after[1]] || "" };
  const place = before.length < 500 && PLACE.exec(before);
  return place ? { closer: place[1], remote: /\bssh\b/.test(before) } : null;
}

/** {text, end, starts}: the command from column `from` of the line at `index` on, with all lines that continue it. */
export function gathered(lines, index, { from = 0, closer = "", remote = false } = {}) {
  const starts = [];
  const windows = lines[index].text.includes('^"') || lines[index].text.includes("^'");
  const quotes = newQuotes();
  let text = "";
  let end = index;
  for (; end < lines.length && end < index + LINES && text.length < SIZE; end += 1) {
    if (lines[end].continues) continue;
    starts.push([text.length, lines[end].n]);
    const shown = lines[end].full
      .slice(lines[end].at)
      .slice(end === index ? from : 0)
      .replace(end === index ? /^$/ : SECOND_PROMPT, "");
    const piece = continuedLine(windows ? shown.replace(/\^(.)/g, "$1") : shown);
    text += piece.text;
    quotes.take(piece.text);
    if (!piece.continued && (!quotes.open || quotes.open === closer)) {
      end += 1;
      break;
    }
  }
  while (end < lines.length && lines[end].continues) end += 1;
  return { text: ended(text, closer, remote), end, starts };
}

function continuedLine(content) {
  const continued = /[\\^`]\s*$/.test(content.slice(-20));
  return {
    continued,
    text: (continued ? content.replace(/[\\^`]\s{0,20}$/, " ") : content) + "\n",
  };
}

/** A reader of quotes that can be given a command in pieces: `open` is the quote that is open, or "". */
function newQuotes() {
  const quotes = { open: "", isAnsi: false, take };
  function take(text) {
    for (let at = 0; at < text.length; at += 1) {
      const char = text[at];
      if (isEscape(text, at, quotes.isAnsi ? "" : quotes.open)) at += 1;
      else if (quotes.open) quotes.open = char === quotes.open ? "" : quotes.open;
      else if (char === "'" || char === '"')
        Object.assign(quotes, { open: char, isAnsi: text[at - 1] === "$" && char === "'" });
    }
  }
  return quotes;
}

function isEscape(text, at, open) {
  return open !== "'" && (text[at] === "\\" || (text[at] === "`" && text[at + 1] === '"'));
}

/** The text up to what closes it (the parenthesis of $( ), a quote around the whole), without one layer of escapes. */
function ended(text, closer, remote) {
  const inner = closer ? text.slice(0, closedAt(text, closer)) : text;
  const escaped = closer === '"' || (remote && /\\"/.test(inner));
  return escaped ? inner.replace(/\\(["\\$`])/g, "$1") : inner;
}

function closedAt(text, closer) {
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    if (isEscape(text, at, quote)) at += 1;
    else if (!quote && text[at] === closer) return at;
    else if (quote && text[at] === quote) quote = "";
    else if (!quote && (text[at] === "'" || text[at] === '"')) quote = text[at];
  }
  return text.length;
}

const DOUBLE = '["“”]((?:[^"“”\\\\`]|\\\\.|`.)*)["“”]';
const WORD = new RegExp(
  [
    `(?:\\$'((?:[^'\\\\]|\\\\.)*)'|'([^']*)'|${DOUBLE}|‘([^’]*)’|[\\\\](.)|([^\\s'"“”‘\\\\]+))`,
    "(\\s+)",
    "(.)",
  ].join("|"),
  "gs",
);

/** [{text, at, expands}] as a shell splits them; smart quotes count as quotes. `expands`: a $variable outside single quotes. */
export function shellWords(text) {
  const words = [];
  let open = null;
  for (const found of text.matchAll(WORD)) {
    if (found[7] !== undefined) {
      open = null;
      continue;
    }
    if (words.length > 400 || (!open && isEndOfCommand(text, found.index))) break;
    if (!open) words.push((open = { text: "", at: found.index, expands: false }));
    takePiece(open, found);
  }
  return words;
}

function isEndOfCommand(text, at) {
  return /^(?:[|;&]|\d?>(?![\w"']*:\/\/)|<<<?|#\s)/.test(text.slice(at, at + 80));
}

function takePiece(word, [, ansi, single, double, smart, escaped, bare, , odd]) {
  if (ansi !== undefined) word.text += unescaped(ansi);
  else if (double !== undefined) word.text += plainDouble(double);
  else word.text += single ?? smart ?? escaped ?? bare ?? odd;
  const open = double ?? bare;
  if (open !== undefined && /\$[\w({]|%\w+%/.test(open)) word.expands = true;
}

function plainDouble(text) {
  return text.replace(/\\(["\\$`])|`(["`$])/g, "$1$2");
}

/** A text in $'…': backslashes as in C. */
function unescaped(text) {
  const meant = { n: "\n", r: "\r", t: "\t" };
  return text.replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(.)/gis, (_, unicode, hex, char) =>
    unicode || hex ? String.fromCharCode(parseInt(unicode || hex, 16)) : (meant[char] ?? char),
  );
}

/** The number of the line on which a place in a gathered text stands. */
export function lineAt(starts, at) {
  let line = starts[0][1];
  for (const [start, n] of starts) if (start <= at) line = n;
  return line;
}
