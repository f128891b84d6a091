// Why: between a name and its value stand signs, words, cells or lines; and a name stands in a query, in a tag, behind a
// flag or at the beginning of a line. What that proves, redact-proofs says.

import { INLINE } from "./wrapping.mjs";

const CLOSED = `(?:</${INLINE}>)?[\"'\`\\])*_~}?]{0,6}`;
const IS = "(?:is|was|ist|war|lautet|est|es|é|è|är|er|jest|là|ialah|adalah|是|为|為|は|이|는|은)";

/** The type of a variable between its name and what it is set to. */
const TYPE =
  "(?::[ \\t]*&?(?:'\\w{1,9}[ \\t])?[\\w.<>[\\]?|]{1,40}|(?<=[ \\t])(?:string|str|text|char|\\[\\]byte))";

/** The value's own name, where a record or a line of its own stands below the name. */
const VALUE = "(?:value|val|plain|plaintext|text|content|data|current)";

/** What stands between a name and its value: how it is called, and how it is written. */
const LINKS = [
  [
    "sign",
    `${CLOSED}[ \\t]*[:=]>?(?:[ \\t]*\\{\\s{0,40}|[ \\t]*\\r?\\n[ \\t]+)` +
      `["'\`]?${VALUE}["'\`]?[ \\t]*[:=]>?`,
  ],
  ["sign", `[ \\t]*${TYPE}[ \\t]+=[ \\t]*(?=["'\`])`],
  ["sign", "\\r?\\n[ \\t]{0,9}:(?=[ \\t])"],
  ["sign", "[\"']?[ \\t]+--(?:body|value|secret-string|literal|data)(?:=|(?=[ \\t]))"],
  ["tag", "[ \\t]*</[\\w:-]{1,30}>\\s{0,60}(?:<[\\w:-]{1,30}[^<>]{0,100}>\\s{0,60}){1,3}"],
  [
    "line",
    `${CLOSED}(?:[ \\t]?\\([^()\\n]{1,40}\\))?(?:[:=]?[*_]{0,4}|:["'\`])` +
      "[ \\t]*\\r?\\n[ \\t>]*(?=[^\\s\"'[{|>=-]|- )",
  ],
  [
    "sign",
    `(?:\\[[\\w.-]{0,40}\\])?${CLOSED}(?:[ \\t]?\\([^()\\n]{1,40}\\)|[ \\t]?#?\\d{1,2})?` +
      `["'\`*_]{0,4}[ \\t]*(?:=>|-{1,3}>|→|:=|={1,3}|:{1,2}(?!//)|<-|~>)`,
  ],
  ["comma", "[\"'`][ \\t]*,\\s{0,40}(?=[a-z@$]{0,2}[\"'`])"],
  ["item", ",[ \\t]*(?=\\S)"],
  ["cell", "[\"'`*_]{0,4}[ \\t]*\\|[ \\t]*"],
  [
    "for",
    `[ \\t]+(?:for|of|für|von|pour|de|para|per|voor|для)[ \\t]+(?:\\S+[ \\t]+)?(?!user|username|account|host|client|realm|id:)[^\\s:]{1,60}:(?=[ \\t])`,
  ],
  ["is", `["'\`*_]{0,4}[ \\t]+${IS}(?:[ \\t]*[:=])?(?=[ \\t])`],
  ["paren", "[ \\t]*\\([ \\t]*(?!\\))"],
  ["dash", "[\"'`*_]{0,4}[ \\t]+[-–—][ \\t]+"],
  ["blank", "[\"'`*_]{0,4}[ \\t]+"],
].map(([how, source]) => [how, new RegExp(source, "iyu")]);
const STARTS =
  /^[ \t>+|*#•·.<~-]{0,40}(?:\d{1,3}[.)][ \t])?(?:(?:export|set|setx|ENV|ARG|env|let|const|var|def|declare|local|readonly|final|String|private|public|static|-e)[ \t]+){0,3}["'`*_\\[(<{$:@-]{0,6}$/;

/** What the name stands in: a tag, a query, quotes, the beginning of a line. */
export function placeOf({ plain, level }, { start, word }) {
  const before = plain.slice(Math.max(0, start - 80), start);
  const own = plain.slice(Math.max(0, word - 80), word);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const quote = /["'`]$/.test(line) ? plain[start - 1] : "";
  return {
    line,
    quote,
    quoteLevel: quote ? level[start - 1] : 0,
    about: plain.slice(Math.max(0, word - 60), word).replace(/^[^\n]*\n/, ""),
    isTag: /<(?:\w{1,20}:)?$/.test(line),
    isQuery: /[?&]$/.test(line),
    isFlag: plain[word] === "-",
    startsLine: opensLine(before),
    isLine: opensLine(own),
  };
}

/** True where nothing but marks and words that declare stand between the line's beginning and here. */
function opensLine(before) {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return (line.length < 80 || before.includes("\n")) && STARTS.test(line);
}

export function linkAfter({ plain }, { to }, { isTag }) {
  if (isTag && !/[:=]/.test(plain.charAt(to))) return tagLink(plain, to);
  for (const [how, pattern] of LINKS) {
    pattern.lastIndex = to;
    const found = pattern.exec(plain);
    if (found) return { how, from: to, to: to + found[0].length };
  }
  return null;
}

function tagLink(plain, to) {
  const end = plain.slice(to, to + 300).search(/[<>]/);
  const isOpen = end >= 0 && plain[to + end] === ">" && plain[to + end - 1] !== "/";
  return isOpen ? { how: "tag", from: to, to: to + end + 1 } : null;
}

/** How deep the signs around the name are wrapped; its letters may be wrapped for themselves. */
export function depthAt({ level }, { start }, { from, to }) {
  let depth = start > 0 ? level[start - 1] : 0;
  for (let at = from; at < to; at += 1) depth = Math.max(depth, level[at]);
  return depth;
}
