// Why: a case as plain text for a ticket. Lines of the paste come from the caller, who has redacted
// them. It must not know any subject.

import { outcomeWord } from "../../checklist/outcomes.mjs";
import { wasRedacted } from "./redaction/redact.mjs";

/** @import { Case, Id, Knowledge } from "../contract.d.ts" */

const HEADINGS = {
  seen: "What was seen",
  absent: "Looked for and not there",
  answers: "Answered by the reader",
  causes: "Causes in question",
  tried: "What was tried",
  lines: "Telling lines",
  redacted: "Telling lines (redacted)",
};
const WRITTEN = "Written with";

/** @typedef {(id: Id) => string} TitleOf */

/**
 * The text of a case.
 * @param {Case} made from makeCase or parseCase
 * @param {Knowledge} knowledge
 * @param {string[]} lines telling lines of the paste, redacted by the caller
 */
export function ticketText(made, knowledge, lines = []) {
  const symptom = titlesOf(knowledge.symptoms);
  const cause = titlesOf(knowledge.causes);
  const answers = Object.entries(made.answers).filter(([, yes]) => yes !== null);
  const blocks = [
    ...findingBlocks(made, new Set(answers.map(([id]) => id)), symptom),
    block(
      HEADINGS.answers,
      answers.map(([id, yes]) => symptom(id) + ": " + (yes ? "yes" : "no")),
    ),
    block(
      HEADINGS.causes,
      made.causes.map(({ id, word }) => cause(id) + " (" + word + ")"),
    ),
    block(HEADINGS.tried, triedIn(made, titlesOf(knowledge.fixes))),
    block(lines.some(wasRedacted) ? HEADINGS.redacted : HEADINGS.lines, lines),
  ];
  const head = headOf(made, titlesOf([knowledge.problem]), cause);
  const foot = [WRITTEN, made.book.id, made.book.version].join(" ");
  return [head, ...blocks.filter(Boolean), foot].join("\n\n") + "\n";
}

/**
 * @param {Case} made
 * @param {Set<Id>} answered
 * @param {TitleOf} title
 */
function findingBlocks({ findings }, answered, title) {
  const open = findings.filter(({ id }) => !answered.has(id));
  const present = open.filter(({ state }) => state === "present");
  const absent = open.filter(({ state }) => state === "absent");
  return [
    block(
      HEADINGS.seen,
      present.map(({ id }) => title(id)),
    ),
    block(
      HEADINGS.absent,
      absent.map(({ id }) => title(id)),
    ),
  ];
}

/**
 * @param {Case} made
 * @param {TitleOf} title
 */
function triedIn({ outcomes }, title) {
  return Object.entries(outcomes).map(([key, outcome]) => {
    const [fix, step] = key.split("/");
    return title(fix) + ", " + step + ": " + outcomeWord(outcome);
  });
}

/**
 * @param {Case} made
 * @param {TitleOf} problem
 * @param {TitleOf} causeTitle
 */
function headOf({ problem: id, verdict: { kind, cause } }, problem, causeTitle) {
  return problem(id) + ": " + kind + (cause ? ", " + causeTitle(cause) : "");
}

/**
 * A heading with its items; "" where there are none.
 * @param {string} heading
 * @param {string[]} items
 */
function block(heading, items) {
  return items.length ? [heading, ...items].join("\n- ") : "";
}

/**
 * @param {Array<{ id: Id, title: string }>} entries
 * @returns {TitleOf} the title of an entry, its id where it is not known
 */
function titlesOf(entries) {
  const titles = new Map(entries.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}
