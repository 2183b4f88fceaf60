import { eq } from 'drizzle-orm';
import type { Db } from '#src/base/context.ts';
import { sellers } from './tables.ts';

export type SellerRow = typeof sellers.$inferSelect;

export async function sellerByUrl(db: Db, url: string): Promise<SellerRow | undefined> {
  const [row] = await db.select().from(sellers).where(eq(sellers.url, url));
  return row;
}

export async function upsertSeller(db: Db, row: typeof sellers.$inferInsert): Promise<void> {
  await db.insert(sellers).values(row).onConflictDoUpdate({ target: sellers.url, set: row });
}

export async function deleteSampleSellers(db: Db): Promise<void> {
  await db.delete(sellers).where(eq(sellers.sample, true));
}
