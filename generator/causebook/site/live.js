// Reloads the page when it has changed: asks the preview, which answers when there is something.
// It is served by the preview alone, and no page of a site has it.
{
  const epoch = document.currentScript?.dataset.epoch;
  /** @type {AbortController | null} */
  let asked = null;

  /** @param {number} milliseconds */
  const again = (milliseconds) => setTimeout(ask, milliseconds);

  function ask() {
    if (document.visibilityState !== "visible" || asked) {
      return;
    }
    asked = new AbortController();
    const path = encodeURIComponent(location.pathname);
    fetch(`/livereload/changed?since=${epoch}&path=${path}`, { signal: asked.signal })
      .then((answer) => answer.text())
      .then(
        (text) => {
          asked = null;
          if (text === "changed") {
            location.reload();
          } else {
            again(text === "same" ? 0 : 3000);
          }
        },
        () => {
          asked = null;
          again(3000);
        },
      );
  }

  addEventListener("load", ask);
  document.addEventListener("visibilitychange", ask);
  addEventListener("pagehide", () => asked?.abort());
}
