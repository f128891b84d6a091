// Reads requests written as commands of a shell: curl, HTTPie and PowerShell. What a shell
// variable held is never guessed: such a header is marked `expands`.
import { assign, openDraft } from "../recognisers/scan.mjs";
import { commandAt, gathered, lineAt } from "./shell.mjs";
import { shellWords } from "./shell-words.mjs";
import { parseLiteral } from "../grammar/literals.mjs";
import { shownText } from "../grammar/values.mjs";
import { curlRequests } from "./curl.mjs";
import { httpieRequest } from "./httpie.mjs";
import { mayBePowershell, powershellRequest } from "./powershell.mjs";
import { wgetRequests } from "./wget.mjs";
/** @import { LineOf, Recogniser, Request, Scan, Word } from "../types.d.ts" */
/** @import { Place } from "./shell.mjs" */

/** @typedef {Omit<Request, "line">} Sent */

/** The line to which an error of PowerShell points, cut short. */
const ECHO = /^\s*\+ \S.* \.{3}\s*$/;
const MANUAL = /^[^'"]{0,200} (?:--version|--help|--manual)\b/;
const ADDRESS = /[./$:{<]|^localhost/;
const LISTED = /\[(?=[^\]]{0,200}?["'](?:[\w./\\:-]{0,80}[/\\])?curl(?:\.exe)?["'],)/;

/**
 * `may`: what most lines fail at once.
 * @type {{name: string, may: RegExp, read: (words: Word[], lineOf: LineOf) => Sent[]}[]}
 */
const COMMANDS = [
  { name: "curl", may: /curl(?:\.exe)?(?:[:@]\S*)?[\s\\^`]/, read: curlRequests },
  { name: "wget", may: /wget(?:\.exe)?[\s\\^`]/, read: wgetRequests },
  { name: "https?|xhs?", may: /\b(?:https?|xhs?) +\S/, read: httpieRequest },
];

/**
 * Takes the command that begins on a line.
 * @type {Recogniser}
 */
export function takeCommand(scan, index, content) {
  if (ECHO.test(content)) return 0;
  const taken = mayBePowershell(content) ? takePowershell(scan, index, content) : 0;
  return taken || takeOfShell(scan, index, content) || takeListed(scan, index, content);
}

/** @type {Recogniser} */
function takeOfShell(scan, index, content) {
  for (const { name, may, read } of COMMANDS) {
    const place = may.test(content) ? commandAt(content, name) : null;
    if (!place || MANUAL.test(content.slice(place.from))) continue;
    const end = takeShell(scan, index, place, read);
    if (end) return end;
  }
  return 0;
}

/**
 * A command as a list of its words, as containers and programs have it.
 * @type {Recogniser}
 */
function takeListed(scan, index, content) {
  const found = content.includes("curl") ? LISTED.exec(content) : null;
  const value = found ? parseLiteral(content, found.index)?.value : undefined;
  if (!Array.isArray(value)) return 0;
  const texts = value.map(shownText);
  const first = texts.findIndex((text) => /(?:^|[/\\])curl(?:\.exe)?$/.test(text));
  const words = texts.slice(first + 1).map((text) => ({ text, at: 0, expands: false }));
  const { n } = scan.lines[index];
  return takeRequests(
    scan,
    index,
    index + 1,
    curlRequests(words, () => n),
  );
}

/**
 * @param {Scan} scan
 * @param {number} index
 * @param {Place} place
 * @param {(words: Word[], lineOf: LineOf) => Sent[]} read
 */
function takeShell(scan, index, place, read) {
  const { text, end, starts } = gathered(scan.lines, index, place);
  const requests = read(shellWords(text), (at) => lineAt(starts, at));
  return takeRequests(scan, index, end, requests);
}

/**
 * Opens the first request, and keeps the others until their answers come.
 * @param {Scan} scan
 * @param {number} index
 * @param {number} end
 * @param {Sent[]} requests
 */
function takeRequests(scan, index, end, requests) {
  const line = scan.lines[index].n;
  const [first, ...others] = requests
    .filter(({ url }) => ADDRESS.test(url))
    .map((request) => ({ ...request, line }));
  if (!first) return 0;
  openDraft(scan, first);
  scan.waiting = others;
  for (const each of scan.lines.slice(index, end)) assign(scan, each, "request");
  return end;
}

/** @type {Recogniser} */
function takePowershell(scan, index, content) {
  const found = powershellRequest(scan.lines, index, content);
  return found ? takeRequests(scan, index, found.end, [found.request]) : 0;
}
