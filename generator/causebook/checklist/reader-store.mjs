// Why: keeps what the reader picked on this device, beside other tabs that do the same; nothing is
// stored before a pick. It must not know the DOM: storage is handed in.

import { NOBODY, readReader, writeReader } from "./reader.mjs";

/** @import { Reader } from "./reader.mjs" */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Place where it is kept */

/** What was picked, in storage; where that is denied, until the page is left. */
export class ReaderStore {
  /**
   * @param {string} key
   * @param {() => Place} reach gives the storage, and may throw
   */
  constructor(key, reach) {
    this.key = key;
    this.reach = reach;
    /** Is it kept when the page is left? */
    this.kept = true;
    /** @type {Reader} */
    this.reader = NOBODY;
    this.load();
  }

  /** Reads what another page has stored meanwhile. */
  load() {
    if (!this.kept) return;
    this.attempt((place) => this.receive(place.getItem(this.key)));
  }

  /**
   * What another tab stored.
   * @param {string | null} text
   */
  receive(text) {
    const { reader, newer } = readReader(text);
    this.reader = reader;
    this.kept = !newer; // a later version's text is not overwritten
  }

  /**
   * What is not said stays as it is.
   * @param {Partial<Reader>} picked
   */
  pick(picked) {
    this.load();
    this.reader = { ...this.reader, ...picked };
    if (this.kept) this.attempt((place) => this.save(place));
  }

  /** @param {Place} place */
  save(place) {
    const text = writeReader(this.reader);
    if (text) place.setItem(this.key, text);
    else place.removeItem(this.key);
  }

  /** @param {(place: Place) => void} work */
  attempt(work) {
    try {
      work(this.reach());
    } catch {
      this.kept = false;
    }
  }
}
