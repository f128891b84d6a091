// Who the reader is taken for, and which products: what he says, else what the paste shows.
import { test } from "node:test";
import assert from "node:assert/strict";
import { platformsOf, roleOf } from "../../generator/causebook/diagnosis/engine/reader.mjs";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { bookWith, platform, printerKnowledge, role, symptom } from "./tiny-knowledge.mjs";

const knowledge = bookWith({
  roles: [
    role("reader", "I read", [], { facets: ["page"], symptoms: ["sees-a-page"] }),
    role("coder", "I write code", [], { facets: ["code", "page"], symptoms: ["has-code"] }),
    role("nobody-shows", "I watch", []),
  ],
});
const paste = (facets, ids = [], state = "present") => ({
  facets,
  findings: ids.map((id) => ({ id, state })),
});
const shown = (...parts) => roleOf(knowledge, paste(...parts), null);

test("the role is the one that a facet or a symptom of the paste shows", () => {
  assert.equal(shown(["code"]), "coder");
  assert.equal(shown([], ["sees-a-page"]), "reader");
  assert.equal(shown(["page"], ["has-code"]), "coder", "two signs against one");
});

test("what shows nobody, or two alike, leaves the role open", () => {
  assert.equal(shown([]), null);
  assert.equal(shown(["page"]), null);
  assert.equal(shown(["code"], ["sees-a-page"]), null);
  assert.equal(roleOf(bookWith({}), paste(["code"]), null), null);
});

test("a symptom that is absent shows no role, nor does a facet that is called as a symptom", () => {
  assert.equal(shown([], ["has-code"], "absent"), null);
  assert.equal(shown(["has-code"]), null);
  assert.equal(shown([], ["code"]), null);
});

test("what the reader says goes before what the paste shows; what no role is called is not said", () => {
  const said = (id) => roleOf(knowledge, paste(["code"]), id);
  assert.deepEqual(["reader", "nobody-shows", "king", "constructor", null].map(said), [
    "reader",
    "nobody-shows",
    "coder",
    "coder",
    "coder",
  ]);
});

test("the products are those that the paste shows, until the reader says others, or none", () => {
  const record = { seenPlatforms: ["a", "b"] };
  assert.deepEqual(platformsOf(record, null), ["a", "b"]);
  assert.deepEqual(platformsOf(record, ["c"]), ["c"]);
  assert.deepEqual(platformsOf(record, []), []);
});

/** The printer book with two makers, one known by its name, the other by a message of its own. */
function makers() {
  const book = printerKnowledge();
  book.platforms = [
    platform("acme", ["\\bacme\\b"]),
    platform("bolt"),
    platform("core", ["\\bcore\\b"]),
  ];
  book.symptoms.push(symptom("bolt-says", { patterns: ["E-77"], platform: "bolt" }));
  return book;
}
const products = (text, more = {}) => diagnose({ text, knowledge: makers(), ...more }).platforms;

test("a product is recognised by name or form, and by its messages, which come first", () => {
  assert.deepEqual(products("the Acme on the floor"), ["acme"]);
  assert.deepEqual(products("core and acme: E-77"), ["bolt", "acme", "core"]);
  assert.deepEqual(products("nothing is printed"), []);
});

test("a product whose message was looked for and is absent is not recognised", () => {
  const book = makers();
  Object.assign(book.symptoms.at(-1), { patterns: [], detector: "looks" });
  const detectors = { looks: () => ({ state: "absent" }) };
  assert.deepEqual(diagnose({ text: "hello", knowledge: book, detectors }).platforms, []);
});

test("the conclusion says the role and the products that it goes by", () => {
  const log = {
    lines: [{ n: 1, text: "fuser at 20 degrees", facet: "log", exchange: -1 }],
    facets: ["log"],
    failing: -1,
  };
  const result = (context) =>
    diagnose({ text: "", read: () => log, knowledge: makers(), ...context });
  assert.deepEqual([result().role, result({ role: "clerk" }).role], ["staff", "clerk"]);
  assert.deepEqual(result({ platforms: ["acme"] }).platforms, ["acme"]);
});
