import { test } from "node:test";
import assert from "node:assert/strict";
import { makeRedact } from "../../generator/causebook/diagnosis/engine/redaction/redact.mjs";
import { openSession } from "../../generator/causebook/diagnosis/worker/session.mjs";
import { serve } from "../../generator/causebook/diagnosis/worker/worker.mjs";
import { textOf } from "../../generator/causebook/diagnosis/worker/files.mjs";
import * as engine from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { parseCase, makeCase } from "../../generator/causebook/diagnosis/engine/case.mjs";
import { Watchdog } from "../../generator/causebook/diagnosis/worker/watchdog.mjs";
import { placeOf, refusalOf } from "../../generator/causebook/diagnosis/page/view-input.mjs";
import { makeIndexes, splitPlan } from "../../generator/causebook/diagnosis/engine/lookup.mjs";
import { printerKnowledge } from "./tiny-knowledge.mjs";

const answerTo = (
  text,
  { book = {}, skip = [], context = {}, knowledge = printerKnowledge() } = {},
) => {
  const session = openSession(knowledge, { makeRedact, ...book });
  const steps = [...session.look(text, skip)];
  return { session, steps, ...session.conclude(context) };
};
const fileOf = (...parts) => new File(parts, "f");

test("a session says what diagnose says", () => {
  const text = "Nothing is printed.\nThe panel says: load tray 2";
  const knowledge = printerKnowledge();
  const { verdict, causes, next } = engine.diagnose({ text, knowledge });
  const answer = answerTo(text);
  assert.deepEqual([answer.verdict, answer.causes, answer.next], [verdict, causes, next]);
  assert.equal(answer.reading, undefined);
});

test("it says before each symptom which one it is at", () => {
  assert.deepEqual(
    answerTo("load tray 2").steps,
    printerKnowledge().symptoms.map((_, i) => i),
  );
});

test("a symptom that got stuck is left out and named; the others answer", () => {
  const answer = answerTo("nothing is printed\nload tray 2", { skip: ["toner-log"] });
  assert.deepEqual(answer.stuck, ["toner-log"]);
  assert.equal(answer.verdict.cause, "tray-empty");
});

test("a pattern that this browser does not know is named, too", () => {
  const knowledge = printerKnowledge();
  knowledge.symptoms[4].patterns = [{ in: [], re: "(", case: false }];
  assert.deepEqual(answerTo("load tray 2", { knowledge }).stuck, ["toner-log"]);
});

test("nothing pasted is empty, also when it is blanks; an answer is something, “don’t know” is not", () => {
  assert.equal(answerTo("").isEmpty, true);
  assert.equal(answerTo(" \n\t").isEmpty, true);
  assert.equal(answerTo("", { context: { answers: { "others-print": true } } }).isEmpty, false);
  assert.equal(answerTo("", { context: { answers: { "others-print": null } } }).isEmpty, true);
});

test("a reader that refuses is quoted", () => {
  const read = () => ({
    lines: [],
    failing: -1,
    facets: [],
    refused: "Too much.",
  });
  assert.equal(answerTo("x", { book: { read } }).refused, "Too much.");
});

test("without a reader of its own a book refuses what would take too long", () => {
  assert.match(answerTo("x".repeat(4e6 + 1)).refused, /too long/);
  assert.match(answerTo("x\n".repeat(60001)).refused, /too long/);
});

test("telling lines for a ticket are redacted with the line before, which may announce the secret", () => {
  const { session } = answerTo(
    "password:\nload tray 2\nprinter is offline token=abc 10.0.0.1\n" +
      "x".repeat(900) +
      " load tray 3",
  );
  const [first, second, third] = session.lines(false);
  assert.equal(first, "[password] tray 2");
  assert.equal(second, "printer is offline token=[token] 10.0.0.1");
  assert.equal(third.length, 401);
  assert.equal(session.lines(true)[1], "printer is offline token=[token] [ip]");
});

test("a secret over several lines leaves nothing of the line", () => {
  const { session } = answerTo("-----BEGIN PRIVATE KEY-----\nload tray 2");
  assert.deepEqual(session.lines(false), ["[removed]"]);
});

test("before what redacts has come, no line is shown", () => {
  const { session } = answerTo("load tray 2, token=abc", { book: { makeRedact: undefined } });
  assert.deepEqual(session.lines(false), ["[removed]"]);
});

test("a case that was reopened is concluded with new answers, without a paste", () => {
  const knowledge = printerKnowledge();
  const result = engine.diagnose({ text: "nothing is printed\nload tray 2", knowledge });
  const made = parseCase(JSON.stringify(makeCase(result, { knowledge })), knowledge).case;
  const session = openSession(knowledge, {});
  session.reopen(made);
  const answer = session.conclude({ outcomes: { "load-paper/do": "fixed" } });
  assert.deepEqual(
    [
      answer.isCase,
      answer.isEmpty,
      answer.verdict.cause,
      answer.next.kind,
      answer.excerpt.total > 1,
    ],
    [true, false, "tray-empty", "fixed", false],
  );
});

test("files are read in the form they have", async () => {
  assert.equal(await textOf(fileOf("grüße")), "grüße");
  assert.equal(await textOf(fileOf(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x62, 0]))), "ab");
  assert.equal(await textOf(fileOf(new Uint8Array([0xfe, 0xff, 0, 0x61]))), "a");
  assert.equal(await textOf(fileOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))), "a");
});

test("packed files and pictures are refused with a reason", async () => {
  await assert.rejects(textOf(fileOf(new Uint8Array([0x1f, 0x8b, 8]))), { message: /compressed/ });
  await assert.rejects(textOf(fileOf(new Uint8Array([0x50, 0x4b, 3, 4]))), {
    message: /compressed/,
  });
  await assert.rejects(textOf(fileOf(new Uint8Array(200))), { message: /no text/ });
});

test("what fails in the Worker never quotes the paste", async () => {
  const heard = [];
  const port = { postMessage: (message) => heard.push(message) };
  serve(port, {
    read: () => {
      throw new Error("secret");
    },
  });
  await port.onmessage({
    data: { kind: "open", id: 1, knowledge: JSON.stringify(printerKnowledge()) },
  });
  await port.onmessage({ data: { kind: "look", id: 2, source: "secret", skip: [], context: {} } });
  assert.deepEqual(heard.at(-1), { id: 2, kind: "look", failed: "" });
});

test("a case pasted as text is opened as a case", async () => {
  const heard = [];
  const port = { postMessage: (message) => heard.push(message) };
  serve(port, {});
  await port.onmessage({
    data: { kind: "open", id: 1, knowledge: JSON.stringify(printerKnowledge()) },
  });
  await port.onmessage({
    data: { kind: "look", id: 2, source: '{\n "format": "causebook-case"}', skip: [], context: {} },
  });
  assert.deepEqual(heard.at(-1).opened, {
    case: null,
    problems: ["This case was saved by another version of this page and can't be opened."],
  });
});

test("where no Worker can be made the watchdog works in slices, and the last paste wins", async () => {
  const knowledge = printerKnowledge();
  const answers = await new Promise((resolve) => {
    const heard = [];
    const watchdog = new Watchdog(
      { makeEngine: () => ({ ...engine, serve }) },
      JSON.stringify(knowledge),
      knowledge.symptoms.map(({ id }) => id),
      {
        busy: () => {},
        receive: (message) => {
          heard.push(message);
          setTimeout(() => resolve(heard), 50);
        },
      },
    );
    for (const source of ["a", "b", "nothing is printed, load tray 2"])
      watchdog.ask({ kind: "look", source, isNew: true, context: {} });
  });
  assert.equal(answers.length, 1);
  assert.equal(answers[0].answer.verdict.cause, "tray-empty");
});

test("sizes decide where a text goes and which file is read", () => {
  assert.deepEqual(["x", "x".repeat(100001), "x".repeat(16e6 + 1)].map(placeOf), [
    "box",
    "held",
    "refused",
  ]);
  assert.equal(refusalOf({ size: 5 }), "");
  assert.match(refusalOf({ size: 0 }), /empty/);
  assert.match(refusalOf({ size: 80e6 }), /80 MB; at most 64 MB/);
});

test("fixes that were tried in vain stay on the page", () => {
  const indexes = makeIndexes(printerKnowledge());
  const plan = [{ fix: "load-paper" }];
  assert.deepEqual(
    splitPlan(
      plan,
      { "load-paper/do": "done", "clear-jam/do": "no-effect", "plug-cable/do": "" },
      indexes.fixes,
    ),
    { open: plan, tried: ["clear-jam"] },
  );
});
