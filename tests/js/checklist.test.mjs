// The checklist's logic without a browser: records, pictures, tickets, links, storage.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Store } from "../../generator/causebook/checklist/store.mjs";
import {
  basePath,
  linkFragment,
  pageAddress,
  readFragment,
  recordKey,
} from "../../generator/causebook/checklist/addresses.mjs";
import { STRINGS } from "../../generator/causebook/checklist/strings.mjs";
import {
  differences,
  mergeRecords,
  nextStep,
  outcomeOf,
  pictureOf,
  progressOf,
  readRecord,
  stampOf,
  ticketText,
  withOutcome,
  withPicture,
  withOldNames,
  withoutChange,
  writeRecord,
} from "../../generator/causebook/checklist/record.mjs";

const NOW = Date.UTC(2026, 10, 24, 20, 31);
const OUTCOMES = ["", "done", "no-effect", "fixed", "not-possible"];
const recordOf = (entries) =>
  new Map(Object.entries(entries).map(([id, [outcome, time]]) => [id, { outcome, time }]));
const plain = (map) => Object.fromEntries(map);

const ids = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom("a/b", "__proto__", "constructor", "toString"),
);
const entries = fc.record(
  { outcome: fc.constantFrom(...OUTCOMES), time: fc.integer({ min: 0, max: 40 }) },
  { noNullPrototype: true },
);
const records = fc.array(fc.tuple(ids, entries), { maxLength: 8 }).map((pairs) => new Map(pairs));
const pictures = fc
  .array(fc.tuple(ids, fc.constantFrom(...OUTCOMES)), { maxLength: 8 })
  .map((pairs) => new Map(pairs));

function memory(initial = {}) {
  const texts = new Map(Object.entries(initial));
  return {
    texts,
    writes: 0,
    getItem: (key) => texts.get(key) ?? null,
    setItem(key, text) {
      this.writes += 1;
      texts.set(key, text);
    },
  };
}
const refuse = (name) => () => {
  throw new DOMException("refused", name);
};
const tick =
  (id, outcome = "done") =>
  (record, now) =>
    withOutcome(record, id, outcome, now);

test("the key names the book and what is kept, and where the site lies below its host", () => {
  assert.equal(recordKey("http-401"), "causebook:http-401:steps");
  assert.equal(recordKey("http-401", "/help/"), "causebook:http-401:/help/:steps");
});

for (const [path, url, base] of [
  ["/http-401/token-expired/", "http-401/token-expired/", "/"],
  ["/help/http-401/token-expired/", "http-401/token-expired/", "/help/"],
  ["/help/http-401/token-expired/index.html", "http-401/token-expired/", "/help/"],
  ["/help/http-401/token-expired.html", "http-401/token-expired/", "/help/"],
  ["/home/me/site/a/index.html", "a/", "/home/me/site/"],
  ["/help/x-http-401/token-expired/", "http-401/token-expired/", "/"],
  ["/tests/checklist.html", "http-401/token-expired/", "/"],
  ["/help/", "", "/"],
  ["/help/", undefined, "/"],
]) {
  test(`a page at ${path} whose address in the book is ${url} belongs to the site at ${base}`, () => {
    assert.equal(basePath(path, url), base);
  });
}

const RENAMED = new Map([
  ["load-paper/read", "fill-tray/read"],
  ["feed-it/read", "fill-tray/read"],
]);

test("a step of a fix that was renamed has what its old id had", () => {
  const record = withOldNames(recordOf({ "load-paper/read": ["done", 5] }), RENAMED);
  assert.equal(outcomeOf(record, "fill-tray/read"), "done");
});

test("of old and new ids the later word counts, whichever it is", () => {
  const both = (old, own) =>
    outcomeOf(
      withOldNames(
        recordOf({ "load-paper/read": ["done", old], "fill-tray/read": ["fixed", own] }),
        RENAMED,
      ),
      "fill-tray/read",
    );
  assert.deepEqual([both(5, 4), both(4, 5)], ["done", "fixed"]);
  const two = recordOf({ "load-paper/read": ["done", 5], "feed-it/read": ["no-effect", 6] });
  assert.equal(outcomeOf(withOldNames(two, RENAMED), "fill-tray/read"), "no-effect");
});

test("a store that learns of a rename finds the tick, and unticking the new step is the later word", () => {
  const storage = memory({ k: writeRecord(recordOf({ "load-paper/read": ["done", 5] })) });
  const open = () => {
    const store = new Store(
      "k",
      () => storage,
      () => NOW,
    );
    store.rename(RENAMED);
    return store;
  };
  const store = open();
  assert.equal(outcomeOf(store.record, "fill-tray/read"), "done");
  store.change(tick("fill-tray/read", ""));
  assert.equal(outcomeOf(open().record, "fill-tray/read"), "");
});

test("a tab that knows of the rename and one that does not agree and fall silent", () => {
  const storage = memory();
  const [one, two] = [1, 2].map(
    () =>
      new Store(
        "k",
        () => storage,
        () => NOW,
      ),
  );
  one.rename(RENAMED);
  two.change(tick("load-paper/read"));
  for (let turn = 0, before = -1; storage.writes !== before; turn += 1) {
    assert.ok(turn < 10, "the tabs never fall silent");
    before = storage.writes;
    one.receive(storage.texts.get("k"));
    two.receive(storage.texts.get("k"));
  }
  assert.equal(outcomeOf(one.record, "fill-tray/read"), "done");
});

test("a link with old ids ticks the renamed steps; what has an id of its own is not mistaken", () => {
  const fragment = linkFragment(
    new Map([
      ["load-paper/read", "done"],
      ["a", "fixed"],
    ]),
  );
  assert.deepEqual(plain(readFragment(fragment, ["fill-tray/read", "a"], RENAMED)), {
    "fill-tray/read": "done",
    a: "fixed",
  });
  assert.equal(readFragment(linkFragment(new Map([["load-paper/read", "done"]])), ["a"]), null);
  const clash = new Map([["liquid", "fill-tray/read"]]); // the same short form as "costarring"
  const carried = readFragment(
    linkFragment(new Map([["costarring", "done"]])),
    ["costarring", "fill-tray/read"],
    clash,
  );
  assert.deepEqual(plain(carried), { costarring: "done", "fill-tray/read": "" });
});

test("a record survives being written and read, whatever its ids", () => {
  fc.assert(
    fc.property(records, (record) => {
      assert.deepEqual(plain(readRecord(writeRecord(record)).record), plain(record));
    }),
  );
});

test("equal records give equal texts whatever the order of the ticks", () => {
  const a = recordOf({ b: ["done", 1], a: ["fixed", 2] });
  const b = recordOf({ a: ["fixed", 2], b: ["done", 1] });
  assert.equal(writeRecord(a), writeRecord(b));
});

for (const text of [
  null,
  "",
  "x",
  "{",
  "null",
  "[]",
  "7",
  '"a"',
  '{"v":1}',
  '{"v":1,"steps":[]}',
  '{"v":1,"steps":null}',
  '{"v":"1","steps":{"a":["done",1]}}',
  '{"v":0,"steps":{"a":["done",1]}}',
  '{"steps":{"a":["done",1]}}',
]) {
  test(`a stored text of the shape ${text} is an empty record`, () => {
    assert.deepEqual(readRecord(text), { record: new Map(), newer: false });
  });
}

test("entries of another shape are left out and the others stay", () => {
  const steps = {
    good: ["done", 5],
    a: "done",
    b: ["done"],
    c: ["won", 5],
    d: ["done", -1],
    e: ["done", 1.5],
    f: ["done", 1e300],
    g: null,
    h: [["done"], 5],
    i: ["toString", 5],
    "": ["done", 5],
    ["x".repeat(201)]: ["done", 5],
  };
  assert.deepEqual(
    readRecord(JSON.stringify({ v: 1, steps })).record,
    recordOf({ good: ["done", 5] }),
  );
});

test("any JSON is read without an exception into valid entries only", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      for (const text of [json, `{"v":1,"steps":${json}}`, `{"v":1,"steps":{"a":${json}}}`]) {
        for (const { outcome, time } of readRecord(text).record.values()) {
          assert.ok(OUTCOMES.includes(outcome) && Number.isInteger(time));
        }
      }
    }),
  );
});

test("a record of a later version is recognised and not read", () => {
  assert.deepEqual(readRecord('{"v":2,"steps":{"a":["done",1]}}'), {
    record: new Map(),
    newer: true,
  });
});

test("the later word on a step counts, in whichever record it is", () => {
  const a = recordOf({ x: ["done", 1], y: ["fixed", 9] });
  const b = recordOf({ x: ["", 2], y: ["done", 3], z: ["done", 1] });
  assert.deepEqual(mergeRecords(a, b), recordOf({ x: ["", 2], y: ["fixed", 9], z: ["done", 1] }));
});

test("merging gives the same record in any order and any number of times", () => {
  fc.assert(
    fc.property(records, records, records, (a, b, c) => {
      const text = writeRecord(mergeRecords(mergeRecords(a, b), c));
      assert.equal(writeRecord(mergeRecords(a, mergeRecords(c, b))), text);
      assert.equal(writeRecord(mergeRecords(mergeRecords(b, a), mergeRecords(a, c))), text);
    }),
  );
});

test("a tick counts even when the clock went back", () => {
  const before = recordOf({ a: ["done", 1000] });
  const after = withOutcome(before, "a", "", 10);
  assert.equal(outcomeOf(mergeRecords(after, before), "a"), "");
});

test("editing a record leaves the one before as it was", () => {
  const before = recordOf({ a: ["done", 1] });
  withOutcome(before, "a", "", 2);
  assert.deepEqual(before, recordOf({ a: ["done", 1] }));
});

test("a picture shows the list's own steps in the list's order", () => {
  const record = recordOf({ gone: ["done", 1], b: ["fixed", 2], a: ["", 3] });
  assert.deepEqual(
    [...pictureOf(record, ["new", "b", "a"])],
    [
      ["new", ""],
      ["b", "fixed"],
      ["a", ""],
    ],
  );
});

test("resetting a list touches its own steps only, and there is a way back", () => {
  const record = recordOf({ a: ["done", 1], b: ["fixed", 2], other: ["done", 3] });
  const before = pictureOf(record, ["a", "b"]);
  const empty = new Map([
    ["a", ""],
    ["b", ""],
  ]);
  const cleared = withPicture(record, empty, NOW);
  assert.deepEqual(plain(pictureOf(cleared, ["a", "b", "other"])), { a: "", b: "", other: "done" });
  const back = withoutChange(cleared, before, empty, NOW + 1);
  assert.deepEqual(plain(pictureOf(back, ["a", "b", "other"])), {
    a: "done",
    b: "fixed",
    other: "done",
  });
});

test("the way back leaves alone what was ticked after the reset", () => {
  const record = recordOf({ a: ["done", 1], b: ["done", 2] });
  const empty = new Map([
    ["a", ""],
    ["b", ""],
  ]);
  const later = withOutcome(withPicture(record, empty, NOW), "a", "not-possible", NOW + 1);
  const back = withoutChange(later, pictureOf(record, ["a", "b"]), empty, NOW + 2);
  assert.deepEqual(plain(pictureOf(back, ["a", "b"])), { a: "not-possible", b: "done" });
});

test("a record given a picture shows it, and the way back shows the one before", () => {
  fc.assert(
    fc.property(records, pictures, (record, picture) => {
      const list = [...picture.keys()];
      const before = pictureOf(record, list);
      const after = withPicture(record, picture, 50);
      assert.deepEqual(differences(pictureOf(after, list), picture), []);
      assert.deepEqual(
        differences(pictureOf(withoutChange(after, before, picture, 60), list), before),
        [],
      );
    }),
  );
});

test("pictures differ where a step has another outcome or only one of them has it ticked", () => {
  const a = new Map([
    ["a", "done"],
    ["b", "done"],
    ["c", ""],
  ]);
  const b = new Map([
    ["a", "done"],
    ["b", "fixed"],
    ["d", "done"],
  ]);
  assert.deepEqual(differences(a, b), ["b", "d"]);
});

test("progress counts what was carried out and names what is not possible", () => {
  const picture = new Map([
    ["a", "done"],
    ["b", "no-effect"],
    ["c", "not-possible"],
    ["d", ""],
    ["e", ""],
  ]);
  assert.deepEqual(progressOf(picture), { all: 5, settled: 3, skipped: 1, done: 2, fixed: false });
  assert.equal(STRINGS.progress(progressOf(picture)), "2 of 5 done, 1 not possible here");
});

test("the next step is the first to do, and none once a step fixed it", () => {
  assert.equal(
    nextStep(
      new Map([
        ["a", "done"],
        ["b", ""],
        ["c", ""],
      ]),
    ),
    "b",
  );
  assert.equal(
    nextStep(
      new Map([
        ["a", "fixed"],
        ["b", ""],
      ]),
    ),
    "",
  );
  assert.equal(nextStep(new Map([["a", "done"]])), "");
  assert.equal(nextStep(new Map()), "");
});

test("a ticket has title, address, progress, groups, and each step with outcome and time", () => {
  const page = {
    title: "The token has expired",
    address: "https://help.example.test/http-401/token-expired/",
    steps: [
      { id: "look/exp", text: "Read exp", group: "Look first" },
      { id: "new/get", text: "Get a new token", group: "Then mend it" },
      { id: "new/use", text: "Use it", group: "Then mend it" },
    ],
  };
  const record = recordOf({
    "look/exp": ["done", NOW - 3_600_000],
    "new/get": ["fixed", NOW - 60_000],
  });
  assert.equal(
    ticketText(page, record, NOW),
    `The token has expired
https://help.example.test/http-401/token-expired/
2 of 3 done, fixed (2026-11-24 20:31 UTC)

Look first
1. [done] Read exp (2026-11-24 19:31 UTC)

Then mend it
2. [fixed it] Get a new token (2026-11-24 20:30 UTC)
3. [to do] Use it
`,
  );
});

test("the quoted address has no query and no fragment, and a page on disk gives its path in the book", () => {
  assert.equal(pageAddress("https://h.test/a/?code=secret#x", "a/"), "https://h.test/a/");
  assert.equal(pageAddress("file:///home/me/site/a/index.html#x", "a/"), "a/");
  assert.equal(pageAddress("file:///tmp/a.html", undefined), "file:///tmp/a.html");
});

test("every time a record may hold can be printed", () => {
  const { record } = readRecord('{"v":1,"steps":{"a":["done",0],"b":["done",253370764799999]}}');
  assert.deepEqual(
    [...record.values()].map(({ time }) => stampOf(time)),
    ["1970-01-01 00:00 UTC", "9998-12-31 23:59 UTC"],
  );
});

test("a link carries the picture to a page with the same steps", () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const carried = readFragment(linkFragment(picture), [...picture.keys()]);
      if (progressOf(picture).settled === 0) assert.equal(carried, null);
      else assert.deepEqual([...carried], [...picture]);
    }),
  );
});

test("a link is short: eight characters or so a step", () => {
  const picture = new Map(
    Array.from({ length: 20 }, (_, n) => [
      `send-the-header-through-the-proxy/step-number-${n}`,
      "done",
    ]),
  );
  assert.match(linkFragment(picture), /^#kb=1\.[a-z0-9.]+$/);
  assert.ok(linkFragment(picture).length < 20 * 9 + 8);
});

test("a link is read by ids: steps that moved, came or went do not matter", () => {
  const fragment = linkFragment(
    new Map([
      ["a", "done"],
      ["gone", "fixed"],
      ["c", "no-effect"],
    ]),
  );
  assert.deepEqual(
    [...readFragment(fragment, ["new", "c", "a"])],
    [
      ["new", ""],
      ["c", "no-effect"],
      ["a", "done"],
    ],
  );
});

test("two ids with one short form are both left out rather than mistaken", () => {
  const picture = new Map([
    ["costarring", "done"],
    ["liquid", "fixed"],
    ["a", "done"],
  ]);
  assert.deepEqual(plain(readFragment(linkFragment(picture), [...picture.keys()])), {
    costarring: "",
    liquid: "",
    a: "done",
  });
});

const shortOfA = linkFragment(new Map([["a", "done"]])).slice("#kb=1.d".length);
for (const fragment of [
  "",
  "#",
  "#kb",
  "#kb=",
  "#kb=1",
  "#kb=1.",
  "#kb=1....",
  `#kb=2.d${shortOfA}`,
  `#KB=1.d${shortOfA}`,
  `#kb=1.q${shortOfA}`,
  `#kb=1.${shortOfA}`,
  "#kb=1.d__proto__",
  "#kb=1.dconstructor",
  "#kb=1.<img src=x onerror=alert(1)>",
  "#kb=1.%",
  "#kb=1.\u0000",
  `#kb=1.${"d".repeat(1e6)}`,
  `#kb=1.${".d1".repeat(1e6)}`,
  "#step-a",
  undefined,
  null,
  7,
]) {
  test(`the fragment ${String(fragment).slice(0, 40)} carries nothing`, () => {
    assert.equal(readFragment(fragment, ["a", "b"]), null);
  });
}

test("any text as a fragment gives null or a picture of the page's own steps", () => {
  const own = ["a", "b/c"];
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, tail) => {
      for (const fragment of [text, `#kb=1.${text}`, `#kb=1.d${shortOfA}.${tail}`]) {
        const carried = readFragment(fragment, own);
        assert.ok(
          carried === null ||
            [...carried].every(([id, outcome]) => own.includes(id) && OUTCOMES.includes(outcome)),
        );
      }
    }),
  );
});

test("what is ticked is stored, and the next page view finds it", () => {
  const storage = memory();
  new Store(
    "k",
    () => storage,
    () => NOW,
  ).change(tick("a/b"));
  assert.equal(storage.texts.get("k"), `{"v":1,"steps":{"a/b":["done",${NOW}]}}`);
  assert.equal(
    outcomeOf(
      new Store(
        "k",
        () => storage,
        () => NOW,
      ).record,
      "a/b",
    ),
    "done",
  );
});

test("opening a store writes nothing", () => {
  const storage = memory({ k: "corrupt {" });
  new Store(
    "k",
    () => storage,
    () => NOW,
  );
  assert.equal(storage.writes, 0);
});

for (const [name, reach] of [
  ["access is forbidden", refuse("SecurityError")],
  ["there is none", () => null],
  ["reading throws", () => ({ ...memory(), getItem: refuse("UnknownError") })],
  ["it is full", () => ({ ...memory(), setItem: refuse("QuotaExceededError") })],
]) {
  test(`storage of which ${name} lets the ticks last for the page view and says so`, () => {
    const store = new Store("k", reach, () => NOW);
    store.change(tick("a"));
    store.change(tick("b", "fixed"));
    store.reload();
    assert.deepEqual(plain(pictureOf(store.record, ["a", "b"])), { a: "done", b: "fixed" });
    assert.equal(store.kept, false);
  });
}

test("storage that has room again keeps all ticks made meanwhile", () => {
  const storage = memory();
  const write = storage.setItem;
  storage.setItem = refuse("QuotaExceededError");
  const store = new Store(
    "k",
    () => storage,
    () => NOW,
  );
  store.change(tick("a"));
  storage.setItem = write;
  store.change(tick("b"));
  assert.equal(store.kept, true);
  assert.deepEqual([...readRecord(storage.texts.get("k")).record.keys()], ["a", "b"]);
});

test("a record of a later version is never overwritten", () => {
  const text = '{"v":2,"steps":{}}';
  const storage = memory({ k: text });
  const store = new Store(
    "k",
    () => storage,
    () => NOW,
  );
  store.change(tick("a"));
  store.receive(text);
  assert.deepEqual(
    [storage.texts.get("k"), store.kept, outcomeOf(store.record, "a")],
    [text, false, "done"],
  );
});

test("a tab that has not heard of another overwrites none of its ticks", () => {
  const storage = memory();
  const [one, two] = [1, 2].map(
    () =>
      new Store(
        "k",
        () => storage,
        () => NOW,
      ),
  );
  one.change(tick("a"));
  two.change(tick("b"));
  assert.deepEqual(plain(pictureOf(readRecord(storage.texts.get("k")).record, ["a", "b"])), {
    a: "done",
    b: "done",
  });
});

test("ticks lost between another tab's reading and writing are written back when it is heard", () => {
  const storage = memory();
  const store = new Store(
    "k",
    () => storage,
    () => NOW,
  );
  store.change(tick("a"));
  const blind = writeRecord(recordOf({ b: ["done", NOW] }));
  storage.setItem("k", blind);
  store.receive(blind);
  assert.deepEqual([...readRecord(storage.texts.get("k")).record.keys()], ["a", "b"]);
});

test("any number of tabs agree and fall silent, whatever they did at the same time", () => {
  fc.assert(
    fc.property(fc.array(records, { minLength: 2, maxLength: 4 }), (starts) => {
      const tabs = starts.map(
        (start) =>
          new Store(
            "k",
            () => memory({ k: writeRecord(start) }),
            () => NOW,
          ),
      );
      const pending = [];
      tabs.forEach((tab, from) => tab.watch(() => pending.push([from, writeRecord(tab.record)])));
      tabs.forEach((tab, n) => tab.change(tick(`tab-${n}`)));
      let last = "";
      for (let turn = 0; pending.length && turn < 200; turn += 1) {
        const [from, text] = pending.shift();
        if (text === last) continue; // the browser reports no write of an equal text
        last = text;
        tabs.forEach((tab, n) => n !== from && tab.receive(text));
      }
      assert.equal(pending.length, 0);
      assert.equal(new Set(tabs.map((tab) => writeRecord(tab.record))).size, 1);
    }),
    { numRuns: 50 },
  );
});

test("a reader who empties the storage is obeyed", () => {
  const storage = memory();
  const store = new Store(
    "k",
    () => storage,
    () => NOW,
  );
  store.change(tick("a"));
  storage.texts.clear();
  store.receive(null);
  assert.deepEqual([store.record.size, storage.texts.size], [0, 0]);
});

test("a watcher hears of every change until it stops", () => {
  const store = new Store(
    "k",
    () => memory(),
    () => NOW,
  );
  let heard = 0;
  const stop = store.watch(() => {
    heard += 1;
  });
  store.change(tick("a"));
  store.receive(null);
  store.reload();
  stop();
  store.change(tick("b"));
  assert.equal(heard, 3);
});
