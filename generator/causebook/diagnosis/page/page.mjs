// Why: the page: holds what the reader said, asks the desk, and puts each answer on the page. What was
// pasted is in this page's memory and its Worker, nowhere else. It must not know any subject.

import { make, makeButton } from "./elements.mjs";
import { STRINGS } from "./strings.mjs";
import { makeIndexes } from "../engine/lookup.mjs";
import { Watchdog } from "../worker/watchdog.mjs";
import { makeInput } from "./view-input.mjs";
import { apartNodes, failureNodes, verdictNodes } from "./view-verdict.mjs";
import { fillLines, pasteNodes } from "./view-paste.mjs";
import { causesNodes } from "./view-causes.mjs";
import { planNodes } from "./view-steps.mjs";
import { makeHandOver } from "./view-handover.mjs";

const EXAMPLES_SHOWN = 4;
const ANNOUNCE_MS = 900; // milliseconds of rest before a screen reader is told
const BUSY_MS = 200; // … of work before "reading" is shown

/** Starts the page, a piece at a time. `makeEngine` returns the engine, the desk and the book's reading modules. */
export async function start(makeEngine) {
  const knowledge = JSON.parse(document.getElementById("knowledge").textContent);
  await breath();
  const page = new DiagnosisPage(makeEngine, knowledge);
  await breath();
  page.openSession();
  await breath();
  page.show(document.getElementById("app"));
}

function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

class DiagnosisPage {
  constructor(makeEngine, knowledge) {
    this.book = makeEngine();
    this.makeEngine = makeEngine;
    this.knowledge = knowledge;
    this.names = makeIndexes(this.knowledge);
    this.shown = new Map(); // part of the page -> what it was written from
    this.folds = new Map(); // what the reader folded and unfolded
    this.turn = 0;
    this.state = this.emptyState(null);
    this.actions = {
      look: (source, isNew, name) => this.look(source, isNew, name),
      refuse: (text) => this.fail(STRINGS.refusedTitle, text),
      role: (role) => this.change({ role }),
      clear: () => this.clear(),
      go: (id) => this.go(id),
      answer: (id, answer) => this.change({ answers: withEntry(this.state.answers, id, answer) }),
      outcome: (key, outcome) =>
        this.change({ outcomes: withEntry(this.state.outcomes, key, outcome || undefined) }),
      all: (all) => this.change({ all }),
      moreCauses: () => this.more("moreCauses"),
      moreFixes: () => this.more("moreFixes"),
      made: () => this.madeCase(),
      ticket: (lines) => this.book.ticketText(this.madeCase(), this.knowledge, lines),
      lines: (ip) => this.watchdog.ask({ kind: "lines", ip }),
      pick: () => this.input.pick(),
      close: () => this.clear(),
    };
    this.build();
  }

  emptyState(role) {
    return {
      source: "",
      name: "",
      made: null,
      problems: [],
      role,
      answers: {},
      outcomes: {},
      all: false,
      moreCauses: false,
      moreFixes: false,
    };
  }

  build() {
    this.input = makeInput(this.knowledge, this.actions);
    this.handOver = makeHandOver(this.actions, this.knowledge.problem.id);
    this.status = make("p", { class: "status small" }, STRINGS.waiting);
    this.live = make("div", { class: "away", role: "status" });
    this.verdict = make("div", { class: "said" });
    this.paste = make("section", { class: "paste", "aria-labelledby": "paste-title" });
    this.parts = {
      start: make("section", { class: "begin" }),
      causes: make("section", {}),
      plan: make("section", {}),
      apart: make("section", {}),
    };
    const results = make(
      "div",
      { class: "results" },
      ...Object.values(this.parts),
      this.handOver.node,
    );
    this.tool = make(
      "div",
      { class: "tool" },
      this.input.node,
      make(
        "section",
        { class: "verdict", "aria-labelledby": "verdict-title" },
        this.status,
        this.verdict,
      ),
      this.paste,
      results,
      this.live,
    );
    this.handOver.show(null);
  }

  openSession() {
    const symptoms = this.knowledge.symptoms.map(({ id }) => id);
    const page = { hear: (told, job) => this.hear(told, job), busy: (is) => this.busy(is) };
    this.watchdog = new Watchdog(this.makeEngine, JSON.stringify(this.knowledge), symptoms, page);
  }

  show(app) {
    app.replaceChildren(this.tool);
    foldQuestions();
    app.addEventListener("click", ({ target }) =>
      this.folded(target.closest("summary")?.parentElement),
    );
    this.look("", true);
  }

  context() {
    const { role, answers, outcomes, all } = this.state;
    return { role, answers, outcomes, all };
  }

  look(source, isNew, name = "") {
    const { state } = this;
    if (isNew || state.made) Object.assign(state, this.emptyState(state.role));
    Object.assign(state, { source, name });
    this.watchdog.ask({
      kind: "look",
      source,
      made: null,
      isNew: isNew || source === "",
      context: this.context(),
    });
  }

  change(change) {
    Object.assign(this.state, change);
    this.watchdog.ask({ kind: "tell", context: this.context() });
  }

  more(what) {
    this.state[what] = true;
    this.write();
  }

  clear() {
    this.state = this.emptyState(this.state.role);
    this.folds.clear();
    this.input.empty();
    this.look("", true);
  }

  busy(is) {
    clearTimeout(this.busyTimer);
    this.tool.removeAttribute("aria-busy");
    if (!is) return;
    this.busyTimer = setTimeout(() => {
      this.tool.setAttribute("aria-busy", "true");
      this.status.textContent = STRINGS.reading(this.state.name || STRINGS.heldPaste.toLowerCase());
    }, BUSY_MS);
  }

  hear(told, job) {
    if (told.opened) return this.openCase(told.opened);
    if (told.lines) return this.handOver.hear(told.lines);
    if (told.slow) return this.fail(STRINGS.failedTitle, STRINGS.slow, () => this.again(job));
    if (told.failed !== undefined)
      return this.fail(
        STRINGS.failedTitle,
        told.failed || STRINGS.failed,
        told.failed ? null : () => this.again(job),
      );
    if (told.answer.refused) return this.fail(STRINGS.refusedTitle, told.answer.refused);
    this.answer = told.answer;
    return this.write();
  }

  again(job) {
    this.watchdog.ask({
      ...job,
      kind: "look",
      source: this.state.source,
      made: this.state.made,
      isNew: true,
      context: this.context(),
    });
  }

  openCase({ case: made, problems }) {
    this.input.empty();
    if (!made) return this.fail(STRINGS.failedTitle, problems.join(" "));
    this.state = {
      ...this.emptyState(made.role),
      made,
      problems,
      answers: made.answers,
      outcomes: made.outcomes,
    };
    this.input.setRole(this.state.role);
    return this.watchdog.ask({
      kind: "look",
      source: "",
      made,
      isNew: true,
      context: this.context(),
    });
  }

  madeCase() {
    const { role, answers, outcomes } = this.state;
    return this.book.makeCase(this.answer, { knowledge: this.knowledge, role, answers, outcomes });
  }

  /** Puts the answer on the page; parts that say the same as before are left alone. */
  write() {
    const { answer, state, names, actions } = this;
    const { excerpt, isEmpty, isCase } = answer;
    this.keepFocus(() => {
      this.status.textContent = isCase
        ? STRINGS.ofCase
        : isEmpty || !answer.chars
          ? STRINGS.waiting
          : STRINGS.read(excerpt.total, excerpt.telling);
      const { answers, outcomes, role } = state;
      this.put(
        this.verdict,
        [answer.verdict, answer.next, answer.stuck, isEmpty, answers, state.problems],
        () => [...problemNodes(state), ...verdictNodes(names, answer, state, actions)],
      );
      this.put(this.parts.start, [isEmpty], () => (isEmpty ? this.beginNodes() : []));
      const causes = isEmpty ? { ...answer, causes: [] } : answer;
      this.put(
        this.parts.causes,
        [causes.causes, excerpt.numbers, answer.symptoms, role, state.moreCauses],
        () => causesNodes(names, causes, state, actions),
      );
      this.put(this.parts.plan, [isEmpty, answer.plan, outcomes, state.moreFixes], () =>
        isEmpty ? [] : planNodes(names, answer, state, actions),
      );
      this.put(
        this.parts.apart,
        [isEmpty, answer.apart, answer.questions, answer.next, answers],
        () => (isEmpty ? [] : apartNodes(names, answer, state, actions)),
      );
      this.writePaste();
      this.handOver.show(isEmpty ? null : answer);
      this.tool.classList.toggle("full", !isEmpty);
    });
    this.say(
      isEmpty
        ? ""
        : [
            answer.verdict.sentence,
            answer.next.sentence,
            excerpt.telling ? STRINGS.read(excerpt.total, excerpt.telling) : "",
          ].join(" "),
    );
  }

  writePaste() {
    const { answer, state, names, actions } = this;
    const isThere = answer.isCase || answer.chars > 0;
    const { rows, total } = answer.excerpt;
    const isNew = this.put(
      this.paste,
      [isThere, answer.isCase, rows, total, answer.causes.slice(0, 5), state.all],
      () => (isThere ? pasteNodes(answer, state, actions) : []),
    );
    const list = isNew && this.paste.querySelector(".lines");
    if (list) fillLines(list, names, answer, actions, () => !list.isConnected);
  }

  put(part, from, nodes) {
    const text = JSON.stringify(from);
    if (this.shown.get(part) === text) return false;
    this.shown.set(part, text);
    part.replaceChildren(...nodes());
    for (const fold of part.querySelectorAll("details[data-fold]")) {
      const was = this.folds.get(fold.dataset.fold);
      if (was !== undefined) fold.open = was;
    }
    return true;
  }

  /** What is written anew keeps the focus; where it is gone, the verdict has the news. */
  keepFocus(write) {
    const held = document.activeElement;
    const key = this.tool.contains(held) ? held.dataset.key : undefined;
    write();
    if (!key || held.isConnected) return;
    const again = [...this.tool.querySelectorAll("[data-key]")].find(
      (node) => node.dataset.key === key && !node.disabled,
    );
    if (again && !again.matches("summary")) this.unfold(again);
    (again ?? document.getElementById("verdict-title"))?.focus({ preventScroll: Boolean(again) });
  }

  /** Before the browser does it: what the reader folds and unfolds stays so. */
  folded(fold) {
    if (fold?.dataset.fold) this.folds.set(fold.dataset.fold, !fold.open);
  }

  unfold(node) {
    for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
      this.folds.set(fold.dataset.fold, true);
    }
  }

  fail(title, sentence, again = null) {
    this.answer = null;
    this.watchdog.drop();
    this.busy(false);
    this.status.textContent = STRINGS.waiting;
    for (const part of [...Object.values(this.parts), this.paste]) this.put(part, [], () => []);
    this.put(this.verdict, [title, sentence, this.turn++], () =>
      failureNodes(title, sentence, again),
    );
    this.handOver.show(null);
    this.say(title + ". " + sentence);
  }

  /** What a screen reader is told, when the answer has come to rest. */
  say(text) {
    clearTimeout(this.sayTimer);
    this.sayTimer = setTimeout(() => {
      if (this.live.textContent !== text) this.live.textContent = text;
    }, ANNOUNCE_MS);
  }

  go(id) {
    const target = document.getElementById(id);
    if (!target) return;
    this.unfold(target);
    const place = target.matches("details") ? target.querySelector("summary") : target;
    place.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches("details") ? "start" : "center" });
    target.classList.remove("found");
    requestAnimationFrame(() => target.classList.add("found"));
  }

  beginNodes() {
    const { facets, scenarios } = this.knowledge;
    const some = this.state.moreExamples ? scenarios : scenarios.slice(0, EXAMPLES_SHOWN);
    const example = ({ id, title, paste }) =>
      make(
        "li",
        {},
        makeButton(title, "example:" + id, () => this.input.fill(paste)),
      );
    const more =
      scenarios.length > some.length
        ? [
            makeButton(
              STRINGS.moreExamples(scenarios.length),
              "more-examples",
              () => {
                this.state.moreExamples = true;
                this.shown.delete(this.parts.start);
                this.write();
              },
              { class: "quiet" },
            ),
          ]
        : [];
    return [
      ...(facets.length
        ? [
            make("h2", {}, STRINGS.helps),
            make("p", {}, STRINGS.helpsWith(facets.map(({ title }) => title))),
          ]
        : []),
      ...(scenarios.length
        ? [
            make("h2", {}, STRINGS.examples),
            make("ul", { class: "examples" }, ...some.map(example)),
            ...more,
          ]
        : []),
    ];
  }
}

function withEntry(entries, key, value) {
  const { [key]: old, ...others } = entries;
  return value === undefined ? others : { ...others, [key]: value };
}

function problemNodes({ made, problems }) {
  return made ? [make("p", { class: "note" }, [STRINGS.opened, ...problems].join(" "))] : [];
}

/** With scripts on, the plain list of questions is a second way: folded. */
function foldQuestions() {
  const list = document.querySelector("#questions ul");
  if (!list) return;
  const fold = make("details", {}, make("summary", {}, STRINGS.allQuestions));
  document.getElementById("questions").replaceChildren(fold);
  fold.append(list);
}
