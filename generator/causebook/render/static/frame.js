// What the foot of a page does with scripts: it names the book's edition and copies what a reader
// may tell.
{
  const edition = /** @type {{causebookEdition?: string}} */ (window).causebookEdition ?? "";
  for (const place of document.querySelectorAll("[data-kb-edition]")) place.textContent = edition;

  /** @param {HTMLElement} text */
  const mark = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  };

  /** @param {HTMLElement} text @param {HTMLElement} said @param {DOMStringMap} own words */
  const copy = async (text, said, own) => {
    try {
      await navigator.clipboard.writeText(text.textContent ?? "");
      said.textContent = own.copied ?? "✓";
    } catch {
      mark(text);
      said.textContent = own.marked ?? "";
    }
  };

  for (const place of document.querySelectorAll(".kb-feedback")) {
    const [text, said] = ["code", "[role=status]"].map((name) => place.querySelector(name));
    const button = place.querySelector("button");
    if (button && text instanceof HTMLElement && said instanceof HTMLElement) {
      button.hidden = false;
      button.addEventListener("click", () => copy(text, said, button.dataset));
    }
  }

  // A page that the navigation does not name marks the entry that it belongs to.
  for (const link of document.querySelectorAll(".md-nav__item--active > a.md-nav__link")) {
    const isHere = link.classList.contains("md-nav__link--active");
    link.setAttribute("aria-current", isHere ? "page" : "true");
  }

  // The theme opens its menu on a phone by a label, which no key reaches: a button takes its place.
  const label = document.querySelector('label.md-header__button[for="__drawer"]');
  const drawer = document.getElementById("__drawer");
  if (label && drawer instanceof HTMLInputElement) {
    const menu = document.createElement("button");
    const tell = () => menu.setAttribute("aria-expanded", String(drawer.checked));
    menu.type = "button";
    menu.className = `${label.className} kb-menu`;
    menu.ariaLabel = document.querySelector(".md-nav--primary")?.getAttribute("aria-label") ?? "";
    menu.append(...label.childNodes);
    menu.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", tell);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) {
        drawer.click();
        menu.focus();
      }
    });
    tell();
    label.replaceWith(menu);
  }

  // The theme opens every fold before it prints, so that all but one of a group of alternatives
  // close. What is folded on the screen is marked before that, for the style to leave out of the
  // paper.
  /** @type {Map<HTMLDetailsElement, { open: boolean, name: string }>} */
  const folds = new Map();
  const beforePrint = () => {
    for (const fold of document.querySelectorAll("details")) {
      folds.set(fold, { open: fold.open, name: fold.name });
      fold.toggleAttribute("data-folded", !fold.open);
    }
    for (const fold of folds.keys()) fold.name = "";
  };
  const afterPrint = () => {
    for (const [fold, was] of folds) {
      Object.assign(fold, was);
      fold.removeAttribute("data-folded");
    }
  };
  addEventListener("beforeprint", beforePrint, { capture: true });
  addEventListener("afterprint", afterPrint);

  /** @param {string} words */
  const search = (words) => {
    const field = document.querySelector(".kb-search__input");
    if (field instanceof HTMLInputElement) {
      field.focus();
      field.value = words;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  };

  // The words of an address that leads nowhere may still find its page.
  for (const place of document.querySelectorAll("[data-kb-missing]")) {
    const root = new URL(place.getAttribute("data-kb-missing") ?? "", location.href).pathname;
    const path = location.pathname.replace(root, "").replace(/\.(html|md)$/, "");
    const words = path
      .split(/[^\p{L}\p{N}%]+/u)
      .join(" ")
      .trim();
    const button = place.querySelector("button");
    if (button && words && !words.includes("%")) {
      button.textContent = words;
      button.addEventListener("click", () => search(words));
      place.removeAttribute("hidden");
    }
  }
}
