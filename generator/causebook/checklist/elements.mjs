// Why: what the checklist makes of elements; text enters as text only.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/**
 * Starts at once where the whole page has been read, else as soon as it is.
 * @param {() => void} start
 * @param {AbortSignal} signal takes it back
 */
export function whenRead(start, signal) {
  if (document.readyState === "loading")
    document.addEventListener("DOMContentLoaded", start, { signal });
  else start();
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} kind its class
 */
export function makeButton(text, act, kind = "kb-button") {
  const button = make("button", { type: "button", class: kind }, text);
  button.addEventListener("click", act);
  return button;
}

/**
 * Was the text copied? Not where the browser does not allow it.
 * @param {string} text
 */
export async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
