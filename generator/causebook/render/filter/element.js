// Why: lets a reader filter a long index as he types or pastes. Without scripts the groups fold
// and the browser's own search works. What is typed stays in the page.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { counted } from "../../strings/fill.mjs";
import { fitting, makeIndex } from "./fitting.mjs";

/** @import { Index } from "./types.d.ts" */

const OWN = TEXTS.filter;

/** Starts every index of the page. */
export function start() {
  for (const list of document.querySelectorAll(".kb-filter")) {
    if (list instanceof HTMLElement) new Filter(list);
  }
}

class Filter {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    this.groups = [...list.querySelectorAll("details")];
    this.rows = [...list.querySelectorAll("details > ul > li")];
    /** @type {Index | null} */
    this.index = null;
    this.found = made("ul", "kb-found kb-one");
    this.status = made("p", "kb-facts");
    this.status.setAttribute("role", "status");
    this.box = this.makeBox();
    list.prepend(this.box.parentElement ?? this.box, this.status, this.found);
    if (this.box.value) this.show();
  }

  /** The field with its label. */
  makeBox() {
    const label = made("label", "kb-field");
    const box = document.createElement("input");
    box.type = "search";
    box.autocomplete = "off";
    box.spellcheck = false;
    box.addEventListener("input", () => this.show());
    label.append(this.list.dataset.label ?? "", box);
    return box;
  }

  show() {
    const text = this.box.value.trim();
    for (const group of this.groups) group.hidden = text !== "";
    this.index ??= makeIndex(this.rows.map(linesOf));
    const places = text ? fitting(this.index, this.box.value) : [];
    this.found.replaceChildren(...places.map((place) => this.copyOf(place)));
    this.status.replaceChildren(...(text ? this.told(places.length) : []));
  }

  /** @param {number} place */
  copyOf(place) {
    return this.rows[place]?.cloneNode(true) ?? "";
  }

  /** @param {number} count */
  told(count) {
    const { what = "", diagnose = "" } = this.list.dataset;
    if (count) return [counted(what === "messages" ? OWN.messages : OWN.symptoms, count)];
    const link = document.createElement("a");
    link.href = diagnose;
    link.textContent = OWN.diagnose;
    return [OWN.none + " ", link];
  }
}

/**
 * What a row says, part by part.
 * @param {Element} row
 */
function linesOf(row) {
  return [...row.children].map((part) => part.textContent ?? "");
}

/**
 * @param {string} tag
 * @param {string} style
 */
function made(tag, style) {
  const node = document.createElement(tag);
  node.className = style;
  return node;
}
