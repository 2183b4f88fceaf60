import { foldValue } from './tokens.ts';

/** Warning levels by every name they go by. */
const LEVELS: Readonly<Record<string, string>> = {
  blue: 'blue',
  yellow: 'yellow',
  orange: 'orange',
  red: 'red',
  蓝: 'blue',
  黄: 'yellow',
  橙: 'orange',
  红: 'red',
  蓝色: 'blue',
  黄色: 'yellow',
  橙色: 'orange',
  红色: 'red',
};

/** The level in English, or undefined where the text names none. */
export function levelOf(text: string): string | undefined {
  const folded = foldValue(text);
  return Object.hasOwn(LEVELS, folded) ? LEVELS[folded] : undefined;
}

/** First two digits of the codes of provinces, autonomous regions, municipalities and special administrative regions (GB/T 2260). */
const PROVINCES = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' ');

/**
 * What the codes of all places within a region begin with, or undefined where the text is no code of GB/T 2260: six digits of an
 * existing province, with a prefecture in front of every county.
 */
export function regionPrefix(text: string): string | undefined {
  if (!/^\d{6}$/.test(text) || !PROVINCES.includes(text.slice(0, 2))) return undefined;
  if (text.endsWith('0000')) return text.slice(0, 2);
  if (text.slice(2, 4) === '00') return undefined;
  return text.endsWith('00') ? text.slice(0, 4) : text;
}

const shanghai = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;
const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
let formatter: Intl.DateTimeFormat | undefined;

/** How far the clocks of Shanghai are ahead of UTC at an instant, in milliseconds: not always eight hours before 1992. */
function shanghaiAhead(instant: number): number {
  formatter ??= new Intl.DateTimeFormat('en-US', { ...shanghai, ...fields, era: 'short' });
  const parts = Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return local.getTime() - instant;
}

/** When a day (YYYY-MM-DD) begins in Asia/Shanghai, or undefined where there is no such day. */
export function startOfShanghaiDay(day: string): Date | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
  if (year === '0000' || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const local = midnight.getTime();
  return new Date(local - shanghaiAhead(local - shanghaiAhead(local)));
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** An ISO 8601 day or instant, or undefined where the text is neither. Without an offset it is meant in Asia/Shanghai. */
export function instantOf(text: string): Date | undefined {
  const [whole, day = '', zone] = INSTANT.exec(text) ?? [];
  if (whole === undefined) return startOfShanghaiDay(text);
  const instant = new Date(zone === undefined ? `${text.replace(' ', 'T')}+08:00` : text.replace(' ', 'T'));
  return startOfShanghaiDay(day) === undefined || Number.isNaN(instant.getTime()) ? undefined : instant;
}
