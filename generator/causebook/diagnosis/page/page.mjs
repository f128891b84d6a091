// Why: starts the page: holds what the reader said, asks the Worker, and has each answer put on the
// page. What was pasted is in this page's memory and its Worker, nowhere else, unless the reader
// wants it kept over a reload. It must not know any subject.

import { makeIndexes } from "../engine/lookup.mjs";
import { unpacked } from "../engine/packed.mjs";
import { askOpener } from "../../search/page/handover.mjs";
import { Watchdog } from "../worker/watchdog.mjs";
import { actionsOf } from "./actions.mjs";
import { make } from "./elements.mjs";
import { givenState } from "./given.mjs";
import { Keep } from "./keep.mjs";
import { Later } from "./later.mjs";
import { Layout } from "./layout.mjs";
import { Remembered } from "./remembered.mjs";
import { contextOf, emptyState, keptOf, mayAsk, stateOfCase } from "./state.mjs";
import { withRole, withSaid, withoutSaid } from "./state.mjs";
import { STRINGS } from "./strings.mjs";
import { CHANGE_TITLE } from "./view-question.mjs";

/** @import { Case, Id, PageKnowledge } from "../contract.d.ts" */
/** @import { MakeEngine, Message, OpenedCase, Overrun, Shown } from "../worker/types.d.ts" */
/** @import { Actions, Kept, State } from "./types.d.ts" */

/**
 * Starts the page, a piece at a time, so that it stays quick.
 * @param {MakeEngine} makeEngine returns the engine, the Worker's half and the book's reading
 *   modules
 */
export async function start(makeEngine) {
  const [data, app] = ["knowledge", "app"].map((id) => document.getElementById(id));
  if (!data || !app) return;
  const knowledge = unpacked(data.textContent ?? "");
  await breath();
  const page = new DiagnosisPage(makeEngine, knowledge);
  page.show(app);
  await breath();
  page.startWorker();
  page.begin();
}

/** @returns {Promise<void>} */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

export class DiagnosisPage {
  /**
   * @param {MakeEngine} makeEngine
   * @param {PageKnowledge} knowledge
   */
  constructor(makeEngine, knowledge) {
    this.makeEngine = makeEngine;
    this.engine = makeEngine();
    this.knowledge = knowledge;
    this.indexes = makeIndexes(knowledge);
    this.later = new Later(knowledge, () => this.receiveLater());
    /** @type {Id | null} an example that was chosen and has not come yet */
    this.example = null;
    this.keep = new Keep(knowledge.book.id + " " + knowledge.book.version);
    this.remembered = new Remembered(knowledge);
    this.state = emptyState(this.remembered.role);
    /** @type {State | null} what was cleared */
    this.cleared = null;
    /** @type {Shown | null} */
    this.answer = null;
    this.actions = actionsOf(this);
    this.layout = new Layout(knowledge, this.actions);
    /** @type {Watchdog | null} */
    this.watchdog = null;
  }

  startWorker() {
    const symptoms = this.knowledge.symptoms.map(({ id }) => id);
    const knowledge = JSON.stringify(this.knowledge);
    const makers = { makeEngine: this.makeEngine, makeRedaction: this.later.makeRedaction };
    this.watchdog = new Watchdog(makers, knowledge, symptoms, {
      receive: (message) => this.receive(message),
      busy: (isBusy) => this.layout.busy(isBusy, this.state.name),
    });
  }

  /** @param {HTMLElement} app */
  show(app) {
    app.replaceChildren(this.layout.node);
    this.layout.input.takeFocus();
    foldQuestions();
  }

  /** With what the link says was seen, with what was kept, or what stands in the box by now. */
  begin() {
    const { input, handOver } = this.layout;
    this.listenToSearch();
    const typed = input.box.value;
    const kept = /** @type {Kept | null} */ (this.keep.read());
    handOver.keep.box.checked = this.keep.isOn;
    this.later.wantAll();
    const given = givenState(location.hash, this.remembered.role, this.knowledge);
    if (given) this.state = given;
    if (given || !kept || typed) this.look(typed, true);
    else this.restore({ ...emptyState(this.remembered.role), ...kept });
  }

  /** A text that was found too long to search for, from this page or the one that opened it. */
  listenToSearch() {
    const { input } = this.layout;
    askOpener((text) => input.take(text));
    document.addEventListener("causebook-diagnose", (event) => {
      event.preventDefault();
      input.take(/** @type {CustomEvent<{ text: string }>} */ (event).detail.text);
      input.box.focus();
    });
  }

  /** @param {State} state */
  restore(state) {
    this.state = state;
    this.layout.input.restore(state.source, state.name);
    this.askToLook(true);
  }

  /**
   * @param {string | Blob} source
   * @param {boolean} isNew does it replace what was there?
   * @param {string} name of a file
   */
  look(source, isNew, name = "") {
    const { state } = this;
    const isOther = (isNew && state.source !== "") || state.made;
    this.state = { ...(isOther ? emptyState(state.role) : state), source, name };
    if (source !== "") this.cleared = null;
    this.askToLook(isNew || source === "");
  }

  /** @param {boolean} isNew */
  askToLook(isNew) {
    const { source, made } = this.state;
    this.watchdog?.ask({ kind: "look", source, made, isNew, context: contextOf(this.state) });
  }

  /** @param {Partial<State>} change */
  change(change) {
    this.cleared = null;
    this.state = { ...this.state, ...change };
    this.watchdog?.ask({ kind: "conclude", context: contextOf(this.state) });
  }

  /** @type {Actions["say"]} */
  say(question, chosen) {
    if (question.kind === "role" && chosen) this.remembered.pickRole(chosen[0]);
    this.change(withSaid(this.state, question, chosen));
  }

  /** @type {Actions["takeBack"]} */
  takeBack(place) {
    if (this.state.history[place]?.question.kind === "role") this.remembered.pickRole(null);
    this.change(withoutSaid(this.state, place));
  }

  /** @type {Actions["role"]} */
  pickRole(role) {
    this.remembered.pickRole(role);
    this.change(withRole(this.state, role));
  }

  /** @type {Actions["platforms"]} */
  pickProducts(platforms) {
    if (platforms) this.remembered.pickProducts(this.answer?.platforms ?? [], platforms);
    this.change({ platforms });
  }

  /** @param {Partial<State>} change */
  showMore(change) {
    this.state = { ...this.state, ...change };
    this.write();
  }

  /** @param {number | null} changing */
  putAgain(changing) {
    this.showMore({ changing });
    if (changing !== null) document.getElementById(CHANGE_TITLE)?.focus();
  }

  clear() {
    const { source, made, history } = this.state;
    this.cleared = source || made || history.length ? this.state : null;
    this.state = emptyState(this.remembered.role);
    this.layout.parts.forgetFolds();
    this.layout.input.empty();
    this.look("", true);
  }

  undo() {
    if (this.cleared) this.restore(this.cleared);
    this.cleared = null;
  }

  /** @param {boolean} isWanted */
  setKeep(isWanted) {
    if (isWanted) return this.keep.write(this.kept());
    this.keep.drop();
    return false;
  }

  /** @returns {Kept} */
  kept() {
    const { state } = this;
    const source = state.made ? JSON.stringify(this.madeCase()) : state.source;
    return keptOf({ ...state, source });
  }

  /** What was looked at has come, or could not. */
  receiveLater() {
    const { later, layout, watchdog } = this;
    this.write();
    if (this.example) this.takeExample(this.example);
    layout.handOver.lack(later.hasNoRedaction);
    if (later.makeRedaction && !watchdog?.makeRedaction) layout.handOver.refresh();
  }

  /**
   * The telling lines without secrets; what takes these out comes behind the page.
   * @param {boolean} ip are addresses taken out, too?
   * @param {boolean} isAsked is it the reader who wants them?
   */
  askForLines(ip, isAsked) {
    const { later, layout, watchdog } = this;
    const { makeRedaction } = later;
    if (!makeRedaction) {
      layout.handOver.write();
      if (isAsked) later.wantRedaction();
    } else if (watchdog?.makeRedaction) watchdog.ask({ kind: "lines", ip });
    else {
      watchdog?.redactWith(makeRedaction);
      this.askToLook(false); // what it finds brings the ticket here again
    }
  }

  /**
   * @param {Id} id of an example
   */
  takeExample(id) {
    const state = this.later.stateOf("scenarios", id);
    this.example = state === "here" || state === "failed" ? null : id;
    if (state === "failed") this.fail(STRINGS.failedTitle, STRINGS.laterFailed);
    const { paste = "" } = this.knowledge.scenarios.find((one) => one.id === id) ?? {};
    if (state === "here") this.layout.input.take(paste);
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
    this.answer = mayAsk(this.state) ? answer : { ...answer, question: null };
    this.write();
    if (this.keep.isOn) this.layout.handOver.keep.box.checked = this.keep.write(this.kept());
  }

  write() {
    const { indexes, answer, state, actions, later } = this;
    const canUndo = this.cleared !== null;
    const picked = this.remembered.product;
    if (answer) this.layout.write({ indexes, answer, state, actions, later, canUndo, picked });
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
    this.state = stateOfCase(made, problems, this.knowledge);
    this.askToLook(true);
  }

  /** @returns {Case | null} */
  madeCase() {
    const { knowledge, answer } = this;
    if (!answer) return null;
    const { role, platforms, answers, outcomes } = contextOf(this.state);
    return this.engine.makeCase(answer, { knowledge, role, platforms, answers, outcomes });
  }

  /**
   * @param {string[]} lines
   * @param {boolean} hasAbsent with what was looked for and not found
   */
  ticket(lines, hasAbsent) {
    const made = this.madeCase();
    if (!made) return "";
    const isServed = /^https?:$/.test(location.protocol);
    const root = isServed ? new URL("../", location.href).href : "";
    return this.engine.ticketText(made, this.knowledge, { lines, hasAbsent, root });
  }
}

/** With scripts on, the plain list of questions is a second way: folded. */
function foldQuestions() {
  const section = document.getElementById("questions");
  const list = section?.querySelector("ol, ul");
  if (!section || !list) return;
  const fold = make("details", {}, make("summary", {}, STRINGS.allQuestions));
  section.replaceChildren(fold);
  fold.append(list);
}
