// Why: a case as plain text for a ticket: short enough to be read by who gets it. Lines of the
// paste come from the caller, who has redacted them. It must not know any subject.

import TEXTS from "../../strings/en.json" with { type: "json" };
import { counted, fill } from "../../strings/fill.mjs";
import { outcomeWord } from "../../checklist/outcomes.mjs";
import { historyOf, wordsOf } from "./said.mjs";
import { wasRedacted } from "./redaction/shown-words.mjs";

/** @import { Case, Id, Knowledge, Symptom } from "../contract.d.ts" */

const OWN = TEXTS.ticket;
// With headings, head and foot the text has 25 lines at most; telling lines and absent findings
// come on top of it.
const MOST = { seen: 6, answers: 4, tried: 4 };

/** @typedef {(id: Id) => string} TitleOf */

/**
 * The text of a case.
 * @param {Case} made from makeCase or parseCase
 * @param {Knowledge} knowledge
 * @param {{ lines?: string[], hasAbsent?: boolean, root?: string }} options telling lines of the
 *   paste, redacted by the caller; with what was looked for and not found?; the site's address
 */
export function ticketText(made, knowledge, { lines = [], hasAbsent = false, root = "" } = {}) {
  const given = historyOf(made.answers, knowledge).filter(({ chosen }) => chosen);
  const answers = given.map((said) => said.question.ask + " " + wordsOf(said));
  const blocks = [
    block(OWN.seen, seenIn(made, knowledge), MOST.seen),
    block(OWN.answers, answers, MOST.answers),
    block(OWN.tried, triedIn(made, titlesOf(knowledge.fixes)), MOST.tried),
    hasAbsent ? block(OWN.absent, absentIn(made, titlesOf(knowledge.symptoms))) : "",
    block(lines.some(wasRedacted) ? OWN.redacted : OWN.lines, lines),
  ];
  const foot = fill(OWN.written, { book: made.book.id, version: made.book.version });
  return [headOf(made, knowledge, root), ...blocks.filter(Boolean), foot].join("\n\n") + "\n";
}

/**
 * The verdict, and where its cause is described.
 * @param {Case} made
 * @param {Knowledge} knowledge
 * @param {string} root
 */
function headOf({ problem, verdict: { kind, cause: id }, role }, knowledge, root) {
  const cause = knowledge.causes.find((entry) => entry.id === id);
  const title = titlesOf([knowledge.problem])(problem);
  const said = fill(TEXTS.joins.said, { title, text: TEXTS.verdict[kind] });
  const reader = knowledge.roles.find((entry) => entry.id === role);
  return [
    said + (cause ? ", " + cause.title : ""),
    ...(cause ? [root + cause.url] : []),
    ...(reader ? [fill(OWN.role, { role: reader.title })] : []),
  ].join("\n");
}

/**
 * What the paste shows, the most telling first. What a message means in general is said by the
 * message.
 * @param {Case} made
 * @param {Knowledge} knowledge
 */
function seenIn({ findings, answers, verdict }, { symptoms, causes, scales }) {
  const ids = findings.filter(
    ({ id, state }) => state === "present" && !Object.hasOwn(answers, id),
  );
  const present = new Set(ids.map(({ id }) => id));
  const known = symptoms.filter(({ id }) => present.has(id));
  const general = new Set(known.flatMap(({ implies }) => implies));
  const evidence = causes.find(({ id }) => id === verdict.cause)?.evidence ?? {};
  /** @param {Symptom} symptom */
  const weight = ({ id, implies, background }) =>
    ([id, ...implies].some((own) => Object.hasOwn(evidence, own)) ? 1 : 0) -
    scales.background[background];
  return known
    .filter(({ id }) => !general.has(id))
    .sort((a, b) => weight(b) - weight(a))
    .map(({ title }) => title);
}

/**
 * @param {Case} made
 * @param {TitleOf} title
 */
function absentIn({ findings, answers }, title) {
  const absent = findings.filter(
    ({ id, state }) => state === "absent" && !Object.hasOwn(answers, id),
  );
  return absent.map(({ id }) => title(id));
}

/**
 * Each fix with what came of its steps.
 * @param {Case} made
 * @param {TitleOf} title
 */
function triedIn({ outcomes }, title) {
  /** @type {Map<Id, Set<string>>} */
  const words = new Map();
  for (const [key, outcome] of Object.entries(outcomes)) {
    const [fix] = key.split("/");
    words.set(fix, (words.get(fix) ?? new Set()).add(outcomeWord(outcome)));
  }
  return [...words].map(([fix, said]) =>
    fill(TEXTS.joins.said, { title: title(fix), text: [...said].join(", ") }),
  );
}

/**
 * A heading with its items; "" where there are none.
 * @param {string} heading
 * @param {string[]} items
 * @param {number} most items that are named
 */
function block(heading, items, most = Infinity) {
  if (!items.length) return "";
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const left = items.length - shown.length;
  return [heading, ...shown, ...(left ? [counted(OWN.more, left)] : [])].join("\n- ");
}

/**
 * @param {Array<{ id: Id, title: string }>} entries
 * @returns {TitleOf} the title of an entry, its id where it is not known
 */
function titlesOf(entries) {
  const titles = new Map(entries.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}
