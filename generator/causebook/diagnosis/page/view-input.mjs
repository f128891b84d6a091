// Why: the box and the files. It hands over what comes in and knows nothing of what comes out.

import { listenForDrops } from "./drops.mjs";
import { make, makeButton } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Actions } from "./types.d.ts" */

const SHOWN_LENGTH = 100000; // characters put into the box; more would make the box itself slow
const FILE_BYTES = 64e6; // of a file that is read
const PASTE_LENGTH = 16e6; // characters of a paste
const PAUSE_MS = 150; // after a key

/**
 * Why a file is not read, as a sentence, or nothing.
 * @param {{ size: number }} file
 */
export function refusalOf({ size }) {
  if (!size) return STRINGS.emptyFile;
  const isTooBig = size > FILE_BYTES;
  return isTooBig ? STRINGS.tooBig(STRINGS.bytes(size), STRINGS.bytes(FILE_BYTES)) : "";
}

/**
 * Does a text go into the box, is it held beside it, or is it refused?
 * @param {string} text
 */
export function placeOf(text) {
  if (text.length > PASTE_LENGTH) return "refused";
  return text.length > SHOWN_LENGTH ? "held" : "box";
}

/** The input: what the reader puts in, and for whom. */
export class Input {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.box = boxOfPage() ?? makeBox();
    this.hadFocus = document.activeElement === this.box;
    this.held = make("div", { class: "box held", hidden: true });
    this.file = makeFileInput();
    this.clear = this.makeClear();
    this.cleared = this.makeCleared();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.node = make(
      "section",
      { class: "input", "aria-label": STRINGS.label },
      makeHint(),
      this.box,
      this.held,
      this.makeTools(),
    );
    this.listen();
  }

  /** The box was taken from the page that came; who was typing goes on. */
  takeFocus() {
    if (this.hadFocus) this.box.focus({ preventScroll: true });
  }

  makeTools() {
    const open = makeButton(STRINGS.openFile, "open-file", () => this.pick(), { class: "open" });
    return make("div", { class: "tools" }, open, this.file, this.clear, this.cleared);
  }

  makeClear() {
    const clear = () => {
      this.actions.clear();
      this.box.focus();
    };
    return makeButton(STRINGS.clear, "clear", clear, { class: "clear" });
  }

  makeCleared() {
    const undo = () => {
      this.actions.undo();
      this.box.focus();
    };
    const button = makeButton(STRINGS.bringBack, "undo", undo, { class: "quiet" });
    return make("p", { class: "cleared", hidden: true }, STRINGS.cleared + " ", button);
  }

  /** @param {boolean} canUndo was something cleared that can be brought back? */
  showCleared(canUndo) {
    this.cleared.hidden = !canUndo;
    this.clear.hidden = canUndo;
  }

  listen() {
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("paste", (event) => this.pasted(event));
    this.file.addEventListener("change", () => {
      const [file] = this.file.files ?? [];
      if (file) this.openFile(file);
      this.file.value = "";
    });
    listenForDrops(document.documentElement, this);
  }

  /** @param {string} text dropped on the box; a short one is its own business */
  leaves(text) {
    return text.length < SHOWN_LENGTH;
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.actions.look(this.box.value, false), PAUSE_MS);
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const [file] = event.clipboardData?.files ?? [];
    const { selectionStart, selectionEnd, value } = this.box;
    const isAll = selectionStart === 0 && selectionEnd === value.length;
    if (file && !text) this.openFile(file);
    else if (placeOf(text) !== "box") this.take(text);
    else if (isAll) this.take(text.replace(/\r\n?/g, "\n"));
    else return; // into what is there: the box does it
    event.preventDefault();
  }

  /**
   * A whole text, from wherever.
   * @param {string} text
   */
  take(text) {
    const place = placeOf(text);
    if (place === "held") this.hold(STRINGS.heldPaste, text.length, text);
    else if (place === "box") {
      this.show(text);
      this.actions.look(text, true);
    } else {
      const sizes = [text.length, PASTE_LENGTH].map(STRINGS.bytes);
      this.actions.refuse(STRINGS.tooLong(sizes[0], sizes[1]));
    }
  }

  /** @param {File} file */
  openFile(file) {
    const refusal = refusalOf(file);
    if (refusal) this.actions.refuse(refusal);
    else if (file.size > SHOWN_LENGTH) this.hold(file.name, file.size, file);
    else {
      this.show("");
      this.actions.look(file, true, file.name);
    }
  }

  /**
   * Looks at something that is too long for the box.
   * @param {string} name
   * @param {number} size
   * @param {string | Blob} source
   */
  hold(name, size, source) {
    this.showHeld(name, size);
    this.actions.look(source, true, name);
  }

  /**
   * @param {string} name
   * @param {number} size
   */
  showHeld(name, size) {
    clearTimeout(this.timer);
    this.box.value = "";
    this.box.hidden = true;
    const title = make("bdi", {}, STRINGS.held(name, STRINGS.bytes(size)));
    this.held.replaceChildren(
      make("p", {}, make("strong", {}, title)),
      make("p", {}, STRINGS.heldWhy),
      makeButton(STRINGS.putAway, "held-away", () => this.actions.clear()),
    );
    this.held.hidden = false;
  }

  /** @param {string} text */
  show(text) {
    clearTimeout(this.timer);
    this.held.hidden = true;
    this.box.hidden = false;
    this.box.value = text;
    this.box.scrollTop = 0;
  }

  empty() {
    this.show("");
  }

  /**
   * Shows again what was looked at before.
   * @param {string | Blob} source
   * @param {string} name of a file
   */
  restore(source, name) {
    if (typeof source === "string" && placeOf(source) === "box") this.show(source);
    else if (typeof source === "string") this.showHeld(STRINGS.heldPaste, source.length);
    else if (source.size > SHOWN_LENGTH) this.showHeld(name, source.size);
    else this.show("");
  }

  pick() {
    this.file.click();
  }
}

/** The box that the page came with: something may stand in it by now. */
function boxOfPage() {
  const box = document.getElementById("box");
  return box instanceof HTMLTextAreaElement ? box : null;
}

function makeBox() {
  return make("textarea", {
    id: "box",
    class: "box",
    rows: "9",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    translate: "no",
    wrap: "soft",
    dir: "auto",
    "aria-labelledby": "box-label",
    "aria-describedby": "box-hint",
  });
}

function makeFileInput() {
  return make("input", {
    type: "file",
    class: "away",
    tabindex: "-1",
    "aria-hidden": "true",
    autocomplete: "off",
  });
}

function makeHint() {
  const files = make("span", { class: "wide" }, " " + STRINGS.hintFiles);
  return make("p", { id: "box-hint", class: "small" }, STRINGS.hint, files);
}
