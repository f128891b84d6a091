// What the engine asks of any reading, until the contract itself can be imported
// (generator/causebook/diagnosis/contract.d.ts): then types.d.ts takes it from there, and this file
// goes.

export type Id = string;

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
}

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
