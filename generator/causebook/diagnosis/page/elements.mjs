// Why: the only ways by which anything enters the page: text as text, and the book's own HTML, which
// the generator has escaped, through one named policy. It must not know what is shown.

const POLICY = { createHTML: (html) => html, createScriptURL: (url) => url };
const make_own = { policy: null };

/** The policy under which the book's HTML and the Worker's address are let in. */
export function trusted() {
  make_own.policy ??= globalThis.trustedTypes?.createPolicy("causebook", POLICY) ?? POLICY;
  return make_own.policy;
}

/** An element; attributes that are false or null are left out, children are nodes or texts. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined)
      node.setAttribute(name, value === true ? "" : value);
  }
  node.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== ""),
  );
  return node;
}

/** A button; `key` keeps the focus when the page is written anew. */
export function makeButton(text, key, act, attributes = {}) {
  const button = make("button", { type: "button", "data-key": key, ...attributes }, text);
  button.addEventListener("click", act);
  return button;
}

/** What can be unfolded; `key` keeps it as the reader left it. */
export function makeFold(key, summary, isOpen, ...children) {
  return make(
    "details",
    { "data-fold": key, open: isOpen },
    make("summary", { "data-key": "fold:" + key }, summary),
    ...children,
  );
}

/** HTML of the book, never of a paste. */
export function bookHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = trusted().createHTML(html);
  return template.content;
}

/** A link to a page of the site; addresses in the knowledge are from the site's root. */
export function siteLink(url, text, attributes = {}) {
  return make(
    "a",
    { href: /^[\w-]+(?:[/#]|$)/.test(url) ? "../" + url : null, ...attributes },
    text,
  );
}

/** Copies a text; where that is not allowed, the text is selected instead. */
export async function copyText(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown.select) shown.select();
    else getSelection().selectAllChildren(shown);
    return false;
  }
}
