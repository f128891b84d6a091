// Takes a paste apart into lines and undoes what mail programs, issue trackers and CI systems put in front of them.
// It must not know HTTP: it only says where each line's own content begins.

const LINE_CAP = 4000; // characters of a line that patterns may look at
const FULL_CAP = 65536; // characters of a line that a header or token may fill
const TIMED =
  /^(?:[\w .-]{1,40}\t){0,2}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? +/;

// Each decoration counts only when (nearly) every line has it; `tool` is what plain text below it then is.
const DECORATIONS = [
  { pattern: /^[ \t]*>[ \t]?/, share: 0.9, times: 3 },
  { pattern: /^[ \t]*\d{1,5}(?:[:|.)]|[ \t]*[│|])?(?:[ \t]|$)/, share: 1, times: 1, rising: true },
  { pattern: /^[\w.-]{2,60} +\| ?/, share: 0.9, times: 1 },
  { pattern: TIMED, share: 0.8, times: 1, tool: "log" },
  { pattern: /^\[(?:INFO|ERROR|WARN(?:ING)?|DEBUG)\] ?/, share: 0.6, times: 2, tool: "client" },
];

/** [{n, text, full, at}]: text is the line (at most 4,000 characters), full at most 65,536, content begins at column `at`. */
export function pasteLines(text) {
  const lines = cleaned(text)
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({
      n: index + 1,
      text: line.slice(0, LINE_CAP),
      full: line.slice(0, FULL_CAP),
      at: 0,
      facet: null,
      exchange: -1,
    }));
  for (const decoration of DECORATIONS) {
    for (let time = 0; time < decoration.times && undecorate(lines, decoration); time += 1);
  }
  dedent(lines);
  return lines;
}

/** The line without its decoration, as far as patterns look. */
export function contentOf(line) {
  return line.at || line.until ? line.text.slice(line.at, line.until) : line.text;
}

function cleaned(text) {
  if (!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u009b\ufeff]/.test(text)) return text;
  return text
    .replace(/(?:\u001b\[|\u009b)[0-9;?]{0,20}[ -/]?[@-~]/g, "")
    .replace(/\u001b\][^\u0007\u001b\n]{0,2000}(?:\u0007|\u001b\\)/g, "")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u009b\ufeff]/g, "");
}

function undecorate(lines, { pattern, share, rising, tool }) {
  const found = [];
  const spared = (1 - share) * lines.length + 1; // more lines without it, and it is none, whatever the others have
  let bare = 0;
  let last = -1;
  for (const line of lines) {
    const content = contentOf(line).slice(0, 200);
    if (content.trim() === "") continue;
    const prefix = pattern.exec(content);
    const isFound = prefix && (!rising || (last = risen(prefix[0], last)) >= 0);
    if (isFound) found.push([line, prefix[0].length]);
    else if (share === 1 || (bare += 1) > spared) return false;
  }
  const filled = found.length + bare;
  if (filled === 0 || found.length < share * filled || (rising && found.length < 3)) return false;
  for (const [line, length] of found) {
    line.at += length;
    if (tool) line.tool = tool;
  }
  return true;
}

function risen(prefix, last) {
  const number = parseInt(prefix, 10);
  return number > last ? number : -1;
}

function dedent(lines) {
  let least = 80;
  for (const line of lines) {
    const content = contentOf(line);
    const indent = content.search(/\S/);
    if (indent >= 0 && indent < least) least = indent;
    if (least === 0) return;
  }
  for (const line of lines) line.at = Math.min(line.at + least, line.text.length);
}
