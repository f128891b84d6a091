// Why: loads the parts of the index as scripts, since a page that was opened from disk may fetch
// nothing. A part says which edition it is: after a new edition of the site, an old list of parts
// that a cache kept is noticed, and loaded again. It must not know what a part holds.

/** @import { Contents } from "../types.d.ts" */

/**
 * @typedef {{ resolve(value: unknown): void, reject(error: Error): void, edition: string }}
 *   Waiting
 */

const RECEIVER = "causebookSearchPart";

/** A part that is of another edition than the list of parts. */
export class Outdated extends Error {}

/** The parts of one index. */
export class Parts {
  /**
   * @param {string} folder their address
   * @param {(address: string) => unknown} trusted the address as the page's policy takes it
   */
  constructor(folder, trusted) {
    this.folder = folder;
    this.trusted = trusted;
    /** @type {Map<string, Promise<unknown>>} */
    this.known = new Map();
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
    Reflect.set(globalThis, RECEIVER, this.receive.bind(this));
  }

  /**
   * The list of parts.
   * @param {boolean} isNew even if a cache has one
   * @returns {Promise<Contents>}
   */
  async contents(isNew) {
    if (isNew) this.known.clear();
    return /** @type {Contents} */ (await this.load("index", "", isNew ? `?${Date.now()}` : ""));
  }

  /**
   * A part, once.
   * @param {string} name
   * @param {string} edition the one wanted; "" for any
   * @param {string} query
   * @returns {Promise<unknown>} rejects with Outdated for another edition
   */
  load(name, edition, query = `?${edition}`) {
    const known = this.known.get(name);
    if (known) return known;
    const loaded = new Promise((resolve, reject) => {
      this.waiting.set(name, { resolve, reject, edition });
      this.append(`${this.folder}${name}.js${query}`, name);
    });
    this.known.set(name, loaded);
    loaded.catch(() => this.known.delete(name));
    return loaded;
  }

  /**
   * @param {string} address
   * @param {string} name
   */
  append(address, name) {
    const script = document.createElement("script");
    script.src = /** @type {string} */ (this.trusted(address));
    const fail = () => this.waiting.get(name)?.reject(new Error(`no part ${name}`));
    script.addEventListener("error", fail);
    script.addEventListener("load", () => {
      fail(); // a part that came has settled by now; anything else under its name is none
      script.remove();
    });
    document.head.append(script);
  }

  /**
   * Called by each part.
   * @param {string} name
   * @param {string} edition
   * @param {unknown} value
   */
  receive(name, edition, value) {
    const wanted = this.waiting.get(name);
    if (wanted && wanted.edition && wanted.edition !== edition) wanted.reject(new Outdated(name));
    else wanted?.resolve(value);
    this.waiting.delete(name);
  }
}
