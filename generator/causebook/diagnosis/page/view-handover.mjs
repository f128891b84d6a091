// Why: hands the case over: text for a ticket, a file, or a file that is opened. What will be copied
// is shown first.

import { make, makeButton, makeFold } from "./elements.mjs";
import { SAY } from "./strings.mjs";
import { copyButton } from "./view-steps.mjs";

/**
 * @param {{made: function, ticket: function, lines: function, pick: function, close: function}} acts
 *   made() gives the case, ticket(lines) its text, lines(ip) asks for the redacted telling lines
 * @returns {{node: HTMLElement, show: function, hear: function}}
 */
export function makeHandOver(acts, problem) {
  const paper = make("textarea", {
    class: "paper",
    rows: "10",
    readonly: true,
    autocomplete: "off",
    "aria-label": SAY.ticketText,
  });
  const own = { lines: [], answer: null };
  const option = (id, text) => {
    const box = make("input", { type: "checkbox", id, autocomplete: "off", "data-key": id });
    box.addEventListener("change", () => refresh());
    return { box, node: make("div", { class: "option" }, box, make("label", { for: id }, text)) };
  };
  const withLines = option("with-lines", SAY.withLines);
  const hideIp = option("hide-ip", SAY.hideIp);
  const warning = make("p", { class: "small" });
  const write = () => {
    paper.value = own.answer ? acts.ticket(withLines.box.checked ? own.lines : []) : "";
  };
  const refresh = () => {
    hideIp.box.disabled = !withLines.box.checked;
    if (!fold.open || !own.answer) return;
    if (withLines.box.checked) acts.lines(hideIp.box.checked);
    else write();
  };
  const fold = makeFold(
    "ticket",
    SAY.ticket,
    false,
    withLines.node,
    hideIp.node,
    warning,
    paper,
    make(
      "div",
      { class: "tools" },
      copyButton(SAY.copyTicket, "copy-ticket", () => [paper.value, paper], { class: "main" }),
    ),
  );
  fold.addEventListener("toggle", refresh);
  const save = makeButton(SAY.saveJson, "save-json", () =>
    saveFile(JSON.stringify(acts.made(), null, 1) + "\n", SAY.fileName(problem)),
  );
  const close = makeButton(SAY.closeCase, "close-case", acts.close, { hidden: true });
  const node = make(
    "section",
    { class: "hand-over", id: "hand-over", tabindex: "-1", "aria-labelledby": "hand-over-title" },
    make("h2", { id: "hand-over-title" }, SAY.handOver),
    make("p", { class: "small why-hand" }, SAY.handOverWhy),
    fold,
    make("div", { class: "tools" }, save, makeButton(SAY.openCase, "open-case", acts.pick), close),
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
      warning.textContent = SAY.redacted;
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
