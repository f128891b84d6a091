// Why: the frame of the page, and what is written into each of its parts. It must not know where an
// answer comes from.

import { make } from "./elements.mjs";
import { Parts } from "./parts.mjs";
import { STRINGS } from "./strings.mjs";
import { HandOver } from "./view-handover.mjs";
import { Input } from "./view-input.mjs";
import { fillLines, pasteNodes } from "./view-paste.mjs";
import { causesNodes } from "./view-causes.mjs";
import { startNodes } from "./view-start.mjs";
import { aboutNodes } from "./view-about.mjs";
import { apartNodes } from "./view-apart.mjs";
import { QUESTION_TITLE, historyNodes, questionNodes } from "./view-question.mjs";
import { planNodes } from "./view-steps.mjs";
import { failureNodes, firstNodes, verdictNodes } from "./view-verdict.mjs";

/** @import { Knowledge } from "../contract.d.ts" */
/** @import { Shown } from "../worker/types.d.ts" */
/** @import { Actions, View } from "./types.d.ts" */

const ANNOUNCE_MS = 900; // of rest before a screen reader is told
const BUSY_MS = 200; // of work before "reading" is shown
const VERDICT = "verdict-title";
const SURE = new Set(["very likely", "likely"]);
const TOLD = "told"; // of a page that has said something: what is below has its place
const CAUSES_WITH_MARKS = 5; // causes that the marks of the paste lead to

/** The page as the reader sees it. */
export class Layout {
  /**
   * @param {Knowledge} knowledge
   * @param {Actions} actions
   */
  constructor(knowledge, actions) {
    this.input = new Input(actions);
    this.handOver = new HandOver(actions, knowledge.problem.id);
    this.status = make("p", { class: "status small" }, STRINGS.waiting);
    this.live = make("div", { class: "away", role: "status" });
    this.verdict = make(
      "div",
      { class: "said" },
      make("h2", { id: VERDICT, "data-kind": "empty" }, STRINGS.empty),
    );
    this.question = make("div");
    this.history = make("div");
    this.first = make("div");
    this.about = make("div", { class: "about" });
    this.paste = make("section", { class: "paste", "aria-labelledby": "paste-title" });
    this.start = make("section", { class: "begin" });
    this.causes = make("section");
    this.plan = make("section");
    this.apart = make("section");
    this.node = this.makeTool();
    this.parts = new Parts(this.node);
    this.failures = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.announceTimer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.busyTimer = undefined;
    this.handOver.show(null);
    this.node.addEventListener("click", ({ target }) => this.parts.folded(target));
  }

  makeTool() {
    const attributes = { class: "verdict", "aria-labelledby": VERDICT };
    const card = [this.status, this.verdict, this.question, this.history, this.first, this.about];
    const verdict = make("section", attributes, ...card);
    const results = make(
      "div",
      { class: "results" },
      ...[this.start, this.causes, this.plan, this.apart],
      this.handOver.node,
    );
    const parts = [this.input.node, verdict, this.paste, results, this.live];
    return make("div", { class: "tool" }, ...parts);
  }

  /**
   * Puts an answer on the page; parts that say the same as before are left alone.
   * @param {View} view
   */
  write(view) {
    const { answer } = view;
    this.parts.keepFocus(
      () => {
        this.status.textContent = statusOf(answer);
        this.writeVerdict(view);
        this.writeConversation(view);
        this.writeResults(view);
        this.writePaste(view);
        this.handOver.show(answer.isEmpty ? null : answer);
        this.node.classList.add(TOLD);
        this.node.classList.toggle("full", !answer.isEmpty || view.state.history.length > 0);
        this.input.showCleared(answer.isEmpty && view.canUndo);
      },
      answer.question ? QUESTION_TITLE : VERDICT,
    );
    this.announce(answer.isEmpty ? emptyAnnouncementOf(view) : announcementOf(answer));
  }

  /** @param {View} view */
  writeVerdict(view) {
    const { answer, state } = view;
    const { verdict, next, stuck, isEmpty, platforms } = answer;
    const { made, problems } = state;
    const said = [verdict, stuck, isEmpty, made !== null, problems];
    this.parts.put(this.verdict, [...said, stuck.length && view.later.changes], () =>
      verdictNodes(view),
    );
    const isAsked = answer.question !== null;
    this.placeFirst(answer);
    const whom = [platforms, view.picked, answer.role];
    const from = [verdict, next, isAsked, isEmpty, ...whom, view.later.changes];
    this.parts.put(this.first, from, () => firstNodes(view));
  }

  /**
   * Puts what to do first before the question where it is likely right, or a message says it.
   * @param {Pick<Shown, "verdict" | "next">} answer
   */
  placeFirst({ verdict, next }) {
    const isLikely = SURE.has(verdict.kind) || next.kind === "told";
    const before = isLikely ? this.verdict : this.history;
    if (before.nextElementSibling !== this.first) before.after(this.first);
  }

  /**
   * The question, what was answered, and what is taken for granted.
   * @param {View} view
   */
  writeConversation(view) {
    const { answer, state } = view;
    const { question, isEmpty, platforms, role } = answer;
    const { parts } = this;
    const isChanging = state.changing !== null;
    parts.put(this.question, [question, isEmpty, isChanging], () => questionNodes(view));
    parts.put(this.history, [state.history, state.changing], () => historyNodes(view));
    const isRoleAsked = question?.kind === "role";
    parts.put(
      this.about,
      [role, platforms, isEmpty, isRoleAsked, state.role, state.platforms],
      () => aboutNodes(view),
    );
  }

  /** @param {View} view */
  writeResults(view) {
    const { answer, state } = view;
    const { isEmpty, causes, excerpt, symptoms, plan, apart, role, platforms } = answer;
    const { parts } = this;
    const whom = [platforms, view.picked, role];
    const { changes } = view.later;
    parts.put(this.start, [isEmpty, state.moreExamples], () => (isEmpty ? startNodes(view) : []));
    parts.put(
      this.causes,
      [
        isEmpty,
        causes,
        answer.words,
        excerpt.numbers,
        symptoms,
        ...whom,
        state.moreCauses,
        changes,
      ],
      () => (isEmpty ? [] : causesNodes(view)),
    );
    parts.put(this.plan, [isEmpty, plan, ...whom, state.outcomes, state.moreFixes, changes], () =>
      isEmpty ? [] : planNodes(view),
    );
    parts.put(this.apart, [isEmpty, apart, changes], () => (isEmpty ? [] : apartNodes(view)));
  }

  /** @param {View} view */
  writePaste(view) {
    const { answer, state } = view;
    const isThere = answer.isCase || answer.chars > 0;
    const { rows, total } = answer.excerpt;
    const causes = answer.causes.slice(0, CAUSES_WITH_MARKS);
    const from = [isThere, answer.isCase, rows, total, causes, state.all, view.later.changes];
    const isNew = this.parts.put(this.paste, from, () => (isThere ? pasteNodes(view) : []));
    const list = isNew ? this.paste.querySelector(".lines") : null;
    if (list) fillLines(list, view, () => !list.isConnected);
  }

  /**
   * Something could not be read.
   * @param {string} title
   * @param {string} sentence
   * @param {(() => void) | null} again
   */
  writeFailure(title, sentence, again) {
    this.busy(false, "");
    this.node.classList.add(TOLD);
    this.status.textContent = STRINGS.waiting;
    const { question, history, first, start, causes, plan, apart, paste } = this;
    for (const part of [question, history, first, start, causes, plan, apart, paste])
      this.parts.put(part, [], () => []);
    const from = [title, sentence, this.failures++];
    this.parts.put(this.verdict, from, () => failureNodes(title, sentence, again));
    this.handOver.show(null);
    this.announce(title + ". " + sentence);
  }

  /**
   * @param {boolean} isBusy
   * @param {string} name of what is read
   */
  busy(isBusy, name) {
    clearTimeout(this.busyTimer);
    this.node.removeAttribute("aria-busy");
    if (!isBusy) return;
    this.busyTimer = setTimeout(() => {
      this.node.setAttribute("aria-busy", "true");
      this.status.textContent = STRINGS.reading(name);
    }, BUSY_MS);
  }

  /**
   * What a screen reader is told, when the answer has come to rest.
   * @param {string} text
   */
  announce(text) {
    clearTimeout(this.announceTimer);
    this.announceTimer = setTimeout(() => {
      if (this.live.textContent !== text) this.live.textContent = text;
    }, ANNOUNCE_MS);
  }
}

/** @param {Shown} answer */
function statusOf({ isCase, isEmpty, chars, excerpt }) {
  if (isCase) return STRINGS.ofCase;
  return isEmpty || !chars ? STRINGS.waiting : STRINGS.read(excerpt.total, excerpt.telling);
}

/** @param {Shown} answer */
function announcementOf({ verdict, next, excerpt, question }) {
  const marked = excerpt.telling ? STRINGS.read(excerpt.total, excerpt.telling) : "";
  const asked = question ? STRINGS.question(question.ask) : "";
  return [verdict.sentence, next.sentence, asked, marked].filter(Boolean).join(" ");
}

/** @param {View} view */
function emptyAnnouncementOf({ answer: { question }, state, canUndo }) {
  if (canUndo) return STRINGS.cleared;
  return question && state.history.length ? STRINGS.question(question.ask) : "";
}
