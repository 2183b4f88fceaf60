import type { Listing } from '#src/marks/index.ts';

export { type Listing, type ListingInput, listingSchema } from '#src/marks/index.ts';

export const codes = ['F1', 'F2', 'F3', 'F4', 'F5', 'S1', 'S2', 'S3', 'T1', 'T2', 'T3', 'P1', 'B1', 'B2'] as const;
export type Code = (typeof codes)[number];

export const levels = ['blue', 'yellow', 'orange', 'red'] as const;
export type Level = (typeof levels)[number];

/** A cited act. `verified`: `read` the article itself was read, `excerpt` only a part or a press page, `memory` to be checked. */
export interface Basis {
  readonly citation: string;
  readonly text: string;
  readonly verified: 'read' | 'excerpt' | 'memory';
}

/** One misuse found in a listing. Days are `YYYY-MM-DD` in Asia/Shanghai, spans UTF-16 positions in the field as given. */
export interface Finding {
  readonly code: Code;
  /** 中文 name of the code. */
  readonly name: string;
  readonly level: Level;
  readonly mark: string;
  readonly markName: string;
  /** As in the registry; for F1 as shown. */
  readonly certificateNo?: string;
  readonly field: string;
  readonly span: readonly [number, number];
  readonly text: string;
  readonly confidence: number;
  /** The holder may still put a lapsed certificate right. */
  readonly curable?: true;
  /** Used before the first valid day. */
  readonly notYet?: true;
  /** Evasive spellings used. */
  readonly evasion?: readonly string[];
  readonly basis: readonly Basis[];
  /** Suggestions only; people decide. */
  readonly measures: readonly string[];
  /** Plain Chinese: what the page says, what the registry says, since when. */
  readonly explanation: string;
}

/** A use of a mark that the registry supports, or whose seller nobody can identify. */
export interface SupportedClaim {
  readonly mark: string;
  readonly certificateNo?: string;
  readonly field: string;
  readonly span: readonly [number, number];
  readonly text: string;
}

export interface Verdict {
  readonly id: Listing['id'];
  readonly verdict: 'violation' | 'verify' | 'lawful' | 'none';
  /** Strongest first. */
  readonly findings: readonly Finding[];
  readonly claims: readonly SupportedClaim[];
  readonly rulesVersion: string;
}
