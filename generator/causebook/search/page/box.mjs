// Why: the field and its list as one: what is typed or pasted is looked for, keys choose among what
// was found. What is typed is in the memory of this page, nowhere else. It must not know how pages
// are found.

import { make, makeButton } from "./elements.mjs";
import { LIST, makeKinds, makeResult, makeWay } from "./results.mjs";
import { STRINGS } from "./strings.mjs";
import { waysFor } from "./ways.mjs";

/** @import { Addresses, Answer, Finder, Hit, Kind, Shown } from "../types.d.ts" */

const PAUSE_MS = 90; // after a key
/** Results that are shown at first, and with each further wish. */
export const SHOWN = 10;
const SHOWN_LENGTH = 5000; // characters of a paste that go into the field

/** The search of a page. */
export class Box {
  /**
   * @param {HTMLElement} root
   * @param {HTMLInputElement} input
   * @param {{ find: Finder, addresses: Addresses }} given
   */
  constructor(root, input, { find, addresses }) {
    this.root = root;
    this.input = input;
    this.find = find;
    this.addresses = addresses;
    this.status = make("p", { class: "kb-search__status", role: "status" });
    this.kinds = make("div");
    this.list = make("div", { id: LIST, role: "listbox", "aria-label": STRINGS.results });
    this.more = makeButton(STRINGS.more, () => this.showMore(), { class: "kb-search__more" });
    this.panel = make("div", { class: "kb-search__panel" });
    this.found = nothing();
    /** @type {Kind | null} */
    this.only = null;
    this.shown = SHOWN;
    this.active = -1;
    this.turn = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.isWaiting = false; // is the list that of an earlier text?
  }

  /** Puts the list on the page and listens. */
  start() {
    const { input, panel, root } = this;
    const close = makeButton(STRINGS.close, () => this.leave(), { class: "kb-search__close" });
    panel.append(close, this.status, this.kinds, this.list, this.more);
    panel.hidden = true;
    root.append(panel);
    const combobox = { role: "combobox", "aria-controls": LIST, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);
    this.listen();
    if (document.activeElement === input || input.value) this.open();
  }

  listen() {
    const { input, root } = this;
    input.addEventListener("input", () => this.typed());
    input.addEventListener("paste", (event) => this.take(event));
    input.addEventListener("focus", () => this.open());
    input.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !root.contains(/** @type {Node} */ (relatedTarget))) this.close();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!root.contains(/** @type {Node} */ (target))) this.close();
    });
    this.list.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.close();
    });
  }

  /** The text that is looked for, as it was pasted where the field still has it. */
  text() {
    const { value } = this.input;
    const pasted = String(Reflect.get(this.input, "pastedText") ?? "");
    const isCut = pasted.length >= SHOWN_LENGTH && bare(pasted).startsWith(bare(value));
    const isWhole = bare(pasted) === bare(value);
    return value && (isCut || isWhole) ? pasted : value;
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE_MS);
    this.isWaiting = true;
  }

  /**
   * What is too long for the field comes in short.
   * @param {ClipboardEvent} event
   */
  take(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length < SHOWN_LENGTH) return;
    event.preventDefault();
    this.input.value = text.trim().replace(/\s+/g, " ").slice(0, SHOWN_LENGTH);
    this.look();
  }

  open() {
    if (!this.panel.hidden) return;
    this.panel.hidden = false;
    this.root.classList.add("kb-search--open");
    this.input.setAttribute("aria-expanded", "true");
    this.look();
  }

  close() {
    this.panel.hidden = true;
    this.root.classList.remove("kb-search--open");
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  /** Closes, and gives the page back its keys. */
  leave() {
    this.close();
    this.input.blur();
  }

  /** Looks for what stands in the field by now. */
  async look() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const text = this.text();
    this.only = null;
    this.shown = SHOWN;
    this.isWaiting = true;
    this.status.textContent ||= STRINGS.waiting;
    const isDone = await this.orSay(async () => {
      const found = text.trim() ? await this.find(text) : nothing();
      if (turn !== this.turn) return;
      this.found = found;
      await (text.trim() ? this.writeFound() : this.write([], STRINGS.hint));
    }, turn);
    if (turn === this.turn) this.isWaiting = !isDone;
  }

  /**
   * Does something that may fail for want of a part, and says so.
   * @param {() => Promise<void>} act
   * @param {number} turn
   */
  async orSay(act, turn = this.turn) {
    try {
      await act();
      return true;
    } catch {
      if (turn === this.turn) this.write([], STRINGS.failed);
      return false;
    }
  }

  async writeFound() {
    const { turn, found, only } = this;
    const hits = found.hits.filter(({ kind }) => !only || kind === only);
    const shown = await found.show(hits.slice(0, this.shown));
    if (turn !== this.turn) return;
    this.write(shown, hits.length ? STRINGS.count(hits.length) : STRINGS.none);
    this.more.hidden = hits.length <= this.shown;
  }

  /**
   * @param {Shown[]} shown
   * @param {string} status
   */
  write(shown, status) {
    const { found, only } = this;
    const ways = waysFor(this.addresses, this.text(), shown.length > 0);
    const results = shown.map((one) => ({ ...one, address: this.addresses.of(one.address) }));
    this.list.replaceChildren(
      ...ways.map((way, n) => makeWay(way, n)),
      ...results.map((one, n) => makeResult(one, found.words, ways.length + n)),
    );
    const counts = found.hits.length > SHOWN ? countsOf(found.hits) : new Map();
    const kinds = makeKinds(counts, only, (kind) => this.choose(kind));
    this.kinds.replaceWith(kinds);
    this.kinds = kinds;
    this.more.hidden = true;
    if (this.status.textContent !== status) this.status.textContent = status;
    this.mark(-1);
  }

  /** @param {Kind | null} kind */
  choose(kind) {
    this.only = kind;
    this.shown = SHOWN;
    this.input.focus();
    this.orSay(() => this.writeFound());
  }

  async showMore() {
    this.shown += SHOWN;
    const before = this.list.children.length;
    if (await this.orSay(() => this.writeFound())) this.mark(before);
    this.input.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const act = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: () => this.go(),
      Escape: () => this.escape(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {number} by */
  move(by) {
    this.open();
    const count = this.list.children.length + 1; // one place is the field itself
    this.mark(((this.active + 1 + by + count) % count) - 1);
  }

  /** Goes where the mark is or, without one, to the first result of what was typed by now. */
  async go() {
    if (this.isWaiting) await this.look();
    const isAsked = this.active >= 0 || this.text().trim();
    const first =
      this.list.querySelector(".kb-search__result") ?? this.list.querySelector(".kb-search__way");
    const chosen = this.active < 0 ? first : this.list.children[this.active];
    if (isAsked && chosen instanceof HTMLAnchorElement) chosen.click();
  }

  escape() {
    if (this.panel.hidden) this.input.blur();
    else if (this.input.value) {
      this.input.value = "";
      this.look();
    } else this.leave();
  }

  /** @param {number} place in the list; -1 is the field itself */
  mark(place) {
    this.active = Math.min(place, this.list.children.length - 1);
    for (const [n, option] of [...this.list.children].entries())
      option.setAttribute("aria-selected", String(n === this.active));
    const chosen = this.list.children[this.active];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }
}

/** @param {string} text whose line breaks a field takes out, or turns into blanks */
function bare(text) {
  return text.replace(/\s+/g, "");
}

/** @returns {Answer} */
function nothing() {
  return { hits: [], words: new Set(), show: async () => [] };
}

/**
 * How many of each kind, in the order of what was found.
 * @param {Hit[]} hits
 */
function countsOf(hits) {
  /** @type {Map<Kind, number>} */
  const counts = new Map();
  for (const { kind } of hits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
