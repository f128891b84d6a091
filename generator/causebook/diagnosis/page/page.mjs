// Why: starts the page: holds what the reader said, asks the Worker, and has each answer put on the
// page. What was pasted is in this page's memory and its Worker, nowhere else. It must not know any
// subject.

import { makeIndexes } from "../engine/lookup.mjs";
import { Watchdog } from "../worker/watchdog.mjs";
import { make } from "./elements.mjs";
import { Layout } from "./layout.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { Case, Id, Knowledge } from "../contract.d.ts" */
/** @import { AskedContext, MakeEngine, Message, OpenedCase } from "../worker/types.d.ts" */
/** @import { Overrun, Shown } from "../worker/types.d.ts" */
/** @import { Actions, State } from "./types.d.ts" */

/**
 * Starts the page, a piece at a time, so that it stays quick.
 * @param {MakeEngine} makeEngine returns the engine, the Worker's half and the book's reading
 *   modules
 */
export async function start(makeEngine) {
  const [data, app] = ["knowledge", "app"].map((id) => document.getElementById(id));
  if (!data || !app) return;
  const page = new DiagnosisPage(makeEngine, JSON.parse(data.textContent ?? ""));
  await breath();
  page.startWorker();
  await breath();
  page.show(app);
}

/** @returns {Promise<void>} */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * @param {Id | null} role
 * @returns {State}
 */
function emptyState(role) {
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
    moreExamples: false,
  };
}

class DiagnosisPage {
  /**
   * @param {MakeEngine} makeEngine
   * @param {Knowledge} knowledge
   */
  constructor(makeEngine, knowledge) {
    this.makeEngine = makeEngine;
    this.engine = makeEngine();
    this.knowledge = knowledge;
    this.indexes = makeIndexes(knowledge);
    this.state = emptyState(null);
    /** @type {Shown | null} */
    this.answer = null;
    this.actions = this.makeActions();
    this.layout = new Layout(knowledge, this.actions);
    /** @type {Watchdog | null} */
    this.watchdog = null;
  }

  /** @returns {Actions} */
  makeActions() {
    return {
      look: (source, isNew, name) => this.look(source, isNew, name),
      refuse: (sentence) => this.fail(STRINGS.refusedTitle, sentence),
      example: (paste) => this.layout.input.take(paste),
      clear: () => this.clear(),
      pick: () => this.layout.input.pick(),
      go: (id) => this.layout.parts.goTo(id),
      role: (role) => this.change({ role }),
      answer: (id, answer) => this.change({ answers: withEntry(this.state.answers, id, answer) }),
      outcome: (step, outcome) =>
        this.change({ outcomes: withEntry(this.state.outcomes, step, outcome || undefined) }),
      all: (all) => this.change({ all }),
      moreCauses: () => this.showMore({ moreCauses: true }),
      moreFixes: () => this.showMore({ moreFixes: true }),
      moreExamples: () => this.showMore({ moreExamples: true }),
      made: () => this.madeCase(),
      ticket: (lines) => this.ticket(lines),
      lines: (ip) => this.watchdog?.ask({ kind: "lines", ip }),
    };
  }

  startWorker() {
    const symptoms = this.knowledge.symptoms.map(({ id }) => id);
    this.watchdog = new Watchdog(this.makeEngine, JSON.stringify(this.knowledge), symptoms, {
      receive: (message) => this.receive(message),
      busy: (isBusy) => this.layout.busy(isBusy, this.state.name),
    });
  }

  /** @param {HTMLElement} app */
  show(app) {
    app.replaceChildren(this.layout.node);
    foldQuestions();
    this.look("", true);
  }

  /** @returns {AskedContext} */
  context() {
    const { role, answers, outcomes, all } = this.state;
    return { role, answers, outcomes, all };
  }

  /**
   * @param {string | Blob} source
   * @param {boolean} isNew does it replace what was there?
   * @param {string} name of a file
   */
  look(source, isNew, name = "") {
    const { state } = this;
    const kept = isNew || state.made ? emptyState(state.role) : state;
    this.state = { ...kept, source, name };
    this.askToLook(isNew || source === "");
  }

  /** @param {boolean} isNew */
  askToLook(isNew) {
    const { source, made } = this.state;
    this.watchdog?.ask({ kind: "look", source, made, isNew, context: this.context() });
  }

  /** @param {Partial<State>} change */
  change(change) {
    this.state = { ...this.state, ...change };
    this.watchdog?.ask({ kind: "conclude", context: this.context() });
  }

  /** @param {Partial<State>} change */
  showMore(change) {
    this.state = { ...this.state, ...change };
    this.write();
  }

  clear() {
    this.state = emptyState(this.state.role);
    this.layout.parts.forgetFolds();
    this.layout.input.empty();
    this.look("", true);
  }

  /** @param {Message | Overrun} message */
  receive(message) {
    const { slow, failed, opened, lines, answer } = /** @type {Message & Overrun} */ (message);
    if (opened) this.openCase(opened);
    else if (lines) this.layout.handOver.receive(lines);
    else if (slow) this.failAndOffer(STRINGS.slow);
    else if (failed === "") this.failAndOffer(STRINGS.failed);
    else if (failed) this.fail(STRINGS.failedTitle, failed);
    else if (answer?.refused !== undefined) this.fail(STRINGS.refusedTitle, answer.refused);
    else if (answer) this.showAnswer(answer);
  }

  /** @param {Shown} answer */
  showAnswer(answer) {
    this.answer = answer;
    this.write();
  }

  write() {
    const { indexes, answer, state, actions } = this;
    if (answer) this.layout.write({ indexes, answer, state, actions });
  }

  /** @param {string} sentence */
  failAndOffer(sentence) {
    this.fail(STRINGS.failedTitle, sentence, () => this.askToLook(true));
  }

  /**
   * @param {string} title
   * @param {string} sentence
   * @param {(() => void) | null} again
   */
  fail(title, sentence, again = null) {
    this.answer = null;
    this.watchdog?.drop();
    this.layout.writeFailure(title, sentence, again);
  }

  /** @param {OpenedCase} opened */
  openCase({ case: made, problems }) {
    this.layout.input.empty();
    if (!made) {
      this.fail(STRINGS.failedTitle, problems.join(" "));
      return;
    }
    const { role, answers, outcomes } = made;
    this.state = { ...emptyState(role), made, problems, answers, outcomes };
    this.layout.input.setRole(role);
    this.askToLook(true);
  }

  /** @returns {Case | null} */
  madeCase() {
    const { role, answers, outcomes } = this.state;
    if (!this.answer) return null;
    const context = { knowledge: this.knowledge, role, answers, outcomes };
    return this.engine.makeCase(this.answer, context);
  }

  /** @param {string[]} lines */
  ticket(lines) {
    const made = this.madeCase();
    return made ? this.engine.ticketText(made, this.knowledge, lines) : "";
  }
}

/**
 * @template T
 * @param {Record<string, T>} entries
 * @param {string} key
 * @param {T | undefined} value undefined takes the entry out
 */
function withEntry(entries, key, value) {
  const { [key]: _old, ...others } = entries;
  return value === undefined ? others : { ...others, [key]: value };
}

/** With scripts on, the plain list of questions is a second way: folded. */
function foldQuestions() {
  const section = document.getElementById("questions");
  const list = section?.querySelector("ul");
  if (!section || !list) return;
  const fold = make("details", {}, make("summary", {}, STRINGS.allQuestions));
  section.replaceChildren(fold);
  fold.append(list);
}
