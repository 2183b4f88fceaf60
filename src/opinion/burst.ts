import { z } from 'zod';

/** The shape of `rules/opinion/burst.yaml`. */
export const burstRulesSchema = z.strictObject({
  version: z.number().int(),
  source: z.string(),
  validFrom: z.string(),
  alarm: z.number().gt(0).lt(1),
  scale: z.number().positive(),
  memoryDays: z.number().positive(),
  levelHours: z.number().positive(),
  recentHours: z.number().positive(),
  recentLimits: z.tuple([z.number().positive(), z.number().positive()]),
  spread: z.number().positive(),
  learnUpTo: z.number().positive(),
  warmUpHours: z.number().int().nonnegative(),
  windows: z.array(z.number().int().positive()).min(1),
  leastExtra: z.number().nonnegative(),
  quietHours: z.number().int().positive(),
  quietExpected: z.number().positive(),
  promotions: z.strictObject({
    days: z.array(z.string().regex(/^\d{2}-\d{2}$/)),
    from: z.number().int(),
    hours: z.number().int().positive(),
    tolerated: z.number().min(1),
  }),
});

export type BurstRules = z.infer<typeof burstRulesSchema>;

/** What a detector remembers of one series. Plain JSON: store it and go on later as if nothing had happened. */
export interface BurstState {
  /** Decayed sums of counts by hour of the day, for working days and for weekends, with the decayed number of hours behind each. */
  readonly sums: number[];
  readonly hours: number[];
  /** Observed and expected counts of the last day or so, decayed: holidays and slow growth show here first. */
  recentSeen: number;
  recentExpected: number;
  /** The last hours: count seen and count expected. */
  readonly window: { seen: number; expected: number }[];
  rows: number;
  zeros: number;
  at: number | null;
}

export interface BurstScore {
  /** 0 usual … 1 certainly a burst. */
  readonly score: number;
  readonly alarm: boolean;
  /** Mentions that were to be expected in this hour. */
  readonly expected: number;
  /** Standard deviations above the usual, over the window that stands out most: the z of the warning matrix. */
  readonly z: number;
  readonly why: string;
}

export interface BurstDetector {
  /** Scores one hour from earlier hours only, then learns from it. `timestamp` in ISO 8601; rows must come in order of time. */
  add(timestamp: string, value: number): BurstScore;
  snapshot(): BurstState;
}

const HOUR = 3_600_000;
const SHANGHAI = 8 * HOUR;
const HOURS_A_DAY = 24;
const SLOTS = 2 * HOURS_A_DAY;

/** An online detector for one hourly series of mention counts. Give a snapshot to go on where it ended. */
export function createBurstDetector(rules: BurstRules, state?: BurstState): BurstDetector {
  const kept = state === undefined ? emptyState() : structuredClone(state);
  return {
    add: (timestamp, value) => addHour(kept, rules, { at: Date.parse(timestamp), seen: Math.max(0, value) }),
    snapshot: () => structuredClone(kept),
  };
}

function emptyState(): BurstState {
  const zeros = (): number[] => new Array<number>(SLOTS).fill(0);
  return { sums: zeros(), hours: zeros(), recentSeen: 0, recentExpected: 0, window: [], rows: 0, zeros: 0, at: null };
}

interface Hour {
  readonly at: number;
  readonly seen: number;
}

function addHour(state: BurstState, rules: BurstRules, hour: Hour): BurstScore {
  const steps = state.at === null ? 1 : Math.max(0, Math.round((hour.at - state.at) / HOUR));
  forget(state, rules, Math.min(steps, 24 * 365));
  const slot = slotOf(hour.at);
  const expected = expectedAt(state, rules, slot);
  push(state, rules, { seen: hour.seen, expected });
  const z = strongest(state, rules, expected);
  const tolerated = inPromotion(hour.at, rules) ? rules.promotions.tolerated : 1;
  const learning = state.rows < rules.warmUpHours;
  const score = learning ? 0 : Math.max(0, 1 - Math.exp(-Math.max(0, z / tolerated) / rules.scale));
  learn(state, rules, { slot, seen: hour.seen, expected, learning });
  state.at = hour.at;
  state.rows += 1;
  const rounded = Number(score.toFixed(4));
  return {
    score: rounded,
    alarm: rounded >= rules.alarm,
    expected: Number(expected.toFixed(3)),
    z: Number(z.toFixed(2)),
    why: reason(z, { learning, tolerated }),
  };
}

function reason(z: number, facts: { learning: boolean; tolerated: number }): string {
  if (facts.learning) return '历史数据不足,暂不判断';
  const base = `较同时段常态高 ${Math.max(0, z).toFixed(1)} 个标准差`;
  return facts.tolerated > 1 ? `${base};处于促销日历期间,已降低敏感度` : base;
}

function forget(state: BurstState, rules: BurstRules, steps: number): void {
  if (steps === 0) return;
  const memory = Math.exp(-steps / (HOURS_A_DAY * rules.memoryDays));
  for (let i = 0; i < SLOTS; i += 1) {
    state.sums[i] = (state.sums[i] ?? 0) * memory;
    state.hours[i] = (state.hours[i] ?? 0) * memory;
  }
  const recent = Math.exp(-steps / rules.recentHours);
  state.recentSeen *= recent;
  state.recentExpected *= recent;
  if (steps > rules.quietHours) state.window.length = 0;
}

/** Hour of the day in Shanghai, working days before weekends. */
function slotOf(at: number): number {
  const local = new Date(at + SHANGHAI);
  const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
  return (weekend ? HOURS_A_DAY : 0) + local.getUTCHours();
}

/**
 * Expected count: the profile of this hour of the day (neighbouring hours and the other kind of day help where there is little data) times
 * the ratio of seen to expected over the last day.
 */
function expectedAt(state: BurstState, rules: BurstRules, slot: number): number {
  const own = blurred(state, slot);
  const other = blurred(state, (slot + HOURS_A_DAY) % SLOTS);
  const overall = total(state);
  const weight = own.hours + 0.35 * other.hours;
  const profile = (own.sum + 0.35 * other.sum + overall) / (weight + 1);
  const limits = rules.recentLimits;
  const ratio =
    (state.recentSeen + rules.levelHours * Math.max(0.05, overall)) / (state.recentExpected + rules.levelHours * Math.max(0.05, overall));
  return Math.max(0.02, profile * Math.min(limits[1], Math.max(limits[0], ratio)));
}

function blurred(state: BurstState, slot: number): { sum: number; hours: number } {
  const day = slot < HOURS_A_DAY ? 0 : HOURS_A_DAY;
  const hour = slot - day;
  let sum = 0;
  let hours = 0;
  for (const [shift, weight] of BLUR) {
    const at = day + ((hour + shift + HOURS_A_DAY) % HOURS_A_DAY);
    sum += weight * (state.sums[at] ?? 0);
    hours += weight * (state.hours[at] ?? 0);
  }
  return { sum, hours };
}

const BLUR: readonly (readonly [number, number])[] = [
  [-1, 0.35],
  [0, 1],
  [1, 0.35],
];

function total(state: BurstState): number {
  let sum = 0;
  let hours = 0;
  for (let i = 0; i < SLOTS; i += 1) {
    sum += state.sums[i] ?? 0;
    hours += state.hours[i] ?? 0;
  }
  return hours === 0 ? 0 : sum / hours;
}

function push(state: BurstState, rules: BurstRules, entry: { seen: number; expected: number }): void {
  state.window.push(entry);
  const longest = Math.max(...rules.windows);
  if (state.window.length > longest) state.window.splice(0, state.window.length - longest);
}

/** Standard deviations above the expected count, over the window of recent hours where they are most; small counts have a Poisson floor. */
function strongest(state: BurstState, rules: BurstRules, now: number): number {
  let best = -Infinity;
  for (const length of rules.windows) {
    if (length > state.window.length) continue;
    let seen = 0;
    let expected = 0;
    for (const hour of state.window.slice(-length)) {
      seen += hour.seen;
      expected += hour.expected;
    }
    const extra = seen - expected - rules.leastExtra;
    best = Math.max(best, extra / Math.sqrt(expected + (expected * expected * rules.spread) / length + 0.5));
  }
  const latest = state.window.at(-1);
  return latest !== undefined && latest.seen < now ? Math.min(best, 0) : best;
}

/** Learns the usual from an hour; what stands out is taken as less than it was, and a long silence where many were expected not at all. */
function learn(state: BurstState, rules: BurstRules, hour: { slot: number; seen: number; expected: number; learning: boolean }): void {
  state.zeros = hour.seen === 0 ? state.zeros + hour.expected : 0;
  if (state.zeros > rules.quietExpected) return;
  const ceiling = hour.learning ? Infinity : hour.expected * rules.learnUpTo + 2;
  const seen = Math.min(hour.seen, ceiling);
  state.sums[hour.slot] = (state.sums[hour.slot] ?? 0) + seen;
  state.hours[hour.slot] = (state.hours[hour.slot] ?? 0) + 1;
  if (hour.learning) return;
  state.recentSeen += seen;
  state.recentExpected += hour.expected;
}

/** Whether an hour lies in a known sales promotion: real peaks that must not raise a crisis from counts alone. */
function inPromotion(at: number, rules: BurstRules): boolean {
  const { days, from, hours } = rules.promotions;
  for (let back = -from; back < hours; back += 12) {
    if (days.includes(new Date(at + SHANGHAI - back * HOUR).toISOString().slice(5, 10))) return true;
  }
  return false;
}
