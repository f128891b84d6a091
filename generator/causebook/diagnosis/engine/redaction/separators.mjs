// Why: between a name and its value stand signs, words, cells or lines; and a name stands in a
// query, in a tag, behind a flag or at the beginning of a line. It must not know what that proves:
// the criteria say so.

import { foundAt, pattern } from "./patterns.mjs";
import { INLINE } from "./wrapping.mjs";

/** @import { Piece } from "./patterns.mjs" */
/** @import { Joint, Name, Place, Range, Separator, Unfolded } from "./types.d.ts" */

const CLOSED = `(?:</${INLINE}>)?["'\`\\])*_~}?]{0,6}`;
const EMPHASIS = "[\"'`*_]{0,4}";
const REMARK = "(?:[ \\t]?\\([^()\\n]{1,40}\\))";
const IS = ["is|was|ist|war|lautet|est|es|é|è|är|er|jest|là|ialah|adalah", "是|为|為|は|이|는|은"];
const FOR = "for|of|für|von|pour|de|para|per|voor|для";
/** What is asked for, rather than what the secret is for. */
const NO_PURPOSE = "user|username|account|host|client|realm|id:";
const SIGNS = "=>|-{1,3}>|→|:=|={1,3}|:{1,2}(?!//)|<-|~>";

/** The type of a variable between its name and what it is set to. */
const TYPES = [
  /:[ \t]*&?(?:'\w{1,9}[ \t])?[\w.<>[\]?|]{1,40}/,
  /(?<=[ \t])(?:string|str|text|char|\[\]byte)/,
];

/** The value's own name, where a record or a line of its own stands below the name. */
const VALUE = "(?:value|val|plain|plaintext|text|content|data|current)";
const BELOW = "(?:[ \\t]*\\{\\s{0,40}|[ \\t]*\\r?\\n[ \\t]+)";
const TAG = "<[\\w:-]{1,30}[^<>]{0,100}>\\s{0,60}";

/** What stands between a name and its value: how it joins them, and how it is written. */
const SEPARATORS = /** @type {Array<[Joint, ...Piece[]]>} */ ([
  ["sign", CLOSED, /[ \t]*[:=]>?/, BELOW, `["'\`]?${VALUE}["'\`]?[ \\t]*[:=]>?`],
  ["sign", /[ \t]*/, TYPES, /[ \t]+=[ \t]*(?=["'`])/],
  ["sign", /\r?\n[ \t]{0,9}:(?=[ \t])/],
  ["sign", /["']?[ \t]+--(?:body|value|secret-string|literal|data)(?:=|(?=[ \t]))/],
  ["tag", /[ \t]*<\/[\w:-]{1,30}>\s{0,60}/, `(?:${TAG}){1,3}`],
  [
    "line",
    `${CLOSED}${REMARK}?(?:[:=]?[*_]{0,4}|:["'\`])`,
    /[ \t]*\r?\n[ \t>]*(?=[^\s"'[{|>=-]|- )/,
  ],
  [
    "sign",
    `(?:\\[[\\w.-]{0,40}\\])?${CLOSED}(?:${REMARK}|[ \\t]?#?\\d{1,2})?`,
    `${EMPHASIS}[ \\t]*(?:${SIGNS})`,
  ],
  ["comma", /["'`][ \t]*,\s{0,40}(?=[a-z@$]{0,2}["'`])/],
  ["item", /,[ \t]*(?=\S)/],
  ["cell", `${EMPHASIS}[ \\t]*\\|[ \\t]*`],
  ["for", `[ \\t]+(?:${FOR})[ \\t]+(?:\\S+[ \\t]+)?`, `(?!${NO_PURPOSE})[^\\s:]{1,60}:(?=[ \\t])`],
  ["is", `${EMPHASIS}[ \\t]+`, IS, /(?:[ \t]*[:=])?(?=[ \t])/],
  ["paren", /[ \t]*\([ \t]*(?!\))/],
  ["dash", `${EMPHASIS}[ \\t]+[-–—][ \\t]+`],
  ["blank", `${EMPHASIS}[ \\t]+`],
]);
/** @type {Array<[Joint, RegExp]>} */
const PATTERNS = SEPARATORS.map(([how, ...pieces]) => [how, pattern("iy", ...pieces)]);

/** Words that declare a variable. */
const DECLARING = [
  "export|set|setx|ENV|ARG|env|-e",
  "let|const|var|def|declare|local|readonly|final",
  "String|private|public|static",
];
const OPENS_LINE = pattern(
  "",
  /^[ \t>+|*#•·.<~-]{0,40}(?:\d{1,3}[.)][ \t])?/,
  `(?:(?:${DECLARING.join("|")})[ \\t]+){0,3}`,
  /["'`*_[(<{$:@-]{0,6}$/,
);
const LOOK = 80; // characters before a name
const ABOUT = 60;

/**
 * What the name stands in: a tag, a query, quotes, the beginning of a line.
 * @param {Unfolded} unfolded
 * @param {Pick<Name, "start" | "wordStart">} name
 * @returns {Place}
 */
export function placeOf({ plain, level }, { start, wordStart }) {
  const before = plain.slice(Math.max(0, start - LOOK), start);
  const line = lastLine(before);
  const quote = /["'`]$/.test(line) ? plain[start - 1] : "";
  return {
    line,
    quote,
    quoteLevel: quote ? level[start - 1] : 0,
    about: lastLine(plain.slice(Math.max(0, wordStart - ABOUT), wordStart)),
    isTag: /<(?:\w{1,20}:)?$/.test(line),
    isQuery: /[?&]$/.test(line),
    isFlag: plain[wordStart] === "-",
    startsLine: opensLine(before),
    isLine: opensLine(plain.slice(Math.max(0, wordStart - LOOK), wordStart)),
  };
}

/** @param {string} before */
function lastLine(before) {
  return before.slice(before.lastIndexOf("\n") + 1);
}

/**
 * True where nothing but signs and words that declare stand between the line's beginning and here.
 * @param {string} before
 */
function opensLine(before) {
  const line = lastLine(before);
  return line.length < LOOK && OPENS_LINE.test(line);
}

/**
 * What stands behind a name, if it can be followed by a value.
 * @param {Pick<Unfolded, "plain">} unfolded
 * @param {Pick<Name, "to">} name
 * @param {Pick<Place, "isTag">} place
 * @returns {Separator | null}
 */
export function separatorAfter({ plain }, { to }, { isTag }) {
  if (isTag && !/[:=]/.test(plain.charAt(to))) return tagEnd(plain, to);
  for (const [how, sought] of PATTERNS) {
    const found = foundAt(sought, plain, to);
    if (found) return { how, from: to, to: to + found[0].length };
  }
  return null;
}

/** @type {(plain: string, from: number) => Separator | null} */
function tagEnd(plain, from) {
  const end = plain.slice(from, from + 300).search(/[<>]/);
  const to = from + end + 1;
  const isOpen = end >= 0 && plain[to - 1] === ">" && plain[to - 2] !== "/";
  return isOpen ? { how: "tag", from, to } : null;
}

/**
 * How deep the signs around the name are wrapped; its letters may be wrapped for themselves.
 * @param {Pick<Unfolded, "level">} unfolded
 * @param {Pick<Name, "start">} name
 * @param {Range} separator
 */
export function depthAt({ level }, { start }, { from, to }) {
  const before = start > 0 ? level[start - 1] : 0;
  return level.slice(from, to).reduce((deepest, each) => Math.max(deepest, each), before);
}
