/** What of a request tells where it was sent from. */
export interface RequestOrigin {
  /** `Sec-Fetch-Site`, which current browsers send and pages cannot set. */
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** Whether the browser added a cookie, which it does for requests of foreign pages too. */
  readonly cookie: boolean;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * Whether a changing request may have come from a page of ours, or from a program. A page of another origin that makes a
 * signed-in browser send it may not. @param publicUrl address in front of a proxy, which may change the Host header
 */
export function isSameOrigin(request: RequestOrigin, publicUrl: string | undefined): boolean {
  if (request.fetchSite !== undefined) return request.fetchSite === 'same-origin' || request.fetchSite === 'none';
  if (request.origin === undefined) return !request.cookie;
  const from = hostOf(request.origin);
  return from !== undefined && (from === request.host || (publicUrl !== undefined && from === hostOf(publicUrl)));
}
