// Why: parts of the page are written anew when what they say has changed. This keeps what the
// reader has there: the focus, and what is folded. It must not know what a part says.

/** @import { Child } from "./types.d.ts" */

/** The parts of the page. */
export class Parts {
  /** @param {Element} root what holds them all */
  constructor(root) {
    this.root = root;
    /** @type {Map<Element, string>} part -> what it was written from */
    this.written = new Map();
    /** @type {Map<string, boolean>} what the reader folded and unfolded */
    this.folds = new Map();
  }

  /**
   * Writes a part; false where it says the same as before and is left alone.
   * @param {Element} part
   * @param {unknown[]} from what it is written from
   * @param {() => Child[]} nodes
   */
  put(part, from, nodes) {
    const text = JSON.stringify(from);
    if (this.written.get(part) === text) return false;
    this.written.set(part, text);
    part.replaceChildren(...nodes().flatMap((node) => node || []));
    for (const fold of foldsIn(part)) fold.open = this.folds.get(keyOf(fold)) ?? fold.open;
    return true;
  }

  /**
   * What is written anew keeps the focus; where it is gone, `fallback` has the news.
   * @param {() => void} write
   * @param {string} fallback id
   */
  keepFocus(write, fallback) {
    const focused = document.activeElement;
    const key = focused && this.root.contains(focused) ? focused.getAttribute("data-key") : null;
    write();
    if (!key || focused?.isConnected) return;
    const again = this.enabledByKey(key);
    if (again && !again.matches("summary")) this.unfold(again);
    const target = again ?? document.getElementById(fallback);
    target?.focus({ preventScroll: again !== undefined });
  }

  /**
   * @param {string} key
   * @returns {HTMLElement | undefined}
   */
  enabledByKey(key) {
    /** @type {NodeListOf<HTMLElement>} */
    const nodes = this.root.querySelectorAll("[data-key]:not(:disabled)");
    return [...nodes].find((node) => node.dataset.key === key);
  }

  /**
   * Before the browser does it: what the reader folds and unfolds stays so.
   * @param {EventTarget | null} target
   */
  folded(target) {
    const fold = target instanceof Element ? target.closest("summary")?.parentElement : null;
    if (fold instanceof HTMLDetailsElement && keyOf(fold)) this.folds.set(keyOf(fold), !fold.open);
  }

  forgetFolds() {
    this.folds.clear();
  }

  /**
   * Opens everything that a node lies in.
   * @param {Element} node
   */
  unfold(node) {
    let fold = node.closest("details");
    while (fold) {
      fold.open = true;
      this.folds.set(keyOf(fold), true);
      fold = fold.parentElement?.closest("details") ?? null;
    }
  }

  /**
   * Brings the reader to an element.
   * @param {string} id
   */
  goTo(id) {
    const target = document.getElementById(id);
    if (!target) return;
    this.unfold(target);
    const isFold = target.matches("details");
    const place = isFold ? target.querySelector("summary") : target;
    place?.focus({ preventScroll: true });
    target.scrollIntoView({ block: isFold ? "start" : "center" });
    target.classList.remove("found");
    requestAnimationFrame(() => target.classList.add("found"));
  }
}

/**
 * @param {Element} part
 * @returns {NodeListOf<HTMLDetailsElement>}
 */
function foldsIn(part) {
  return part.querySelectorAll("details[data-fold]");
}

/** @param {HTMLElement} fold */
function keyOf({ dataset }) {
  return dataset.fold ?? "";
}
