// Files of small cases: `==== name`, lines of `key: value` that say what must be read, and after `----` the paste itself.
// Shared by the tests of what is read from reports and from other pastes.
import { readFileSync } from "node:fs";
import { subjectOf } from "../../causes/reading/facts/facts.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";

const KEYS = [
  "exchange",
  "exchanges",
  "sent",
  "not sent",
  "got",
  "statuses",
  "line",
  "seen",
  "unseen",
  "facets",
  "symptoms",
  "without symptoms",
  "top",
  "not top",
];

/** [{name, right: [[key, value]], paste}] of a file; a case without `----` takes its paste from the file of its name. */
export function pasteCases(path) {
  const url = new URL(`cases/${path}`, import.meta.url);
  return readFileSync(url, "utf8")
    .split(/^==== (?!.* ====$)/m)
    .slice(1)
    .map((block) => {
      const [head, ...paste] = block.split(/^----\n/m);
      const [name, ...lines] = head.trimEnd().split("\n");
      const text = paste.length ? paste.join("----\n") : readFileSync(new URL(name, url), "utf8");
      return { name, right: lines.map(pairOf), paste: text };
    });
}

function pairOf(line) {
  const key = KEYS.find((each) => line.startsWith(`${each}: `));
  if (!key) throw new Error(`no such expectation: ${line}`);
  return [key, line.slice(key.length + 2)];
}

/** What is not as it should be, [sentence]; `told` is the conclusion where the case asks for causes or symptoms. */
export function faultsOf(right, reading, told = null) {
  return right.flatMap(([key, value]) => faultsIn[key](value, reading, told));
}

const words = (value) => value.split(/[\s,]+/).filter(Boolean);
const stateOf = (name, reading) => detectors[name](reading).state;
const wrong = (isRight, sentence) => (isRight ? [] : [sentence]);

const faultsIn = {
  exchange: (value, reading) =>
    wrong(shown(reading) === value, `exchange is ${shown(reading)}, not ${value}`),
  exchanges: (value, { exchanges }) =>
    wrong(exchanges.length === Number(value), `${exchanges.length} exchanges, not ${value}`),
  sent: (value, reading) =>
    wrong(
      sentHeaders(reading).includes(value),
      `sent ${sentHeaders(reading).join(" | ")}, not ${value}`,
    ),
  "not sent": (value, reading) =>
    wrong(!sentHeaders(reading).some((each) => each.startsWith(value)), `sent ${value}`),
  got: (value, reading) =>
    wrong(
      gotHeaders(reading).includes(value),
      `got ${gotHeaders(reading).join(" | ")}, not ${value}`,
    ),
  statuses: (value, { sightings }) => {
    const found = sightings.map(({ status }) => status).join(" ");
    return wrong(found === value, `statuses ${found}, not ${value}`);
  },
  line: (value, { lines }) => {
    const [n, facet] = words(value);
    const found = lines[Number(n) - 1]?.facet;
    return wrong(found === (facet || ""), `line ${n} is ${found}, not ${facet}`);
  },
  seen: (value, reading) =>
    words(value).flatMap((name) =>
      wrong(stateOf(name, reading) === "present", `${name} is ${stateOf(name, reading)}`),
    ),
  unseen: (value, reading) =>
    words(value).flatMap((name) =>
      wrong(stateOf(name, reading) !== "present", `${name} is present`),
    ),
  facets: (value, reading) =>
    words(value).flatMap((facet) =>
      wrong(reading.facets.includes(facet), `facets ${reading.facets}, no ${facet}`),
    ),
  symptoms: (value, reading, told) =>
    words(value).flatMap((id) => wrong(present(told).includes(id), `symptom ${id} is not present`)),
  "without symptoms": (value, reading, told) =>
    words(value).flatMap((id) => wrong(!present(told).includes(id), `symptom ${id} is present`)),
  top: (value, reading, told) =>
    wrong(
      isTop(words(value), told),
      `top is ${told.causes[0]?.id} (${told.verdict.kind}), not ${value}`,
    ),
  "not top": (value, reading, told) =>
    wrong(!isNamed(words(value), told), `top is ${told.causes[0]?.id} (${told.verdict.kind})`),
};

function shown(reading) {
  const { request, response } = subjectOf(reading) || {};
  return [request?.method || "?", request?.url || "?", response?.status ?? ""].join(" ").trim();
}

const namesAndValues = (message) =>
  (message?.headers || []).map(({ name, value }) => `${name}: ${value}`);
const sentHeaders = (reading) => namesAndValues(subjectOf(reading)?.request);
const gotHeaders = (reading) => namesAndValues(subjectOf(reading)?.response);

function present({ symptoms }) {
  return symptoms.filter(({ state }) => state === "present").map(({ id }) => id);
}

function isTop(ids, { verdict, causes }) {
  return (
    (ids.includes("untold") && verdict.kind === "cannot be told") || ids.includes(causes[0]?.id)
  );
}

function isNamed(ids, { verdict, causes }) {
  return verdict.kind !== "cannot be told" && ids.includes(causes[0]?.id);
}
