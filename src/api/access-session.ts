import { createRoute, z } from '@hono/zod-openapi';
import { setupSchema } from '#src/access/index.ts';
import { type Actor, systemActor } from '#src/base/context.ts';
import { ForbiddenError, InvalidError, UnauthenticatedError } from '#src/base/errors.ts';
import { type ApiApp, type ApiContext, clientOf, contextAs } from './context.ts';
import { TooManyError } from './problem.ts';
import { body, json, named, open, refusals } from './route.ts';

const tags = ['session'];

const sessionSchema = z
  .object({
    /** Null where nobody is signed in. */
    user: z.object({ id: z.string(), name: z.string(), email: z.string().optional(), roles: z.array(z.string()) }).nullable(),
    permissions: z.array(z.string()),
    /** No account exists yet; the first one is made through the set-up link. */
    setupOpen: z.boolean(),
    /** The data contains the invented data of the first start. */
    sample: z.boolean(),
    region: z.string(),
  })
  .openapi('Session');

const session = createRoute({
  ...open(),
  method: 'get',
  path: '/api/session',
  tags,
  summary: 'Who am I, and what may I do',
  responses: { 200: json(sessionSchema, 'The session; `user` is null where nobody is signed in'), ...refusals },
});

const setupState = createRoute({
  ...open(),
  method: 'get',
  path: '/api/setup',
  tags,
  summary: 'Is the first account still to be made?',
  responses: { 200: json(z.object({ open: z.boolean() }), 'Whether set-up is open'), ...refusals },
});

const setup = createRoute({
  ...open(),
  method: 'post',
  path: '/api/setup',
  tags,
  summary: 'Make the first account with the token of the set-up link, and sign in',
  request: { body: body(named('Setup', setupSchema)) },
  responses: { 201: json(z.object({ ok: z.literal(true) }), 'The account exists and the session cookie is set'), ...refusals },
});

async function userOf(c: ApiContext, actor: Actor | null) {
  if (actor === null || actor.kind === 'system') return null;
  const email = await c.var.deps.access.emailOf(actor);
  return { id: actor.id, name: actor.name, roles: [...actor.roles], ...(email === undefined ? {} : { email }) };
}

const anonymous = systemActor('public');

export function sessionRoutes(app: ApiApp): void {
  app.openapi(session, async (c) => {
    const { access, sample, config } = c.var.deps;
    const { actor } = c.var;
    const answer = {
      user: await userOf(c, actor),
      permissions: actor === null ? [] : [...access.permissionsOf(actor)],
      setupOpen: await access.isSetupOpen(contextAs(c, anonymous)),
      sample: await sample.present(),
      region: config.region,
    };
    return c.json(answer, 200);
  });

  app.openapi(setupState, async (c) => c.json({ open: await c.var.deps.access.isSetupOpen(contextAs(c, anonymous)) }, 200));

  app.openapi(setup, async (c) => {
    const cookies = await c.var.deps.access.completeSetup(contextAs(c, anonymous), c.req.valid('json'));
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
    return c.json({ ok: true as const }, 201);
  });

  app.on(['GET', 'POST'], '/api/auth/*', async (c) => {
    const answer = await c.var.deps.access.handler(c.req.raw, clientOf(c));
    if (answer.status < 400) return answer;
    throw await authRefusal(answer);
  });
}

const refusalBody = z.object({ code: z.string().default(''), message: z.string().default('') }).catch({ code: '', message: '' });

const AUTH_TEXTS: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: '邮箱或密码不正确。',
  INVALID_EMAIL: '邮箱格式不正确。',
  INVALID_PASSWORD: '当前密码不正确。',
  PASSWORD_TOO_SHORT: '新密码太短，至少 10 个字符。',
  PASSWORD_TOO_LONG: '新密码太长，最多 128 个字符。',
};

/** What the sign-in library refuses, in the words and the shape of this API. */
async function authRefusal(answer: Response): Promise<Error> {
  const { code, message } = refusalBody.parse(await answer.json().catch(() => ({})));
  const text = AUTH_TEXTS[code] ?? message;
  if (answer.status === 429) {
    const retryAfter = Number(answer.headers.get('x-retry-after') ?? 60);
    return new TooManyError(`登录尝试过多，请在 ${retryAfter} 秒后再试。`, { retryAfter });
  }
  if (answer.status === 401) return new UnauthenticatedError(text || '尚未登录：请先登录。');
  if (answer.status === 403) return new ForbiddenError(text || '您没有执行此操作的权限。');
  if (answer.status < 500) return new InvalidError(text || '请求内容不正确。');
  return new Error(`sign-in failed with status ${answer.status}: ${message}`);
}
