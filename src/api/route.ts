import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Permission } from '#src/access/index.ts';
import type { Page } from '#src/base/page.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { problemSchema } from './problem.ts';

// Pieces that route definitions are put together from, so that each says the same things in the same way.

function guard(permission: Permission): MiddlewareHandler<ApiEnv> {
  return async function authorised(c, next) {
    c.var.deps.access.authorise(c.var.actor, permission);
    await next();
  };
}

/** Ways to say who one is, any one of them. */
const EITHER: Record<string, string[]>[] = [{ key: [] }, { session: [] }];
const NONE: Record<string, string[]>[] = [];

/** For a route that asks for a permission. Checked before anything of the request is read. */
export function allow(permission: Permission) {
  return { 'x-permission': permission, security: EITHER, middleware: guard(permission) };
}

const passThrough: MiddlewareHandler<ApiEnv> = async function open(_c, next) {
  await next();
};

/** For a route that anybody may use. */
export function open() {
  return { 'x-permission': 'public', security: NONE, middleware: passThrough };
}

export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** Added to every route's answers: whatever is refused is refused in this shape. */
export const refusals = { default: { description: 'Refused', content: { 'application/problem+json': { schema: problemSchema } } } };

/** Gives a schema of a feature its name in the OpenAPI document. */
export function named<S extends z.ZodType>(name: string, schema: S): S {
  // A schema made before the OpenAPI extension was loaded lacks its methods; a copy made now has them.
  return schema.meta({}).openapi(name);
}

export function pageSchema<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A list that is given whole, in the shape of a page. */
export function wholeList<T>(items: readonly T[]): Page<T> {
  return { items, nextCursor: null };
}

export const idParam = z.object({ id: z.string().min(1).max(200) });

/** `If-Match` names the revision that the caller has seen; without it the change is made to whatever is there. */
export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .regex(/^(?:\*|"\d{1,9}")$/, 'must be the ETag as it was given, for example "3"')
    .optional(),
});

export function revisionOf(header: z.output<typeof ifMatchHeader>): number | undefined {
  const tag = header['if-match'];
  return tag === undefined || tag === '*' ? undefined : Number(tag.slice(1, -1));
}

/** The revision from the header, else from the body. */
export function expected(header: z.output<typeof ifMatchHeader>, given: number | undefined): { revision?: number } {
  const revision = revisionOf(header) ?? given;
  return revision === undefined ? {} : { revision };
}

export function setEtag(c: ApiContext, revision: number): void {
  c.header('ETag', `"${revision}"`);
}
