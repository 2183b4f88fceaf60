/** One thing wrong with one row, field or line of an input; the rest of the input is still processed. */
export interface Problem {
  /** 1-based line or row in the input, where it has any. */
  readonly line?: number;
  readonly field?: string;
  /** Stable machine-readable reason, for example `duplicate-number`. */
  readonly code: string;
  /** What is wrong and what to do, for a person. */
  readonly message: string;
}

export interface Parsed<T> {
  readonly items: readonly T[];
  readonly problems: readonly Problem[];
}
