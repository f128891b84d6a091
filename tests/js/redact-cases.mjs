// The cases of the redaction: files of planted secrets and of lines that must stay.
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("cases/redact/", import.meta.url);

const bodyOf = (name) =>
  readFileSync(new URL(name, FOLDER), "utf8").split("\n").slice(1).join("\n").trimEnd();
const filesOf = (pattern) =>
  readdirSync(FOLDER)
    .filter((name) => pattern.test(name))
    .sort();

/** [{secret, text}] of all files: blocks of a secret and the lines that hold it, or JSON. */
export function planted() {
  const blocks = filesOf(/^secrets.*\.txt$/).flatMap((name) =>
    bodyOf(name).split("\n---\n").map(blockOf),
  );
  const records = filesOf(/\.json$/).flatMap((name) =>
    JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")),
  );
  return [...blocks, ...records, ...marked().filter(({ secret }) => secret !== undefined)];
}

const MARK = /⟪(.*?)\|([^|⟫]*)⟫/gsu;

/** A text in which ⟪secret|word⟫ says what goes and what stands there instead: as given, and as shown. */
export function readMarked(marked) {
  const secret = [...marked.matchAll(MARK)].map((found) => found[1])[0];
  return { secret, text: marked.replace(MARK, "$1"), shown: marked.replace(MARK, "[$2]") };
}

/** [{secret, text, shown}] of the marked lines; without a secret where all of it must stay. */
export function marked() {
  return bodyOf("marked.txt")
    .split("\n")
    .map((line) => readMarked(line.replaceAll("\\n", "\n")));
}

function blockOf(block) {
  const [secret, ...lines] = block.split("\n");
  return {
    secret,
    text: lines
      .join("\n")
      .replace(/(?<!\\)\\n(?!')/g, "\n")
      .replace(/\\\\n/g, "\\n"),
  };
}

/** Every line that must stay as it is. */
export function harmless() {
  return filesOf(/^harmless.*\.txt$/)
    .flatMap((name) => bodyOf(name).split("\n"))
    .filter((line) => line !== "")
    .concat(marked().flatMap(({ secret, text }) => (secret === undefined ? [text] : [])));
}
