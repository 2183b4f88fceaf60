import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ApiEnv } from '../context.ts';
import { TooLargeError } from '../problem.ts';

const MEBIBYTE = 1024 * 1024;

/** Refuses a larger body, and stops reading it where its length was not told. */
export function limitTo(mebibytes: number): MiddlewareHandler<ApiEnv> {
  return bodyLimit({
    maxSize: mebibytes * MEBIBYTE,
    onError: () => {
      throw new TooLargeError(`The request is larger than ${mebibytes} MiB. Send it in parts.`);
    },
  });
}

/** 1 MiB for all routes but those that take files; these have a limit of their own, behind the question who may send one. */
export function sizeLimit(exceptions: readonly string[]): MiddlewareHandler<ApiEnv> {
  const limited = limitTo(1);
  return async function sized(c, next) {
    return exceptions.includes(c.req.path) ? next() : limited(c, next);
  };
}
