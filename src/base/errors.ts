/**
 * Every refusal the service makes on purpose. The class decides what the caller sees: HTTP status,
 * command-line exit code and text are derived from it in one place each (`src/api/problem.ts`,
 * `src/cli/main.ts`). `message` says what is wrong and what to do; it may be shown to a user.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.details = details;
  }
}

/** The input itself is wrong; sending it again will not help. */
export class InvalidError extends AppError {
  readonly code: string = 'invalid';
  readonly status = 400;
}

export class UnauthenticatedError extends AppError {
  readonly code = 'unauthenticated';
  readonly status = 401;
}

export class ForbiddenError extends AppError {
  readonly code = 'forbidden';
  readonly status = 403;
}

export class NotFoundError extends AppError {
  readonly code = 'not-found';
  readonly status = 404;
}

/** Somebody else was faster, or the thing is not in the state the caller believes it is in. */
export class ConflictError extends AppError {
  readonly code = 'conflict';
  readonly status = 409;
}

/** An `If-Match` that names an older revision than the stored one. */
export class StaleError extends AppError {
  readonly code = 'stale';
  readonly status = 412;
}

/** An engine this service depends on does not answer; trying later may help. */
export class UnavailableError extends AppError {
  readonly code = 'unavailable';
  readonly status = 503;
}

/** The machine or its settings are not fit to run: reported once, at start, and the process ends. */
export class StartError extends AppError {
  readonly code = 'start';
  readonly status = 500;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
