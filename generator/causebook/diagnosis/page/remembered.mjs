// Why: the product and the role that the reader has picked on any page of the site, kept on this
// device. What a paste shows is never kept: only a pick is. It must not know what was pasted.

import { basePath } from "../../checklist/addresses.mjs";
import { readerKey } from "../../checklist/reader.mjs";
import { ReaderStore } from "../../checklist/reader-store.mjs";

/** @import { Id, Knowledge } from "../contract.d.ts" */

const PAGE = "diagnose/";

/** What was picked, where the book still has it. */
export class Remembered {
  /** @param {Knowledge} knowledge */
  constructor(knowledge) {
    this.knowledge = knowledge;
    const key = readerKey(knowledge.book.id, basePath(location.pathname, PAGE));
    this.store = new ReaderStore(key, () => window.localStorage);
  }

  /** @returns {Id | null} */
  get role() {
    return known(this.knowledge.roles, this.store.reader.role);
  }

  /** @returns {Id | null} */
  get product() {
    return known(this.knowledge.platforms, this.store.reader.product?.id ?? null);
  }

  /** @param {Id | null} role null forgets it */
  pickRole(role) {
    this.store.pick({ role });
  }

  /**
   * What was added is picked; what is taken away is forgotten.
   * @param {Id[]} before
   * @param {Id[]} after
   */
  pickProducts(before, after) {
    const added = after.find((id) => !before.includes(id));
    const found = this.knowledge.platforms.find(({ id }) => id === added);
    const isGone = before.some((id) => id === this.product && !after.includes(id));
    if (found) this.store.pick({ product: { id: found.id, title: found.title } });
    else if (isGone) this.store.pick({ product: null });
  }
}

/**
 * @param {Array<{ id: Id }>} entries
 * @param {Id | null} wanted
 */
function known(entries, wanted) {
  return entries.some(({ id }) => id === wanted) ? wanted : null;
}
