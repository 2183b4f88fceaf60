import { boolean, index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '#src/db/columns.ts';

/** One shop as it presents itself; `company`, `uscc` and `address` come from its published licence. */
export const sellers = pgTable(
  'sellers',
  {
    url: text('url').primaryKey(),
    name: text('name').notNull(),
    company: text('company'),
    uscc: text('uscc'),
    address: text('address'),
    region: text('region'),
    sourceId: text('source_id').notNull(),
    sample: boolean('sample').notNull().default(false),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('sellers_uscc').on(t.uscc)],
);
