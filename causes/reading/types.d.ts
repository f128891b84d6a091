// What a paste of HTTP is read into, and what the modules that read it hand to one another.
// A Reading is what the book gives to the engine; everything below `Scan` stays in this folder.

import type {
  Detection,
  Mark,
  Reading as AnyReading,
  ReadingLine,
} from "../../generator/causebook/diagnosis/contract.d.ts";

export type { Detection, Mark, Secrets } from "../../generator/causebook/diagnosis/contract.d.ts";

export type Detector = (reading: Reading) => Detection;

/** A line as it was pasted; its own content begins at column `at`. */
export interface Line extends ReadingLine {
  at: number;
}

export interface Header {
  name: string;
  value: string;
  line: number;
  /** The value stands whole in code, a command or a recording: its blanks are its own. */
  exact?: boolean;
  /** The value holds a variable, so what was sent is not known. */
  expands?: boolean;
}

/** What a client would sign in with once the server has said how. */
export interface Login {
  schemes: RegExp;
  name: string;
  line: number;
}

export interface Request {
  method: string;
  url: string;
  version: string;
  headers: Header[];
  line: number;
  /** There may be more than is shown. */
  partial?: boolean;
  /** The kind of command that it was read from. */
  command?: string;
  login?: Login | null;
  /** When it was sent, in milliseconds, where a recording says so. */
  time?: number;
  /** The scheme of its address was not shown. */
  assumed?: boolean;
}

export interface Response {
  status: number | null;
  reason: string;
  version: string;
  headers: Header[];
  line: number;
  partial?: boolean;
}

export interface Exchange {
  request: Request | null;
  response: Response | null;
  body: string;
  proxy: boolean;
  from: number;
  to: number;
}

type Json = Record<string, unknown>;

/** A JSON Web Token or its claims; `problem` says why it cannot be whole. */
export interface Token {
  raw: string;
  header: Json | null;
  claims: Json | null;
  line: number;
  where: string;
  problem: string;
}

/** A status outside the head of a response. */
export interface Sighting extends Mark {
  status: number;
}

/** What detectors of this book look at; `failing` is the exchange that failed with 401. */
export interface Reading extends AnyReading {
  lines: Line[];
  exchanges: Exchange[];
  tokens: Token[];
  sightings: Sighting[];
}

/** A challenge of WWW-Authenticate (RFC 9110, 11.6.1). */
export interface Challenge {
  scheme: string;
  token68: string;
  params: Record<string, string>;
}

/** A credential as a request carried it; `opaque`: its value has a grammar of its own. */
export interface Credential {
  from: "authorization" | "header" | "query" | "userinfo";
  scheme: string;
  value: string;
  raw: string;
  name: string;
  line: number;
  exact?: boolean;
  blanked?: boolean;
  expands?: boolean;
  opaque: boolean;
}

export interface UrlParts {
  scheme: string;
  user: string;
  host: string;
  port: string;
  path: string;
  query: string;
}

/** A line while it is read: `full` is what a header or token may fill, `tool` the facet of what
 * a tool wrote, `source` whose line it is where several write in turn, `continues` that it only
 * goes on with the token of the line before. */
export interface PasteLine extends Line {
  full: string;
  until: number;
  tool: string;
  source: string;
  continues: boolean;
}

/** A status with its column. */
export interface Placed {
  status: number;
  from: number;
}

export interface BodyMeter {
  open: boolean;
  take(text: string): void;
}

/** What the lines around a request say of its address: a whole one, or the scheme alone. */
export interface Hint {
  known: string;
  scheme: string;
}

export type Side = "request" | "response";

export interface Scan {
  lines: PasteLine[];
  /** Tokens whose claims stand in the paste as JSON. */
  claims: Token[];
  exchanges: Exchange[];
  /** The exchange that the next line may belong to, always the last of `exchanges`. */
  open: Exchange | null;
  /** Of the open one only the request is known: lines that follow may show it again. */
  isDraft: boolean;
  /** Of the open one no body follows. */
  isHeadOnly: boolean;
  hints: Map<Exchange, Hint>;
  /** Requests of the same command whose answers are still to come. */
  waiting: Request[];
  /** Where in a message the next plain line stands. */
  part: "" | Side | "body" | "request-body";
  /** Header lines follow as they are, without marks. */
  raw: boolean;
  meter: BodyMeter | null;
  /** The facet of the line before. */
  before: string;
  /** What curl's own lines said so far, see marked.mjs. */
  curl: {
    dump: string;
    seen: boolean;
    tls: boolean;
    port: string;
    next: string;
    proxied: boolean;
  };
  /** The last quoted message and what stood before its quotes, see traces.mjs. */
  wire: { side: "" | "sent" | "received"; sent: string | null; received: string | null };
  /** The last header that stood alone, see lone-headers.mjs. */
  lone: { side: Side; line: number };
  /** The labelled record that is open, see labelled.mjs. */
  record: LabelledRecord | null;
  /** The line before which labelled.mjs found no status. */
  statusless: number;
  /** The place of the status in a log's line, as its head says; -1 without a head. */
  place: number;
  /** Lines that may still be looked at in vain for the end of an object. */
  ahead: number;
}

export interface LabelledRecord {
  exchange: Exchange;
  line: number;
  side: Side;
  isHeaders: boolean;
  /** Headers and other fields stand side by side, below a headline that names the side. */
  isMixed: boolean;
  /** The parts of the address that labels name. */
  sent: { path?: string; host?: string; scheme?: string };
}

/** Takes the line at `index` and those that belong to it: the index after them, or 0. */
export type Recogniser = (scan: Scan, index: number, content: string) => number;

/** A part of a message as a trace writes it; `raw`: header lines follow without marks. */
export interface Part {
  side: "sent" | "received" | "info" | "body";
  text: string;
  raw?: boolean;
}

/** A word of a command, where it begins, and whether a shell would put a variable's value in. */
export interface Word {
  text: string;
  at: number;
  expands: boolean;
}

/** The number of the line on which a place in a command stands. */
export type LineOf = (at: number) => number;
