import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/** A connection or an open transaction: verbs do not care which. */
export type Db = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;

/** Who does something. Everything that changes data is done by somebody, and the audit log names them. */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly name: string; readonly roles: readonly string[] }
  | { readonly kind: 'key'; readonly id: string; readonly name: string; readonly roles: readonly string[] }
  | { readonly kind: 'system'; readonly id: string };

/** What every verb gets beside its input. `region` is the GB/T 2260 code of the office. */
export interface Context {
  readonly actor: Actor;
  readonly region: string;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
}

export function systemActor(id: string): Actor {
  return { kind: 'system', id };
}
