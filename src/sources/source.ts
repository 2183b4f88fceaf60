import type { z } from 'zod';
import type { Problem } from '#src/base/result.ts';
import type { CollectedItem } from './schemas.ts';

/**
 * One kind of source: how to begin, and how to read its pages. A plug-in is a folder with this object in its `plugin.ts`, a line in
 * `registry.ts`, and recorded pages with what they hold under `test/fixtures/sites/`.
 *
 * It is pure: it fetches nothing, remembers nothing and knows no time. It never throws for what a page contains.
 */
export interface SourcePlugin<C> {
  /** Also the name of its folder. */
  readonly id: string;
  /** For people, in Chinese. */
  readonly name: string;
  readonly summary: string;
  readonly configSchema: z.ZodType<C>;
  /** The kinds of page it reads. */
  readonly kinds: readonly string[];
  /** Where a run begins. */
  seeds(config: C, source: SourceRef): readonly FetchTarget[];
  /** Reads one fetched page that `seeds` or `parse` asked for. */
  parse(page: Page, target: FetchTarget, config: C): ParseResult;
}

export interface SourceRef {
  readonly id: string;
  /** Home of the source, as its definition states it. */
  readonly url: string;
}

export interface FetchTarget {
  readonly url: string;
  /** One of the plug-in's kinds. */
  readonly kind: string;
  /** What is known of the page before it is read. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface Page {
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

export interface ParseResult {
  readonly targets: readonly FetchTarget[];
  readonly items: readonly CollectedItem[];
  readonly problems: readonly Problem[];
  /**
   * Why the page is not what the settings expect: it has to be looked at by a person. A page that plainly says it has no results is not
   * changed; one on which nothing expected was found is.
   */
  readonly layoutChanged?: string;
}

/** A page on which what was expected is missing; `found` is what could be read all the same. */
export function changedLayout(reason: string, found: Partial<ParseResult> = {}): ParseResult {
  return { targets: [], items: [], problems: [], ...found, layoutChanged: reason };
}
