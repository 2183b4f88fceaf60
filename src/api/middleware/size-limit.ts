import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ApiEnv } from '../context.ts';
import { TooLargeError } from '../problem.ts';

const MEBIBYTE = 1024 * 1024;

/** Largest bodies by path; the push intake is read as a stream and limits itself. */
const LIMITS: Readonly<Record<string, number>> = { '/api/registry/imports': 64 };
const DEFAULT_LIMIT = 1;

function refuse(mebibytes: number): () => never {
  return () => {
    throw new TooLargeError(`The request is larger than ${mebibytes} MiB. Send it in parts.`);
  };
}

export function sizeLimit(streamed: readonly string[]): MiddlewareHandler<ApiEnv> {
  const limited = (mebibytes: number) => bodyLimit({ maxSize: mebibytes * MEBIBYTE, onError: refuse(mebibytes) });
  const standard = limited(DEFAULT_LIMIT);
  const special = new Map(Object.entries(LIMITS).map(([path, mebibytes]) => [path, limited(mebibytes)]));
  return async function sized(c, next) {
    if (streamed.includes(c.req.path)) return next();
    return (special.get(c.req.path) ?? standard)(c, next);
  };
}
