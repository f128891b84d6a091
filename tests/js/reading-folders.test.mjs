// The folders of the reading import downwards only, so that each can be understood without those
// above it.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../causes/reading/", import.meta.url);

/** From below to above; "" is the folder of the reading itself. */
const ORDER = ["grammar", "lines", "recognisers", "commands", "har", "facts", "detect", ""];

const folderOf = (path) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");

function importsOf(path) {
  const source = readFileSync(new URL(path, folder), "utf8");
  return [...source.matchAll(/^(?:\} from|import .* from) "(.+\.mjs)";$/gm)].map(([, target]) => {
    const { href } = new URL(target, new URL(path, folder));
    return href.slice(folder.href.length);
  });
}

const modules = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".mjs"));

test("every folder of the reading has its place in the order", () => {
  assert.deepEqual([...new Set(modules.map(folderOf))].sort(), [...ORDER].sort());
});

test("no module of the reading imports from a folder above its own", () => {
  const upwards = modules.flatMap((path) =>
    importsOf(path)
      .filter((target) => ORDER.indexOf(folderOf(target)) > ORDER.indexOf(folderOf(path)))
      .map((target) => `${path} -> ${target}`),
  );
  assert.deepEqual(upwards, []);
});
