// Why: the half of the page that runs in a Worker: it keeps the paste, reads it, looks for one symptom
// after the other and says before each which it is at, so that the page can stop it. It must not
// know the DOM, nor any subject. Without Workers the page runs it itself, in slices.

import { conclude, withMarks } from "../engine/engine.mjs";
import { makeRecogniser, seeSome } from "../engine/see.mjs";
import { searchableText } from "../engine/text.mjs";
import { makeModel } from "../engine/rank.mjs";
import { tellApart } from "../engine/advise.mjs";
import { parseCase, resultFromCase } from "../engine/case.mjs";
import { recordOf } from "../engine/record.mjs";
import { readWords } from "../engine/read-words.mjs";
import { excerptOf } from "../page/marks.mjs";
import { makeRedact } from "../engine/redaction/redact.mjs";

const WORDS_LENGTH = 4e6; // characters that are read without a reader of the book's own
const WORDS_LINES = 60000; // … and lines
const MOST_CAUSES = 12; // causes that are told
const MOST_QUESTIONS = 4; // questions that are told
const TICKET_LINE_LENGTH = 400; // characters of a line in a ticket
const TICKET_LINES = 30;
const REDACTED_LENGTH = 20 * TICKET_LINE_LENGTH; // … of which secrets are looked for: a value may begin in what is told
const SLICE_MS = 12; // milliseconds of a slice on the page's own thread
const SENTENCES = {
  packed: "This file is packed. Unpack it first.",
  notText: "This file holds no text.",
  tooLong: "This text is too long to be read as a whole. Paste the part around the failure.",
  removed: "[removed]",
};

/**
 * A desk for one book.
 * @param {object} knowledge see the contract
 * @param {{read?: function, detectors?: object, secrets?: object}} book the book's reading modules;
 *   `secrets` adds names to the redaction that every book has
 */
export function openSession(knowledge, { read, detectors = {}, secrets }) {
  const recogniser = makeRecogniser(knowledge);
  const model = makeModel(knowledge);
  const redact = makeRedact(secrets);
  const broken = recogniser.problems.map(({ symptom }) => symptom);
  const state = { reading: readWords(""), seen: [], made: null, size: 0 };
  state.record = recordOf(state, model);

  /** Yields the number of the symptom it is about to look for. */
  function* look(text, skip) {
    Object.assign(state, {
      reading: readOrRefuse(text, read),
      seen: [],
      made: null,
      size: /\S/.test(text) ? text.length : 0,
    });
    if (state.reading.refused) return;
    const searchable = searchableText(recogniser, state.reading);
    for (let i = 0; i < recogniser.symptoms.length; i++) {
      if (skip.includes(recogniser.symptoms[i].symptom.id)) continue;
      yield i;
      for (const found of seeSome(recogniser, searchable, i, i + 1, detectors))
        state.seen.push(found);
    }
    state.record = recordOf({ ...state, stuck: new Set([...skip, ...broken]) }, model);
  }

  function reopen(made) {
    Object.assign(state, { reading: readWords(""), seen: [], made, size: 0 });
  }

  function tell({ role = null, answers = {}, outcomes = {}, all = false }) {
    const { reading, seen, made, record } = state;
    if (reading.refused) return { refused: reading.refused };
    const result = made
      ? resultFromCase({ ...made, answers, outcomes }, knowledge, role, model)
      : conclude({ record, knowledge, model, role, answers, outcomes });
    const symptoms = withMarks(result.symptoms, seen);
    const excerpt = excerptOf(reading.lines, symptoms, { implies: model.general, all });
    const causes = result.causes.slice(0, MOST_CAUSES);
    return {
      ...result,
      causes,
      excerpt,
      isCase: Boolean(made),
      chars: state.size,
      isEmpty: !made && !state.size && !Object.keys(answers).length,
      symptoms: symptoms.map(({ marks, ...symptom }) => symptom),
      apart: tellApart(knowledge, causes.slice(0, 5)),
      questions: result.questions.slice(0, MOST_QUESTIONS),
    };
  }

  /** The telling lines without secrets, for a ticket. */
  function lines(ip) {
    const wanted = new Set(linesTold(state.seen).slice(0, TICKET_LINES));
    return state.reading.lines.flatMap((line, i, list) =>
      wanted.has(line.n) ? [shortened(redactLine(list[i - 1]?.text, line.text, redact, ip))] : [],
    );
  }

  return { look, reopen, tell, lines, open: (text) => parseCase(text, knowledge, model) };
}

function readOrRefuse(text, read) {
  if (read) return read(text);
  const isLong =
    text.length > WORDS_LENGTH || text.split("\n", WORDS_LINES + 1).length > WORDS_LINES;
  return isLong ? { ...readWords(""), refused: SENTENCES.tooLong } : readWords(text);
}

function linesTold(seen) {
  const told = seen
    .filter(({ state }) => state === "present")
    .flatMap(({ marks }) => marks.map(({ line }) => line));
  return [...new Set(told)].sort((a, b) => a - b);
}

/** A secret may be announced in the line before; one that spans lines leaves nothing to show. */
function redactLine(before, text, redact, ip) {
  const both = redact(
    (before ?? "").slice(-REDACTED_LENGTH) + "\n" + text.slice(0, REDACTED_LENGTH),
    {
      ip,
    },
  ).split("\n");
  return both.length === 2 ? redact(both[1], { ip }).trim() : SENTENCES.removed;
}

function shortened(line) {
  return line.length > TICKET_LINE_LENGTH ? line.slice(0, TICKET_LINE_LENGTH) + "\u2026" : line;
}

/**
 * Serves a page through a port: the Worker's own scope, or an object of the page.
 * Tells numbers (the symptom it is at, -1 while reading), then one object for each job.
 * @param {{postMessage: function, onmessage: function}} port
 * @param {object} book what the engine's bundle exports
 * @param {boolean} inSlices give the thread back now and then
 */
export function serve(port, book, inSlices = false) {
  let desk = null;
  port.onmessage = async ({ data: job }) => {
    try {
      if (job.kind === "open") desk = openSession(JSON.parse(job.knowledge), book);
      port.postMessage({
        id: job.id,
        kind: job.kind,
        ...(job.kind === "open" ? {} : await work(job)),
      });
    } catch (error) {
      port.postMessage({ id: job.id, kind: job.kind, failed: error?.causebook ?? "" }); // the error itself may quote the paste
    }
  };

  async function work(job) {
    if (job.kind === "lines") return { lines: desk.lines(job.ip) };
    if (job.kind === "look" && job.made) desk.reopen(job.made);
    else if (job.kind === "look") {
      port.postMessage(-1);
      const text = typeof job.source === "string" ? job.source : await textOf(job.source);
      if (isCaseText(text)) return { opened: desk.open(text) };
      await goThrough(desk.look(text, job.skip));
    }
    return { answer: desk.tell(job.context) };
  }

  async function goThrough(steps) {
    let since = Date.now();
    for (const at of steps) {
      port.postMessage(at);
      if (!inSlices || Date.now() - since < SLICE_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      since = Date.now();
    }
  }
}

function isCaseText(text) {
  return (
    /^\s*\{/.test(text.slice(0, 200)) && /"format"\s*:\s*"causebook-case"/.test(text.slice(0, 2000))
  );
}

/** The text of a file, whatever Unicode form it has. */
export async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = bytes.subarray(0, 4096);
  if (
    (head[0] === 0x1f && head[1] === 0x8b) ||
    (head[0] === 0x50 && head[1] === 0x4b && head[2] < 9)
  )
    throw sorry(SENTENCES.packed);
  const nulls = [...head].filter((byte) => byte === 0).length;
  const wide =
    head[0] === 0xff && head[1] === 0xfe
      ? "utf-16le"
      : head[0] === 0xfe && head[1] === 0xff
        ? "utf-16be"
        : "";
  if (!wide && nulls > head.length / 10) throw sorry(SENTENCES.notText);
  return new TextDecoder(wide || "utf-8").decode(bytes);
}

function sorry(text) {
  return Object.assign(new Error(text), { causebook: text });
}
