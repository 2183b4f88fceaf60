import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context as HonoContext } from 'hono';
import type { Access } from '#src/access/index.ts';
import type { Clock } from '#src/base/clock.ts';
import type { Actor, Context, Db } from '#src/base/context.ts';
import { UnauthenticatedError } from '#src/base/errors.ts';
import type { Logger } from '#src/base/logger.ts';
import type { Config } from '#src/config/index.ts';
import type { CurrentRegistry } from '#src/registry/index.ts';
import type { SearchIndex } from '#src/search/index.ts';

export interface Readiness {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly message?: string | undefined }>>;
}

/** What stands behind the API. */
export interface ApiDeps {
  readonly config: Config;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly search: SearchIndex;
  readonly registry: CurrentRegistry;
  readonly access: Access;
  readonly sample: SampleWorld;
  readiness(): Promise<Readiness>;
  /** In the text format of Prometheus. */
  metricsText(): Promise<string>;
  /** Folder of the built console; without it a page says how to build it. */
  readonly consoleDir?: string | undefined;
}

/** The invented data of the first start. */
export interface SampleWorld {
  present(): Promise<boolean>;
  remove(ctx: Context): Promise<{ documents: number; alerts: number; cases: number }>;
}

export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    deps: ApiDeps;
    requestId: string;
    /** Null where nobody is signed in. Unset outside /api. */
    actor: Actor | null;
  };
}

export type ApiContext = HonoContext<ApiEnv>;
export type ApiApp = OpenAPIHono<ApiEnv>;

/** What verbs get, done by this actor. */
export function contextAs(c: ApiContext, actor: Actor): Context {
  const { config, db, clock, log } = c.var.deps;
  return { actor, region: config.region, db, clock, log: log.child({ requestId: c.var.requestId }) };
}

/** What verbs get, done by whoever sent the request. @throws UnauthenticatedError where nobody is signed in */
export function contextOf(c: ApiContext): Context {
  const { actor } = c.var;
  if (actor === null) throw new UnauthenticatedError('尚未登录：请先登录。');
  return contextAs(c, actor);
}

/**
 * Address of the caller, for limits. Behind a proxy (HUFU_PUBLIC_URL is set) it is the last one in X-Forwarded-For, which
 * the proxy itself wrote; entries before it come from the caller and are not believed.
 */
export function clientOf(c: ApiContext): string | undefined {
  // Without a server around it (in tests) the application gets no bindings at all.
  const connected = c.env?.incoming?.socket.remoteAddress;
  if (c.var.deps.config.publicUrl === undefined) return connected;
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || connected;
}
