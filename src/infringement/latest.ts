import type { Context } from '#src/base/context.ts';
import type { Finding, Listing, Verdict } from './schemas.ts';
import { verdictsOf } from './store.ts';

export interface LatestVerdict {
  readonly verdict: Verdict['verdict'];
  readonly findings: readonly Finding[];
  /** As it was judged: with what was known of the seller then. */
  readonly listing: Listing;
  readonly rulesVersion: string;
}

/** The newest verdict on a listing, if it was ever judged. */
export async function latestVerdict(ctx: Context, documentId: string): Promise<LatestVerdict | undefined> {
  const [row] = await verdictsOf(ctx.db, documentId, 1);
  if (row === undefined) return undefined;
  const { findings, listing } = row.findings as Pick<LatestVerdict, 'findings' | 'listing'>;
  return { verdict: row.verdict as Verdict['verdict'], findings, listing, rulesVersion: row.rulesVersion };
}
