import type { Context } from '#src/base/context.ts';
import { hashOf } from '#src/base/hashing.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { type DocumentRow, recordTraces, type VersionRow } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import type { CurrentRegistry } from '#src/registry/index.ts';
import { type SellerRow, sellerByUrl } from '#src/sellers/index.ts';
import { isAddressPending } from '#src/sources/index.ts';
import { judge } from './judge.ts';
import type { InfringementRules } from './rules.ts';
import { type Listing, listingSchema } from './schemas.ts';
import { insertVerdict, verdictsOf } from './store.ts';

export interface JudgeDeps {
  readonly registry: CurrentRegistry;
  readonly rules: InfringementRules;
}

/** The listing as collected, with what the licence of its shop says of the seller. */
export function listingOf(doc: DocumentRow, version: VersionRow, seller: SellerRow | undefined): Listing {
  const content = version.content as Record<string, unknown>;
  const own = (content['seller'] ?? {}) as Record<string, unknown>;
  const licence = seller === undefined ? {} : { name: seller.name, company: seller.company, uscc: seller.uscc, region: seller.region };
  const known = Object.fromEntries(
    Object.entries(licence).filter(([key, value]) => value !== null && (own[key] === undefined || own[key] === '')),
  );
  return listingSchema.parse({
    ...content,
    id: doc.id,
    url: doc.url,
    seller: { ...own, ...known },
    capturedAt: version.capturedAt.toISOString(),
  });
}

/**
 * Judges the uses of marks in one version of a listing and keeps the verdict; an alert follows from a verdict that accuses or asks.
 * A listing whose shop page is still to be read is left until then: without the licence the seller would look like a stranger.
 * @returns the verdict, or `waiting`
 */
export async function judgeListing(ctx: Context, deps: JudgeDeps, doc: DocumentRow, version: VersionRow): Promise<string> {
  const seller = doc.sellerUrl === null ? undefined : await sellerByUrl(ctx.db, doc.sellerUrl);
  if (seller === undefined && doc.sellerUrl !== null && (await isAddressPending(ctx, doc.sellerUrl))) {
    await recordTraces(ctx, { entityId: doc.id, step: 'judge', outcome: 'waiting', text: '等待读取店铺页的营业执照信息后再判定' });
    return 'waiting';
  }
  const listing = listingOf(doc, version, seller);
  const { view, version: registryVersion } = await deps.registry.get(ctx);
  const { id: _id, ...answer } = judge(listing, view, version.capturedAt, deps.rules);
  const inputHash = hashOf({ listing, registryVersion, rules: answer.rulesVersion });
  await inTransaction(ctx, async (tx) => {
    const [before] = await verdictsOf(tx.db, doc.id, 1);
    const id = newId('verdict', tx.clock);
    const codes = [...new Set(answer.findings.map((finding) => finding.code))];
    const row = {
      id,
      documentId: doc.id,
      version: version.version,
      inputHash,
      verdict: answer.verdict,
      codes,
      findings: { findings: answer.findings, listing },
    };
    const isNew = await insertVerdict(tx.db, {
      ...row,
      rulesVersion: answer.rulesVersion,
      capturedAt: version.capturedAt,
      judgedAt: tx.clock.now(),
    });
    if (!isNew) return;
    const explained = answer.findings.map((finding) => finding.explanation).join(' ');
    const text = {
      violation: `判定违规：${explained}`,
      verify: `需要核实：${explained || '卖家身份不明'}`,
      lawful: '使用合法：登记簿支持其声称',
      none: '未发现对认证标志的声称',
    }[answer.verdict];
    await recordTraces(tx, {
      entityId: doc.id,
      step: 'judge',
      outcome: answer.verdict,
      text,
      data: { codes, verdictId: id, rulesVersion: answer.rulesVersion, registryVersion },
    });
    const accused = (verdict: string | undefined) => verdict === 'violation' || verdict === 'verify';
    if (accused(answer.verdict) || accused(before?.verdict)) {
      await enqueue(tx, { name: 'alert.listing', key: id, payload: { documentId: doc.id } });
    }
  });
  return answer.verdict;
}
