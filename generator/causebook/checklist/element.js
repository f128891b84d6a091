// Why: <kb-checklist> makes the plain list of steps remember; the list works without it. What it
// makes carries `data-kb-made`, so that a second start clears the first. It decides nothing
// (record.mjs does), does not know what the steps are about, and writes to the page as text only.

import { basePath, linkFragment, pageAddress, readFragment, recordKey } from "./addresses.mjs";
import { make, makeButton, whenRead } from "./elements.mjs";
import { outcomeWord } from "./outcomes.mjs";
import {
  differences,
  nextStep,
  pictureOf,
  progressOf,
  ticketText,
  withOutcome,
  withPicture,
  withoutChange,
} from "./record.mjs";
import { rowsOf } from "./rows.mjs";
import { Store } from "./store.mjs";
import { STRINGS } from "./strings.mjs";
import { Tools } from "./tools.mjs";

/** @import { Picture, Progress } from "./record.mjs" */
/** @import { Row } from "./rows.mjs" */

/** @type {Map<string, Store>} lists of one book share it */
const stores = new Map();
/** @type {WeakMap<Store, KbChecklist>} the list that says for all that ticks are not kept */
const speakers = new WeakMap();

/** @param {DOMStringMap} data */
function storeOf({ book = "", url = "" }) {
  const key = recordKey(book, basePath(location.pathname, url));
  const known = stores.get(key);
  if (known) return known;
  const store = new Store(key, () => window.localStorage, Date.now);
  stores.set(key, store);
  return store;
}

function dropFragment() {
  if (location.hash.startsWith("#kb="))
    history.replaceState(history.state, "", location.href.split("#")[0]);
}

function makeOffer() {
  return make("div", {
    class: "kb-notice",
    role: "group",
    "aria-label": STRINGS.linkTicks,
    tabindex: "-1",
    hidden: "",
  });
}

/** The element; its markup is in tests/browser/checklist.html. */
export class KbChecklist extends HTMLElement {
  constructor() {
    super();
    this.life = new AbortController();
    /** @type {Row[]} */
    this.rows = [];
    /** @type {string[]} */
    this.ids = [];
    /** @type {Map<string, string>} old step id -> new one */
    this.names = new Map();
    /** @type {Picture | null} the ticks of a link that is offered */
    this.link = null;
    this.count = make("span");
    this.bar = make("progress");
    this.notKept = make("div", { class: "kb-notice", hidden: "" }, make("p", {}, STRINGS.notKept));
    this.offer = makeOffer();
    this.tools = new Tools({
      ticket: () => this.copyTicket(),
      link: () => this.copyLink(),
      reset: () => this.reset(),
    });
  }

  get store() {
    return storeOf(this.dataset);
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
    this.querySelectorAll("[data-kb-made]").forEach((node) => node.remove());
    this.rows = rowsOf(this);
    if (!this.rows.length) return;
    this.ids = [...new Set(this.rows.map((row) => row.id))];
    this.names = new Map(this.rows.flatMap((row) => row.oldIds.map((old) => [old, row.id])));
    this.store.rename(this.names);
    this.build();
    this.listen(this.life.signal);
    this.refresh();
    this.readLink();
  }

  build() {
    this.rows.forEach((row) => row.build());
    this.querySelectorAll(".kb-command").forEach((command) => this.tools.addCopy(command));
    const progress = make("label", { class: "kb-progress" }, this.count, this.bar);
    const top = { class: "kb-top", "data-kb-made": "" };
    this.prepend(make("div", top, progress, this.notKept, this.offer));
    this.append(this.tools.node);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const stop = this.store.watch(() => this.refresh());
    signal.addEventListener("abort", stop);
    this.addEventListener("change", ({ target }) => this.changed(target), { signal });
    window.addEventListener("storage", ({ key, newValue }) => this.stored(key, newValue), {
      signal,
    });
    window.addEventListener("hashchange", () => this.readLink(), { signal });
    window.addEventListener("pageshow", () => this.store.reload(), { signal });
  }

  /**
   * Another tab has stored something.
   * @param {string | null} key null where all was emptied
   * @param {string | null} text
   */
  stored(key, text) {
    if (key === null) this.store.receive(null);
    else if (key === this.store.key) this.store.receive(text);
  }

  /** @param {EventTarget | null} control */
  changed(control) {
    for (const row of this.rows) {
      const outcome = row.chosenBy(control);
      if (outcome === undefined) continue;
      this.count.setAttribute("aria-live", "polite"); // not while the page loads
      this.store.change((record, now) => withOutcome(record, row.id, outcome, now));
      return;
    }
  }

  picture() {
    return pictureOf(this.store.record, this.ids);
  }

  refresh() {
    const picture = this.picture();
    const next = this.rows.find((row) => row.id === nextStep(picture));
    this.rows.forEach((row) => row.show(picture.get(row.id) ?? "", row === next));
    this.showProgress(progressOf(picture));
    this.showNotKept();
    if (this.link) this.showOffer(this.link, picture);
  }

  /** @param {Progress} progress */
  showProgress(progress) {
    const text = STRINGS.progress(progress);
    if (this.count.textContent !== text) this.count.textContent = text;
    this.bar.max = progress.all;
    this.bar.value = progress.settled;
  }

  /** Lists share the store; the first one says it for all. */
  showNotKept() {
    const { store } = this;
    if (!store.kept && !speakers.get(store)?.isConnected) speakers.set(store, this);
    this.notKept.hidden = store.kept || speakers.get(store) !== this;
  }

  /** An offer stays open when the reader follows another anchor. */
  readLink() {
    const link = readFragment(location.hash, this.ids, this.names);
    if (!link) return;
    this.link = link;
    const mine = this.picture();
    if ([...mine.values()].some(Boolean)) this.showOffer(link, mine);
    else this.takeLink(link);
  }

  /**
   * @param {Picture} link
   * @param {Picture} mine
   */
  showOffer(link, mine) {
    const ids = differences(link, mine);
    if (!ids.length) {
      this.closeOffer();
      return;
    }
    const lines = ids.map((id) => make("li", {}, this.differenceText(id, link, mine)));
    const take = makeButton(STRINGS.take, () => {
      this.takeLink(link);
      this.offer.focus();
    });
    const keep = makeButton(STRINGS.keep, () => {
      this.closeOffer();
      this.focusNext();
    });
    const text = STRINGS.offered(STRINGS.progress(progressOf(link)));
    this.fillOffer(text, make("ul", {}, ...lines), take, keep);
  }

  /**
   * @param {string} id
   * @param {Picture} link
   * @param {Picture} mine
   */
  differenceText(id, link, mine) {
    const text = this.rows.find((row) => row.id === id)?.text ?? id;
    const [theirs, own] = [link, mine].map((picture) => outcomeWord(picture.get(id) ?? ""));
    return STRINGS.differs(text, theirs, own);
  }

  /** @param {Picture} link */
  takeLink(link) {
    const undo = this.apply(link);
    this.closeOffer();
    const button = makeButton(STRINGS.undo, () => {
      undo();
      this.closeOffer();
      this.focusNext();
    });
    this.fillOffer(STRINGS.taken, button);
  }

  closeOffer() {
    this.link = null;
    this.offer.hidden = true;
    setTimeout(dropFragment); // later, because other lists on the page read the fragment too
  }

  /**
   * @param {string} text
   * @param {...Node} nodes
   */
  fillOffer(text, ...nodes) {
    this.offer.replaceChildren(make("p", {}, text), ...nodes);
    this.offer.hidden = false;
  }

  focusNext() {
    /** @type {HTMLElement | null} */
    const next = this.querySelector(".kb-next input");
    (next ?? this.rows[0].box).focus();
  }

  /**
   * Shows a picture; returns the way back.
   * @param {Picture} picture
   */
  apply(picture) {
    const before = this.picture();
    this.store.change((record, now) => withPicture(record, picture, now));
    return () => this.store.change((record, now) => withoutChange(record, before, picture, now));
  }

  reset() {
    const count = progressOf(this.picture()).settled;
    if (!count) {
      this.tools.say(STRINGS.nothing);
      return;
    }
    const undo = this.apply(new Map(this.ids.map((id) => [id, ""])));
    const button = makeButton(STRINGS.undo, () => {
      undo();
      this.tools.say(STRINGS.undone);
      this.tools.resetButton.focus();
    });
    this.tools.say(STRINGS.cleared(count), button);
  }

  copyTicket() {
    const { title = "", url } = this.dataset;
    const page = { title, address: pageAddress(location.href, url), steps: this.rows };
    this.tools.hand(ticketText(page, this.store.record, Date.now()), STRINGS.ticketCopied);
  }

  copyLink() {
    const fragment = linkFragment(this.picture());
    if (!fragment) this.tools.say(STRINGS.nothing);
    else this.tools.hand(location.href.split("#")[0] + fragment, STRINGS.linkCopied);
  }
}

if (!customElements.get("kb-checklist")) customElements.define("kb-checklist", KbChecklist);
