/**
 * Why: what the page and its Worker say to each other.
 */
import type {
  Case,
  Conclusion,
  Context,
  Finding,
  Id,
  ReadingModules,
  Secrets,
} from "../contract.d.ts";
import type { Excerpt } from "../page/types.d.ts";

/** What the reader said, and whether all lines of the paste are wanted. */
export type AskedContext = Partial<Context> & { all?: boolean };

export interface OpenJob {
  kind: "open";
  /** JSON */
  knowledge: string;
}

/** Reads a paste, or takes a case. */
export interface LookJob {
  kind: "look";
  source: string | Blob;
  made: Case | null;
  /** A new paste: nothing is skipped any more. */
  isNew: boolean;
  context: AskedContext;
}

/** Concludes again with what the reader has said. */
export interface ConcludeJob {
  kind: "conclude";
  context: AskedContext;
}

/** Asks for the telling lines without secrets. */
export interface LinesJob {
  kind: "lines";
  /** Are IP addresses taken out, too? */
  ip: boolean;
}

/** What the page asks for. */
export type Asked = LookJob | ConcludeJob | LinesJob;

/** What the Worker gets: symptoms in `skip` are left out. */
export type Job = (OpenJob | (LookJob & { skip: Id[] }) | ConcludeJob | LinesJob) & { id: number };

/** What the Worker says when a job is done; one of the optional keys. */
export interface Message {
  id: number;
  kind: Job["kind"];
  answer?: Answer;
  opened?: OpenedCase;
  lines?: string[];
  /** Why it failed, as a sentence, or "". */
  failed?: string;
}

/** What the watchdog says itself. */
export interface Overrun {
  slow?: boolean;
  failed?: string;
}

export interface OpenedCase {
  case: Case | null;
  problems: string[];
}

/** What the page shows. */
export type Answer = { refused: string } | Shown;

/** A conclusion with the paste as it is shown. */
export interface Shown extends Omit<Conclusion, "symptoms"> {
  refused?: undefined;
  symptoms: Array<Omit<Finding, "marks">>;
  excerpt: Excerpt;
  isCase: boolean;
  /** Neither paste nor case nor answer. */
  isEmpty: boolean;
  /** Characters of the paste. */
  chars: number;
  apart: Pair[];
  /** Words of the paste that speak for the family of the first cause. */
  words: string[];
}

/** Two causes, and as HTML what tells them apart. */
export interface Pair {
  cause: Id;
  other: Id;
  difference: string;
  symptom: Id | null;
}

/** A paste, or a case, and all that is asked of it. */
export interface Session {
  look(text: string, skip: Id[]): Generator<number, void, void>;
  reopen(made: Case): void;
  conclude(context: AskedContext): Answer;
  lines(ip: boolean): string[];
  open(text: string): OpenedCase;
}

/** A Worker's own scope, or a stand-in for it. */
export interface Port {
  postMessage(message: number | Message): void;
  onmessage?: ((event: { data: Job }) => unknown) | null;
}

/** The other end of a port. */
export interface Line {
  /** Does it run on the page's own thread? */
  isHere: boolean;
  postMessage(job: Job): void;
  terminate(): void;
}

/** Takes secrets out of a text. */
export type Redact = (text: string, options: { ip: boolean }) => string;

/** The book's reading modules, and what redacts with its secrets: that comes later. */
export interface Modules extends ReadingModules {
  makeRedact?: (secrets?: Secrets) => Redact;
}

/** Makes what the engine's bundle exports. */
export type MakeEngine = () => Engine;
/** Makes what the bundle that redacts exports. */
export type MakeRedaction = () => Pick<Modules, "makeRedact" | "secrets">;

/** What makes the Worker's half; what redacts may come later. */
export interface Makers {
  makeEngine: MakeEngine;
  makeRedaction?: MakeRedaction | null;
}

export interface Engine extends Modules {
  serve(port: Port, modules: Modules, inSlices?: boolean): void;
  makeCase: typeof import("../engine/case.mjs").makeCase;
  ticketText: typeof import("../engine/ticket.mjs").ticketText;
}

/** Whom the watchdog informs. */
export interface Listener {
  receive(message: Message | Overrun): void;
  busy(isBusy: boolean): void;
}
