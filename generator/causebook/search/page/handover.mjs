// Why: gives a text to the diagnosis that this page opens, from the memory of one page to that of
// the other: through no address, no storage and no server. The page that was opened asks its
// opener, and is answered once, if it is of this site. It must not know what is done with the text.

/** What the diagnosis asks its opener. */
export const WANTED = "causebook: is there a text?";

/** @type {string | null} */
let offered = null;

/**
 * The text is for the next page of this site that asks; null takes it back.
 * @param {string | null} text
 */
export function offer(text) {
  if (offered === null && text !== null) addEventListener("message", answer);
  if (text === null) removeEventListener("message", answer);
  offered = text;
}

/** @param {MessageEvent} event */
function answer({ data, origin, source }) {
  if (data !== WANTED || !isOurs(origin) || !source || offered === null) return;
  source.postMessage({ causebookText: offered }, { targetOrigin: targetOf() });
  offer(null);
}

/**
 * A text that the opener of this page has for it.
 * @param {(text: string) => void} take
 */
export function askOpener(take) {
  const opener = /** @type {Window | null} */ (window.opener);
  if (!opener) return;
  /** @param {MessageEvent} event */
  const receive = ({ data, origin, source }) => {
    const text = data?.causebookText;
    if (source !== opener || !isOurs(origin) || typeof text !== "string") return;
    removeEventListener("message", receive);
    window.opener = null;
    take(text);
  };
  addEventListener("message", receive);
  opener.postMessage(WANTED, targetOf());
}

/** Pages from disk have no origin of their own: they name none. */
function isFromDisk() {
  return location.protocol === "file:";
}

/** @param {string} origin */
function isOurs(origin) {
  return isFromDisk() ? ["null", "file://"].includes(origin) : origin === location.origin;
}

function targetOf() {
  return isFromDisk() ? "*" : location.origin;
}
