import type { PriceRules } from './extraction-rules.ts';
import { CHINESE_NUMERAL, chineseNumber } from './numerals.ts';

export interface Price {
  /** Plain decimal such as `1299.5`; null where the text states no price. */
  readonly amount: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** What the price is for: 斤, 500g, 盒 … */
  readonly unit?: string;
  /** Lowest and highest price; null for an open end. `amount` is then the low end, or the high one where there is no low. */
  readonly range?: readonly [string | null, string | null];
}

interface Candidate {
  readonly value: string;
  readonly currency: string | undefined;
  readonly unit: string | undefined;
  readonly start: number;
  readonly end: number;
  /** 0 paid now, 1 plain, 2 was paid once, 3 only a part. */
  readonly rank: number;
}

const NUMBER = String.raw`\d[\d.,'’\s]*\d|\d`;
const MULTIPLIERS: Readonly<Record<string, number>> = { 千: 1_000, 万: 10_000, w: 10_000, 亿: 100_000_000 };

/** What one buyer pays now for one unit, in a text that may hold several prices. Never throws. */
export function parsePrice(text: string, rules: PriceRules, hint?: string): Price {
  const plain = text.normalize('NFKC').replaceAll('￥', '¥').slice(0, 400);
  const currencyOfText = signIn(hint?.normalize('NFKC') ?? '', rules) ?? signIn(plain, rules) ?? null;
  const candidates = candidatesIn(plain, rules);
  const best = candidates.toSorted(
    (a, b) => a.rank - b.rank || Number(b.currency !== undefined) - Number(a.currency !== undefined) || a.start - b.start,
  )[0];
  if (best === undefined) return { amount: null, currency: rules.noPrice.some((word) => plain.includes(word)) ? null : currencyOfText };
  if (best.rank === 1 && rules.noPrice.some((word) => plain.includes(word)) && best.currency === undefined)
    return { amount: null, currency: null };
  const range = rangeAt(plain, best, candidates, rules);
  const unit = best.unit ?? candidates.find((each) => each.start === best.end + 1)?.unit;
  return {
    amount: range?.[0] ?? range?.[1] ?? best.value,
    currency: best.currency ?? currencyOfText,
    ...(unit === undefined ? {} : { unit }),
    ...(range === undefined ? {} : { range }),
  };
}

function candidatesIn(text: string, rules: PriceRules): Candidate[] {
  const pattern = new RegExp(
    String.raw`(?:(${NUMBER})\s*([千万亿]|w(?![a-z]))?|(${CHINESE_NUMERAL}+)(?=\s*[元圆块角毛]))((?:\s*[元圆块](\d|${CHINESE_NUMERAL})(?:[角毛])?(?![\d.]))|(?:\s*[元圆块]?(\d{1,2})角(?:(\d)分)?))?`,
    'gi',
  );
  const found: Candidate[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = amountOf(match);
    if (value === undefined) continue;
    const [start, end] = [match.index, match.index + match[0].trimEnd().length];
    const before = text.slice(Math.max(0, start - 14), start);
    const after = text.slice(end, end + 14);
    if (/^\s*(%|折|件|人|次|期|年|月|天|小时|评价|条|g\b|kg\b|ml\b|克|毫升)/i.test(after) && signIn(before.slice(-4), rules) === undefined)
      continue;
    const currency =
      signIn(before.trimEnd().slice(-4), rules, 'end') ??
      signIn(after.trimStart(), rules, 'start') ??
      (match[4] === undefined ? undefined : 'CNY');
    const unit = /^\s*(?:元|块|圆|¥)?\s*(?:\/|每|一)\s*(\d*\s*[\p{L}]{1,6}?)(?=$|[\s,，。;；)）(（~-])/iu.exec(after)?.[1];
    found.push({ value, currency, unit: unit?.replace(/\s/g, ''), start, end, rank: rankOf(before, rules) });
  }
  return found;
}

function amountOf(match: RegExpExecArray): string | undefined {
  const [, digits, multiplier, chinese, , coin, jiao, fen] = match;
  const whole = digits === undefined ? chineseNumber(chinese ?? '') : Number(decimalOf(digits));
  if (whole === undefined || !Number.isFinite(whole)) return undefined;
  const small = (coin === undefined ? 0 : (chineseNumber(coin) ?? Number(coin))) / 10 + Number(jiao ?? 0) / 10 + Number(fen ?? 0) / 100;
  const factor = MULTIPLIERS[multiplier?.toLowerCase() ?? ''] ?? 1;
  if (factor === 1 && small === 0 && digits !== undefined) return plainDecimal(decimalOf(digits));
  return plainDecimal((whole * factor + small).toFixed(4));
}

/** `1.299,50`, `1,299.5`, `1 299`, `12,5`: the last separator is the decimal one unless three digits follow it. */
function decimalOf(digits: string): string {
  const text = digits.replace(/[\s'’](?=\d{3}(\D|$))/g, '').replace(/[\s'’].*$/, '');
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return text;
  const sign = text[last] ?? '';
  const fraction = text.slice(last + 1);
  const both = text.includes('.') && text.includes(',');
  const repeated = text.indexOf(sign) !== last;
  const grouping = fraction.length === 3 && !both && !/^0/.test(text) ? true : repeated;
  const whole = text.slice(0, last).replace(/[.,]/g, '');
  return grouping ? whole + fraction : `${whole}.${fraction}`;
}

function plainDecimal(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const tail = fraction.replace(/0+$/, '');
  const head = whole.replace(/^0+(?=\d)/, '');
  return tail === '' ? head : `${head}.${tail}`;
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

function rankOf(before: string, rules: PriceRules): number {
  const lower = before.toLowerCase();
  const nearest = (words: readonly string[]) =>
    Math.max(...words.map((word) => (lower.lastIndexOf(word) < 0 ? -1 : lower.lastIndexOf(word) + word.length)));
  const places = [nearest(rules.current), -1, nearest(rules.former), nearest(rules.partial)];
  const last = Math.max(...places);
  return last < 0 ? 1 : places.indexOf(last);
}

function rangeAt(
  text: string,
  best: Candidate,
  candidates: readonly Candidate[],
  rules: PriceRules,
): readonly [string | null, string | null] | undefined {
  const next = candidates.find((each) => each.start > best.start);
  const between = next === undefined ? '' : text.slice(best.end, next.start);
  if (next !== undefined && /^\s*[元¥$€£]?\s*(-|~|–|—|至|到|to)\s*[元¥$€£]?\s*$/i.test(between)) {
    const [low, high] = Number(best.value) <= Number(next.value) ? [best, next] : [next, best];
    return [low.value, high.value];
  }
  const after = text.slice(best.end).replace(/^\s*(元|块|圆)?(\/\S{1,3}?)?\s*/, '');
  if (rules.from.some((word) => after.startsWith(word))) return [best.value, null];
  const before = text.slice(0, best.start);
  if (rules.upTo.some((word) => after.startsWith(word) || new RegExp(`${word}\\s*[¥]?$`).test(before))) return [null, best.value];
  return undefined;
}
