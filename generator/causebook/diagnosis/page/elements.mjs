// Why: the only ways by which anything enters the page: text as text, and the book's own HTML,
// which the generator has escaped, through one named policy. It must not know what is shown.

/** @import { Attributes, Child } from "./types.d.ts" */

/** @typedef {{ createHTML(html: string): string, createScriptURL(url: string): string }} Policy */

/** @type {Policy} */
const POLICY = { createHTML: (html) => html, createScriptURL: (url) => url };
/** @type {Policy | null} */
let policy = null;

/**
 * The policy under which the book's HTML and the Worker's address are let in.
 * @returns {Policy}
 */
export function trusted() {
  /** @type {{ createPolicy(name: string, policy: Policy): Policy } | undefined} */
  const factory = Reflect.get(globalThis, "trustedTypes");
  policy ??= factory?.createPolicy("causebook", POLICY) ?? POLICY;
  return policy;
}

/**
 * An element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flatMap((child) => child || []));
  return node;
}

/**
 * A button; `key` keeps the focus when the page is written anew.
 * @param {string} text
 * @param {string} key
 * @param {() => unknown} act
 * @param {Attributes} attributes
 */
export function makeButton(text, key, act, attributes = {}) {
  const button = make("button", { type: "button", "data-key": key, ...attributes }, text);
  button.addEventListener("click", act);
  return button;
}

/**
 * What can be unfolded; `key` keeps it as the reader left it.
 * @param {string} key
 * @param {Child} summary
 * @param {boolean} isOpen
 * @param {...Child} children
 */
export function makeFold(key, summary, isOpen, ...children) {
  const head = make("summary", { "data-key": "fold:" + key }, summary);
  return make("details", { "data-fold": key, open: isOpen }, head, ...children);
}

/**
 * HTML of the book, never of a paste.
 * @param {string} html
 */
export function bookHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = trusted().createHTML(html);
  return template.content;
}

/**
 * A link to a page of the site; addresses in the knowledge are from the site's root.
 * @param {string} url
 * @param {string} text
 * @param {Attributes} attributes
 */
export function siteLink(url, text, attributes = {}) {
  const isOfSite = /^[\w-]+(?:[/#]|$)/.test(url);
  return make("a", { href: isOfSite ? "../" + url : null, ...attributes }, text);
}

/**
 * A link within the page; the address bar keeps out of it.
 * @param {Child[]} children
 * @param {string} target
 * @param {(id: string) => void} go
 * @param {Attributes} attributes
 */
export function goLink(children, target, go, attributes = {}) {
  const link = make("a", { href: "#" + target, ...attributes }, ...children);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(target);
  });
  return link;
}

/**
 * Copies a text; where that is not allowed, the text is selected instead.
 * @param {string} text
 * @param {HTMLElement} shown
 */
export async function copyText(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown instanceof HTMLTextAreaElement) shown.select();
    else getSelection()?.selectAllChildren(shown);
    return false;
  }
}
