import type { Clock } from '#src/base/clock.ts';

/** At most `max` in one go, and `max` per `window` seconds in the long run. */
export interface LimitRule {
  readonly max: number;
  readonly window: number;
}

export interface LimitDecision {
  readonly allowed: boolean;
  /** Seconds until the next one is allowed; 0 where this one was. */
  readonly retryAfter: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Takes one token from a bucket that fills steadily. @param now milliseconds */
export function takeToken(bucket: Bucket | undefined, rule: LimitRule, now: number): LimitDecision & { readonly bucket: Bucket } {
  const perMillisecond = rule.max / (rule.window * 1000);
  const since = bucket === undefined ? 0 : Math.max(0, now - bucket.at);
  const tokens = bucket === undefined ? rule.max : Math.min(rule.max, bucket.tokens + since * perMillisecond);
  if (tokens >= 1) return { allowed: true, retryAfter: 0, bucket: { tokens: tokens - 1, at: now } };
  const retryAfter = Math.max(1, Math.ceil((1 - tokens) / perMillisecond / 1000));
  return { allowed: false, retryAfter, bucket: { tokens, at: now } };
}

export interface Limiter {
  take(key: string, rule: LimitRule): LimitDecision;
}

const REMEMBERED = 20_000;

/** Limits by key, in the memory of this process. Beyond 20,000 keys the ones unused for longest are forgotten. */
export function createLimiter(clock: Clock): Limiter {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key, rule) => {
      const { bucket, ...decision } = takeToken(buckets.get(key), rule, clock.now().getTime());
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > REMEMBERED) buckets.delete(buckets.keys().next().value ?? key);
      return decision;
    },
  };
}
