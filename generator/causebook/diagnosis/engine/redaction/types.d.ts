/** What the modules of the redaction hand to each other. Positions count UTF-16 units from 0. */

/** A text in one notation. */
export interface Unfolded {
  plain: string;
  /** Where each character of `plain` stood, and one more for the end. */
  at: Int32Array;
  /** How deep each character was wrapped: 0 as written, more the deeper. */
  level: Uint8Array;
}

/** From the first character to the one behind the last. */
export interface Range {
  from: number;
  to: number;
}

/** What goes, and the word that is shown in its place. */
export interface Span extends Range {
  word: string;
}

/** A value that holds more than the secret. */
export interface Value extends Span {
  /** It is the rest of a line: a scheme may stand before the secret. */
  isLine?: boolean;
  /** It is a list of named values. */
  isList?: boolean;
  isQuoted?: boolean;
}

/** The text of a piece, and where it begins. */
export interface Passage {
  text: string;
  from: number;
}

/** How far a name is to be trusted, and the word that is shown for its value. */
export interface Trusts {
  /** Also at the end of a longer name. */
  sure?: string;
  /** Where it stands alone. */
  word?: string;
  /** If the value looks like a secret, too. */
  loose?: string;
  /** In the query of an address. */
  query?: string;
  /** A user and a secret may follow. */
  couple?: string;
  /** A user and a secret follow. */
  sureCouple?: string;
  /** A word that stands before a secret and stays. */
  scheme?: string;
  /** The value is the rest of the line. */
  line?: string;
  /** The value is a list of named values. */
  list?: string;
}

/** A letter of the names that are known, as a tree of letters. */
export interface Letter {
  next: Map<string, Letter>;
  /** The name that ends here, or "". */
  name: string;
}

/** How names are found. */
export interface Naming {
  /** By compact name. */
  known: Map<string, Trusts>;
  root: Letter;
}

/** A name of a secret in a text. */
export interface Name extends Range {
  /** Where the words begin that end with it. */
  start: number;
  /** Where the last of these words begins. */
  wordStart: number;
  trusts: Trusts;
  /** All of it, as it is written. */
  written: string;
}

/** What a name stands in. */
export interface Place {
  /** The text of the line before it, as far as it is looked at. */
  line: string;
  /** The quote before it, or "". */
  quote: string;
  quoteLevel: number;
  /** The text before the word it ends. */
  about: string;
  isTag: boolean;
  isQuery: boolean;
  isFlag: boolean;
  /** All its words begin the line. */
  startsLine: boolean;
  /** The word it ends begins the line. */
  isLine: boolean;
}

/** How a name and its value are joined. */
export type Joint =
  "sign" | "tag" | "line" | "comma" | "item" | "cell" | "for" | "is" | "paren" | "dash" | "blank";

/** What stands between a name and its value. */
export interface Separator extends Range {
  how: Joint;
}

/** A name with what follows it, before it is known whether a secret does. */
export interface Candidate {
  name: Name;
  place: Place;
  how: Joint;
  /** The separator as it is written. */
  sign: string;
  /** Where the value begins at the earliest. */
  to: number;
  /** A colon with the value right behind it. */
  isTight: boolean;
  depth: number;
  known: Map<string, Trusts>;
  /** The value is one word. */
  isWord: boolean;
  /** A bracket closes behind the value. */
  isClosed: boolean;
  /** A clause ends behind the value. */
  isClause: boolean;
}

/** Where a value begins, behind what it is wrapped in. */
export interface Wrapping extends Range {
  /** Where its brackets begin. */
  open: number;
  /** Its own quote, or "". */
  quote: string;
}

/** What a redaction knows beside the text. */
export interface Context {
  naming: Naming;
  /** A word before a value that stays, with the blank behind it. */
  scheme: RegExp;
  /** Names in a list whose values stay, in small letters. */
  attributes: Set<string>;
  /** Calls that take a secret. */
  calls: RegExp;
}
