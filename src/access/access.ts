import type { Clock } from '#src/base/clock.ts';
import { type Actor, type Context, systemActor } from '#src/base/context.ts';
import { NotFoundError, UnauthenticatedError } from '#src/base/errors.ts';
import type { Logger } from '#src/base/logger.ts';
import type { Database } from '#src/db/index.ts';
import { AUTH_PATH, type Auth, CLIENT_HEADER, createAuth } from './auth.ts';
import type { AccessDeps, Audit } from './deps.ts';
import { createKey, findKey, listKeys, removeKey } from './keys.ts';
import { ensureLocalKey } from './local-key.ts';
import { authorise, loadRoles, type Permission, permissionsOf } from './roles.ts';
import type { CreatedKey, CreateKeyInput, KeyView, SetupInput } from './schemas.ts';
import { completeSetup, isSetupOpen, setupLink } from './setup.ts';
import { userById } from './store.ts';

/** Who comes in and what they may do. */
export interface Access {
  /** Answers requests under /api/auth. @param client address of the caller, for limits @throws NotFoundError */
  handler(request: Request, client?: string): Promise<Response>;
  /** Who sent a request with these headers. @throws UnauthenticatedError where it carries a key that is not valid */
  actorOf(headers: Headers): Promise<Actor | null>;
  /** @throws UnauthenticatedError, ForbiddenError */
  authorise(actor: Actor | null, permission: Permission): Actor;
  permissionsOf(actor: Actor): readonly Permission[];
  emailOf(actor: Actor): Promise<string | undefined>;
  setupLink(ctx: Context, baseUrl: string): Promise<string | null>;
  isSetupOpen(ctx: Context): Promise<boolean>;
  /** Makes the first account and signs it in. @returns the cookies to set */
  completeSetup(ctx: Context, input: SetupInput): Promise<readonly string[]>;
  createKey(ctx: Context, input: CreateKeyInput): Promise<CreatedKey>;
  listKeys(ctx: Context): Promise<readonly KeyView[]>;
  removeKey(ctx: Context, id: string): Promise<void>;
  ensureLocalKey(ctx: Context, file: string): Promise<void>;
}

export interface AccessOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secret: string;
  /** Address users reach the service at. */
  readonly baseUrl: string;
  /** Region of this office, for the audit log. */
  readonly region: string;
  readonly audit: Audit;
}

/** What of better-auth is reachable; everything else it can do is not part of this service. */
const REACHABLE = new Set(['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', 'POST /change-password', 'POST /revoke-sessions']);

async function userActor(auth: Auth, headers: Headers): Promise<Actor | null> {
  if (!headers.has('cookie')) return null;
  const found = await auth.api.getSession({ headers });
  if (found === null) return null;
  const { id, name, roles } = found.user;
  return { kind: 'user', id, name, roles };
}

async function keyActor(ctx: Context, key: string): Promise<Actor> {
  const row = await findKey(ctx.db, key, ctx.clock.now());
  if (row === undefined) throw new UnauthenticatedError('密钥无效或已过期：请检查请求头 x-api-key，或向管理员申请新的密钥。');
  return { kind: 'key', id: row.id, name: row.name, roles: row.roles };
}

async function answer(auth: Auth, request: Request, client: string | undefined): Promise<Response> {
  const path = new URL(request.url).pathname.slice(AUTH_PATH.length);
  if (!REACHABLE.has(`${request.method} ${path}`)) throw new NotFoundError(`There is no ${request.method} ${AUTH_PATH}${path}.`);
  const headers = new Headers(request.headers);
  headers.delete(CLIENT_HEADER);
  if (client !== undefined) headers.set(CLIENT_HEADER, client);
  return auth.handler(new Request(request, { headers }));
}

async function signIn(auth: Auth, input: SetupInput): Promise<readonly string[]> {
  const response = await auth.api.signInEmail({ body: { email: input.email, password: input.password }, asResponse: true });
  return response.headers.getSetCookie();
}

/** @throws StartError where the table of roles is not usable */
export function openAccess(options: AccessOptions): Access {
  const { database, clock, log, region } = options;
  const deps: AccessDeps = { roles: loadRoles(), audit: options.audit };
  const own: Context = { actor: systemActor('access'), region, db: database.db, clock, log };
  const auth = createAuth(deps, own, options);
  return {
    handler: (request, client) => answer(auth, request, client),
    actorOf: async (headers) => {
      const key = headers.get('x-api-key');
      return key === null ? userActor(auth, headers) : keyActor(own, key);
    },
    authorise: (actor, permission) => authorise(deps.roles, actor, permission),
    permissionsOf: (actor) => [...permissionsOf(deps.roles, actor)],
    emailOf: async (actor) => (actor.kind === 'user' ? (await userById(database.db, actor.id))?.email : undefined),
    setupLink,
    isSetupOpen,
    completeSetup: async (ctx, input) => {
      await completeSetup(deps, ctx, input);
      return signIn(auth, input);
    },
    createKey: (ctx, input) => createKey(deps, ctx, input),
    listKeys,
    removeKey: (ctx, id) => removeKey(deps, ctx, id),
    ensureLocalKey: (ctx, file) => ensureLocalKey(deps, ctx, file),
  };
}
