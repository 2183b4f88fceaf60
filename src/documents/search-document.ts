import type { SearchDocument } from '#src/search/index.ts';
import type { DocumentRow, VersionRow } from './store.ts';

function words(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(words);
  return value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, member]) => [key, ...words(member)]) : [];
}

/** All that a reader of the page would see beside its title. */
export function readableText(doc: DocumentRow, version: VersionRow): string {
  const content = version.content as Record<string, unknown>;
  if (doc.kind === 'article') return words(content['text']).join('\n');
  const seller = content['seller'] as Record<string, unknown> | undefined;
  return [content['description'], content['attributes'], content['keywords'], seller?.['name'], content['imageTexts']]
    .flatMap(words)
    .join('\n');
}

/** A document as the search index keeps it. */
export function searchDocumentOf(
  doc: DocumentRow,
  version: VersionRow,
  labels: { brands: readonly string[]; level?: string },
): SearchDocument {
  return {
    id: doc.id,
    kind: doc.kind === 'article' ? 'article' : 'listing',
    title: doc.title,
    text: readableText(doc, version),
    brands: [...labels.brands],
    source: doc.sourceId,
    at: doc.publishedAt ?? doc.firstSeenAt,
    sample: doc.sample,
    ...(doc.region === null ? {} : { region: doc.region }),
    ...(labels.level === undefined ? {} : { level: labels.level }),
  };
}
