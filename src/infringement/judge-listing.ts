import type { Context } from '#src/base/context.ts';
import { hashOf } from '#src/base/hashing.ts';
import { newId } from '#src/base/ids.ts';
import { inTransaction } from '#src/db/index.ts';
import { type DocumentRow, isShopUnread, recordTraces, type VersionRow } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import type { CurrentRegistry } from '#src/registry/index.ts';
import { type SellerRow, sellerByUrl } from '#src/sellers/index.ts';
import { isAddressPending } from '#src/sources/index.ts';
import { judge } from './judge.ts';
import type { InfringementRules } from './rules.ts';
import { type Listing, listingSchema, type Verdict } from './schemas.ts';
import { saveVerdict, verdictsOf } from './store.ts';

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

/** The outcome in words, for the trace of the listing. */
function inWords({ verdict, findings }: Pick<Verdict, 'verdict' | 'findings'>): string {
  const explained = findings.map((finding) => finding.explanation).join(' ');
  if (verdict === 'violation') return `判定违规：${explained}`;
  if (verdict === 'verify') return `需要核实：${explained || '卖家身份不明'}`;
  return verdict === 'lawful' ? '使用合法：登记簿支持其声称' : '未发现对认证标志的声称';
}

function concerns(verdict: string | undefined): boolean {
  return verdict === 'violation' || verdict === 'verify';
}

interface Judged {
  readonly doc: DocumentRow;
  readonly version: VersionRow;
  readonly listing: Listing;
  readonly answer: Omit<Verdict, 'id'>;
  readonly registryVersion: number;
}

/** Keeps a verdict unless it is the one given last on the very same grounds. */
async function keepVerdict(ctx: Context, { doc, version, listing, answer, registryVersion }: Judged): Promise<void> {
  const { verdict, findings, rulesVersion } = answer;
  const inputHash = hashOf({ listing, registryVersion, rulesVersion });
  const [before] = await verdictsOf(ctx.db, doc.id, 1);
  if (before?.inputHash === inputHash && before.version === version.version) return;
  const id = newId('verdict', ctx.clock);
  const codes = [...new Set(findings.map((finding) => finding.code))];
  const grounds = { inputHash, rulesVersion, capturedAt: version.capturedAt, judgedAt: ctx.clock.now() };
  await saveVerdict(ctx.db, {
    id,
    documentId: doc.id,
    version: version.version,
    verdict,
    codes,
    findings: { findings, listing },
    ...grounds,
  });
  const data = { codes, verdictId: id, rulesVersion, registryVersion };
  await recordTraces(ctx, { entityId: doc.id, step: 'judge', outcome: verdict, text: inWords(answer), data });
  if (concerns(verdict) || concerns(before?.verdict))
    await enqueue(ctx, { name: 'alert.listing', key: id, payload: { documentId: doc.id } });
}

/** Whether the page of the shop is still to be fetched, or fetched and still to be read. */
async function isSellerToCome(ctx: Context, sellerUrl: string | null): Promise<boolean> {
  return sellerUrl !== null && ((await isAddressPending(ctx, sellerUrl)) || (await isShopUnread(ctx.db, sellerUrl)));
}

/**
 * Judges the uses of marks in one version of a listing and keeps the verdict; an alert follows from a verdict that accuses or asks.
 * A listing whose shop page is still to be read is left until then: without the licence the seller would look like a stranger.
 * @returns the verdict, or `waiting`
 */
export async function judgeListing(ctx: Context, deps: JudgeDeps, doc: DocumentRow, version: VersionRow): Promise<string> {
  const seller = doc.sellerUrl === null ? undefined : await sellerByUrl(ctx.db, doc.sellerUrl);
  if (seller === undefined && (await isSellerToCome(ctx, doc.sellerUrl))) {
    await recordTraces(ctx, { entityId: doc.id, step: 'judge', outcome: 'waiting', text: '等待读取店铺页的营业执照信息后再判定' });
    return 'waiting';
  }
  const listing = listingOf(doc, version, seller);
  const { view, version: registryVersion } = await deps.registry.get(ctx);
  const { id: _id, ...answer } = judge(listing, view, version.capturedAt, deps.rules);
  await inTransaction(ctx, (tx) => keepVerdict(tx, { doc, version, listing, answer, registryVersion }));
  return answer.verdict;
}
