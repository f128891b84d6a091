// Why: hands the case over: text for a ticket, a file, or a file that is opened. What will be
// copied is shown first.

import { make, makeButton, makeFold } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";
import { copyButton } from "./view-commands.mjs";

/** @import { Id } from "../contract.d.ts" */
/** @import { Shown } from "../worker/types.d.ts" */
/** @import { Actions } from "./types.d.ts" */

const KEEP_MS = 10000; // for the browser to save a file

/** The section at the end of the page. */
export class HandOver {
  /**
   * @param {Actions} actions
   * @param {Id} problem
   */
  constructor(actions, problem) {
    const hidden = { hidden: true };
    this.actions = actions;
    /** @type {Shown | null} */
    this.answer = null;
    /** @type {string[]} the telling lines, redacted */
    this.lines = [];
    this.paper = makePaper();
    this.withAbsent = new Option("with-absent", STRINGS.withAbsent, () => this.refresh(true));
    this.withLines = new Option("with-lines", STRINGS.withLines, () => this.refresh(true));
    this.hideIp = new Option("hide-ip", STRINGS.hideIp, () => this.refresh(true));
    this.warning = make("p", { class: "small" }, STRINGS.redacted);
    this.fold = this.makeTicket();
    this.save = makeButton(STRINGS.saveJson, "save-json", () => this.saveCase(problem));
    this.keep = this.makeKeep();
    this.keepNote = make("p", { class: "small", role: "status" });
    this.close = makeButton(STRINGS.closeCase, "close-case", actions.clear, hidden);
    this.node = this.makeSection();
  }

  makeTicket() {
    const button = { text: STRINGS.copyTicket, key: "copy-ticket", attributes: { class: "main" } };
    const copy = copyButton(button, () => [this.paper.value, this.paper]);
    const fold = makeFold(
      "ticket",
      STRINGS.ticket,
      false,
      this.withAbsent.node,
      this.withLines.node,
      this.hideIp.node,
      this.warning,
      this.paper,
      make("div", { class: "tools" }, copy),
    );
    fold.addEventListener("toggle", () => this.refresh(true));
    return fold;
  }

  makeKeep() {
    const option = new Option("keep", STRINGS.keep, () => {
      const isWanted = option.box.checked;
      option.box.checked = this.actions.keep(isWanted);
      this.keepNote.textContent = isWanted && !option.box.checked ? STRINGS.notKeeping : "";
    });
    return option;
  }

  makeSection() {
    const open = makeButton(STRINGS.openCase, "open-case", this.actions.pick);
    return make(
      "section",
      {
        class: "hand-over",
        id: "hand-over",
        tabindex: "-1",
        "aria-labelledby": "hand-over-title",
      },
      make("h2", { id: "hand-over-title" }, STRINGS.handOver),
      make("p", { class: "small why-hand" }, STRINGS.handOverWhy),
      this.fold,
      make("div", { class: "tools" }, this.save, open, this.close),
      this.keep.node,
      this.keepNote,
    );
  }

  /** @param {boolean} isLacking has what redacts not come, so that no line can be quoted? */
  lack(isLacking) {
    this.warning.textContent = isLacking ? STRINGS.laterFailed : STRINGS.redacted;
  }

  /** @param {Shown | null} answer */
  show(answer) {
    const isFirst = !this.answer;
    if (isFirst || !answer || answer.isCase) this.lines = [];
    this.answer = answer;
    this.fold.hidden = !answer;
    this.save.hidden = !answer;
    this.close.hidden = !answer?.isCase;
    this.node.classList.toggle("idle", !answer);
    if (!answer) return;
    if (isFirst) this.withLines.box.checked = !answer.isCase;
    this.showOptions(!answer.isCase && answer.excerpt.telling > 0);
    this.refresh();
  }

  /** @param {boolean} hasLines are there telling lines? */
  showOptions(hasLines) {
    for (const node of [this.withLines.node, this.hideIp.node, this.warning])
      node.hidden = !hasLines;
  }

  /**
   * The redacted lines are asked for only when they are looked at.
   * @param {boolean} isAsked is it the reader who wants it? Then what failed is tried again.
   */
  refresh(isAsked = false) {
    const isWanted = this.withLines.box.checked && !this.withLines.node.hidden;
    this.hideIp.box.disabled = !isWanted;
    if (!this.fold.open || !this.answer) return;
    if (isWanted) this.actions.lines(this.hideIp.box.checked, isAsked);
    else this.write();
  }

  /** @param {string[]} lines */
  receive(lines) {
    this.lines = lines;
    this.write();
  }

  write() {
    const lines = this.withLines.box.checked ? this.lines : [];
    this.paper.value = this.answer ? this.actions.ticket(lines, this.withAbsent.box.checked) : "";
  }

  /** @param {Id} problem */
  saveCase(problem) {
    const text = JSON.stringify(this.actions.made(), null, 1) + "\n";
    saveFile(text, STRINGS.fileName(problem));
  }
}

/** A box to tick, with its label. */
class Option {
  /**
   * @param {string} id
   * @param {string} text
   * @param {() => void} changed
   */
  constructor(id, text, changed) {
    this.box = make("input", { type: "checkbox", id, autocomplete: "off", "data-key": id });
    this.box.addEventListener("change", changed);
    this.node = make("div", { class: "option" }, this.box, make("label", { for: id }, text));
  }
}

function makePaper() {
  return make("textarea", {
    class: "paper",
    rows: "10",
    readonly: true,
    autocomplete: "off",
    "aria-label": STRINGS.ticketText,
  });
}

/**
 * @param {string} text
 * @param {string} name
 */
function saveFile(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
