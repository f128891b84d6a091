// Why: shows the page in the colours that the reader chose on the site, before anything is drawn,
// and lets them be switched here such that the site follows. The theme keeps the choice in storage;
// where that is denied or empty, the system decides. It must not know what the page is about.

(() => {
  /** @typedef {{ media: string, scheme: string, primary: string, accent: string }} Palette */

  const ANY = "(prefers-color-scheme)"; // the palette of the theme that leaves it to the system
  const root = document.documentElement;
  const scope = new URL(root.dataset.scope || "../", location.href);
  const key = scope.pathname + ".__palette";
  /** @type {Palette[]} */
  const palettes = JSON.parse(root.dataset.palettes || "[]");

  /** @param {Palette} palette */
  const isDark = ({ media, scheme }) => scheme === "slate" || media.includes("dark");

  /** @returns {Palette | null} */
  function chosen() {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null")?.color ?? null;
    } catch {
      return null;
    }
  }

  /** @param {boolean} dark */
  function choose(dark) {
    root.dataset.scheme = dark ? "dark" : "light";
    const index = palettes.findIndex(
      (palette) => palette.media !== ANY && isDark(palette) === dark,
    );
    if (index < 0) return;
    try {
      localStorage.setItem(key, JSON.stringify({ index, color: palettes[index] }));
    } catch {
      // denied or full: this page is switched all the same
    }
  }

  const palette = chosen();
  if (palette && palette.media !== ANY) root.dataset.scheme = isDark(palette) ? "dark" : "light";

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("#palette")) return;
    const { scheme } = root.dataset;
    const isDarkNow = scheme
      ? scheme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    choose(!isDarkNow);
  });
})();
