// Each condition and each number of the verdict is held by an example that says why it is so. The books are as
// small as they can be: what is not named here is not there.
import { test } from "node:test";
import assert from "node:assert/strict";
import { makeModel } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { evidenceFrom, rankCauses } from "../../generator/causebook/diagnosis/engine/rank.mjs";
import {
  judge,
  notHere,
  whatIsShown,
  withoutForeign,
  wordFor,
} from "../../generator/causebook/diagnosis/engine/verdict.mjs";
import { bookWith, cause, symptom } from "./tiny-knowledge.mjs";

const family = (id) => ({ id, title: "Family " + id + ".", likelihood: "occasional" });
const present = (id, sentences = [], by = "paste") => ({ id, state: "present", by, sentences });
const absent = (id) => ({ id, state: "absent", by: "paste", sentences: [] });
const answered = (id) => present(id, [], "answer");
const book = (symptoms, causes, more = {}) =>
  bookWith({
    symptoms,
    causes,
    families: [...new Set(causes.map((item) => item.family))].map(family),
    ...more,
  });

/** Weights are set by hand, so that each test turns one screw: {cause: weight}, the first is shown first. */
function ranked(model, weights) {
  const entries = new Map(model.causes.map((entry) => [entry.cause.id, entry]));
  const causes = Object.entries(weights).map(([id, weight]) => ({
    entry: entries.get(id),
    weight,
  }));
  const sums = new Map();
  for (const { entry, weight } of causes)
    sums.set(entry.cause.family, (sums.get(entry.cause.family) ?? 0) + weight);
  const families = [...sums]
    .map(([id, weight]) => ({ id, weight }))
    .sort((a, b) => b.weight - a.weight);
  return { causes, families };
}

const DETECTED = { detector: "knows", background: "rare" };
const decisive = () =>
  book(
    [symptom("sign", DETECTED)],
    [
      cause("a", "f", "common", { sign: "usually" }, []),
      cause("b", "g", "common", {}, []),
      cause("a2", "f", "common", {}, []),
    ],
  );

function judged({
  knowledge = decisive(),
  found = [present("sign")],
  grounds,
  shown = grounds,
  view = {},
}) {
  const model = makeModel(knowledge);
  return judge({
    model,
    ranking: ranked(model, shown),
    grounds: ranked(model, grounds),
    evidence: evidenceFrom(model, found),
    view: { shown: true, isEmpty: false, lowered: new Map(), ...view },
  });
}
const kind = (input) => judged(input).kind;

// How sure: the share of the family

test("very likely needs 93 of 100 for the family; just below it is likely", () => {
  assert.equal(kind({ grounds: { a: 0.93, b: 0.05 } }), "very likely");
  assert.equal(kind({ grounds: { a: 0.929, b: 0.05 } }), "likely");
});

test("likely needs one half for the family, possible three tenths; below, it cannot be told", () => {
  assert.equal(kind({ grounds: { a: 0.5, b: 0.1 } }), "likely");
  assert.equal(kind({ grounds: { a: 0.499, b: 0.1 } }), "possible");
  assert.equal(kind({ grounds: { a: 0.3, b: 0.1 } }), "possible");
  assert.equal(kind({ grounds: { a: 0.299, b: 0.1 } }), "cannot be told");
});

test("siblings add up to the family", () => {
  assert.equal(kind({ grounds: { a: 0.3, a2: 0.25, b: 0.1 } }), "likely");
});

test("the cause itself must be three times ahead of every cause of another family, though its family is sure", () => {
  assert.equal(kind({ grounds: { a: 0.19, a2: 0.75, b: 0.06 } }), "very likely");
  assert.equal(kind({ grounds: { a: 0.17, a2: 0.76, b: 0.06 } }), "likely");
});

test("a sibling is no rival: both lead to the same people and the same look", () => {
  assert.equal(kind({ grounds: { a: 0.5, a2: 0.45, b: 0.01 } }), "very likely");
});

test("a cause without rivals of another family can be very likely", () => {
  assert.equal(kind({ grounds: { a: 0.95 } }), "very likely");
});

// What the words of a paste may do: order, no more

test("words make nothing likely: what evidence leaves below one half is possible", () => {
  assert.equal(kind({ shown: { a: 0.97, b: 0.01 }, grounds: { b: 0.4, a: 0.31 } }), "possible");
  assert.equal(kind({ shown: { a: 0.97, b: 0.01 }, grounds: { b: 0.4, a: 0.1 } }), "possible");
});

test("words against a cause do not make it less likely either", () => {
  assert.equal(kind({ shown: { a: 0.31, b: 0.3 }, grounds: { a: 0.95, b: 0.01 } }), "likely");
  assert.equal(kind({ shown: { a: 0.1, b: 0.09 }, grounds: { a: 0.31, b: 0.09 } }), "possible");
});

test("very likely needs 93 of 100 with the words of the paste as well", () => {
  const grounds = { a: 0.98, b: 0.01 };
  assert.equal(kind({ shown: { a: 0.93, b: 0.05 }, grounds }), "very likely");
  assert.equal(kind({ shown: { a: 0.929, b: 0.05 }, grounds }), "likely");
});

test("words alone can be told nothing from: without evidence for the cause it stays so", () => {
  assert.equal(
    kind({ found: [], shown: { a: 0.97, b: 0.01 }, grounds: { a: 0.97, b: 0.01 } }),
    "cannot be told",
  );
});

test("a sibling that only words put first is not very likely, and the sentence names the family", () => {
  const knowledge = decisive();
  knowledge.causes[2].evidence = { sign: "usually" };
  const verdict = judged({
    knowledge,
    shown: { a2: 0.9, a: 0.05, b: 0.01 },
    grounds: { a: 0.9, a2: 0.05, b: 0.01 },
  });
  assert.deepEqual([verdict.kind, verdict.cause], ["likely", "a2"]);
  assert.match(verdict.sentence, /^Likely: Family f\. First to check: Cause a2\.$/);
});

// How sure: what the evidence is

test("what every cause shows alike separates nothing", () => {
  const knowledge = decisive();
  for (const item of knowledge.causes) item.evidence = { sign: "usually" };
  assert.equal(kind({ knowledge, grounds: { a: 0.95, b: 0.01 } }), "cannot be told");
});

test("a sign separates when it speaks half as much again for the cause as for the average one", () => {
  const one = (own, others) => {
    const causes = [
      cause("a", "f", "common", own, []),
      ...others.map((evidence, i) => cause("b" + i, "g", "common", evidence, [])),
    ];
    return kind({
      knowledge: book([symptom("sign", { detector: "knows", background: "common" })], causes),
      grounds: { a: 0.6, b0: 0.1 },
    });
  };
  assert.equal(one({ sign: "usually" }, [{}]), "likely");
  assert.equal(one({ sign: "sometimes" }, [{}]), "cannot be told"); // 1.67 against an average of 1.22
  assert.equal(
    one({ sign: "usually" }, [{ sign: "always" }, { sign: "always" }]),
    "cannot be told",
  );
});

test("what speaks against a cause does not separate it, nor does what is absent", () => {
  assert.equal(kind({ found: [absent("sign")], grounds: { a: 0.95, b: 0.01 } }), "cannot be told");
  const knowledge = decisive();
  knowledge.causes[0].evidence = { sign: "never" };
  assert.equal(kind({ knowledge, grounds: { a: 0.95, b: 0.01 } }), "cannot be told");
});

test("a sign that the cause never shows keeps it from very likely, whatever else there is", () => {
  const knowledge = decisive();
  knowledge.symptoms.push(symptom("denial"));
  knowledge.causes[0].evidence.denial = "never";
  const grounds = { a: 0.95, b: 0.01 };
  assert.equal(kind({ knowledge, found: [present("sign"), present("denial")], grounds }), "likely");
  assert.equal(
    kind({ knowledge, found: [present("sign"), absent("denial")], grounds }),
    "very likely",
  );
  knowledge.causes[0].evidence.denial = "sometimes";
  assert.equal(
    kind({ knowledge, found: [present("sign"), present("denial")], grounds }),
    "very likely",
  );
});

test("a cause whose fix was tried in vain is not very likely; that of another is no matter", () => {
  const grounds = { a: 0.95, b: 0.01 };
  assert.equal(kind({ grounds, view: { lowered: new Map([["a", 0.2]]) } }), "likely");
  assert.equal(kind({ grounds, view: { lowered: new Map([["b", 0.2]]) } }), "very likely");
});

test("where the problem is not shown nothing is very likely", () => {
  assert.equal(kind({ grounds: { a: 0.95, b: 0.01 }, view: { shown: false } }), "likely");
});

test("only what is rare and usual for the cause decides", () => {
  const kindFor = (background, often) => {
    const knowledge = decisive();
    knowledge.symptoms[0].background = background;
    knowledge.causes[0].evidence.sign = often;
    return kind({ knowledge, grounds: { a: 0.95, b: 0.01 } });
  };
  assert.deepEqual(
    ["rare", "unusual", "occasional", "common"].map((background) => kindFor(background, "usually")),
    ["very likely", "likely", "likely", "likely"],
  );
  assert.deepEqual(
    ["always", "usually", "sometimes"].map((often) => kindFor("rare", often)),
    ["very likely", "very likely", "likely"],
  );
});

// Enough: a fact, or two sentences

const readable = () =>
  book(
    [symptom("one"), symptom("two")],
    [
      cause("a", "f", "common", { one: "usually", two: "usually" }, []),
      cause("b", "g", "common", {}, []),
    ],
  );
const read = (found, change = () => {}) => {
  const knowledge = readable();
  change(knowledge);
  return kind({ knowledge, found, grounds: { a: 0.95, b: 0.01 } });
};

test("one sentence is not enough, nor are two signs in the same one", () => {
  assert.equal(read([present("one", [1])]), "likely");
  assert.equal(read([present("one", [1]), present("two", [1])]), "likely");
  assert.equal(read([present("one", [1, 2]), present("two", [1, 2])]), "likely");
});

test("two sentences are enough", () => {
  assert.equal(read([present("one", [1]), present("two", [2])]), "very likely");
  assert.equal(read([present("one", [1]), present("two", [1, 2])]), "very likely");
});

test("a second sentence about something that does not decide is no second witness", () => {
  const change = (knowledge) => {
    knowledge.causes[0].evidence.two = "sometimes";
  };
  assert.equal(read([present("one", [1]), present("two", [2])], change), "likely");
});

test("what stands nowhere is no witness: a case that does not say where a pattern matched gains nothing", () => {
  assert.equal(read([present("one")]), "likely");
  assert.equal(read([present("one"), present("two")]), "likely");
});

test("enough alone: what a detector worked out, what the cause always shows", () => {
  assert.equal(
    read([present("one", [1])], ({ symptoms }) => {
      symptoms[0].detector = "knows";
    }),
    "very likely",
  );
  assert.equal(
    read([present("one", [1])], ({ causes }) => {
      causes[0].evidence.one = "always";
    }),
    "very likely",
  );
});

test("one answer is not enough, two are, and one beside a sentence", () => {
  assert.equal(read([answered("one")]), "likely");
  assert.equal(read([answered("one"), answered("two")]), "very likely");
  assert.equal(read([answered("one"), present("two", [1])]), "very likely");
  assert.equal(read([answered("one"), present("two")]), "likely");
});

// Sentences for the reader

test("the sentence names the cause where it has half of its family, else the family first", () => {
  const sentence = (a, a2) => judged({ grounds: { a, a2, b: 0.01 } }).sentence;
  assert.equal(sentence(0.3, 0.3), "Likely: Cause a.");
  assert.equal(sentence(0.29, 0.31), "Likely: Family f. First to check: Cause a.");
});

test("a cause of a family that the book does not list is named itself; titles lose their full stop", () => {
  const knowledge = { ...decisive(), families: [] };
  knowledge.causes[0].title = "It is off. ";
  assert.equal(
    judged({ knowledge, grounds: { a: 0.2, a2: 0.4, b: 0.01 } }).sentence,
    "Likely: It is off.",
  );
});

test("nothing pasted and nothing to be told have a sentence each", () => {
  const sentence = (isEmpty) =>
    judged({ found: [], grounds: { a: 0.9 }, view: { isEmpty } }).sentence;
  assert.match(sentence(true), /^Paste what you see/);
  assert.doesNotMatch(sentence(true), /question|below/, "none may be left");
  assert.match(sentence(false), /cannot be told from this alone/);
});

test("a book without causes can tell nothing", () => {
  assert.equal(kind({ knowledge: book([], []), found: [], grounds: {} }), "cannot be told");
});

test("the word for another cause is likely from one half of the evidence on, and never stronger than the verdict", () => {
  const model = makeModel(decisive());
  const word = (verdict, id, weight, reasons = ["sign"]) =>
    wordFor(
      { kind: verdict, cause: "a" },
      ranked(model, { a: 0.4, b: weight }),
      model.causes.find((entry) => entry.cause.id === id),
      { for: reasons },
    );
  assert.deepEqual([word("likely", "b", 0.5), word("likely", "b", 0.49)], ["likely", "possible"]);
  assert.equal(word("possible", "b", 0.6), "possible");
  assert.equal(word("cannot be told", "b", 0.6), "possible");
  assert.equal(word("likely", "b", 0.6, []), "possible");
  assert.deepEqual(
    [word("very likely", "a", 0.1), word("very likely", "a", 0.1, [])],
    ["very likely", "possible"],
  );
});

// Is the problem there at all?

const problem = (more = {}) =>
  book(
    [
      symptom("broken", { showsProblem: true, background: "common" }),
      symptom("hint", { suggestsProblem: true, background: "common" }),
      symptom("special-broken", { implies: ["broken"], background: "common" }),
      symptom("sign", { background: "unusual" }),
      symptom("weak", { background: "occasional" }),
      symptom("other", { background: "common" }),
      symptom("idle"),
    ],
    [
      cause("a", "f", "common", { sign: "usually", weak: "usually", broken: "always" }, []),
      cause("b", "g", "common", {}, []),
    ],
    { otherwise: [{ symptom: "other", title: "Another thing. ", text: "Look there." }], ...more },
  );
const viewOf = (found, knowledge = problem()) => whatIsShown(makeModel(knowledge), found, false);
const shownBy = (found, knowledge = problem()) =>
  notHere(knowledge, viewOf(found, knowledge))?.kind ??
  (viewOf(found, knowledge).shown ? "shown" : "open");

test("what shows the problem is shown, also by what implies it", () => {
  assert.equal(shownBy([present("broken")]), "shown");
  assert.equal(shownBy([present("special-broken")]), "shown");
  assert.equal(shownBy([absent("broken")]), "not here");
});

test("without it, a sign of some cause, a suggestion, or an answer speaks of causes", () => {
  assert.equal(shownBy([present("sign")]), "open");
  assert.equal(shownBy([present("hint")]), "open");
  assert.equal(shownBy([answered("weak")]), "open");
  assert.equal(shownBy([answered("other")]), "not here");
  assert.equal(shownBy([answered("idle")]), "not here", "an answer that speaks for no cause");
  assert.equal(shownBy([]), "not here");
});

test("a sign that would not decide is reason to assume the problem, not to name a cause", () => {
  const isAssumed = (found, knowledge) => viewOf(found, knowledge).isAssumed;
  assert.equal(shownBy([present("weak")]), "open");
  assert.equal(isAssumed([present("weak")]), true);
  for (const clear of ["sign", "hint", "broken"])
    assert.equal(isAssumed([present("weak"), present(clear)]), false, clear);
  assert.equal(isAssumed([answered("weak")]), false);
  assert.equal(isAssumed([present("idle")]), false, "it speaks for no cause");
  const grounds = { a: 0.95, b: 0.01 };
  assert.equal(kind({ grounds, view: { isAssumed: true } }), "cannot be told");
});

test("nothing is assumed where the look for the problem found nothing", () => {
  assert.equal(shownBy([present("weak"), absent("broken")]), "not here");
});

test("a reader who does not see one sign of the problem has not said that there is none", () => {
  const denied = { ...absent("broken"), by: "answer" };
  for (const id of ["weak", "hint"]) assert.equal(shownBy([present(id), denied]), "open", id);
  assert.equal(shownBy([denied]), "not here", "he has shown none either");
});

test("a sign of some cause does not outweigh something else that is found", () => {
  assert.equal(shownBy([present("weak"), present("other")]), "not here");
});

test("a suggestion does not count where the look for the problem found nothing", () => {
  assert.equal(shownBy([present("hint"), absent("broken")]), "not here");
  assert.equal(shownBy([present("hint"), absent("weak")]), "open");
});

test("something else that is found is not here, unless the problem is shown as well", () => {
  assert.equal(shownBy([present("other")]), "not here");
  assert.equal(shownBy([present("other"), present("sign")]), "not here");
  assert.equal(shownBy([present("other"), present("broken")]), "shown");
});

test("a word of the problem does not outweigh both a look in vain and something else, unless a sign decides", () => {
  const knowledge = problem();
  knowledge.symptoms.push(symptom("also-broken", { showsProblem: true, background: "common" }));
  const found = [present("broken"), absent("also-broken")];
  assert.equal(shownBy(found, knowledge), "shown");
  assert.equal(shownBy([...found, present("other")], knowledge), "not here");
  assert.equal(shownBy([...found, present("other"), present("sign")], knowledge), "shown");
});

test("nothing pasted is no statement about the problem; blank and unknown are told apart", () => {
  const knowledge = problem();
  const view = whatIsShown(makeModel(knowledge), [], true);
  assert.deepEqual([view.isEmpty, notHere(knowledge, view)], [true, null]);
});

test("the verdict of something else carries its text; that of nothing says so", () => {
  const verdict = notHere(problem(), viewOf([present("other")]));
  assert.deepEqual(
    [verdict.cause, verdict.family, verdict.get, verdict.otherwise.text],
    [null, null, null, "Look there."],
  );
  assert.equal(
    verdict.sentence,
    "Nothing here points to this problem: Trouble. What it does show: Another thing.",
  );
  assert.equal(
    notHere(problem(), viewOf([])).sentence,
    "Nothing here points to this problem: Trouble.",
  );
});

test("a finding that the book does not know is passed over", () => {
  assert.equal(shownBy([present("gone")]), "not here");
});

// What speaks alone

const alone = () =>
  problem({
    otherwise: [{ symptom: "other", title: "Another thing", text: "", speaksAlone: true }],
  });
const left = (found, knowledge = alone()) =>
  withoutForeign(knowledge, makeModel(knowledge), found).map(({ id }) => id);

test("what speaks alone takes its sentence from others, and leaves them the rest of the paste", () => {
  assert.deepEqual(left([present("other", [1]), present("sign", [1]), present("weak", [2])]), [
    "other",
    "weak",
  ]);
  assert.deepEqual(left([present("other", [1]), present("sign", [1, 2])]), ["other", "sign"]);
  assert.deepEqual(left([{ ...absent("other"), sentences: [1] }, present("sign", [1])]), [
    "other",
    "sign",
  ]);
});

test("what does not speak alone takes nothing", () => {
  assert.deepEqual(left([present("other", [1]), present("sign", [1])], problem()), [
    "other",
    "sign",
  ]);
});

test("what a detector has worked out, and what stands nowhere, is left", () => {
  const knowledge = alone();
  knowledge.symptoms.find(({ id }) => id === "sign").detector = "knows";
  assert.deepEqual(left([present("other", [1]), present("sign", [1]), absent("weak")], knowledge), [
    "other",
    "sign",
    "weak",
  ]);
});

test("the whole way: the weights that the ranking gives lead to the same kinds", () => {
  const knowledge = decisive();
  const model = makeModel(knowledge);
  const evidence = evidenceFrom(model, [present("sign")]);
  const ranking = rankCauses(model, evidence);
  const verdict = judge({
    model,
    ranking,
    grounds: ranking,
    evidence,
    view: { shown: true, isEmpty: false, lowered: new Map() },
  });
  assert.deepEqual([verdict.kind, verdict.cause, verdict.family], ["very likely", "a", "f"]);
});

// What decides may be a message that speaks through the general symptom

const spoken = (often, background) => ({
  knowledge: book(
    [symptom("sign", { background }), symptom("message", { ...DETECTED, implies: ["sign"] })],
    [cause("a", "f", "common", { sign: often }, []), cause("b", "g", "common", {}, [])],
  ),
  found: [present("message")],
  grounds: { a: 0.95, b: 0.01 },
});

test("a message decides where the general symptom would", () => {
  assert.equal(kind(spoken("usually", "rare")), "very likely");
  assert.equal(kind(spoken("sometimes", "rare")), "likely");
});

test("a rare message decides nothing through a general symptom that is seen everywhere", () => {
  assert.equal(kind(spoken("usually", "common")), "likely");
});

test("a message of what a cause never shows denies it", () => {
  const { knowledge, found, grounds } = spoken("usually", "rare");
  knowledge.symptoms.push(symptom("odd"), symptom("odd-message", { implies: ["odd"] }));
  knowledge.causes[0].evidence.odd = "never";
  assert.equal(kind({ knowledge, found: [...found, present("odd-message")], grounds }), "likely");
});
