// Which products a paste names or shows by form: two lines and more of each, and near misses.
import test from "node:test";
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { makeRecogniser, seeAll } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { shipped } from "./shipped-book.mjs";
import { NAMED, NEAR } from "./platform-cases.mjs";

const { knowledge, read } = shipped;
const recogniser = makeRecogniser({
  symptoms: [],
  phrases: knowledge.phrases,
  platforms: knowledge.platforms,
});
const shownIn = (text) => seeAll(recogniser, read(text)).platforms;

test("every product that a paste can name is recognised in two lines at least", () => {
  const patterned = knowledge.platforms.filter(({ patterns }) => patterns.length);
  assert.deepEqual(
    patterned.filter(({ id }) => (NAMED[id] ?? []).length < 2).map(({ id }) => id),
    [],
  );
});

test("only what has no name of its own has no patterns", () => {
  const silent = knowledge.platforms.filter(({ patterns }) => !patterns.length);
  assert.deepEqual(
    silent.map(({ id }) => id),
    ["other-products"],
  );
});

for (const [id, lines] of Object.entries(NAMED)) {
  test(`a line that names or shows ${id} is recognised as its`, () => {
    const missed = lines.filter((line) => !shownIn(line).includes(id));
    assert.deepEqual(missed, []);
  });
}

test("a line that only looks like a product's is not taken for it", () => {
  const wrong = NEAR.flatMap(([line, ids]) => {
    const shown = shownIn(line);
    return ids.filter((id) => shown.includes(id)).map((id) => `${id}: ${line}`);
  });
  assert.deepEqual(wrong, []);
});

const EXAMPLES = JSON.parse(
  readFileSync(new URL("../../build/examples.json", import.meta.url), "utf8"),
);
const symptoms = new Map(knowledge.symptoms.map((symptom) => [symptom.id, symptom]));

test("a message that names the command that signs in has it as its first step", () => {
  const namesOne = (text) =>
    seeAll(shipped.recogniser, read(text)).seen.some(({ id }) => id === "says-run-its-login");
  const messages = EXAMPLES.filter(({ id }) => symptoms.get(id)?.platform);
  const naming = messages.filter(({ match }) => match.some(namesOne)).map(({ id }) => id);
  assert.ok(naming.length >= 8, `only ${naming.length} messages name one`);
  assert.deepEqual(
    naming.filter((id) => !symptoms.get(id).firstStep),
    [],
  );
});

const fixes = new Map(knowledge.fixes.map((fix) => [fix.id, fix]));

/** The fixes of the causes that the messages of a product speak to. */
function fixesLedTo(platform) {
  const messages = knowledge.symptoms.filter((symptom) => symptom.platform === platform);
  const spoken = new Set(messages.flatMap(({ id, implies }) => [id, ...implies]));
  const speaks = ([symptom, often]) => often !== "never" && spoken.has(symptom);
  const causes = knowledge.causes.filter(({ evidence }) => Object.entries(evidence).some(speaks));
  return [...new Set(causes.flatMap((cause) => cause.fixes))].map((id) => fixes.get(id));
}

/** Products that have a command of their own where their messages lead. */
const MET = `aws azure azure-devops bitbucket docker dotnet elasticsearch entra-id git github gitlab
  google-cloud grafana jenkins jira kong kubernetes maven npm openai pip postgrest stripe twilio slack okta iis`;

for (const platform of MET.split(/\s+/)) {
  test(`the messages of ${platform} lead to a command of its own`, () => {
    const steps = fixesLedTo(platform).flatMap((fix) => fix.steps);
    const commands = steps.flatMap((step) => step.commands);
    assert.ok(commands.some((command) => command.platform === platform));
  });
}
