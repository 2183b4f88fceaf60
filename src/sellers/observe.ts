import type { Context } from '#src/base/context.ts';
import { inTransaction } from '#src/db/index.ts';
import { type DocumentRow, documentsOfSeller, reanalyse, recordTraces, type VersionRow } from '#src/documents/index.ts';
import { upsertSeller } from './store.ts';

interface ShopContent {
  readonly name: string;
  readonly company?: string;
  readonly uscc?: string;
  readonly address?: string;
  readonly region?: string;
}

/** Keeps who stands behind a shop, as its page says, and has the listings of the shop judged with that knowledge. */
export async function observeSeller(ctx: Context, doc: DocumentRow, version: VersionRow): Promise<void> {
  const shop = version.content as ShopContent;
  await inTransaction(ctx, async (tx) => {
    const { name, company, uscc, address, region } = shop;
    const row = { name, company: company ?? null, uscc: uscc ?? null, address: address ?? null, region: region ?? null };
    await upsertSeller(tx.db, { url: doc.url, ...row, sourceId: doc.sourceId, sample: doc.sample, updatedAt: tx.clock.now() });
    const listings = await documentsOfSeller(tx.db, doc.url);
    await reanalyse(tx, listings, `${doc.id}-${version.version}`);
    const known = company === undefined ? '未公示营业执照' : `${company}（${uscc ?? '无统一社会信用代码'}）`;
    await recordTraces(tx, {
      entityId: doc.id,
      step: 'seller',
      outcome: 'observed',
      text: `店铺主体：${known}`,
      data: { listings: listings.length },
    });
  });
}
