const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const TIME = String.raw`(?:[T\s,，]{0,3}(?:at\s+)?(上午|下午|晚上|凌晨|中午)?\s*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?(?:[.,]\d+)?秒?分?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(
  String.raw`(?<!\d)((?:19|20)\d{2})\s*[-/.年_]\s*(\d{1,2})\s*[-/.月_]\s*(\d{1,2})(?!\d)\s*[日号]?${TIME}`,
  'i',
);
const COMPACT = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)/;
const DAY_FIRST = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?[-\s]?\s*([a-z]{3,9})\.?,?[-\s]*((?:19|20)\d{2})(?!\d)${TIME}`,
  'i',
);
const MONTH_FIRST = new RegExp(String.raw`([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})(?!\d)${TIME}`, 'i');
const NUMBERS_LAST = new RegExp(String.raw`(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d{2})(?!\d)${TIME}`, 'i');

export const SHANGHAI = '+08:00';

/**
 * The first date in a text as ISO 8601 with offset; a text without a zone is taken in `zone`, one without a time at midnight.
 * Undefined where there is no complete date: years are never guessed.
 */
export function findDate(text: string, zone: string = SHANGHAI): string | undefined {
  const head = text.slice(0, 2_000);
  const numeric = YEAR_FIRST.exec(head);
  if (numeric !== null) return isoOf({ year: numeric[1], month: numeric[2], day: numeric[3], rest: numeric.slice(4) }, zone);
  const dayFirst = DAY_FIRST.exec(head);
  if (dayFirst !== null && monthOf(dayFirst[2]) !== undefined) {
    return isoOf({ year: dayFirst[3], month: monthOf(dayFirst[2]), day: dayFirst[1], rest: dayFirst.slice(4) }, zone);
  }
  const monthFirst = MONTH_FIRST.exec(head);
  if (monthFirst !== null && monthOf(monthFirst[1]) !== undefined) {
    return isoOf({ year: monthFirst[3], month: monthOf(monthFirst[1]), day: monthFirst[2], rest: monthFirst.slice(4) }, zone);
  }
  return lastResorts(head, zone);
}

function lastResorts(text: string, zone: string): string | undefined {
  const european = NUMBERS_LAST.exec(text);
  if (european !== null) {
    const swapped = Number(european[2]) > 12;
    const [day, month] = swapped ? [european[2], european[1]] : [european[1], european[2]];
    return isoOf({ year: european[3], month, day, rest: european.slice(4) }, zone);
  }
  const compact = COMPACT.exec(text);
  if (compact === null) return undefined;
  const [, year, month, day, hour, minute, second] = compact;
  return isoOf({ year, month, day, rest: [undefined, hour, minute, second] }, zone);
}

function monthOf(word: string | undefined): string | undefined {
  const number = MONTHS.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1;
  return number === 0 ? undefined : String(number);
}

interface Parts {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  /** Half of the day in Chinese, hour, minute, second, am/pm, zone. */
  readonly rest: readonly (string | undefined)[];
}

function isoOf(parts: Parts, zone: string): string | undefined {
  const [half, hour, minute, second, meridiem, ownZone] = parts.rest;
  const clock = [hourOf(hour ?? '0', half, meridiem), Number(minute ?? 0), Number(second ?? 0)];
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  if (!Number.isInteger(year) || !(month >= 1 && month <= 12) || !(day >= 1) || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return undefined;
  const time = clock.every((value, at) => value <= (at === 0 ? 23 : 59)) ? clock : [0, 0, 0];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${time.map(two).join(':')}${zoneOf(ownZone, zone)}`;
}

function hourOf(text: string, half: string | undefined, meridiem: string | undefined): number {
  const hour = Number(text);
  const afternoon = half === '下午' || half === '晚上' || /^p/i.test(meridiem ?? '');
  if (afternoon && hour < 12) return hour + 12;
  return hour === 12 && (/^a/i.test(meridiem ?? '') || half === '凌晨') ? 0 : hour;
}

function zoneOf(own: string | undefined, fallback: string): string {
  if (own === undefined) return fallback;
  if (/^[a-z]/i.test(own)) return 'Z';
  return own.includes(':') ? own : `${own.slice(0, 3)}:${own.slice(3)}`;
}

/** A date in the path of an address, such as `/2026/11/21/` or `/20261121/` or `t20261121_`. */
export function dateInUrl(url: string, zone: string = SHANGHAI): string | undefined {
  const path = URL.parse(url)?.pathname ?? '';
  const [, year, month, day] = /(?:^|[/_t-])((?:19|20)\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?=[/_.-]|$)/.exec(path) ?? [];
  return isoOf({ year, month, day, rest: [] }, zone);
}
