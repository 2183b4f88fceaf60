import { inArray, sql } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { hashOf } from '#src/base/hashing.ts';
import { type Prepared, prepare } from '../evaluate.ts';
import type { SearchDocument } from '../index-port.ts';
import { searchEntries, searchTexts } from './tables.ts';
import { documentTerms } from './terms.ts';

/** Between the tokens of the title and those of the text; neither holds it. */
export const FIELD_SEPARATOR = '\u0004';
const BATCH = 200;

/** PostgreSQL holds no NUL in text; the replacement keeps positions. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

function toRows(document: SearchDocument, prepared: Prepared) {
  const { terms, oversize } = documentTerms(prepared);
  const { kind = '', source = '', level = null, region = null, brands, fields } = prepared;
  const texts = {
    ...{ id: document.id, kind, source, brands: [...brands], region, level, sample: document.sample },
    ...{ title: storable(document.title), text: storable(document.text), tokens: fields.join(FIELD_SEPARATOR) },
  };
  return { texts, entry: { id: document.id, at: document.at, digest: hashOf([texts, document.at]), oversize, terms: terms.join(' ') } };
}

async function writeBatch(db: Db, documents: readonly SearchDocument[]): Promise<void> {
  const rows = documents.map((document) => toRows(document, prepare(document)));
  await db.transaction(async (tx) => {
    const changed = await tx
      .insert(searchEntries)
      .values(rows.map((row) => row.entry))
      .onConflictDoUpdate({
        target: searchEntries.id,
        set: { at: sql`excluded.at`, digest: sql`excluded.digest`, oversize: sql`excluded.oversize`, terms: sql`excluded.terms` },
        setWhere: sql`${searchEntries.digest} <> excluded.digest`,
      })
      .returning({ id: searchEntries.id });
    const ids = new Set(changed.map((row) => row.id));
    const texts = rows.map((row) => row.texts).filter((row) => ids.has(row.id));
    if (texts.length === 0) return;
    const columns = ['kind', 'source', 'brands', 'region', 'level', 'sample', 'title', 'text', 'tokens'] as const;
    const set = Object.fromEntries(columns.map((column) => [column, sql.raw(`excluded.${column}`)]));
    await tx.insert(searchTexts).values(texts).onConflictDoUpdate({ target: searchTexts.id, set });
  });
}

function byId(a: SearchDocument, b: SearchDocument): number {
  return a.id < b.id ? -1 : 1;
}

export async function writeDocuments(db: Db, documents: readonly SearchDocument[]): Promise<void> {
  const newest = new Map(documents.map((document) => [document.id, document]));
  // Always in the same order: two writers of the same documents then wait for each other instead of deadlocking.
  const ordered = [...newest.values()].sort(byId);
  for (let start = 0; start < ordered.length; start += BATCH) await writeBatch(db, ordered.slice(start, start + BATCH));
}

export async function removeDocuments(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.delete(searchEntries).where(inArray(searchEntries.id, [...ids]));
    await tx.delete(searchTexts).where(inArray(searchTexts.id, [...ids]));
  });
}
