/**
 * Why: what the engine's modules hand each other. What leaves the engine stands in the contract.
 */
import type {
  Answers,
  CaseRecord,
  Cause,
  ChoiceOption,
  Context,
  FamilyInQuestion,
  Id,
  Knowledge,
  Otherwise,
  PlannedFix,
  Question,
  Reading,
  ReadingLine,
  Scales,
  Symptom,
  Verdict,
} from "../contract.d.ts";

/** What ranking needs of a knowledge, looked up once. */
export interface Model {
  knowledge: Knowledge;
  scales: Scales;
  /** What the public book knows, where this one is internal and knows more. */
  outer: Model | null;
  symptoms: Map<Id, Symptom>;
  /** Symptom -> all more general ones that it implies. */
  general: Map<Id, Set<Id>>;
  /** Symptom -> how often a cause that does not list it shows it. */
  backgrounds: Map<Id, number>;
  /** Symptoms that some cause lists. */
  listed: Set<Id>;
  /** The same, and those that speak through what they imply. */
  speaking: Set<Id>;
  /** Facets that mean something to the book. */
  facets: Set<Id>;
  /** Symptoms that some cause always shows. */
  missable: Set<Id>;
  words: WordModel;
  /** Symptom -> how likely each cause's reader says yes; filled as it is asked for. */
  yesChances: Map<Id, number[]>;
  causes: CauseEntry[];
  /** Role -> how much likelier each cause is for its readers than for all, by cause. */
  roleFactors: Map<Id, Map<Id, number>>;
}

/** A cause as ranking sees it. */
export interface CauseEntry {
  cause: Cause;
  /** Its place in the book. */
  order: number;
  prior: number;
  /** Symptom -> how often this cause shows it. */
  chances: Map<Id, number>;
}

/** Family -> steps by which the words of a text lean towards it. */
export type Leanings = Record<Id, number>;

/** The known words of a text, each with its place and how much it counts there. */
export type Shares = Array<{ word: string; place: number; share: number }>;

/** What the learned words say of a text. */
export interface WordModel {
  leanings(text: string): Leanings;
  /** The words that spoke most for a family, the loudest first. */
  telling(text: string, family: Id): string[];
}

export interface RankedCause {
  entry: CauseEntry;
  /** Posterior; all together less than 1, the rest is the cause that the book does not know. */
  weight: number;
}

export interface Ranking {
  causes: RankedCause[];
  families: FamilyInQuestion[];
}

/** A finding with the numbers of its sentences. */
export interface PlacedFinding {
  id: Id;
  state: "present" | "absent";
  sentences: number[];
}

/** The same, and whether a pattern or the reader says so. */
export interface WitnessedFinding extends PlacedFinding {
  by: "paste" | "answer";
}

/** What counts for ranking. */
export interface Evidence {
  id: Id;
  present: boolean;
  answered: boolean;
  sentences: number[];
}

/** Symptom ids, the strongest first. */
export interface Reasons {
  for: Id[];
  against: Id[];
  missing: Id[];
}

/** Whether the problem is there at all. */
export interface View {
  shown: boolean;
  otherwise: Otherwise | null;
  recognised: boolean;
  /** Is there a sign of some cause, and none of the problem itself? */
  isAssumed: boolean;
  isEmpty: boolean;
}

/** What outcomes of steps mean for the fixes. */
export interface Lessons {
  /** Fixes that are not worth trying again. */
  out: Set<Id>;
  /** Cause -> factor on its prior. */
  tilts: Map<Id, number>;
  fixedBy: Id | null;
}

/** What a verdict rests on. */
export interface Grounds {
  model: Model;
  /** The ranking that is shown. */
  ranking: Ranking;
  /** What it would be without the words of the paste. */
  grounds: Ranking;
  evidence: Evidence[];
  /** With the causes whose fixes have been tried in vain. */
  view: View & { lowered: Map<Id, number> };
}

/** What one model makes of a record; without a ranking where the problem is not there. */
export interface Judgement {
  findings: PlacedFinding[];
  symptoms: WitnessedFinding[];
  verdict: Verdict;
  evidence?: Evidence[];
  ranking?: Ranking;
  grounds?: Ranking;
}

/** A record and what the reader says of it; his role and products as they are taken. */
export interface Given extends Context {
  platforms: Id[];
  record: CaseRecord;
  model: Model;
}

/** What rating questions takes. */
export interface Inquiry {
  model: Model;
  ranking: Ranking;
  seen: Array<{ id: Id; state: "present" | "absent" }>;
  answers: Answers;
  record: Pick<CaseRecord, "facets" | "findings">;
  role: Id | null;
  /** Fixes that are not worth trying again. */
  out: Set<Id>;
}

/** Something that could be asked. */
export interface Candidate {
  /** The symptoms that it settles. */
  symptoms: Id[];
  /** Minutes that answering takes, with the waiting for whoever can. */
  cost: number;
  /** How likely the reader can say. */
  known: number;
  ask: string;
  /** Of a question with several answers: its id, and the answers that are shown. */
  choice?: Id;
  options: ChoiceOption[];
}

/** What choosing the next step takes. */
export interface Situation {
  knowledge: Knowledge;
  verdict: Verdict;
  plan: PlannedFix[];
  question: Question | null;
  role: Id | null;
  fixedBy: Id | null;
  /** A message seen that tells itself what to do. */
  told: Symptom | null;
}

/** The causes still in play, each at the same place in every list. */
export interface Prospect {
  model: Model;
  entries: CauseEntry[];
  /** The fix that is tried first for each; null where none is left. */
  fixes: Array<Id | null>;
  /** How likely each is held to be. */
  beliefs: number[];
  /** The same, as sure as it may be. */
  tempered: number[];
  /** Bits that are unknown of the cause. */
  unknown: number;
  /** Symptom -> how likely the reader of each says yes; filled as it is asked for. */
  chances: Map<Id, number[]>;
}

/** Tells of each piece found its number and where it starts. */
export type Finder = (text: string, found: (piece: number, place: number) => void) => void;

export interface CompiledPattern {
  parts: RegExp[];
  facets: Id[];
  /** Sets of numbers of pieces: of each set, every match contains one. */
  pieces: number[][];
}

/** The patterns of a knowledge, compiled. */
export interface Recogniser {
  symptoms: Array<{ symptom: Symptom; patterns: CompiledPattern[] }>;
  platforms: Array<{ id: Id; patterns: CompiledPattern[] }>;
  /** Patterns that this engine refuses; the others work. */
  problems: Array<{ id: Id; text: string }>;
  find: Finder;
}

/** From, to: places of a text. */
export type Span = [number, number];

/** A stretch of the flowing text, all of one facet. */
export interface Passage {
  facet: Id;
  from: number;
  to: number;
}

/** Which ranges hold which pieces. */
export interface PieceRanges {
  of(sets: number[][]): number[];
}

/** The text of a reading as patterns look at it. */
export interface SearchableText {
  reading: Reading;
  /** The lines that count. */
  lines: ReadingLine[];
  /** Where each line starts in `flow`; one more for the end. */
  starts: Int32Array;
  /** All lines, trimmed, with a blank between them. */
  flow: string;
  facets: Set<Id>;
  /** Numbers of the lines that say what none before has said. */
  distinct: number[];
  /** For sentences broken over lines and for what a long line hides. */
  windows: Passage[];
  byLine: PieceRanges;
  byWindow: PieceRanges;
}
