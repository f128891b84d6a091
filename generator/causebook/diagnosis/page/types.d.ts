/**
 * Why: what the page's modules hand each other.
 */
import type { Case, Id, Outcome, Outcomes, Question } from "../contract.d.ts";
import type { Indexes } from "../engine/lookup.mjs";
import type { Said } from "../engine/said.mjs";
import type { Shown } from "../worker/types.d.ts";
import type { Later } from "./later.mjs";

/** What makes up an element: what is null or "" is left out. */
export type Child = Node | string | null | undefined;

/** Attributes that are false or null are left out; true is an empty one. */
export type Attributes = Record<string, string | boolean | null | undefined>;

/** A piece of a line: its text, and "mark", "odd" (cannot be seen), "cut" or "". */
export type Piece = [string, "" | "mark" | "odd" | "cut"];

export interface LineRow {
  /** Number of the mark, 0 for none. */
  number: number;
  parts: Piece[];
  /** Symptoms that are explained below this line. */
  why: Id[];
  gap?: undefined;
}

/** Lines that are left out. */
export interface GapRow {
  gap: number;
}

/** A paste as it is shown. */
export interface Excerpt {
  rows: Array<LineRow | GapRow>;
  /** Symptom -> the numbers of its marks. */
  numbers: Record<Id, number[]>;
  /** Lines of the paste. */
  total: number;
  /** Lines with a number. */
  telling: number;
  /** Lines behind the last one shown. */
  cut: number;
}

/** What the reader said and did. */
export interface State {
  source: string | Blob;
  /** Of a file. */
  name: string;
  made: Case | null;
  /** Sentences about a case that was opened. */
  problems: string[];
  role: Id | null;
  platforms: Id[] | null;
  /** The questions that were answered, in their order. */
  history: Said[];
  /** How many of them came with a case. */
  earlier: number;
  /** Which of them is being changed. */
  changing: number | null;
  outcomes: Outcomes;
  /** All lines of the paste? */
  all: boolean;
  moreCauses: boolean;
  moreFixes: boolean;
  moreExamples: boolean;
}

/** What is kept over a reload, where the reader asked for it. */
export type Kept = Pick<State, "role" | "platforms" | "history" | "outcomes"> & {
  /** The paste, or a case as JSON. */
  source: string;
};

/** What the reader can do. */
export interface Actions {
  look(source: string | Blob, isNew: boolean, name?: string): void;
  refuse(sentence: string): void;
  role(role: Id | null): void;
  platforms(platforms: Id[] | null): void;
  clear(): void;
  /** Brings back what was cleared. */
  undo(): void;
  /** Turns the keeping over a reload on or off; is it on? */
  keep(isWanted: boolean): boolean;
  /** To the element with this id. */
  go(id: string): void;
  /** Answers a question; null is "don't know". */
  say(question: Question, chosen: Id[] | null): void;
  takeBack(place: number): void;
  /** Puts the question at a place of the history again; null leaves it as it is. */
  change(place: number | null): void;
  outcome(step: string, outcome: Outcome | ""): void;
  all(all: boolean): void;
  moreCauses(): void;
  moreFixes(): void;
  moreExamples(): void;
  example(id: Id): void;
  /** Loads what has not come yet, so that the page can be saved whole. */
  made(): Case | null;
  ticket(lines: string[], hasAbsent: boolean): string;
  lines(ip: boolean, isAsked: boolean): void;
  pick(): void;
}

/** What a part of the page is written from. */
export interface View {
  indexes: Indexes;
  answer: Shown;
  state: State;
  actions: Actions;
  later: Later;
  /** The product that the reader has picked, on whatever page. */
  picked: Id | null;
  /** Was something cleared that can be brought back? */
  canUndo: boolean;
}
