import type { Context } from '#src/base/context.ts';
import type { RoleTable } from './roles.ts';

/** What happened, for the audit log. */
export interface AccessEvent {
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Writes to the audit log in the transaction of `ctx`. The log stands right of access in the house, so that it is handed in. */
export type Audit = (ctx: Context, event: AccessEvent) => Promise<void>;

export interface AccessDeps {
  readonly roles: RoleTable;
  readonly audit: Audit;
}
