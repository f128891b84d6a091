// Why: what the diagnosis takes for granted about the reader: who it is, and which products are in
// question. Both come from the paste and can be said otherwise.

import { titleIn } from "../engine/lookup.mjs";
import { make, makeButton, makeFold, siteLink } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Id, Titled } from "../contract.d.ts" */
/** @import { View } from "./types.d.ts" */

/** Role and products; not the role while it is asked for, nor products before there is anything. */
export function aboutNodes(/** @type {View} */ view) {
  const { knowledge } = view.indexes;
  const { question, isEmpty, platforms } = view.answer;
  const hasRole = knowledge.roles.length > 0 && question?.kind !== "role";
  const hasProducts = knowledge.platforms.length > 0 && (!isEmpty || platforms.length > 0);
  return [hasRole ? roleNode(view) : "", hasProducts ? productsNode(view) : ""];
}

/** @param {View} view */
function roleNode({ indexes, answer, state, actions }) {
  const { roles } = indexes.knowledge;
  const shown = roles.find(({ id }) => id === answer.role);
  const select = makeSelect("role", [unsaidRole(state.role, shown), ...roles]);
  select.value = state.role ?? "";
  select.addEventListener("change", () => actions.role(select.value || null));
  const help = roles.find(({ id }) => id === (state.role ?? answer.role))?.help;
  const link = help ? siteLink(help.url, help.title) : "";
  return make("div", { class: "role" }, make("label", { for: "role" }, STRINGS.role), select, link);
}

/**
 * The option that leaves the role to the paste.
 * @param {Id | null} said
 * @param {Titled | undefined} shown
 * @returns {Titled}
 */
function unsaidRole(said, shown) {
  if (said) return { id: "", title: STRINGS.roleByPaste };
  return { id: "", title: shown ? STRINGS.roleShown(shown.title) : STRINGS.noRole };
}

/**
 * @param {string} key
 * @param {Titled[]} options
 */
function makeSelect(key, options) {
  const attributes = { id: key, "data-key": key, autocomplete: "off" };
  const nodes = options.map(({ id, title }) => make("option", { value: id }, title));
  return make("select", attributes, ...nodes);
}

/** @param {View} view */
function productsNode(view) {
  const { answer, state, actions, indexes } = view;
  const chosen = answer.platforms;
  const titles = chosen.map((id) => titleIn(indexes.platforms, id));
  const reset = () => actions.platforms(null);
  return makeFold(
    "products",
    STRINGS.product(titles.join(", ")),
    false,
    make("ul", { class: "chips" }, ...chosen.map((id, i) => chipNode(id, titles[i], view))),
    make(
      "div",
      { class: "tools" },
      addNode(view),
      state.platforms ? makeButton(STRINGS.asRecognised, "as-recognised", reset) : "",
    ),
  );
}

/**
 * @param {Id} id
 * @param {string} title
 * @param {View} view
 */
function chipNode(id, title, { answer, actions }) {
  const remove = () => actions.platforms(answer.platforms.filter((other) => other !== id));
  const attributes = { "aria-label": STRINGS.removeProduct(title) };
  return make(
    "li",
    {},
    make("span", {}, title),
    makeButton("\u00d7", "remove:" + id, remove, attributes),
  );
}

/** @param {View} view */
function addNode({ answer, actions, indexes }) {
  const left = indexes.knowledge.platforms.filter(({ id }) => !answer.platforms.includes(id));
  const sorted = left.sort((a, b) => a.title.localeCompare(b.title));
  const none = { id: "", title: STRINGS.addProduct };
  const select = makeSelect("product", [none, ...sorted]);
  select.setAttribute("aria-label", STRINGS.addProduct);
  select.addEventListener("change", () => {
    if (select.value) actions.platforms([...answer.platforms, select.value]);
  });
  return select;
}
