import type { Context } from '#src/base/context.ts';
import { inTransaction } from '#src/db/index.ts';
import { eventForAlert } from '#src/opinion/index.ts';
import { raiseAlert } from './raise.ts';
import { type Level, levels } from './schemas.ts';

/**
 * Brings the alert of an event in line with its newest level.
 * @returns the documents whose alert changed
 */
export async function alertFromEvent(ctx: Context, eventId: string): Promise<readonly string[]> {
  return inTransaction(ctx, async (tx) => {
    const found = await eventForAlert(tx, eventId);
    if (found === undefined) return [];
    const { event, documents } = found;
    const level = levels.find((known) => known === event.level);
    if (level === undefined) return [];
    const brand = event.brands[0] ?? null;
    const percent = Math.round(event.negativeShare * 100);
    const summary = `${event.documents} 篇相关内容，${event.authors} 个发布者，负面 ${percent}%，得分 ${event.score}。`;
    await raiseAlert(tx, {
      kind: 'opinion',
      dedupKey: `opinion:${event.id}`,
      groupKey: `event:${event.id}`,
      level: level satisfies Level,
      verdict: null,
      title: event.title,
      summary,
      brand,
      region: event.regions[0] ?? null,
      codes: [],
      url: null,
      documentId: null,
      eventId: event.id,
      data: {
        ...(event.parts as Record<string, unknown>),
        topics: event.topics,
        authors: event.authors,
        documents: event.documents,
        negativeShare: event.negativeShare,
        score: event.score,
      },
      documents,
      sample: event.sample,
      why: `舆情事件达到预警条件：${summary}`,
    });
    return documents.map((document) => document.id);
  });
}
