// What the index holds, as index.py writes it, and what the modules of the search hand each other.

export interface Kind {
  one: string;
  many: string;
  worth: number;
  helps: boolean;
  count: number;
}

/** What is loaded first: the kinds in the order of their pages, and what the parts are. */
export interface Contents {
  kinds: Kind[];
  /** the first word of each part, and the part's edition */
  words: Array<[string, string]>;
  /** the editions of the parts with texts */
  pages: string[];
  perPart: number;
  units: number;
  steps: number;
  step: number;
}

/** word -> its places, each as one number */
export type Words = Record<string, number[]>;
/** address, title, summary, lines */
export type PageText = [string, string, string, string[]];

/** Loads a part; `edition` is the one wanted. */
export type Load = (name: string, edition: string) => Promise<unknown>;

export interface Hit {
  page: number;
  kind: Kind;
  score: number;
}

/** What was found, the best first, and the words of the index that were looked for. */
export interface Found {
  hits: Hit[];
  words: Set<string>;
}

export interface Shown {
  kind: Kind;
  address: string;
  title: string;
  summary: string;
  lines: string[];
  /** the line of the page that is most like the query, if one is */
  line: string;
}

/** What was found, and what shows some of it. */
export interface Answer extends Found {
  show(hits: Hit[]): Promise<Shown[]>;
}
export type Finder = (text: string) => Promise<Answer>;

/** Addresses of this site: of the diagnosis, of the list of messages, of what the index names. */
export interface Addresses {
  diagnose: string;
  messages: string;
  of(address: string): string;
}

/** A way on beside the results, such as the diagnosis. */
export interface Way {
  href: string;
  title: string;
  why: string;
  act?: (event: Event) => void;
  isNew?: boolean;
}
