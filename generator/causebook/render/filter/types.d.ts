/** The lines of an index by their words, and what each word weighs: a rare one more. */
export interface Index {
  rows: Set<string>[];
  weights: Map<string, number>;
}

/** Words that were said, with what the last one may become, and their weight. */
export interface Said {
  words: Set<string>;
  weight: number;
}

/** How well a line fits: the weight of what it shares, and its part of the smaller of the two. */
export interface Found {
  place: number;
  shared: number;
  part: number;
}
