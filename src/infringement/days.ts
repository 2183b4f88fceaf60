import { DAY_MS } from '#src/base/days.ts';
import type { Certificate } from '#src/registry/index.ts';

/**
 * An instant as listings give it: a bare day is that day in Shanghai, a time without zone is Shanghai time.
 * @returns undefined where the text is no date
 */
export function parseInstant(text: string): Date | undefined {
  const trimmed = text.trim();
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
  const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i.test(trimmed);
  const instant = new Date(bare ? `${trimmed}T00:00:00+08:00` : zoned ? trimmed : `${trimmed}+08:00`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Whole days from one day to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** How a certificate stood on a day. */
export type Standing =
  | { readonly state: 'valid' }
  | { readonly state: 'not-yet' }
  | { readonly state: 'expired'; readonly days: number }
  | { readonly state: 'suspended' }
  | { readonly state: 'ended'; readonly how: 'revoked' | 'cancelled' };

/** First and last days count; revocation and cancellation have no end, a suspension may. */
export function standingOn(certificate: Certificate, day: string): Standing {
  const { status, statusFrom = '', statusTo, validFrom, validTo } = certificate;
  if ((status === 'revoked' || status === 'cancelled') && day >= statusFrom) return { state: 'ended', how: status };
  if (day < validFrom) return { state: 'not-yet' };
  if (day > validTo) return { state: 'expired', days: daysBetween(validTo, day) };
  if (status === 'suspended' && day >= statusFrom && (statusTo === undefined || day <= statusTo)) return { state: 'suspended' };
  return { state: 'valid' };
}
