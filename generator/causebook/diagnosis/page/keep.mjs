// Why: keeps the conversation over a reload, in this tab only and only where the reader asked for
// it. Storage may be denied, full or foreign: each is an answer, not an error. It must not know
// what a conversation is.

const KEY = "causebook.conversation";

/** What is kept for one edition of a book. */
export class Keep {
  /** @param {string} edition what another edition kept is dropped */
  constructor(edition) {
    this.edition = edition;
    this.isOn = false;
  }

  /**
   * What was kept, which turns the keeping on; null where nothing was.
   * @returns {unknown}
   */
  read() {
    try {
      const { edition, kept } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
      this.isOn = edition === this.edition;
      return this.isOn ? kept : null;
    } catch {
      return null;
    }
  }

  /**
   * Keeps something; false where the browser does not.
   * @param {unknown} kept
   */
  write(kept) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ edition: this.edition, kept }));
      this.isOn = true;
    } catch {
      this.drop();
    }
    return this.isOn;
  }

  /** Nothing is kept any more. */
  drop() {
    this.isOn = false;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // denied: there is nothing to drop
    }
  }
}
