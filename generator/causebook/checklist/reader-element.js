// Why: <kb-reader> lets readers say once which product is theirs and who they are; the page
// follows. Without it all commands are there to be opened, and nothing is folded. It decides
// nothing (reader.mjs does), and writes to the page as text only.

import { basePath } from "./addresses.mjs";
import { make, whenRead } from "./elements.mjs";
import { readCarried, readerKey, rolesDiffer } from "./reader.mjs";
import { ReaderStore } from "./reader-store.mjs";
import { openWays, partiesHere, productsHere, showWhose } from "./reader-ways.js";
import { STRINGS } from "./strings.mjs";

/** @import { Carried, Reader, Role } from "./reader.mjs" */
/** @import { Product } from "./reader-ways.js" */

/** @returns {never} */
function noPlace() {
  throw new Error("no place yet");
}

/**
 * @param {string} text
 * @returns {Role[]}
 */
function readRoles(text) {
  /** @type {Array<[string, string, string[]]>} */
  const roles = JSON.parse(text);
  return roles.map(([id, title, parties]) => ({ id, title, parties }));
}

/**
 * A choice with its name.
 * @param {string} name
 * @param {HTMLSelectElement} select
 */
function named(name, select) {
  return make("div", { class: "kb-pick" }, make("label", { for: select.id }, name), select);
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} none what the first option says, which chooses nothing
 * @param {Array<[string, string]>} options
 * @param {string} chosen
 */
function fill(select, none, options, chosen) {
  const nodes = [["", none], ...options].map(([value, text]) => make("option", { value }, text));
  select.replaceChildren(...nodes);
  select.value = chosen;
}

/** The element; the first on a page speaks for the whole page. */
export class KbReader extends HTMLElement {
  constructor() {
    super();
    this.life = new AbortController();
    this.store = new ReaderStore("", noPlace);
    /** @type {Role[]} */
    this.roles = [];
    /** @type {Product[]} */
    this.products = [];
    /** @type {Carried} what the link said, until something else is picked */
    this.carried = { products: [], role: null };
    this.productPick = make("select", { id: "kb-product" });
    this.rolePick = make("select", { id: "kb-role" });
    this.notKept = make("p", { class: "kb-not-kept", role: "status" });
  }

  connectedCallback() {
    this.disconnectedCallback();
    this.life = new AbortController();
    const { signal } = this.life;
    whenRead(() => this.start(), signal);
  }

  disconnectedCallback() {
    this.life.abort();
  }

  start() {
    this.replaceChildren();
    if (document.querySelector("kb-reader") !== this) return;
    const { book = "", url = "", roles = "[]" } = this.dataset;
    const key = readerKey(book, basePath(location.pathname, url));
    this.store = new ReaderStore(key, () => window.localStorage);
    this.carried = readCarried(location.hash) ?? this.carried;
    this.roles = readRoles(roles);
    this.products = productsHere();
    this.build();
    this.listen(this.life.signal);
    this.showProduct();
    this.showRole();
  }

  build() {
    if (this.products.length) this.append(named(STRINGS.product, this.productPick));
    if (rolesDiffer(this.roles, partiesHere())) this.append(named(STRINGS.role, this.rolePick));
    if (this.childElementCount) this.append(this.notKept);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.productPick.addEventListener("change", () => this.pickProduct(), { signal });
    this.rolePick.addEventListener("change", () => this.pickRole(), { signal });
    window.addEventListener("storage", ({ key }) => this.stored(key), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.stored(null), {
      signal,
    });
  }

  /**
   * Another page has stored something.
   * @param {string | null} key null where it may be anything
   */
  stored(key) {
    if (key !== null && key !== this.store.key) return;
    this.store.load();
    this.showProduct();
    this.showRole();
  }

  pickProduct() {
    const id = this.productPick.value;
    const found = this.products.find((product) => product.id === id);
    const product = found ? { id, title: found.title } : null;
    this.carried = { ...this.carried, products: [] };
    this.pick({
      product: id === this.store.reader.product?.id ? this.store.reader.product : product,
    });
    this.showProduct();
  }

  pickRole() {
    this.carried = { ...this.carried, role: null };
    this.pick({ role: this.rolePick.value || null });
    this.showRole();
  }

  /** @param {Partial<Reader>} picked */
  pick(picked) {
    this.store.pick(picked);
    this.notKept.textContent = this.store.kept ? "" : STRINGS.readerNotKept;
  }

  showProduct() {
    const { product } = this.store.reader;
    const own = product ? [product.id] : [];
    const wanted = this.carried.products.length ? this.carried.products : own;
    openWays(wanted);
    const here = wanted.flatMap((id) => this.products.find(({ ids }) => ids.includes(id)) ?? []);
    /** @type {Array<[string, string]>} */
    const options = this.products.map(({ id, title }) => [id, title]);
    const isElsewhere = product !== null && !here.length;
    if (isElsewhere) options.unshift([product.id, STRINGS.elsewhere(product.title)]);
    const chosen = isElsewhere ? product.id : (here[0]?.id ?? "");
    fill(this.productPick, STRINGS.anyProduct, options, chosen);
  }

  showRole() {
    const role = this.carried.role ?? this.store.reader.role;
    /** @type {Array<[string, string]>} */
    const options = this.roles.map(({ id, title }) => [id, title]);
    const isKnown = this.roles.some(({ id }) => id === role);
    fill(this.rolePick, STRINGS.anyRole, options, isKnown && role ? role : "");
    showWhose(this.roles, role);
  }
}

if (!customElements.get("kb-reader")) customElements.define("kb-reader", KbReader);
