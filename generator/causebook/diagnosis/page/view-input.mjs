// Why: the box, the files, the role. It hands over what comes in and knows nothing of what comes out.

import { make, makeButton } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";

const SHOWN_LENGTH = 100000; // characters that are put into the box; more would make the box itself slow
const FILE_BYTES = 64e6; // bytes of a file that is read
const PASTE_LENGTH = 16e6; // characters of a paste
const PAUSE_MS = 150; // milliseconds after a key

/** Why a file is not read, as a sentence, or nothing. */
export function refusalOf({ size }) {
  if (!size) return STRINGS.emptyFile;
  return size > FILE_BYTES ? STRINGS.tooBig(STRINGS.bytes(size), STRINGS.bytes(FILE_BYTES)) : "";
}

/** Does a text go into the box, is it held beside it, or is it refused? */
export function placeOf(text) {
  if (text.length > PASTE_LENGTH) return "refused";
  return text.length > SHOWN_LENGTH ? "held" : "box";
}

/**
 * The input.
 * @param {{roles: object[]}} knowledge
 * @param {{look: function, refuse: function, role: function, clear: function}} actions
 * @returns {{node: HTMLElement, fill: function, empty: function, setRole: function, openFile: function}}
 */
export function makeInput(knowledge, actions) {
  const box = make("textarea", {
    id: "box",
    class: "box",
    rows: "9",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    translate: "no",
    wrap: "soft",
    dir: "auto",
    "aria-labelledby": "box-label",
    "aria-describedby": "box-hint",
  });
  const held = make("div", { class: "box held", hidden: true });
  const file = make("input", {
    type: "file",
    class: "away",
    tabindex: "-1",
    "aria-hidden": "true",
    autocomplete: "off",
  });
  const role = make(
    "select",
    { id: "role", autocomplete: "off" },
    make("option", { value: "" }, STRINGS.noRole),
    ...knowledge.roles.map(({ id, title }) => make("option", { value: id }, title)),
  );
  const own = { timer: 0 };

  const later = () => {
    clearTimeout(own.timer);
    own.timer = setTimeout(() => actions.look(box.value, false), PAUSE_MS);
  };
  const hold = (name, size, source) => {
    clearTimeout(own.timer);
    box.value = "";
    box.hidden = true;
    held.replaceChildren(
      make("p", {}, make("strong", {}, make("bdi", {}, STRINGS.held(name, STRINGS.bytes(size))))),
      make("p", {}, STRINGS.heldWhy),
      makeButton(STRINGS.putAway, "held-away", () => actions.clear()),
    );
    held.hidden = false;
    actions.look(source, true, name);
  };
  const show = (text) => {
    clearTimeout(own.timer);
    held.hidden = true;
    box.hidden = false;
    box.value = text;
    box.scrollTop = 0;
  };
  const take = (text) => {
    const place = placeOf(text);
    if (place === "refused")
      return actions.refuse(
        STRINGS.tooLong(STRINGS.bytes(text.length), STRINGS.bytes(PASTE_LENGTH)),
      );
    if (place === "held") return hold(STRINGS.heldPaste, text.length, text);
    show(text);
    return actions.look(text, true);
  };
  const openFile = (found) => {
    const refusal = refusalOf(found);
    if (refusal) return actions.refuse(refusal);
    if (found.size > SHOWN_LENGTH) return hold(found.name, found.size, found);
    show("");
    return actions.look(found, true, found.name);
  };

  box.addEventListener("input", later);
  box.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const [first] = event.clipboardData?.files ?? [];
    const isAll = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    if (first && !text) openFile(first);
    else if (placeOf(text) !== "box") take(text);
    else if (isAll) take(text.replace(/\r\n?/g, "\n"));
    else return; // into what is there: the box does it
    event.preventDefault();
  });
  file.addEventListener("change", () => {
    if (file.files[0]) openFile(file.files[0]);
    file.value = "";
  });
  role.addEventListener("change", () => actions.role(role.value || null));
  addDrop(document.documentElement, openFile, take);

  const tools = make(
    "div",
    { class: "tools" },
    makeButton(STRINGS.openFile, "open-file", () => file.click(), { class: "open" }),
    file,
    makeButton(
      STRINGS.clear,
      "clear",
      () => {
        actions.clear();
        box.focus();
      },
      { class: "clear" },
    ),
    ...(knowledge.roles.length
      ? [make("div", { class: "role" }, make("label", { for: "role" }, STRINGS.role), role)]
      : []),
  );
  const hint = make(
    "p",
    { id: "box-hint", class: "small" },
    STRINGS.hint,
    make("span", { class: "wide" }, " " + STRINGS.hintFiles),
  );
  return {
    node: make("section", { class: "input", "aria-label": STRINGS.label }, hint, box, held, tools),
    fill: take,
    empty: () => show(""),
    text: (value) => {
      if (!box.hidden) box.value = value;
    },
    setRole: (value) => {
      role.value = value ?? "";
    },
    openFile,
    pick: () => file.click(),
  };
}

function addDrop(root, openFile, take) {
  const over = (is) => root.classList.toggle("dropping", is);
  root.addEventListener("dragover", (event) => {
    const kinds = event.dataTransfer?.types ?? [];
    if (!kinds.includes("Files") && event.target.closest?.("textarea")) return;
    event.preventDefault();
    over(true);
  });
  root.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) over(false);
  });
  root.addEventListener("drop", (event) => {
    over(false);
    const [found] = event.dataTransfer.files;
    const text = found ? "" : event.dataTransfer.getData("text/plain");
    if (!found && event.target.closest?.("textarea") && text.length < SHOWN_LENGTH) return;
    event.preventDefault();
    if (found) openFile(found);
    else if (text) take(text);
  });
}
