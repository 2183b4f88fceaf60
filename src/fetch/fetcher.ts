/**
 * The fetch port: one polite GET.
 *
 * A fetcher obeys robots.txt, keeps the budget of each host, follows redirects itself and reaches public addresses only, plus the origins it was
 * told to allow. It never throws for what a site does: every outcome is a `FetchResult` that says what the caller may do next.
 * It excludes: logging in, cookies, running scripts, retrying (the queue does that), and remembering pages (the caller hands in the validators).
 */
export interface Fetcher {
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchResult>;
  /** Ends open connections; calling it again does nothing. */
  close(): Promise<void>;
}

/** What is asked for: decides the `Accept` header only. */
export type FetchPurpose = 'page' | 'feed' | 'image';

export interface FetchRequest {
  readonly url: string;
  /** Validators of an earlier `ok`; the answer may then be `not-modified`. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** For everything from the first redirect to the last byte; waiting for the host's budget does not count. */
  readonly timeoutMs?: number;
  /** Of the decoded body. */
  readonly maxBytes?: number;
  readonly purpose: FetchPurpose;
}

export type FetchResult = FetchedPage | { readonly kind: 'not-modified' } | FetchFailed;

export interface FetchedPage {
  readonly kind: 'ok';
  readonly url: string;
  /** Where the redirects ended. */
  readonly finalUrl: string;
  readonly status: number;
  /** Names in lower case; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly fetchedAt: Date;
  readonly etag?: string;
  readonly lastModified?: string;
  /** The body in its own or the most likely character set. */
  text(): string;
  /** WHATWG name of the character set `text()` used. */
  readonly charset: string;
}

export type FailureReason =
  | 'bad-url'
  | 'blocked-address'
  | 'robots-denied'
  | 'robots-unreachable'
  | 'host-busy'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'protocol'
  | 'timeout'
  | 'cancelled'
  | 'login-required'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'legal-block'
  | 'throttled'
  | 'server-error'
  | 'unexpected-status'
  | 'too-large'
  | 'compression-bomb'
  | 'bad-body'
  | 'too-many-redirects'
  | 'bad-redirect';

/**
 * `retry`: passing trouble, try again with back-off; this counts as a try.
 * `later`: the site or our own budget asks for patience; try after `retryAfterMs`, which is always given, and count no try.
 * `never`: trying again in this run will not help.
 */
export type Retry = 'retry' | 'later' | 'never';

export interface FetchFailed {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  readonly retry: Retry;
  readonly retryAfterMs?: number;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** What went wrong and what to do, for a person. */
  readonly message: string;
}
