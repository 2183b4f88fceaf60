import { STATUS_CODES } from 'node:http';
import { z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, InvalidError } from '#src/base/errors.ts';
import type { ApiContext } from './context.ts';

/** The request carries more than is taken in one go. */
export class TooLargeError extends AppError {
  readonly code = 'too-large';
  readonly status = 413;
}

/** The caller asks too often; `details.retryAfter` says in how many seconds to ask again. */
export class TooManyError extends AppError {
  readonly code = 'too-many';
  readonly status = 429;
}

/** A problem document (RFC 9457). Every refusal of the API has this shape. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What is wrong and what to do, for a person.' }),
    instance: z.string().openapi({ description: 'Path of the request.' }),
    code: z
      .string()
      .openapi({ description: 'Stable reason for programs: invalid, unauthenticated, forbidden, not-found, conflict, stale, …' }),
    requestId: z.string().openapi({ description: 'Finds the request in the log.' }),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Further members of the document, for example where in a query the mistake is. */
  readonly more: Readonly<Record<string, unknown>>;
}

const HTTP_CODES: Readonly<Record<number, string>> = { 400: 'invalid', 404: 'not-found', 413: 'too-large', 415: 'unsupported-media-type' };
const INTERNAL = '服务内部错误，请稍后重试。如问题持续存在，请将请求编号告知管理员。';

/** The one place where an error becomes what a caller sees. Errors nobody made on purpose tell nothing but the request's id. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof AppError) return { status: error.status, code: error.code, detail: error.message, more: error.details };
  if (error instanceof HTTPException && error.status < 500) {
    return { status: error.status, code: HTTP_CODES[error.status] ?? 'refused', detail: error.message, more: {} };
  }
  return { status: 500, code: 'internal', detail: INTERNAL, more: {} };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod found in a request, as one refusal that names every place. */
export function invalidRequest(issues: readonly Issue[]): InvalidError {
  const errors = issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  const detail = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new InvalidError(detail, { errors });
}

/** Statuses of refusals always have a body. */
function withBody(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode;
}

export function problemResponse(c: ApiContext, error: unknown): Response {
  const { status, code, detail, more } = refusalOf(error);
  const { requestId } = c.var;
  if (status >= 500) c.var.deps.log.error({ err: error, requestId, path: c.req.path }, 'request failed');
  const document = {
    ...more,
    type: `urn:hufu:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: c.req.path,
    code,
    requestId,
  };
  if (typeof more['retryAfter'] === 'number') c.header('Retry-After', String(more['retryAfter']));
  return c.body(JSON.stringify(document), withBody(status), { 'Content-Type': 'application/problem+json' });
}
