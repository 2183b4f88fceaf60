import { expect, test } from 'vitest';
import { testDatabase } from '#test/support/postgres.ts';
const t = testDatabase();
test('x', async () => { await t.database.ping(); expect(1).toBe(1); });
