// Reads requests written as commands of a shell: curl, HTTPie and PowerShell. It never guesses what a shell variable held:
// such a header is marked `expands`.
import { assign, openDraft } from "./scan.mjs";
import { commandAt, gathered, shellWords, lineAt } from "./shell.mjs";
import { curlRequests } from "./curl.mjs";
import { httpieRequest } from "./httpie.mjs";
import { powershellRequest } from "./powershell.mjs";

const MANUAL = /^[^'"]{0,200} (?:--version|--help|--manual)\b/;
const ADDRESS = /[./$:{<]|^localhost/;

const COMMANDS = [
  { name: "curl", may: /curl(?:\.exe)?(?:[:@]\S*)?[\s\\^`]/, read: curlRequests },
  { name: "https?|xhs?", may: /\b(?:https?|xhs?) +\S/, read: httpieRequest },
];

/** Takes the command that begins on a line; the index after it, or 0. */
export function takeCommand(scan, index, content) {
  for (const { name, may, read } of COMMANDS) {
    const place = may.test(content) && commandAt(content, name);
    const end =
      place && !MANUAL.test(content.slice(place.from)) ? takeShell(scan, index, place, read) : 0;
    if (end) return end;
  }
  return /[Ii]nvoke-|\bi(?:wr|rm) /.test(content) ? takePowershell(scan, index, content) : 0;
}

function takeShell(scan, index, place, read) {
  const { text, end, starts } = gathered(scan.lines, index, place);
  const requests = read(shellWords(text), (at) => lineAt(starts, at));
  return takeRequests(scan, index, end, requests);
}

/** Opens the first request, and keeps the others until their answers come. */
function takeRequests(scan, index, end, requests) {
  const [first, ...others] = requests
    .filter(({ url }) => ADDRESS.test(url))
    .map((request) => ({ ...request, line: scan.lines[index].n }));
  if (!first) return 0;
  openDraft(scan, first.line, first);
  scan.waiting = others;
  for (let each = index; each < end; each += 1) assign(scan, scan.lines[each], "request");
  return end;
}

function takePowershell(scan, index, content) {
  const found = powershellRequest(scan.lines, index, content);
  return found ? takeRequests(scan, index, found.end, [found.request]) : 0;
}
