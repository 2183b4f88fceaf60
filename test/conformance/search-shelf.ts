import { expect } from 'vitest';
import { parseQuery, type SearchDocument, type SearchIndex } from '#src/search/index.ts';

export const DAY = 24 * 3_600_000;
export const START = Date.parse('2026-01-01T00:00:00+08:00');

export function document(id: string, content: Partial<SearchDocument> = {}): SearchDocument {
  return { id, kind: 'article', title: '', text: '', brands: [], source: 'news', at: new Date(START), sample: false, ...content };
}

/** An engine that remembers what a test put into it, so that the next one starts empty. */
export class Shelf {
  readonly engine: () => SearchIndex;
  readonly #ids = new Set<string>();

  constructor(engine: () => SearchIndex) {
    this.engine = engine;
  }

  async put(...documents: SearchDocument[]): Promise<void> {
    for (const { id } of documents) this.#ids.add(id);
    await this.engine().index(documents);
  }

  async clear(): Promise<void> {
    await this.engine().remove([...this.#ids]);
    this.#ids.clear();
  }

  /** Ids of all matches, walked page by page. */
  async all(query: string, limit = 20): Promise<string[]> {
    const ids: string[] = [];
    for (let after: { at: Date; id: string } | null | undefined; after !== null; ) {
      const position = after === undefined ? {} : { after };
      const page = await this.engine().search({ query: parseQuery(query), limit, highlight: false, ...position });
      expect(page.hits.length).toBeLessThanOrEqual(limit);
      ids.push(...page.hits.map((hit) => hit.id));
      after = page.next;
    }
    return ids;
  }

  async snippet(query: string): Promise<string | undefined> {
    const page = await this.engine().search({ query: parseQuery(query), limit: 1, highlight: true });
    return page.hits[0]?.snippet;
  }

  count(query: string, atMost?: number): Promise<number> {
    return this.engine().count(parseQuery(query), atMost);
  }
}
