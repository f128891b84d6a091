/** The lines of each row by their words, and what each word weighs: a rare one more. */
export interface Index {
  rows: Set<string>[][];
  weights: Map<string, number>;
  unknown: number;
}

/** Words that were said, what the last one may become, and their weights. */
export interface Said {
  words: Set<string>;
  begun: Set<string>;
  least: number;
  weight: number;
}

/**
 * How well a line fits: the weight of what it shares, its part of the smaller of the two, and how
 * much of the line that is.
 */
export interface Found {
  place: number;
  shared: number;
  part: number;
  covered: number;
}
