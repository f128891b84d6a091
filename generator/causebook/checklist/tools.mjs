// Why: what stands below a list: what can be done with the ticks as a whole, and what came of it.
// It must not know the ticks.

import { isCopied, make, makeButton } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

const FLASH_MS = 4000;

/** Buttons, and the place where they answer. */
export class Tools {
  /** @param {{ ticket: () => void, link: () => void, reset: () => void }} acts */
  constructor({ ticket, link, reset }) {
    this.resetButton = makeButton(STRINGS.reset, reset);
    this.message = make("div", { class: "kb-said", role: "status" });
    this.live = make("div", { class: "kb-hidden", role: "status" });
    this.paper = make("textarea", {
      class: "kb-paper",
      "aria-label": STRINGS.paper,
      rows: "8",
      readonly: "",
      hidden: "",
    });
    this.node = make(
      "div",
      { class: "kb-tools", "data-kb-made": "" },
      makeButton(STRINGS.ticket, ticket),
      makeButton(STRINGS.link, link),
      this.resetButton,
      this.message,
      this.paper,
      this.live,
    );
  }

  /**
   * Answers below the buttons.
   * @param {string} text
   * @param {...Node} nodes
   */
  say(text, ...nodes) {
    this.message.replaceChildren(make("p", {}, text), ...nodes);
  }

  /**
   * Copies a text; where that is not allowed, it is shown selected.
   * @param {string} text
   * @param {string} message
   */
  async hand(text, message) {
    const copied = await isCopied(text);
    this.paper.value = text;
    this.paper.hidden = copied;
    if (!copied) this.paper.focus();
    this.paper.select();
    this.say(copied ? message : STRINGS.pressKeysLong);
  }

  /**
   * Adds a button to a command.
   * @param {Element} command
   */
  addCopy(command) {
    const code = command.querySelector("code");
    const frame = code?.closest("pre");
    if (!code || !frame) return;
    const named = command.closest(".kb-way") ?? command;
    const platform = named.querySelector("summary, .kb-platform")?.textContent ?? "";
    const word = document.createTextNode(STRINGS.copy);
    const button = makeButton("", () => this.copyCommand(word, code), "kb-copy");
    const name = make("span", { class: "kb-hidden" }, ` ${platform} ${STRINGS.command}`);
    button.append(word, name);
    button.dataset.kbMade = "";
    frame.before(button);
  }

  /**
   * @param {Text} word of the button
   * @param {Element} code
   */
  async copyCommand(word, code) {
    const text = (code.textContent ?? "").replace(/\n+$/, ""); // a line feed would run it
    const copied = await isCopied(text);
    if (!copied) getSelection()?.selectAllChildren(code);
    word.data = copied ? STRINGS.copied : STRINGS.pressKeys;
    this.live.textContent = copied ? STRINGS.copied : STRINGS.pressKeysLong;
    setTimeout(() => {
      word.data = STRINGS.copy;
      this.live.textContent = "";
    }, FLASH_MS);
  }
}
