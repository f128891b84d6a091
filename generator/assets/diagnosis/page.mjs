// Why: the page of the diagnosis. It must not know any subject.

/** Starts the page. */
export function start(makeEngine) {
  makeEngine();
}
