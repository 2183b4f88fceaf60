import type { Context } from '#src/base/context.ts';
import { NotFoundError } from '#src/base/errors.ts';
import { decodeCursor, type Page, pageOf } from '#src/base/page.ts';
import { type EventDetail, type EventQuery, type EventView, eventQuerySchema } from './event-schemas.ts';
import { articlesOf, type EventRow, eventById, findEvents, topEvents } from './store.ts';

function viewOf(row: EventRow): EventView {
  const { parts: _parts, updatedAt: _updated, firstAt, lastAt, level, ...rest } = row;
  return { ...rest, level: level as EventView['level'], firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() };
}

export async function listEvents(ctx: Context, query: EventQuery): Promise<Page<EventView>> {
  const { cursor, limit, ...filter } = eventQuerySchema.parse(query);
  const rows = await findEvents(ctx.db, { ...filter, limit, ...(cursor === undefined ? {} : { after: decodeCursor(cursor) }) });
  return pageOf(rows, limit, (row) => ({ at: row.lastAt, id: row.id }), viewOf);
}

export async function getEvent(ctx: Context, id: string): Promise<EventDetail> {
  const row = await eventById(ctx.db, id);
  if (row === undefined) throw new NotFoundError(`There is no event ${id}.`);
  const articles = await articlesOf(ctx.db, id);
  const { parts } = row.parts as { parts?: Record<string, unknown>[] };
  return {
    ...viewOf(row),
    parts: parts ?? [],
    articles: articles.map((article) => {
      const content = article.content as { author?: string; outlet?: string };
      const { documentId, url, title, publishedAt, duplicateOf, opinion } = article;
      return {
        id: documentId,
        url,
        title,
        author: content.author ?? null,
        outlet: content.outlet ?? null,
        publishedAt: publishedAt.toISOString(),
        sentiment: opinion.sentiment,
        duplicateOf,
      };
    }),
  };
}

/** The events with the highest score that have a level. */
export async function worstEvents(ctx: Context, limit: number): Promise<EventView[]> {
  return (await topEvents(ctx.db, limit)).map(viewOf);
}
