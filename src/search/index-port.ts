import type { Position } from '#src/base/page.ts';
import type { Query } from './query.ts';

/** What a query can be asked of. Nothing is required: what is absent matches no test of it, and `NOT` finds it. */
export interface Matchable {
  readonly title?: string;
  readonly text?: string;
  readonly brands?: readonly string[];
  /** Six digits of GB/T 2260; anything else lies in no region. */
  readonly region?: string;
  readonly source?: string;
  readonly kind?: string;
  /** 蓝 黄 橙 红 or blue, yellow, orange, red. */
  readonly level?: string;
  readonly at?: Date;
}

/** What the index keeps of a listing or article. */
export interface SearchDocument extends Matchable {
  readonly id: string;
  readonly kind: 'listing' | 'article';
  readonly title: string;
  readonly text: string;
  readonly brands: readonly string[];
  readonly source: string;
  /** When it was published, or else first seen: the order of results, and what `after:` and `before:` ask. */
  readonly at: Date;
  /** Part of the sample that a first start loads. Kept, but no query asks for it. */
  readonly sample: boolean;
}

export interface SearchRequest {
  readonly query: Query;
  /** Most hits to return, at least 1. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: Position;
  /** Whether to make snippets; without, they are empty. */
  readonly highlight: boolean;
}

export interface SearchHit {
  readonly id: string;
  readonly at: Date;
  /** The passage that was found, with matches between ⟦ and ⟧; empty where nothing is to be marked. */
  readonly snippet: string;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** Where the next page starts, or null where this is the last. */
  readonly next: Position | null;
}

/**
 * The search port. Every engine finds exactly the documents of which `matches(query, document)` holds (`evaluate.ts`): no stemming,
 * no synonyms, no relevance. Hits come newest first, by `at` and then `id`, both descending.
 *
 * An index is a projection: the database is the record, and everything in an index can be made again from it. The port therefore has
 * no transactions and no versions; whoever feeds it sends the newest state of a document last, and sending it again changes nothing.
 * It does not authorise, does not say which documents exist, and returns no document: callers read what they show from the database.
 */
export interface SearchIndex {
  /** Adds documents, or replaces those that have the same id. When it returns, searches find them. Of equal ids the last one counts. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  /** Ids that are not in the index are ignored. */
  remove(ids: readonly string[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchPage>;
  /** How many documents match; counting stops at `atMost`, which keeps it fast where "more than 10,000" is answer enough. */
  count(query: Query, atMost?: number): Promise<number>;
  /** Throws where the engine does not answer. */
  ping(): Promise<void>;
}
