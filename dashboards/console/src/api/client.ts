import { type Problem, problemOf } from './problem.ts';

/** A refusal of the API: the fields of its problem document, with `message` fit to be shown to people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** Further members of the document, for example `offset` of a mistake in a query or `caseId` of the case in the way. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.details = problem.details;
  }
}

export interface CallOptions {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** Sent as `If-Match`: the change is refused with 412 where somebody else was faster. */
  readonly revision?: number;
  readonly signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'DELETE';

/**
 * Calls the API of our own origin with the session cookie; resolves with the parsed body (`undefined` for an empty one).
 * @throws ApiError for every answer that is not a success, and with status 0 where there was no answer at all
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  const body = await bodyOf(response);
  if (!response.ok) throw new ApiError(problemOf(response.status, body));
  return trusted<T>(body);
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.revision !== undefined) headers['if-match'] = `"${options.revision}"`;
  try {
    return await fetch(path + queryText(options.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new ApiError(problemOf(0, undefined));
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The API validates its answers against the same schemas these types come from, so that they are not checked twice. */
function trusted<T>(body: unknown): T {
  return body as T;
}

function queryText(query: CallOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
