import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import type { Context } from '#src/base/context.ts';
import { newId } from '#src/base/ids.ts';
import type { Logger } from '#src/base/logger.ts';
import type { AccessDeps } from './deps.ts';
import { createLimiter } from './rate-limit.ts';
import { PASSWORD_LENGTH } from './schemas.ts';
import { userById } from './store.ts';
import { accounts, sessions, users, verifications } from './tables.ts';

/** Set by us on every request that goes to better-auth, from the connection and never from the client. */
export const CLIENT_HEADER = 'x-hufu-client';
export const AUTH_PATH = '/api/auth';

const SESSION_SECONDS = 7 * 24 * 60 * 60;
const SIGN_IN_LIMIT = { max: 10, window: 60 };

export interface AuthOptions {
  readonly secret: string;
  /** Where the service is reached; cookies are `Secure` where it starts with https. */
  readonly baseUrl: string;
}

/** Notes a sign-in before the session exists: without its audit row there is no session. */
async function auditSignIn(deps: AccessDeps, ctx: Context, userId: string): Promise<void> {
  const user = await userById(ctx.db, userId);
  if (user === undefined) return;
  const actor = { kind: 'user', id: user.id, name: user.name, roles: user.roles } as const;
  await ctx.db.transaction((db) => deps.audit({ ...ctx, db, actor }, { action: 'user.sign-in', entityType: 'user', entityId: user.id }));
}

function libraryLogger(log: Logger) {
  return {
    level: 'warn' as const,
    log: (level: string, message: string) => {
      // Refused passwords and the like are no faults of ours; the access log has them as answers.
      if (level === 'error') log.error({ reason: message }, 'sign-in library reported an error');
      else log.debug({ reason: message }, 'sign-in library reported');
    },
  };
}

/** better-auth on our tables: e-mail and password, sessions in the database, no sign-up (the first account comes from the set-up link). */
export function createAuth(deps: AccessDeps, ctx: Context, options: AuthOptions) {
  const limiter = createLimiter(ctx.clock);
  return betterAuth({
    appName: 'Hufu',
    secret: options.secret,
    baseURL: options.baseUrl,
    basePath: AUTH_PATH,
    database: drizzleAdapter(ctx.db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: { additionalFields: { roles: { type: 'string[]', required: true, input: false } } },
    // Signing in once a week is enough of a burden; without refreshing, reading a session never writes.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    databaseHooks: { session: { create: { before: async (session) => auditSignIn(deps, ctx, session.userId) } } },
    rateLimit: {
      enabled: true,
      customRules: { '/sign-in/email': SIGN_IN_LIMIT, '/change-password': SIGN_IN_LIMIT },
      customStorage: { consume: async (key, rule) => limiter.take(key, rule) },
    },
    advanced: {
      cookiePrefix: 'hufu',
      database: { generateId: ({ model }) => newId(model, ctx.clock) },
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
      // The API checks the origin of every changing request, these included, before it comes here (`isSameOrigin`).
      disableCSRFCheck: true,
      disableOriginCheck: false,
    },
    telemetry: { enabled: false },
    logger: libraryLogger(ctx.log),
  });
}

export type Auth = ReturnType<typeof createAuth>;
