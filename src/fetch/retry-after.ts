/** The longest pause a site may impose on us: a day. */
const MAX_MS = 86_400_000;

/** Milliseconds of a `Retry-After` header, given in seconds or as an HTTP date; undefined where it is missing or unreadable. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), MAX_MS);
  // Date.parse reads bare numbers and much else as dates: an HTTP date has a month name.
  const instant = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : Math.min(Math.max(0, instant - now.getTime()), MAX_MS);
}
