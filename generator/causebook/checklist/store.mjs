// Why: keeps a book's record in storage, beside other tabs that do the same. It must not know the
// DOM or what the steps are about: storage and clock are handed in.

import { mergeRecords, readRecord, withOldNames, writeRecord } from "./record.mjs";

/** @import { StepRecord } from "./record.mjs" */

/** @typedef {Pick<Storage, "getItem" | "setItem">} Place where the record is kept */

/**
 * A book's record in storage. Every write reads first: another tab's ticks are not lost before we
 * hear of them.
 */
export class Store {
  /**
   * @param {string} key
   * @param {() => Place} reach gives the storage and may throw; then the record lives in memory
   * @param {() => number} clock milliseconds
   */
  constructor(key, reach, clock) {
    this.key = key;
    this.reach = reach;
    this.clock = clock;
    /** Is it kept when the page is left? */
    this.kept = true;
    /** Did a later version write what is there? Then it is not overwritten. */
    this.newer = false;
    /** @type {StepRecord} */
    this.record = new Map();
    /** @type {Map<string, string>} old step id -> new one */
    this.names = new Map();
    /** @type {Set<() => void>} */
    this.watchers = new Set();
    this.load();
  }

  /**
   * Steps that were renamed: what their old ids have counts for the new ones.
   * @param {Iterable<[string, string]>} pairs
   */
  rename(pairs) {
    for (const [old, id] of pairs) this.names.set(old, id);
    this.record = withOldNames(this.record, this.names);
  }

  /**
   * Calls the watcher after each change; returns the way to stop.
   * @param {() => void} watcher
   */
  watch(watcher) {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  }

  /** @param {(record: StepRecord, now: number) => StepRecord} edit */
  change(edit) {
    this.load();
    this.record = edit(this.record, this.clock());
    this.save();
    this.inform();
  }

  /**
   * What another tab stored; null: storage was emptied. Ours is written back if it knows more.
   * @param {string | null} text
   */
  receive(text) {
    if (text === null) this.record = new Map();
    else this.adopt(text);
    if (text !== null && writeRecord(this.record) !== text) this.save();
    this.inform();
  }

  /** For a page back from the browser's cache, which heard nothing meanwhile. */
  reload() {
    this.load();
    this.inform();
  }

  load() {
    this.attempt((storage) => this.adopt(storage.getItem(this.key)));
  }

  save() {
    if (this.newer) return;
    this.attempt((storage) => {
      storage.setItem(this.key, writeRecord(this.record));
      this.kept = true;
    });
  }

  /** @param {(storage: Place) => void} work */
  attempt(work) {
    try {
      work(this.reach());
    } catch {
      this.kept = false;
    }
  }

  /** @param {string | null} text */
  adopt(text) {
    const { record, newer } = readRecord(text);
    this.record = withOldNames(mergeRecords(this.record, record), this.names);
    this.newer = newer;
    this.kept &&= !newer;
  }

  inform() {
    this.watchers.forEach((watcher) => watcher());
  }
}
