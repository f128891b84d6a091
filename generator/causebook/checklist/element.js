// <kb-checklist>: makes the plain list of steps remember; the list works without it.
// What it makes carries `data-kb-made`, so that a second start clears the first.
// It decides nothing (checklist.mjs does), does not know what the steps are about,
// and writes to the page as text only.

import {
  WORDS,
  basePath,
  differences,
  linkFragment,
  nextStep,
  openStore,
  pageAddress,
  pictureOf,
  progressOf,
  readFragment,
  recordKey,
  ticketText,
  withOutcome,
  withPicture,
  withoutChange,
} from "./record.mjs";

const FLASH_MS = 4000;
const stores = new Map();

function storeOf({ book, url }) {
  const key = recordKey(book, basePath(location.pathname, url));
  if (!stores.has(key))
    stores.set(
      key,
      openStore(key, () => window.localStorage, Date.now),
    );
  return stores.get(key);
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function makeButton(text, act, kind = "kb-button") {
  const button = make("button", { type: "button", class: kind }, text);
  button.addEventListener("click", act);
  return button;
}

function plainText(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
  copy.querySelectorAll("p, li").forEach((block) => block.append(" "));
  return copy.textContent.replace(/\s+/g, " ").trim();
}

async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function dropFragment() {
  if (location.hash.startsWith("#kb="))
    history.replaceState(history.state, "", location.href.split("#")[0]);
}

function rowOf(step, group) {
  const box = step.querySelector("input[type=checkbox]");
  const label = step.querySelector(".kb-row label");
  const { step: id } = step.dataset;
  return box && label
    ? { id, was: oldIds(step, id), step, box, label, group, text: plainText(label) }
    : null;
}

// a fix that was renamed names its old ids: `old-fix/step` is the same step
function oldIds(step, id) {
  const { was = "" } = step.closest("[data-was]")?.dataset ?? {};
  return was
    .split(" ")
    .filter(Boolean)
    .map((old) => old + id.slice(id.indexOf("/")));
}

function rowsOf(list) {
  const rows = [];
  let group = "";
  for (const node of list.querySelectorAll("h2, h3, h4, h5, h6, .kb-step[data-step]")) {
    if (node.matches(".kb-step")) rows.push(rowOf(node, group));
    else if (!node.closest(".kb-step")) group = plainText(node);
  }
  return rows.filter(Boolean);
}

function addOutcome(row) {
  const options = Object.entries(WORDS.outcomes).map(([value, word]) =>
    make("option", { value }, word),
  );
  row.select = make(
    "select",
    { class: "kb-outcome", "aria-label": WORDS.outcome(row.text), "data-kb-made": "" },
    ...options,
  );
  row.box.closest(".kb-row").after(row.select);
}

function showRow(row, outcome, isNext) {
  row.box.checked = outcome !== "" && outcome !== "not-possible";
  row.box.indeterminate = outcome === "not-possible";
  row.select.value = outcome;
  row.step.classList.toggle("kb-next", isNext);
  mark(row.step, "aria-current", isNext && "step");
  mark(row.step, "data-outcome", outcome);
  mark(row.label, "data-said", outcome && WORDS.outcomes[outcome]);
}

function mark(node, name, value) {
  if (value) node.setAttribute(name, value);
  else node.removeAttribute(name);
}

/** The element; its markup is in tests/browser/checklist.html. */
export class KbChecklist extends HTMLElement {
  connectedCallback() {
    this.disconnectedCallback();
    this.life = new AbortController();
    const { signal } = this.life;
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.start(), { signal });
    else this.start();
  }

  disconnectedCallback() {
    this.life?.abort();
    this.unwatch?.();
  }

  start() {
    this.querySelectorAll("[data-kb-made]").forEach((node) => node.remove());
    this.rows = rowsOf(this);
    if (!this.rows.length) return;
    this.ids = [...new Set(this.rows.map((row) => row.id))];
    this.store = storeOf(this.dataset);
    this.names = new Map(this.rows.flatMap((row) => row.was.map((old) => [old, row.id])));
    this.store.rename(this.names);
    this.build();
    this.listen(this.life.signal);
    this.refresh();
    this.readLink();
  }

  build() {
    this.rows.forEach(addOutcome);
    this.querySelectorAll(".kb-command").forEach((command) => this.addCopy(command));
    this.prepend(this.buildTop());
    this.append(this.buildTools());
  }

  buildTop() {
    this.count = make("span");
    this.bar = make("progress");
    this.notKept = make("div", { class: "kb-notice", hidden: "" }, make("p", {}, WORDS.notKept));
    this.offer = make("div", {
      class: "kb-notice",
      role: "group",
      "aria-label": WORDS.linkTicks,
      tabindex: "-1",
      hidden: "",
    });
    const progress = make("label", { class: "kb-progress" }, this.count, this.bar);
    return make("div", { class: "kb-top", "data-kb-made": "" }, progress, this.notKept, this.offer);
  }

  buildTools() {
    this.resetButton = makeButton(WORDS.reset, () => this.reset());
    this.said = make("div", { class: "kb-said", role: "status" });
    this.whispered = make("div", { class: "kb-hidden", role: "status" });
    this.paper = make("textarea", {
      class: "kb-paper",
      "aria-label": WORDS.paper,
      rows: "8",
      readonly: "",
      hidden: "",
    });
    const buttons = [
      makeButton(WORDS.ticket, () => this.copyTicket()),
      makeButton(WORDS.link, () => this.copyLink()),
      this.resetButton,
    ];
    return make(
      "div",
      { class: "kb-tools", "data-kb-made": "" },
      ...buttons,
      this.said,
      this.paper,
      this.whispered,
    );
  }

  addCopy(command) {
    const code = command.querySelector("code");
    if (!code) return;
    const name = make(
      "span",
      { class: "kb-hidden" },
      ` ${command.querySelector(".kb-platform")?.textContent ?? ""} ${WORDS.command}`,
    );
    const button = makeButton(WORDS.copy, () => this.copyCommand(button, code), "kb-copy");
    button.append(name);
    button.dataset.kbMade = "";
    code.closest("pre").before(button);
  }

  listen(signal) {
    this.unwatch = this.store.watch(() => this.refresh());
    this.addEventListener("change", (event) => this.changed(event.target), { signal });
    window.addEventListener("storage", ({ key, newValue }) => this.heard(key, newValue), {
      signal,
    });
    window.addEventListener("hashchange", () => this.readLink(), { signal });
    window.addEventListener("pageshow", () => this.store.reload(), { signal });
  }

  heard(key, text) {
    if (key === null) this.store.hear(null);
    else if (key === this.store.key) this.store.hear(text);
  }

  changed(control) {
    const row = this.rows.find(({ box, select }) => control === box || control === select);
    if (!row) return;
    const outcome = control === row.select ? control.value : control.checked ? "done" : "";
    this.count.setAttribute("aria-live", "polite"); // not while the page loads
    this.store.change((record, now) => withOutcome(record, row.id, outcome, now));
  }

  picture() {
    return pictureOf(this.store.record, this.ids);
  }

  refresh() {
    const picture = this.picture();
    const next = this.rows.find((row) => row.id === nextStep(picture));
    this.rows.forEach((row) => showRow(row, picture.get(row.id), row === next));
    this.showProgress(progressOf(picture));
    this.showNotKept();
    if (this.link) this.showOffer(picture);
  }

  showProgress(progress) {
    const text = WORDS.progress(progress);
    if (this.count.textContent !== text) this.count.textContent = text;
    this.bar.max = progress.all;
    this.bar.value = progress.settled;
  }

  // Lists share the store; the first one says it for all.
  showNotKept() {
    const { store } = this;
    if (!store.kept && !store.teller?.isConnected) store.teller = this;
    this.notKept.hidden = store.kept || store.teller !== this;
  }

  readLink() {
    const link = readFragment(location.hash, this.ids, this.names);
    if (!link) return; // an offer stays open when the reader follows another anchor
    this.link = link;
    const mine = this.picture();
    if ([...mine.values()].some(Boolean)) this.showOffer(mine);
    else this.takeLink();
  }

  showOffer(mine) {
    const ids = differences(this.link, mine);
    if (!ids.length) return this.closeOffer();
    const lines = ids.map((id) => make("li", {}, this.differenceText(id, mine)));
    const take = makeButton(WORDS.take, () => {
      this.takeLink();
      this.offer.focus();
    });
    const keep = makeButton(WORDS.keep, () => {
      this.closeOffer();
      this.focusNext();
    });
    this.fillOffer(
      WORDS.offered(WORDS.progress(progressOf(this.link))),
      make("ul", {}, ...lines),
      take,
      keep,
    );
  }

  differenceText(id, mine) {
    const word = (picture) => WORDS.outcomes[picture.get(id)];
    return WORDS.differs(this.rows.find((row) => row.id === id).text, word(this.link), word(mine));
  }

  takeLink() {
    const undo = this.apply(this.link);
    this.closeOffer();
    this.fillOffer(
      WORDS.taken,
      makeButton(WORDS.undo, () => {
        undo();
        this.closeOffer();
        this.focusNext();
      }),
    );
  }

  // Later, because other lists on the page read the fragment too.
  closeOffer() {
    this.link = null;
    this.offer.hidden = true;
    setTimeout(dropFragment);
  }

  fillOffer(text, ...nodes) {
    this.offer.replaceChildren(make("p", {}, text), ...nodes);
    this.offer.hidden = false;
  }

  focusNext() {
    (this.querySelector(".kb-next input") ?? this.rows[0].box).focus();
  }

  /** Returns the way back. */
  apply(picture) {
    const before = this.picture();
    this.store.change((record, now) => withPicture(record, picture, now));
    return () => this.store.change((record, now) => withoutChange(record, before, picture, now));
  }

  reset() {
    const count = progressOf(this.picture()).settled;
    if (!count) return this.say(WORDS.nothing);
    const undo = this.apply(new Map(this.ids.map((id) => [id, ""])));
    this.say(
      WORDS.cleared(count),
      makeButton(WORDS.undo, () => {
        undo();
        this.say(WORDS.undone);
        this.resetButton.focus();
      }),
    );
  }

  copyTicket() {
    const { title, url } = this.dataset;
    const page = { title, address: pageAddress(location.href, url), steps: this.rows };
    this.hand(ticketText(page, this.store.record, Date.now()), WORDS.ticketCopied);
  }

  copyLink() {
    const fragment = linkFragment(this.picture());
    if (!fragment) return this.say(WORDS.nothing);
    this.hand(location.href.split("#")[0] + fragment, WORDS.linkCopied);
  }

  async hand(text, message) {
    const copied = await isCopied(text);
    this.paper.value = text;
    this.paper.hidden = copied;
    if (!copied) this.paper.focus();
    this.paper.select();
    this.say(copied ? message : WORDS.pressKeysLong);
  }

  async copyCommand(button, code) {
    const copied = await isCopied(code.textContent.replace(/\n+$/, "")); // a line feed would run it
    if (!copied) getSelection().selectAllChildren(code);
    button.firstChild.data = copied ? WORDS.copied : WORDS.pressKeys;
    setTimeout(() => {
      button.firstChild.data = WORDS.copy;
    }, FLASH_MS);
    this.whispered.textContent = copied ? WORDS.copied : WORDS.pressKeysLong;
    setTimeout(() => {
      this.whispered.textContent = "";
    }, FLASH_MS);
  }

  say(text, ...nodes) {
    this.said.replaceChildren(make("p", {}, text), ...nodes);
  }
}

if (!customElements.get("kb-checklist")) customElements.define("kb-checklist", KbChecklist);
