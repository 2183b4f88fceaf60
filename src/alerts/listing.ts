import type { Context } from '#src/base/context.ts';
import { inTransaction } from '#src/db/index.ts';
import { documentById } from '#src/documents/index.ts';
import { type Listing, latestVerdict, type Finding as MarkFinding } from '#src/infringement/index.ts';
import { markBrand } from '#src/registry/index.ts';
import { type Finding, raiseAlert, withdrawAlert } from './raise.ts';
import { type Level, levels } from './schemas.ts';

/** Whom a listing's alert is grouped under: the firmest identity its seller shows. */
export function sellerKey(seller: Listing['seller'], documentId: string): string {
  const identity = [seller.uscc, seller.company, seller.shopUrl, seller.name].find((value) => value !== undefined && value.trim() !== '');
  return identity === undefined ? `listing:${documentId}` : `seller:${identity.trim()}`;
}

function strongest(findings: readonly MarkFinding[]): Level {
  const rank = Math.max(0, ...findings.map((finding) => levels.indexOf(finding.level)));
  return levels[rank] ?? 'blue';
}

interface Judged {
  readonly verdict: 'violation' | 'verify';
  readonly findings: readonly MarkFinding[];
  readonly listing: Listing;
  readonly rulesVersion: string;
}

function findingOf(
  doc: { id: string; url: string; version: number; sample: boolean; region: string | null },
  judged: Judged,
  brand: string | null,
): Finding {
  const { verdict, findings, listing, rulesVersion } = judged;
  const names = findings.map((finding) => `${finding.code} ${finding.name}`).join('、');
  const lead = findings[0]?.explanation ?? '页面作出认证声称，但卖家身份不明，须先查明卖家再定性。';
  return {
    kind: 'infringement',
    dedupKey: `infringement:${doc.id}`,
    groupKey: sellerKey(listing.seller, doc.id),
    level: strongest(findings),
    verdict,
    title: `${names || '卖家身份不明'}：${listing.title}`.slice(0, 300),
    summary: lead,
    brand,
    region: doc.region,
    codes: [...new Set(findings.map((finding) => finding.code))],
    url: doc.url,
    documentId: doc.id,
    eventId: null,
    data: { verdict, findings, listing, seller: listing.seller, rulesVersion },
    documents: [{ id: doc.id, version: doc.version }],
    sample: doc.sample,
    why: verdict === 'violation' ? `判定为违规：${names}` : `需要核实：${names || '卖家身份不明'}`,
  };
}

/**
 * Brings the alert of a listing in line with its newest verdict: opens, folds, or withdraws it.
 * @returns the documents whose alert changed
 */
export async function alertFromListing(ctx: Context, documentId: string): Promise<readonly string[]> {
  return inTransaction(ctx, async (tx) => {
    const doc = await documentById(tx.db, documentId);
    const judged = await latestVerdict(tx, documentId);
    if (doc === undefined || judged === undefined) return [];
    if (judged.verdict === 'violation' || judged.verdict === 'verify') {
      const brand = await markBrand(tx, judged.findings[0]?.mark);
      await raiseAlert(tx, findingOf(doc, { ...judged, verdict: judged.verdict }, brand));
      return [documentId];
    }
    await withdrawAlert(
      tx,
      `infringement:${documentId}`,
      judged.verdict === 'lawful' ? '复核后登记簿支持该声称，预警撤回' : '页面已不再作出该声称，预警撤回',
    );
    return [documentId];
  });
}
