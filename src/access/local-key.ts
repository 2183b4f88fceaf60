import { existsSync, readFileSync } from 'node:fs';
import type { Context } from '#src/base/context.ts';
import { systemActor } from '#src/base/context.ts';
import { inTransaction } from '#src/db/index.ts';
import type { AccessDeps } from './deps.ts';
import { createKey, findKey } from './keys.ts';
import { writePrivateFile } from './secret.ts';
import { deleteKeysOf } from './store.ts';

const NAME = 'command line';
const CREATOR = systemActor('start');

/**
 * Makes sure that `file` holds a valid key with the role reader, by which commands on this machine ask the running service.
 * A key whose file was lost is replaced, so that none is left over that nobody holds.
 */
export async function ensureLocalKey(deps: AccessDeps, ctx: Context, file: string): Promise<void> {
  const stored = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const known = await findKey(ctx.db, stored, ctx.clock.now());
  if (known?.createdBy === CREATOR.id && known.roles.includes('reader')) return;
  await inTransaction({ ...ctx, actor: CREATOR }, async (tx) => {
    for (const { id, name } of await deleteKeysOf(tx.db, CREATOR.id, NAME)) {
      await deps.audit(tx, { action: 'key.remove', entityType: 'key', entityId: id, data: { name, reason: 'replaced' } });
    }
    const { key } = await createKey(deps, tx, { name: NAME, roles: ['reader'] });
    // Within the transaction: where the file cannot be written, no key is made.
    writePrivateFile(file, `${key}\n`);
  });
}
