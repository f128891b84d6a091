// Why: commands to copy: those for the reader's products stand open, all others are folded.

import { copyText, make, makeButton, makeFold } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Command, Id } from "../contract.d.ts" */
/** @import { Attributes, Child, View } from "./types.d.ts" */

const COPIED_MS = 4000;

/**
 * The commands that stand open, and the others: those of the products in question, else of the one
 * that was picked; what names no product fits any. Where nothing fits, the first stands for all.
 * @param {Command[]} commands
 * @param {Id[]} platforms in question
 * @param {Id | null} picked
 * @returns {{ open: Command[], others: Command[] }}
 */
export function splitCommands(commands, platforms, picked = null) {
  const wanted = [platforms, picked ? [picked] : []];
  const fitting = wanted.map((ids) =>
    commands.filter(({ platform }) => platform !== null && ids.includes(platform)),
  );
  const general = commands.filter(({ platform }) => platform === null);
  const found = fitting.find(({ length }) => length) ?? [];
  const fits = [...general, ...found];
  const open = fits.length ? fits : commands.slice(0, 1);
  return {
    open: commands.filter((command) => open.includes(command)),
    others: commands.filter((command) => !open.includes(command)),
  };
}

/**
 * The commands, for readers who run any.
 * @param {Command[]} commands
 * @param {string} key
 * @param {View} view
 * @returns {Child[]}
 */
export function commandNodes(commands, key, view) {
  const role = view.indexes.knowledge.roles.find(({ id }) => id === view.answer.role);
  if (role?.noCommands) return [];
  const { open, others } = splitCommands(commands, view.answer.platforms, view.picked);
  /** @param {Command} command */
  const node = (command) => commandNode(command, key + commands.indexOf(command), view);
  const nodes = open.map(node);
  if (!others.length) return nodes;
  const title = STRINGS.otherProducts(others.length);
  const fold = makeFold("others:" + key, title, false, ...others.map(node));
  fold.classList.add("others");
  return [...nodes, fold];
}

/**
 * @param {Command} command
 * @param {string} key
 * @param {View} view
 */
function commandNode({ platform, run }, key, { indexes }) {
  const title = indexes.platforms.get(platform ?? "")?.title ?? "";
  const code = make("code", {}, run);
  /** @returns {[string, HTMLElement]} */
  const what = () => [run.replace(/\n+$/, ""), code]; // a line feed at the end would run it
  const name = { "aria-label": STRINGS.command(title) };
  const frame = { tabindex: "0", role: "group", "aria-label": STRINGS.commandOf(title) };
  return make(
    "div",
    { class: "command" },
    make("span", { class: "small" }, title),
    copyButton({ text: STRINGS.copy, key: "copy:" + key, attributes: name }, what),
    make("pre", frame, code),
  );
}

/**
 * A button that copies, and says so on itself and to screen readers.
 * @param {{ text: string, key: string, attributes: Attributes }} button
 * @param {() => [string, HTMLElement]} what the text, and where it can be selected
 */
export function copyButton({ text, key, attributes }, what) {
  const live = make("span", { role: "status", class: "away" });
  const button = makeButton(text, key, () => copy(), attributes);
  const copy = async () => {
    const word = (await copyText(...what())) ? STRINGS.copied : STRINGS.pressKeys;
    button.textContent = word;
    live.textContent = word;
    setTimeout(() => {
      button.textContent = text;
      live.textContent = "";
    }, COPIED_MS);
  };
  return make("span", { class: "copy" }, button, live);
}
