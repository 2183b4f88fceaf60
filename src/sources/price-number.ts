import { CHINESE_NUMERAL, chineseNumber } from './numerals.ts';

/** A number as it stands in a text of prices. */
export interface WrittenNumber {
  /** Plain decimal. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** 10,000 for 3.5万. */
  readonly factor: number;
  /** Whether it is written with 元, 块, 角 or 万, so that it can only be Chinese money. */
  readonly chinese: boolean;
}

const DIGITS = String.raw`\d[\d.,'’\s]*\d|\d|(?<![\d.])\.+\d+`;
const ONE = String.raw`\d{1,2}|[零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]`;
const SMALL = String.raw`(?<jiao>${ONE})\s*[角毛](?:(?<fen>${ONE})分)?|(?<coin>${ONE})(?=$|[\s,，。;；)）])`;
const FACTORS: Readonly<Record<string, number>> = { 千: 1_000, 万: 10_000, w: 10_000, 亿: 100_000_000 };

/** All numbers of a text, in order. */
export function numbersIn(text: string): WrittenNumber[] {
  const pattern = new RegExp(
    String.raw`(?:(?<digits>${DIGITS})\s*(?<big>[千万亿]|w(?![a-z]))?(?:(?<thousands>\d)千)?|(?<han>${CHINESE_NUMERAL}+)(?=\s*[元圆块角毛]))(?:\s*[元圆块]\s*(?:${SMALL})|(?<only>[角毛])(?:(?<rest>${ONE})分)?)?`,
    'gi',
  );
  const found: WrittenNumber[] = [];
  for (const match of text.matchAll(pattern)) {
    const { digits, big, han, only, jiao, coin } = match.groups ?? {};
    const value = valueOfParts(match.groups ?? {});
    if (value === undefined) continue;
    const chinese =
      han !== undefined || only !== undefined || jiao !== undefined || coin !== undefined || (big !== undefined && digits !== undefined);
    found.push({ value, start: match.index, end: match.index + match[0].trimEnd().length, factor: factorOf(big), chinese });
  }
  return found;
}

function factorOf(big: string | undefined): number {
  return FACTORS[big?.toLowerCase() ?? ''] ?? 1;
}

function valueOfParts(parts: Readonly<Record<string, string | undefined>>): string | undefined {
  const { digits, big, thousands, han, coin, jiao, fen, only, rest } = parts;
  const text = digits === undefined ? undefined : decimalOf(digits);
  const whole = text === undefined ? chineseNumber(han ?? '') : Number(text);
  if (whole === undefined || !Number.isFinite(whole)) return undefined;
  const small = digitOf(coin ?? jiao) / 10 + digitOf(fen ?? rest) / 100;
  const large = whole * factorOf(big) + digitOf(thousands) * 1_000;
  if (text !== undefined && small === 0 && large === whole && only === undefined) return plainDecimal(text);
  return plainDecimal(((only === undefined ? large : large / 10) + small).toFixed(4));
}

function digitOf(text: string | undefined): number {
  return text === undefined ? 0 : (chineseNumber(text) ?? Number(text));
}

/** `1.299,50`, `1,299.5`, `1 299`, `12,5`: the last separator is the decimal one unless three digits follow it. */
function decimalOf(digits: string): string {
  const text = digits
    .replace(/^\.+/, '0.')
    .replace(/([.,])\s+(?=\d{2}$)/, '$1')
    .replace(/[\s'’](?=\d{3}(\D|$))/g, '')
    .replace(/[\s'’].*$/, '');
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return text;
  const fraction = text.slice(last + 1);
  const both = text.includes('.') && text.includes(',');
  const repeated = text.indexOf(text[last] ?? '') !== last;
  const grouping = repeated || (fraction.length === 3 && !both && !text.startsWith('0'));
  const whole = text.slice(0, last).replace(/[.,]/g, '');
  return grouping ? whole + fraction : `${whole}.${fraction}`;
}

/** The value times a factor, as a plain decimal. */
export function times(value: string, factor: number): string {
  return factor === 1 ? value : plainDecimal((Number(value) * factor).toFixed(4));
}

function plainDecimal(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const tail = fraction.replace(/0+$/, '');
  const head = whole.replace(/^0+(?=\d)/, '');
  return tail === '' ? head : `${head}.${tail}`;
}
