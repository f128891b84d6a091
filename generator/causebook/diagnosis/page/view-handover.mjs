// Why: hands the case over: text for a ticket, a file, or a file that is opened. What will be copied
// is shown first.

import { make, makeButton, makeFold } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";
import { copyButton } from "./view-steps.mjs";

/**
 * @param {{made: function, ticket: function, lines: function, pick: function, close: function}} actions
 *   made() gives the case, ticket(lines) its text, lines(ip) asks for the redacted telling lines
 * @returns {{node: HTMLElement, show: function, hear: function}}
 */
export function makeHandOver(actions, problem) {
  const paper = make("textarea", {
    class: "paper",
    rows: "10",
    readonly: true,
    autocomplete: "off",
    "aria-label": STRINGS.ticketText,
  });
  const own = { lines: [], answer: null };
  const option = (id, text) => {
    const box = make("input", { type: "checkbox", id, autocomplete: "off", "data-key": id });
    box.addEventListener("change", () => refresh());
    return { box, node: make("div", { class: "option" }, box, make("label", { for: id }, text)) };
  };
  const withLines = option("with-lines", STRINGS.withLines);
  const hideIp = option("hide-ip", STRINGS.hideIp);
  const warning = make("p", { class: "small" });
  const write = () => {
    paper.value = own.answer ? actions.ticket(withLines.box.checked ? own.lines : []) : "";
  };
  const refresh = () => {
    hideIp.box.disabled = !withLines.box.checked;
    if (!fold.open || !own.answer) return;
    if (withLines.box.checked) actions.lines(hideIp.box.checked);
    else write();
  };
  const fold = makeFold(
    "ticket",
    STRINGS.ticket,
    false,
    withLines.node,
    hideIp.node,
    warning,
    paper,
    make(
      "div",
      { class: "tools" },
      copyButton(STRINGS.copyTicket, "copy-ticket", () => [paper.value, paper], { class: "main" }),
    ),
  );
  fold.addEventListener("toggle", refresh);
  const save = makeButton(STRINGS.saveJson, "save-json", () =>
    saveFile(JSON.stringify(actions.made(), null, 1) + "\n", STRINGS.fileName(problem)),
  );
  const close = makeButton(STRINGS.closeCase, "close-case", actions.close, { hidden: true });
  const node = make(
    "section",
    { class: "hand-over", id: "hand-over", tabindex: "-1", "aria-labelledby": "hand-over-title" },
    make("h2", { id: "hand-over-title" }, STRINGS.handOver),
    make("p", { class: "small why-hand" }, STRINGS.handOverWhy),
    fold,
    make(
      "div",
      { class: "tools" },
      save,
      makeButton(STRINGS.openCase, "open-case", actions.pick),
      close,
    ),
  );
  return {
    node,
    show(answer) {
      const isFirst = !own.answer;
      Object.assign(own, { answer, lines: answer?.excerpt && own.answer ? own.lines : [] });
      const has = Boolean(answer);
      fold.hidden = save.hidden = !has;
      close.hidden = !answer?.isCase;
      node.classList.toggle("idle", !has);
      if (!has) return;
      if (isFirst) withLines.box.checked = !answer.isCase;
      withLines.node.hidden = answer.isCase || !answer.excerpt.telling;
      hideIp.node.hidden = withLines.node.hidden;
      warning.hidden = withLines.node.hidden;
      warning.textContent = STRINGS.redacted;
      if (answer.isCase) own.lines = [];
      refresh();
    },
    hear(lines) {
      own.lines = lines;
      write();
    },
  };
}

function saveFile(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
