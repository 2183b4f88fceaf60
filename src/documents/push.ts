import { z } from 'zod';
import type { Context } from '#src/base/context.ts';
import { messageOf } from '#src/base/errors.ts';
import { inTransaction } from '#src/db/index.ts';
import { type Collected, type IntakeOutcome, intakeDocument } from './intake.ts';
import { type IntakeReport, type PushedDocument, pushedDocumentSchema } from './schemas.ts';

/** The source every pushed document belongs to. */
export const PUSH_SOURCE = 'push';

function toCollected(pushed: PushedDocument, now: Date): Collected {
  const capturedAt = pushed.capturedAt === undefined ? now : new Date(pushed.capturedAt);
  const { kind, url, title, capturedAt: _given, ...content } = pushed;
  if (pushed.kind === 'listing') {
    const sellerUrl = pushed.seller.shopUrl;
    return { kind: pushed.kind, url, title, content: { title, ...content }, capturedAt, ...(sellerUrl === undefined ? {} : { sellerUrl }) };
  }
  const publishedAt = pushed.publishedAt === undefined ? {} : { publishedAt: new Date(pushed.publishedAt) };
  return { kind: pushed.kind, url, title, content: { title, ...content }, capturedAt, ...publishedAt };
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

function parseLine(line: string): PushedDocument | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { code: 'not-json', message: `This line is not complete JSON (${messageOf(error)}). Send one whole object a line.` };
  }
  const parsed = pushedDocumentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return { code: 'invalid', message: z.prettifyError(parsed.error).replaceAll('\n', ' ') };
}

/**
 * Takes documents as NDJSON, one a line. Every good line is kept in a transaction of its own, so that a bad or half line
 * costs nothing but itself, and a sender who was cut off can send everything again.
 */
export async function pushDocuments(ctx: Context, lines: AsyncIterable<string>): Promise<IntakeReport> {
  const counts: Record<IntakeOutcome, number> = { created: 0, changed: 0, unchanged: 0 };
  const refused: IntakeReport['refused'] = [];
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const pushed = parseLine(line);
    if ('code' in pushed) {
      refused.push({ line: number, ...pushed });
      continue;
    }
    const collected = toCollected(pushed, ctx.clock.now());
    const { outcome } = await inTransaction(ctx, (tx) =>
      intakeDocument(tx, collected, { sourceId: PUSH_SOURCE, region: null, sample: false }),
    );
    counts[outcome] += 1;
  }
  return { accepted: counts.created + counts.changed + counts.unchanged, ...counts, refused };
}
