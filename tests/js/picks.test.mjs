// What the reader picked: kept, read back whatever is there, carried by a link, and what follows from it.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canDo,
  NOBODY,
  readCarried,
  readerFragment,
  readerKey,
  readReader,
  rolesDiffer,
  wayFor,
  writeReader,
} from "../../generator/causebook/checklist/reader.mjs";
import { ReaderStore } from "../../generator/causebook/checklist/reader-store.mjs";

const NGINX = { id: "nginx", title: "nginx" };
const ROLES = [
  { id: "visitor", title: "I visit", parties: ["caller"] },
  { id: "admin", title: "I run it", parties: ["caller", "server-admin"] },
];

/** A storage in memory. */
function place(texts = {}) {
  return {
    texts,
    getItem: (key) => texts[key] ?? null,
    setItem: (key, text) => void (texts[key] = text),
    removeItem: (key) => void delete texts[key],
  };
}

test("what was written is read again, and nothing picked is nothing to keep", () => {
  for (const reader of [
    { product: NGINX, role: null },
    { product: null, role: "visitor" },
    { product: NGINX, role: "visitor" },
  ])
    assert.deepEqual(readReader(writeReader(reader)), { reader, newer: false });
  assert.equal(writeReader(NOBODY), null);
});

test("of anything else that is stored nothing is taken", () => {
  const texts = [null, "", "{", "[]", "null", "1", '"x"', "{}", '{"version":0,"role":"a"}'];
  for (const text of texts) assert.deepEqual(readReader(text), { reader: NOBODY, newer: false });
  for (const id of ["a b", "A", "", "<b>", "a".repeat(65), 1, null, {}, "__proto__"]) {
    const text = JSON.stringify({ version: 1, product: { id, title: "x" }, role: id });
    assert.deepEqual(readReader(text).reader, NOBODY, String(id));
  }
  const untitled = '{"version":1,"product":{"id":"a","title":{}}}';
  assert.deepEqual(readReader(untitled).reader.product, { id: "a", title: "a" });
  assert.equal(readReader('{"version":2}').newer, true);
});

test("a link carries products and role, and nothing that is no id", () => {
  const carried = { products: ["nginx", "curl"], role: "api-client" };
  assert.equal(readerFragment(carried), "#for=nginx,curl&as=api-client");
  assert.deepEqual(readCarried(readerFragment(carried)), carried);
  assert.equal(readerFragment({ products: [], role: null }), "");
  assert.equal(readerFragment({ products: ["a b", "<i>"], role: "X" }), "");
  assert.equal(readerFragment({ products: ["a"], role: null }), "#for=a");
});

test("a fragment about something else says nothing of the reader", () => {
  for (const text of ["", "#", "#fix", "#kb=1.dabc", "#for=", "#for=%00,<b>&as=A", "#step-a--b"])
    assert.equal(readCarried(text), null, text);
  assert.deepEqual(readCarried("#for=a,<b>,c&as=x&more=1"), { products: ["a", "c"], role: "x" });
  assert.equal(readCarried("#for=" + Array(99).fill("a").join(","))?.products.length, 8);
});

test("two sites on one host are kept apart", () => {
  assert.notEqual(readerKey("book", "/one/"), readerKey("book", "/two/"));
  assert.equal(readerKey("book"), "causebook:book:reader");
});

test("the first wanted product with a way is open, by its old ids too, else the author's first", () => {
  const ways = [["curl"], ["nginx", "engine-x"], ["iis"]];
  assert.deepEqual(wayFor(["gone", "iis", "curl"], ways), { place: 2, fits: true });
  assert.deepEqual(wayFor(["engine-x"], ways), { place: 1, fits: true });
  assert.deepEqual(wayFor(["gone"], ways), { place: 0, fits: false });
  assert.deepEqual(wayFor([], ways), { place: 0, fits: false });
});

test("who can act depends on the role; without one the book knows, everybody may", () => {
  assert.equal(canDo(ROLES, "visitor", "server-admin"), false);
  assert.equal(canDo(ROLES, "admin", "server-admin"), true);
  for (const role of [null, "gone"]) assert.equal(canDo(ROLES, role, "server-admin"), true);
  assert.equal(rolesDiffer(ROLES, ["caller"]), false);
  assert.equal(rolesDiffer(ROLES, ["caller", "server-admin"]), true);
});

test("a pick is kept, one leaves the other, and the last one taken back leaves nothing", () => {
  const storage = place();
  const [one, two] = [1, 2].map(() => new ReaderStore("k", () => storage));
  one.pick({ product: NGINX });
  two.pick({ role: "visitor" });
  assert.deepEqual(new ReaderStore("k", () => storage).reader, { product: NGINX, role: "visitor" });
  one.pick({ product: null });
  one.pick({ role: null });
  assert.deepEqual(storage.texts, {});
});

test("with storage denied, or full, what was picked holds in memory", () => {
  const denied = new ReaderStore("k", () => {
    throw new Error("denied");
  });
  const full = new ReaderStore("k", () => ({
    ...place(),
    setItem: () => {
      throw new Error("full");
    },
  }));
  for (const store of [denied, full]) {
    store.pick({ product: NGINX });
    store.pick({ role: "visitor" });
    store.load();
    assert.deepEqual([store.reader, store.kept], [{ product: NGINX, role: "visitor" }, false]);
  }
});

test("what a later version stored is left as it is", () => {
  const storage = place({ k: '{"version":9}' });
  const store = new ReaderStore("k", () => storage);
  store.pick({ role: "visitor" });
  assert.deepEqual([storage.texts.k, store.kept], ['{"version":9}', false]);
  assert.equal(store.reader.role, "visitor");
});
