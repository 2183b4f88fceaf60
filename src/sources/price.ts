import type { PriceRules } from './extraction-rules.ts';
import { numbersIn, times, type WrittenNumber } from './price-number.ts';

type PriceRange = readonly [string | null, string | null];

export interface Price {
  /** Plain decimal such as `1299.5`; null where the text states no price. */
  readonly amount: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** What the price is for: 斤, 500g, 盒 … */
  readonly unit?: string;
  /** Lowest and highest price; null for an open end. `amount` is then the low end, or the high one where there is no low. */
  readonly range?: PriceRange;
}

interface Candidate extends WrittenNumber {
  readonly currency: string | undefined;
  readonly unit: string | undefined;
  /** 0 paid now, 1 plain, 2 was paid once, 3 only a part. */
  readonly rank: number;
}

const LONGEST = 400;
/** Characters around a number that may belong to it. */
const NEAR = 14;
const RANGE_SIGN = /^\s*[元¥$€£]?\s*(-|~|–|—|至|到|to)\s*[元¥$€£]?\s*$/i;
/** Behind a number that counts something else than money. */
const COUNTED = /^\s*(-\s*\d+\s*)?(%|折|件|人|次|期|年|月|天|小时|评价|条|g\b|kg\b|ml\b|克|毫升)/i;
/** In front of a number that is a condition. */
const CONDITION = /(买|送|赠|满|第|≥|≤|>|<)\s*$/;
/** Prices by quantity: （≥10件）, 10-99件. */
const STEPS = /[≥>]\s*\d+\s*件|\d+\s*-\s*\d+\s*件/;

/** What one buyer pays now for one unit, in a text that may hold several prices. Never throws. */
export function parsePrice(text: string, rules: PriceRules, hint = ''): Price {
  const plain = text.normalize('NFKC').replaceAll('￥', '¥').slice(0, LONGEST);
  const around = signIn(hint.normalize('NFKC'), rules) ?? signIn(plain, rules) ?? null;
  const negotiable = rules.noPrice.some((word) => plain.includes(word));
  const candidates = candidatesIn(plain, rules);
  const best = candidates.toSorted(byLikelihood)[0];
  if (best === undefined) return { amount: null, currency: negotiable ? null : around };
  if (negotiable && best.rank === 1 && best.currency === undefined) return { amount: null, currency: null };
  const range = rangeAt(plain, best, candidates, rules);
  return {
    amount: STEPS.test(plain) ? best.value : (range?.[0] ?? range?.[1] ?? best.value),
    currency: best.currency ?? around,
    ...(best.unit === undefined ? {} : { unit: best.unit }),
    ...(range === undefined ? {} : { range }),
  };
}

function byLikelihood(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || Number(b.currency !== undefined) - Number(a.currency !== undefined) || a.start - b.start;
}

function candidatesIn(text: string, rules: PriceRules): Candidate[] {
  const found: Candidate[] = [];
  let free = 0;
  for (const number of numbersIn(text)) {
    // A label belongs to the number that follows it.
    const before = text.slice(Math.max(free, number.start - NEAR), number.start);
    const after = text.slice(number.end, number.end + NEAR);
    free = number.end;
    const sign = signIn(before.trimEnd().slice(-4), rules, 'end');
    if (sign === undefined && (COUNTED.test(after) || CONDITION.test(before))) continue;
    const currency = sign ?? signIn(after.trimStart(), rules, 'start') ?? (number.chinese ? 'CNY' : undefined);
    found.push({ ...number, currency, unit: unitIn(before, after), rank: rankOf(before, rules) });
  }
  return found;
}

/** 元/斤, 元一箱, 每斤15元, ×12期. */
function unitIn(before: string, after: string): string | undefined {
  const behind = /^\s*(?:元|块|圆|¥)?\s*(?:\/|每|一)\s*(\d*\s*\p{L}{1,6}?)(?=$|[\s,，。;；)）(（~-])/iu.exec(after)?.[1];
  const front = /每\s*(\d*\s*\p{L}{1,2})\s*¥?\s*$/u.exec(before)?.[1];
  const instalment = /^\s*(?:元)?\s*[×x*]\s*\d+\s*期/i.test(after) ? '期' : undefined;
  return (behind ?? front ?? instalment)?.replace(/\s/g, '');
}

/** The currency a sign stands for; the longest sign wins. `where` asks for a sign right at that edge of the text. */
function signIn(text: string, rules: PriceRules, where: 'start' | 'end' | 'anywhere' = 'anywhere'): string | undefined {
  const lower = text.toLowerCase();
  let best = '';
  for (const sign of Object.keys(rules.signs)) {
    const at = where === 'end' ? lower.lastIndexOf(sign) : lower.indexOf(sign);
    if (at < 0 || sign.length <= best.length) continue;
    if (where === 'start' ? at !== 0 : where === 'end' && at + sign.length !== lower.length) continue;
    // Signs made of letters are words of their own: "rs" is not in "years".
    const [before, after] = [lower[at - 1] ?? ' ', lower[at + sign.length] ?? ' '];
    if (/^[a-zа-я]/i.test(sign) && (/\p{L}/u.test(before) || /[a-zа-я]/i.test(after))) continue;
    best = sign;
  }
  return best === '' ? undefined : rules.signs[best];
}

/** By the label nearest to the number. */
function rankOf(before: string, rules: PriceRules): number {
  const lower = before.toLowerCase();
  const ends = (words: readonly string[]): number => {
    const places = words.map((word) => (lower.includes(word) ? lower.lastIndexOf(word) + word.length : -1));
    return Math.max(...places);
  };
  const places = [ends(rules.current), -1, ends(rules.former), ends(rules.partial)];
  const last = Math.max(...places);
  return last < 0 ? 1 : places.indexOf(last);
}

function rangeAt(text: string, best: Candidate, candidates: readonly Candidate[], rules: PriceRules): PriceRange | undefined {
  const place = candidates.indexOf(best);
  for (const [from, to] of [
    [best, candidates[place + 1]],
    [candidates[place - 1], best],
  ]) {
    if (from === undefined || to === undefined || !RANGE_SIGN.test(text.slice(from.end, to.start))) continue;
    // In 1.2-1.5万 the factor stands for both.
    const shared = from.factor === 1 && Number(from.value) * to.factor <= Number(to.value) ? to.factor : 1;
    return ordered([times(from.value, shared), to.value]);
  }
  const steps = candidates.filter((each) => each.rank === best.rank && each.currency !== undefined).map((each) => each.value);
  if (steps.length > 1 && STEPS.test(text)) return ordered(steps);
  const after = text.slice(best.end).replace(/^\s*(元|块|圆)?(\/\S{1,3}?)?\s*/, '');
  if (rules.from.some((word) => after.startsWith(word))) return [best.value, null];
  const before = text.slice(0, best.start).replace(/\s*¥?$/, '');
  return rules.upTo.some((word) => after.startsWith(word) || before.endsWith(word)) ? [null, best.value] : undefined;
}

function ordered(values: readonly string[]): PriceRange {
  const sorted = values.toSorted((a, b) => Number(a) - Number(b));
  return [sorted[0] ?? null, sorted.at(-1) ?? null];
}
