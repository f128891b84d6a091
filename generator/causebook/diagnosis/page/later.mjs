// Why: what no conclusion rests on comes behind the page, in files of its own (later.py), as
// scripts, since a page from disk may load nothing else: what entries say becomes part of them, and
// what redacts is kept for who runs it. It must not know what entries say, nor when it is shown.

import { trusted } from "./elements.mjs";

/** @import { Id, LaterList, PageKnowledge } from "../contract.d.ts" */
/** @import { MakeRedaction } from "../worker/types.d.ts" */

/**
 * @typedef {Record<string, Array<{ at: number }>>} Brought what entries say, with the place of
 *   each, by the name of their list
 */
/** @typedef {number | "redact"} Name of a file */
/** @typedef {"here" | "asked" | "failed" | ""} FileState */

const REDACT = "redact";
const RECEIVER = "causebookLater";
const PAUSE_MS = 200; // where a browser does not say when it has time
const FOLDER = "../assets/causebook/";

/** The files of one knowledge. */
export class Later {
  /**
   * @param {PageKnowledge} knowledge its entries get what comes
   * @param {() => void} changed called when something has come, or could not
   */
  constructor(knowledge, changed) {
    this.knowledge = knowledge;
    this.changed = changed;
    /** @type {Name[]} */
    const names = [...Object.values(knowledge.later).flat(), REDACT];
    /** @type {Map<Name, FileState>} */
    this.files = new Map(names.map((name) => [name, ""]));
    /** @type {MakeRedaction | null} what redacts, when it has come */
    this.makeRedaction = null;
    /** How often something came or failed. */
    this.changes = 0;
    const come = Reflect.get(globalThis, RECEIVER) ?? [];
    const receive = (/** @type {[Name, Brought | MakeRedaction]} */ [name, brought]) =>
      this.take(name, brought);
    come.forEach(receive);
    Reflect.set(globalThis, RECEIVER, { push: receive });
  }

  /** Could what redacts not be loaded? */
  get hasNoRedaction() {
    return this.files.get(REDACT) === "failed";
  }

  /**
   * @param {LaterList} list
   * @param {Id} id
   * @returns {FileState} "here" where there is nothing to wait for
   */
  stateOf(list, id) {
    return this.files.get(this.numberOf(list, id)) ?? "here";
  }

  /**
   * Loads what an entry says, where that has failed or not begun.
   * @param {LaterList} list
   * @param {Id} id
   */
  want(list, id) {
    this.load(this.numberOf(list, id));
  }

  /** Loads all of it, when there is nothing else to do. */
  wantAll() {
    const soon = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, PAUSE_MS));
    soon(() => [...this.files.keys()].forEach((name) => this.load(name)));
  }

  /** Loads what redacts, where that has failed or not begun. */
  wantRedaction() {
    this.load(REDACT);
  }

  /**
   * @param {LaterList} list
   * @param {Id} id
   */
  numberOf(list, id) {
    return this.knowledge.later[list][this.knowledge[list].findIndex((entry) => entry.id === id)];
  }

  /** @param {Name} name */
  load(name) {
    const state = this.files.get(name);
    if (state === "here" || state === "asked") return;
    this.files.set(name, "asked");
    const script = document.createElement("script");
    const address = `${FOLDER}diagnose-${name}.js?${this.knowledge.book.version}`;
    script.src = trusted().createScriptURL(address);
    const settle = () => this.settle(name);
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    document.head.append(script); // stays there: a page that is saved keeps what has come
  }

  /**
   * A file that came has been taken by now.
   * @param {Name} name
   */
  settle(name) {
    if (this.files.get(name) !== "here") this.files.set(name, "failed");
    this.changes++;
    this.changed();
  }

  /**
   * @param {Name} name
   * @param {Brought | MakeRedaction} brought
   */
  take(name, brought) {
    this.files.set(name, "here");
    if (typeof brought === "function") this.makeRedaction = brought;
    else this.merge(brought);
  }

  /** @param {Brought} brought */
  merge(brought) {
    for (const [list, entries] of Object.entries(brought)) {
      for (const { at, ...said } of entries)
        Object.assign(this.knowledge[/** @type {LaterList} */ (list)][at], said);
    }
  }
}
