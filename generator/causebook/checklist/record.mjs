// The checklist's memory and words. It must not know the DOM, the address bar or
// what the steps are about: storage and clock are handed in.

/** All words the reader sees. */
export const WORDS = {
  outcomes: {
    "": "to do",
    done: "done",
    "no-effect": "no effect",
    fixed: "fixed it",
    "not-possible": "not possible here",
  },
  outcome: (step) => `Outcome: ${step}`,
  progress: ({ all, done, skipped, fixed }) =>
    `${done} of ${all} done${skipped ? `, ${skipped} not possible here` : ""}${fixed ? ", fixed" : ""}`,
  notKept: "Your ticks cannot be kept in this browser. They last until you leave the page.",
  copy: "Copy",
  copied: "Copied",
  pressKeys: "Press Ctrl+C",
  pressKeysLong: "The text is selected. Press Ctrl+C to copy it (⌘C on a Mac).",
  command: "command",
  ticket: "Copy for a ticket",
  ticketCopied: "Copied as text.",
  link: "Copy link with ticks",
  linkCopied: "Link copied.",
  paper: "Text to copy",
  reset: "Start over",
  nothing: "Nothing is ticked yet.",
  cleared: (count) => (count === 1 ? "1 tick cleared." : `${count} ticks cleared.`),
  undo: "Undo",
  undone: "Your ticks are back.",
  linkTicks: "Ticks in the link",
  offered: (link) => `The link you opened has other ticks: ${link}. Yours are unchanged.`,
  differs: (step, link, mine) => `${step}: ${link} in the link, ${mine} here`,
  take: "Use the link’s ticks",
  keep: "Keep mine",
  taken: "These ticks came with the link.",
};

const VERSION = 1;
const LETTERS = { done: "d", "no-effect": "n", fixed: "f", "not-possible": "x" };
const OUTCOMES = Object.keys(LETTERS);
const LAST_TIME = Date.UTC(9999, 0);
const ID_LIMIT = 200;
const LINK_LIMIT = 500;

/** The storage key of a book: two sites on one host keep their ticks apart. */
export function recordKey(book, base = "/") {
  return base === "/" ? `causebook:${book}:steps` : `causebook:${book}:${base}:steps`;
}

/** The path under which the site lies, from the page's path and its address in the book; "/" if they do not fit. */
export function basePath(pathname, url = "") {
  const forms = [url, `${url}index.html`, `${url.slice(0, -1)}.html`];
  const end = forms.find((form) => url && pathname.endsWith(`/${form}`));
  return end ? pathname.slice(0, -end.length) : "/";
}

const isOutcome = (value) => value === "" || OUTCOMES.includes(value);
const isTime = (value) => Number.isInteger(value) && value >= 0 && value < LAST_TIME;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function parsedJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function validEntry([id, entry]) {
  const [outcome, time] = Array.isArray(entry) ? entry : [];
  return id && id.length <= ID_LIMIT && isOutcome(outcome) && isTime(time)
    ? [[id, { outcome, time }]]
    : [];
}

/**
 * `{ record, newer }` from `{"v":1,"steps":{"id":["done",ms]}}`; other shapes are left out.
 * `newer`: a later version wrote the text, which must then not be overwritten.
 */
export function readRecord(text) {
  const data = parsedJson(text);
  const known = isObject(data) && data.v === VERSION && isObject(data.steps);
  const newer = isObject(data) && Number.isInteger(data.v) && data.v > VERSION;
  return { record: new Map(known ? Object.entries(data.steps).flatMap(validEntry) : []), newer };
}

/** The text to store; equal records give equal texts, or two tabs would never agree. */
export function writeRecord(record) {
  const entries = [...record].map(([id, { outcome, time }]) => [id, [outcome, time]]);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ v: VERSION, steps: Object.fromEntries(entries) });
}

const wins = (a, b) => a.time > b.time || (a.time === b.time && a.outcome > b.outcome);

/** Both records in one: for each step the later word counts. */
export function mergeRecords(a, b) {
  const merged = new Map(a);
  for (const [id, entry] of b) {
    if (!merged.has(id) || wins(entry, merged.get(id))) merged.set(id, entry);
  }
  return merged;
}

/** The record in which steps that were renamed have what their old ids had; `names`: old id → new id. */
export function withOldNames(record, names) {
  const carried = [...names].filter(([old]) => record.has(old));
  // the old ids stay, or a tab that does not know the new names would write them back for ever
  return carried.reduce(
    (merged, [old, id]) => mergeRecords(merged, new Map([[id, record.get(old)]])),
    record,
  );
}

/** The outcome of a step, "" while it is to do. */
export function outcomeOf(record, id) {
  return record.get(id)?.outcome ?? "";
}

/** A record in which the step has the outcome, later than before even if the clock went back. */
export function withOutcome(record, id, outcome, now) {
  const time = Math.max(now, (record.get(id)?.time ?? -1) + 1);
  return new Map(record).set(id, { outcome, time });
}

/** The picture of one list: step id → outcome. */
export function pictureOf(record, ids) {
  return new Map(ids.map((id) => [id, outcomeOf(record, id)]));
}

/** The ids in which two pictures differ. */
export function differences(a, b) {
  return [...new Set([...a.keys(), ...b.keys()])].filter(
    (id) => (a.get(id) ?? "") !== (b.get(id) ?? ""),
  );
}

/** A record that shows the picture; other steps stay as they are. */
export function withPicture(record, picture, now) {
  const changed = [...picture].filter(([id, outcome]) => outcomeOf(record, id) !== outcome);
  return changed.reduce((next, [id, outcome]) => withOutcome(next, id, outcome, now), record);
}

/** The way back from `after` to `before`, leaving alone what the reader changed since. */
export function withoutChange(record, before, after, now) {
  const untouched = [...before].filter(([id]) => outcomeOf(record, id) === (after.get(id) ?? ""));
  return withPicture(record, new Map(untouched), now);
}

/** Counts for a picture: `skipped` are not possible here, `settled` are done or skipped. */
export function progressOf(picture) {
  const outcomes = [...picture.values()];
  const settled = outcomes.filter(Boolean).length;
  const skipped = outcomes.filter((outcome) => outcome === "not-possible").length;
  return {
    all: picture.size,
    settled,
    skipped,
    done: settled - skipped,
    fixed: outcomes.includes("fixed"),
  };
}

/** The id of the first step to do; "" when none is, or when a step fixed it. */
export function nextStep(picture) {
  if (progressOf(picture).fixed) return "";
  return [...picture].find(([, outcome]) => !outcome)?.[0] ?? "";
}

/** Milliseconds as `2026-11-24 20:31 UTC`: tickets cross time zones. */
export function stampOf(time) {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function ticketLine({ id, text, group }, index, steps, record) {
  const outcome = outcomeOf(record, id);
  const when = outcome ? ` (${stampOf(record.get(id).time)})` : "";
  const heading = group && group !== steps[index - 1]?.group ? `\n${group}\n` : "";
  return `${heading}${index + 1}. [${WORDS.outcomes[outcome]}] ${text}${when}`;
}

/** Text for a ticket from `{ title, address, steps: [{ id, text, group }] }`. */
export function ticketText({ title, address, steps }, record, now) {
  const progress = WORDS.progress(
    progressOf(
      pictureOf(
        record,
        steps.map((step) => step.id),
      ),
    ),
  );
  const lines = steps.map((step, index) => ticketLine(step, index, steps, record));
  return `${title}\n${address}\n${progress} (${stampOf(now)})\n\n${lines.join("\n").trim()}\n`;
}

/** The address to quote, without query and fragment; of a page on disk the path in the book. */
export function pageAddress(href, pathInBook) {
  const url = new URL(href);
  url.search = url.hash = "";
  return url.protocol.startsWith("http") || !pathInBook ? url.href : pathInBook;
}

// FNV-1a, 32 bits
function shortOf(id) {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}

function idsByShort(ids) {
  const found = new Map();
  for (const id of new Set(ids)) found.set(shortOf(id), found.has(shortOf(id)) ? null : id);
  return found;
}

/** `#kb=1.d1k2j3.x9a8b7`: outcomes and hashed ids; "" when nothing is ticked. */
export function linkFragment(picture) {
  const items = [...picture]
    .filter(([, outcome]) => outcome)
    .map(([id, outcome]) => LETTERS[outcome] + shortOf(id));
  return items.length ? `#kb=${VERSION}.${items.join(".")}` : "";
}

function linkItem(item, known) {
  const outcome = OUTCOMES.find((name) => LETTERS[name] === item[0]);
  const id = known.get(item.slice(1));
  return outcome && id ? [[id, outcome]] : [];
}

/** The picture a fragment carries for these steps, or null; `names`: old id → new id. */
export function readFragment(fragment, ids, names = new Map()) {
  const start = `#kb=${VERSION}.`;
  if (!String(fragment).startsWith(start)) return null;
  const known = new Map([...idsByShort(names.keys()), ...idsByShort(ids)]);
  const items = String(fragment).slice(start.length).split(".", LINK_LIMIT);
  const carried = new Map(
    items
      .flatMap((item) => linkItem(item, known))
      .map(([id, outcome]) => [names.get(id) ?? id, outcome]),
  );
  return carried.size ? new Map(ids.map((id) => [id, carried.get(id) ?? ""])) : null;
}

/**
 * A book's record in storage. `reach()` gives the storage and may throw; then the
 * record lives in memory and `kept` is false. Every write reads first: another
 * tab's ticks are not lost before we hear of them.
 */
export function openStore(key, reach, clock) {
  const watchers = new Set();
  const names = new Map();
  let record = new Map();
  let kept = true;
  let newer = false;

  const attempt = (work) => {
    try {
      work(reach());
    } catch {
      kept = false;
    }
  };
  const adopt = (text) => {
    const saved = readRecord(text);
    record = withOldNames(mergeRecords(record, saved.record), names);
    newer = saved.newer;
    kept &&= !newer;
  };
  const load = () => attempt((storage) => adopt(storage.getItem(key)));
  const write = (storage) => {
    storage.setItem(key, writeRecord(record));
    kept = true;
  };
  const save = () => newer || attempt(write);
  const tell = () => watchers.forEach((watcher) => watcher());

  load();
  return {
    key,
    get record() {
      return record;
    },
    get kept() {
      return kept;
    },
    /** Steps that were renamed: what their old ids have counts for the new ones. */
    rename(pairs) {
      for (const [old, id] of pairs) names.set(old, id);
      record = withOldNames(record, names);
    },
    /** Returns the way to stop. */
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    change(edit) {
      load();
      record = edit(record, clock());
      save();
      tell();
    },
    /** What another tab stored; null: storage was emptied. Ours is written back if it knows more. */
    hear(text) {
      if (text === null) record = new Map();
      else adopt(text);
      if (text !== null && writeRecord(record) !== text) save();
      tell();
    },
    /** For a page back from the browser's cache, which heard nothing meanwhile. */
    reload() {
      load();
      tell();
    },
  };
}
