// Where the browser denies storage, reaching for it throws, and the theme's scripts stop there, the
// search among them. This runs before them and puts an empty storage in its place that keeps
// nothing and says so.
for (const name of /** @type {const} */ (["localStorage", "sessionStorage"])) {
  try {
    window[name].getItem("");
  } catch {
    const refuse = () => {
      throw new DOMException("storage is denied", "QuotaExceededError");
    };
    const nothing = {
      length: 0,
      key: () => null,
      getItem: () => null,
      setItem: refuse,
      removeItem() {},
      clear() {},
    };
    Object.defineProperty(window, name, { configurable: true, value: nothing });
  }
}
