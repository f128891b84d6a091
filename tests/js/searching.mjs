// Runs queries over an index in a folder: `node searching.mjs FOLDER < queries.json` prints, for
// each, the addresses of the first results, and the parts that had to be loaded.
import { readFileSync } from "node:fs";
import { Search } from "../../generator/causebook/search/search.mjs";

const SHOWN = 10;
const [folder] = process.argv.slice(2);

/** @param {string} name */
function part(name) {
  let value;
  const receive = (_name, _edition, given) => (value = given);
  new Function("causebookSearchPart", readFileSync(`${folder}/${name}.js`, "utf-8"))(receive);
  return value;
}

const known = new Map();
const loaded = (name) => {
  if (!known.has(name)) known.set(name, part(name));
  return known.get(name);
};

const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf-8"))) {
  const parts = new Set(["index"]);
  const search = new Search(loaded("index"), async (name) => {
    parts.add(name);
    return loaded(name);
  });
  const { hits, words } = await search.find(query);
  const shown = await search.show(hits.slice(0, SHOWN), words);
  answers.push({
    addresses: shown.map(({ address }) => address),
    parts: [...parts],
    scores: hits.slice(0, SHOWN).map(({ score }) => score),
  });
}
process.stdout.write(JSON.stringify(answers));
