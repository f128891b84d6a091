/**
 * Why: the only thing that the generator (Python), the scripts of the diagnosis and the reading
 * modules of a book share. Somebody with another subject can write a reading folder from this page
 * alone:
 *
 *     causes/reading/
 *       read.mjs        export function read(text)    what a paste is made of: a `Reading`
 *       detectors.mjs   export const detectors = {}   what no pattern can see: `Detector` by name
 *       secrets.mjs     export const secrets = {}     what this subject calls a secret: `Secrets`
 *
 * Modules are plain ECMAScript: no DOM, no network, no import from outside the folder; beside the
 * language they have `atob`, `btoa`, `TextDecoder` and `TextEncoder`. They may import each other by
 * `import { name } from "./file.mjs";`. An example, for a printer:
 *
 *     // read.mjs; its type is `Read`: (text: string) => Reading
 *     export function read(text) {
 *       const lines = text.split("\n").map((line, i) => ({
 *         n: i + 1,
 *         text: line,
 *         facet: facetOf(line),
 *         exchange: -1,
 *       }));
 *       const facets = [...new Set(lines.map(({ facet }) => facet).filter(Boolean))];
 *       return { lines, facets, failing: -1, prose: ["words"] };
 *     }
 *
 *     function facetOf(line) {
 *       if (!line.trim()) return "";
 *       return /^\d\d:\d\d /.test(line) ? "log" : "words";
 *     }
 *
 *     // detectors.mjs: too hot, where the log says both the temperature and the limit
 *     export const detectors = {
 *       "over-the-limit": ({ lines }) => {
 *         const line = lines.find(({ facet, text }) => facet === "log" && isTooHot(text));
 *         if (!line) return { state: "unknown" };
 *         const marks = [{ line: line.n, from: 0, to: line.text.length }];
 *         return { state: "present", marks, note: "It is hotter than it may be." };
 *       },
 *     };
 *
 *     // secrets.mjs
 *     export const secrets = { names: { code: ["release code, panel code"] } };
 *
 * It must not know any subject. Positions count UTF-16 units from 0, lines from 1, durations are
 * minutes unless a comment says otherwise. An id is lower-case words joined by hyphens.
 */

/** Lower-case words joined by hyphens; unique in a book. */
export type Id = string;
/** What a product says of a cause. */
export type Tie = "common" | "never";

// ---------------------------------------------------------------- what a reading folder exports

/** Reads a paste. Never throws; what it can't make out is a line with the facet "words". */
export type Read<R extends Reading = Reading> = (text: string) => R;

/**
 * What a paste is made of. A book adds keys of its own for its detectors (declare a type that
 * extends this one); the engine looks at none but these.
 */
export interface Reading {
  /** Every line of the paste in its order. */
  lines: ReadingLine[];
  /** The facets that are there, each once: those of `lines`, and what was decoded from them. */
  facets: Id[];
  /**
   * Number of the exchange that failed, or -1 where none is known to; then lines of all exchanges
   * count.
   */
  failing: number;
  /**
   * Facets whose sentences run over line ends: in these, patterns are tried across lines, too. None
   * if left out. Example: `["words"]`.
   */
  prose?: Id[];
  /** Why the paste was not read, as a sentence for the reader; `lines` is then empty. */
  refused?: string;
}

export interface ReadingLine {
  /** Number of the line, from 1, rising; lines that are left out leave a gap. */
  n: number;
  /** The text that patterns look at and that the page shows. */
  text: string;
  /** What kind of text it is: an id of the book's `facets`; "" for what no pattern may look at. */
  facet: Id | "";
  /**
   * Number (from 0) of the exchange, attempt or run that the line belongs to; -1 outside any. Where
   * `failing` is one of them, lines of the others are another story and no pattern looks at them.
   */
  exchange: number;
  /**
   * First character of what the line itself says, behind what a tool puts before every line, such
   * as a time or a name; the whole line if left out. The words before it are none of the reader's.
   */
  at?: number;
}

/** Looks for one symptom where a pattern can't. One that throws has seen nothing. */
export type Detector<R extends Reading = Reading> = (reading: R) => Detection | null | undefined;

/** Detectors by the name that symptoms give as `detector`. */
export type Detectors<R extends Reading = Reading> = Record<Id, Detector<R>>;

/** What a detector says. */
export interface Detection {
  /**
   * "absent" only where it was looked for and would have shown; else "unknown", which counts for
   * nothing.
   */
  state: "present" | "absent" | "unknown";
  /** Where it shows; may be empty for what is worked out from several places. */
  marks?: Mark[];
  /**
   * What was worked out, as a sentence for the reader, without secrets: "It expired 3 minutes
   * before."
   */
  note?: string;
}

/** A piece of a line. */
export interface Mark {
  /** `n` of the line. */
  line: number;
  /** First character, from 0. */
  from: number;
  /** Behind the last character. */
  to: number;
}

/**
 * What a subject calls a secret, beside what any subject does (password, token, key …). A value
 * that follows one of these names is taken out of what is shown or handed over; the word it is
 * listed under stands in its place: `{ names: { code: ["panel code"] } }` makes `panel code: 1234`
 * into `panel code: [code]`. Names are written with spaces for whatever joins them in a text;
 * several stand in one string, joined by ", ".
 */
export interface Secrets {
  /** Names of secrets; a longer name may end with one (`dbpassword`). */
  names?: NamesByWord;
  /** Names that are too short or too common to end a longer one. */
  words?: NamesByWord;
  /** Names that are so common that the value must look like a secret, too. */
  loose?: NamesByWord;
  /** Names of pairs, whose value is "user:secret" or "user secret". */
  couples?: NamesByWord;
  /** Names in the query of an address. */
  query?: NamesByWord;
  /** Names whose value is the whole rest of the line. */
  lines?: NamesByWord;
  /** Names of lists of named values (`name=value; …`): values go, names stay. */
  lists?: NamesByWord;
  /** Words that may stand before a value and stay: schemes of authentication, for instance. */
  schemes?: NamesByWord;
  /** Names in `lists` whose values are no secrets. */
  attributes?: string[];
  /** Regular expressions (without flags) of calls whose quoted arguments are secrets. */
  calls?: string[];
}

/** The word that is shown in a secret's place -> names, ", " between them. */
export type NamesByWord = Record<string, string[]>;

/** What a book's reading folder exports; a book without one is read as plain words. */
export interface ReadingModules<R extends Reading = Reading> {
  read?: Read<R>;
  detectors?: Detectors<R>;
  secrets?: Secrets;
}

// ---------------------------------------------------------------- what the generator writes

export type Audience = "public" | "internal";
export type Likelihood = "common" | "occasional" | "rare";
export type Background = "common" | "occasional" | "unusual" | "rare";
export type Often = "always" | "usually" | "sometimes" | "never";
export type Effort = "seconds" | "minutes" | "hours" | "days";
export type Safety = "read-only" | "reversible" | "disruptive";

/**
 * All that the diagnosis knows of a book, as one JSON document. Addresses are from the site's root.
 */
export interface Knowledge {
  book: BookAbout;
  problem: Problem;
  scales: Scales;
  parties: Titled[];
  roles: Role[];
  facets: Titled[];
  platforms: Platform[];
  observations: Observation[];
  /** Questions with several answers; what none of them holds is asked as yes or no. */
  choices: Choice[];
  /** Name -> pattern that stands for it: patterns refer to it as `{name}`. */
  phrases: Record<Id, string>;
  symptoms: Symptom[];
  /** What else a paste may be about; the first that is seen counts. */
  otherwise: Otherwise[];
  families: Family[];
  causes: Cause[];
  fixes: Fix[];
  scenarios: Scenario[];
  /** What was learned of words; null where nothing was. */
  words: Words | null;
}

/**
 * The knowledge as the page comes with it: what some entries say, beside what conclusions rest on,
 * comes in files of its own, and is empty until then; a symptom is called by its id.
 */
export interface PageKnowledge extends Knowledge {
  later: Later;
}

/** The lists whose entries say something later. */
export type LaterList = "symptoms" | "fixes" | "causes" | "scenarios";
/** For each of these lists, the numbers of the files of its entries, in their order. */
export type Later = Record<LaterList, number[]>;

/**
 * A linear model of words that votes on families. A word of a text counts `(1 + ln(times)) *
 * rarity`, all of a text together 1 (the root of the sum of squares); what a family gets is its
 * start and the weights of these words by what they count, times `scale` in steps (8 double a
 * prior).
 */
export interface Words {
  scale: number;
  families: Id[];
  /** For each family. */
  start: number[];
  /** Words, and twos in a row; the lists below go by their places. */
  words: string[];
  /** How rare each is. */
  rarity: number[];
  /** For each family, what each word says of it; mostly 0. */
  votes: number[][];
}

export interface BookAbout {
  id: Id;
  title: string;
  /** A short name of what the public may know; both audiences' editions have the same. */
  version: string;
  audience: Audience;
}

export interface Problem {
  id: Id;
  title: string;
  url: string;
}

/**
 * The ordinal scales: what their words weigh, in the order of the scale, and how pages say them.
 */
export interface Scales {
  /** How much likelier than a rare one. */
  likelihood: Record<Likelihood, number>;
  /** Share of the cases of a cause in which it shows the symptom. */
  evidence: Record<Often, number>;
  /** Share of all cases in which a cause that does not list the symptom shows it. */
  background: Record<Background, number>;
  /** How much likelier a cause is with a product that is said to have it. */
  tie: Record<Tie, number>;
  /** Minutes of work. */
  effort: Record<Effort, number>;
  /**
   * What an act costs for what it may break: a factor on its minutes. The least disturbing first.
   */
  safety: Record<Safety, number>;
  words: { effort: Record<Effort, string>; safety: Record<Safety, string> };
}

export interface Titled {
  id: Id;
  title: string;
}

export interface Role extends Titled {
  /** The parties that somebody in this role can act as. */
  parties: Id[];
  /** Facets and symptoms of a paste that show this role. */
  facets: Id[];
  symptoms: Id[];
  /** Such readers run no commands. */
  noCommands?: true;
  /** A page for this reader beside the diagnosis. */
  help?: Help;
}

/** A page of the site. */
export interface Help {
  title: string;
  url: string;
}

/** A product or environment. */
export interface Platform extends Titled {
  /** What recognises it in a paste, beside its messages. */
  patterns: Pattern[];
  /** The causes that its users meet most. */
  common: Id[];
  /** Causes that nobody has with it. */
  never: Id[];
}

/** What every entry with a page has. */
export interface Entry extends Titled {
  url: string;
  /** Here and true only for what the public may not know of. */
  internal?: true;
}

export interface Observation extends Entry {
  effort: Effort;
  /** Who can make it. */
  party: Id;
  /** What to get, to complete "Get this next: …". */
  get: string;
  /** Facets of a paste any of which shows that it was made; none where a paste can't show it. */
  shownBy: Id[];
  /** Whether one of its symptoms, seen in a paste, shows that it was made, too. */
  shownBySymptoms: boolean;
  /** Roles that can make it; all where empty. */
  roles: Id[];
  /** Roles whose readers seldom can say when they are asked for it. */
  seldomKnownTo: Id[];
}

/** A question with several answers to tick: one act of looking or remembering. */
export interface Choice {
  id: Id;
  ask: string;
  observation: Id;
  options: ChoiceOption[];
  internal?: true;
}

export interface ChoiceOption {
  /** What is there where this is ticked. */
  symptom: Id;
  text: string;
}

export interface Symptom extends Entry {
  /** As a yes/no question, where one can ask for it. */
  ask: string | null;
  /** The observation that reveals it. */
  observation: Id | null;
  /** How often it is seen whatever the cause is. */
  background: Background;
  patterns: Pattern[];
  /** Name of the detector that looks for it. */
  detector: Id | null;
  /** More general symptoms that are then no further evidence. */
  implies: Id[];
  /** Does it show that the problem is there? */
  showsProblem: boolean;
  /** Does it make the problem worth asking for? */
  suggestsProblem: boolean;
  /** The product whose message it is. */
  platform: Id | null;
  /** What the message itself tells the reader to do first, whatever the cause. */
  firstStep?: FirstStep;
}

export interface FirstStep {
  html: string;
  commands: Command[];
}

/**
 * Looked for in each line: either one expression, or several that stand near each other in any
 * order.
 */
export type Pattern = SinglePattern | NearPattern;

interface PatternPlace {
  /** Facets that are looked in; all where empty. */
  in: Id[];
  /** Does upper or lower case matter? */
  case: boolean;
}

export interface SinglePattern extends PatternPlace {
  /** A regular expression in what RE2 and JavaScript have in common; `{name}` is a phrase. */
  re: string;
  near?: undefined;
}

export interface NearPattern extends PatternPlace {
  re?: undefined;
  near: string[];
}

export interface Otherwise {
  symptom: Id;
  title: string;
  text: string;
  /** Here and true where other symptoms in the same sentence count for nothing. */
  speaksAlone?: true;
}

export interface Family extends Entry {
  likelihood: Likelihood;
  /** Role -> how often for its readers, where that differs. */
  likelihoodFor?: Record<Id, Likelihood>;
}

export interface Cause extends Entry {
  family: Id;
  likelihood: Likelihood;
  /** Role -> how often for its readers, where that differs. */
  likelihoodFor?: Record<Id, Likelihood>;
  /** Who can fix it. */
  party: Id;
  summary: string;
  /** Symptom -> how often this cause shows it. */
  evidence: Record<Id, Often>;
  /** The first thing to try first. */
  fixes: Id[];
  /** What it is taken for; each pair is said at one of the two. */
  lookAlikes: LookAlike[];
  /** A message to whoever can fix it. */
  message: string | null;
}

export interface LookAlike {
  cause: Id;
  /** HTML: what tells the two apart. */
  difference: string;
  symptom: Id | null;
}

export interface Fix extends Entry {
  effort: Effort;
  safety: Safety;
  party: Id;
  steps: Step[];
  /** HTML. */
  verify: string;
  /** HTML; null where there is nothing to undo. */
  undo: string | null;
  /** Symptoms under which it is not offered: it was tried, or makes no sense for this client. */
  unless: Id[];
}

export interface Step {
  id: Id;
  html: string;
  commands: Command[];
  /** The readers who do it; all where it is missing. */
  roles?: Id[];
  internal?: true;
}

export interface Command {
  platform: Id | null;
  run: string;
}

/** A worked example. */
export interface Scenario extends Titled {
  paste: string;
  cause: Id;
  role: Id | null;
}

// ---------------------------------------------------------------- what the engine says

/** A symptom that is there, or was looked for and is not. What is unknown is no finding. */
export interface Finding {
  id: Id;
  state: "present" | "absent";
  /** Seen in the paste, or answered by the reader, who knows better. */
  by: "paste" | "answer";
  /** Where the paste shows it; empty for what was answered or comes from a case. */
  marks: Mark[];
  /** What its detector has worked out, or "". */
  note: string;
}

/** The question that stands under the verdict: plain text for somebody who is stuck. */
export type Question =
  | { kind: "yes-no"; symptom: Id; ask: string; why: string }
  | { kind: "choice"; choice: Id; ask: string; why: string; options: ChoiceOption[] }
  | { kind: "role"; ask: string; why: string; options: Titled[] };

export type VerdictKind = "very likely" | "likely" | "possible" | "cannot be told" | "not here";
/** How a cause of the list is spoken of; never stronger than the verdict. */
export type CauseWord = "very likely" | "likely" | "possible";

export interface Verdict {
  kind: VerdictKind;
  /** Null where it can't be told or is not here; and so is the family. */
  cause: Id | null;
  family: Id | null;
  sentence: string;
  /** What to get, and from whom, where it can't be told. */
  get: { observation: Id; party: Id | null } | null;
  /** What else it is, where it is not here. */
  otherwise: Otherwise | null;
}

/** A cause in question, with symptom ids, the strongest first. */
export interface CauseInQuestion {
  id: Id;
  family: Id;
  word: CauseWord;
  /** Its share, 0 to 1; never shown. */
  weight: number;
  for: Id[];
  against: Id[];
  /** What it would show and nobody has looked at yet. */
  missing: Id[];
}

export interface FamilyInQuestion {
  id: Id;
  weight: number;
}

/** A fix of the case's checklist. */
export interface PlannedFix {
  fix: Id;
  steps: Id[];
  /** The cause that it is for. */
  cause: Id;
  /** Can the reader do it? Else the message goes to `party`. */
  mine: boolean;
  party: Id;
}

/** The first thing to do; the kinds differ in the ids they carry. */
export type NextStep =
  | { kind: "fix"; fix: Id; cause: Id; sentence: string }
  | {
      kind: "message";
      fix: Id;
      cause: Id;
      party: Id;
      message: string | null;
      sentence: string;
    }
  | { kind: "told"; symptom: Id; sentence: string }
  | { kind: "answer"; sentence: string }
  | {
      kind: "look";
      observation: Id | null;
      party: Id | null;
      mine: boolean;
      sentence: string;
    }
  | { kind: "fixed"; fix: Id; sentence: string }
  | { kind: "spent"; sentence: string };

/** What came of a step; the words for it are in checklist/outcomes.mjs. */
export type Outcome = "done" | "no-effect" | "fixed" | "not-possible";
/** "fix/step" -> what came of it. */
export type Outcomes = Record<string, Outcome>;
/**
 * Symptom -> the reader's answer; null is "don't know". Under ":role" stands null where the reader
 * was asked for his role and did not say.
 */
export type Answers = Record<Id, boolean | null>;

/** What the reader says beside the paste. */
export interface Context {
  /** null: as the paste shows it. */
  role: Id | null;
  /** The products in question; null: as the paste shows them. */
  platforms: Id[] | null;
  answers: Answers;
  outcomes: Outcomes;
}

/** What a conclusion rests on, without a word of the paste. */
export interface CaseRecord {
  audience: Audience;
  findings: RecordedFinding[];
  /** The findings that stand in each sentence: one sentence is one witness. */
  sentences: Id[][];
  /** Facets that are there and that the book looks in. */
  facets: Id[];
  size: "nothing" | "a line" | "lines";
  /** Products that the paste names or shows by form. */
  seenPlatforms: Id[];
  /**
   * Family -> steps (whole, -48 to 48; 8 double a prior) by which the words of the paste lean
   * towards it.
   */
  leanings: Record<Id, number>;
  /** Symptoms that took too long and were left out. */
  stuck: Id[];
}

export interface RecordedFinding {
  id: Id;
  state: "present" | "absent";
}

/** What is said of a record in a context. */
export interface Conclusion {
  record: CaseRecord;
  symptoms: Array<Omit<Finding, "marks" | "note">>;
  verdict: Verdict;
  families: FamilyInQuestion[];
  causes: CauseInQuestion[];
  next: NextStep;
  /** What to ask now; null where no answer would change what to do first. */
  question: Question | null;
  /** Who the reader is taken for: said, or shown by the paste. */
  role: Id | null;
  /** The products whose commands are shown: said, or shown by the paste. */
  platforms: Id[];
  plan: PlannedFix[];
  stuck: Id[];
}

/** What is said of a paste. */
export interface Diagnosis<R extends Reading = Reading> extends Omit<Conclusion, "symptoms"> {
  reading: R;
  symptoms: Finding[];
}

/** A case as it is saved and opened again; the file is JSON. It never holds text of the paste. */
export interface Case extends CaseRecord, Context {
  format: "causebook-case";
  version: 3;
  book: { id: Id; version: string };
  /** Id of the problem. */
  problem: Id;
  verdict: Pick<Verdict, "kind" | "cause" | "family">;
  causes: Array<Pick<CauseInQuestion, "id" | "word">>;
}
