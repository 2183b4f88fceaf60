/** A refusal of the API: the fields of its problem document, with `detail` fit to be shown to people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** Where in a query the mistake is: UTF-16 position from 0. */
  readonly offset: number | null;

  constructor(problem: { status: number; code: string; title: string; detail: string; offset: number | null }) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.offset = problem.offset;
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

const fallbackDetail: Readonly<Record<number, string>> = {
  401: '登录已失效，请重新登录。',
  403: '您没有执行此操作的权限。',
  404: '没有找到所请求的内容。',
  429: '操作过于频繁，请稍后再试。',
  502: '服务暂时无法访问，请稍后再试。',
  503: '服务暂时不可用，请稍后再试。',
};

/**
 * Calls the API of our own origin with the session cookie; resolves with the parsed body (`undefined` for an empty one).
 * @throws ApiError for every answer that is not a success, and with status 0 where there was no answer at all
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  const body = await bodyOf(response);
  if (!response.ok) throw problemOf(response.status, body);
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
    throw new ApiError({ status: 0, code: 'network', title: '网络错误', detail: '无法连接到服务，请检查网络后重试。', offset: null });
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

function problemOf(status: number, body: unknown): ApiError {
  const problem: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const text = (key: string) => (typeof problem[key] === 'string' ? problem[key] : '');
  const detail = text('detail') || text('message') || fallbackDetail[status] || `服务返回了错误（${status}），请稍后重试。`;
  const offset = typeof problem['offset'] === 'number' ? problem['offset'] : null;
  return new ApiError({ status, code: text('code'), title: text('title') || '操作未完成', detail, offset });
}

function queryText(query: CallOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
