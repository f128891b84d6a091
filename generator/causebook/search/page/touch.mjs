// Why: all that a page has of the search until it is touched: whoever goes into the field, or
// presses a key for it, gets the rest loaded. It must not know how anything is found.

const KEYS = new Set(["/", "f", "s"]);

/** Starts to wait for the first touch. */
export function watch() {
  const own = document.currentScript;
  const form = document.querySelector(".kb-search form");
  const input = form?.querySelector("input");
  if (!(own instanceof HTMLScriptElement) || !form || !input) return;
  const load = once(() => loadBeside(own.src));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("pointerenter", load, { once: true });
  input.addEventListener("input", load, { once: true });
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("paste", (event) => keepWhole(input, event));
  document.addEventListener("keydown", (event) => {
    if (!isCall(event)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  if (document.activeElement === input || input.value) load();
}

/** @param {() => void} act */
function once(act) {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

/**
 * The field has one line: what is pasted keeps its line breaks beside it, in this page's memory.
 * @param {HTMLInputElement} input
 * @param {ClipboardEvent} event
 */
function keepWhole(input, { clipboardData }) {
  Reflect.set(input, "pastedText", clipboardData?.getData("text/plain") ?? "");
}

/** @param {KeyboardEvent} event */
function isCall({ key, ctrlKey, metaKey, altKey, target }) {
  if (!KEYS.has(key) || ctrlKey || metaKey || altKey) return false;
  const isTyping = "input, textarea, select, [contenteditable]";
  return !(target instanceof Element && target.closest(isTyping));
}

/** @param {string} own the address of the script that runs */
function loadBeside(own) {
  const script = document.createElement("script");
  const address = own.replace("kb-search.js", "search.js");
  script.src = /** @type {string} */ (trusted(address));
  document.head.append(script);
}

/**
 * @param {string} address of a script of this site
 * @returns {unknown} the same, as a page under Trusted Types takes it
 */
function trusted(address) {
  const factory = Reflect.get(globalThis, "trustedTypes");
  const allow = { createScriptURL: (/** @type {string} */ url) => url };
  const policy = factory?.createPolicy("causebook-search-script", allow);
  return policy ? policy.createScriptURL(address) : address;
}
