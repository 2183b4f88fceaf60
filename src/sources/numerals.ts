const DIGITS = new Map<string, number>([
  ...['零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖'].flatMap((row) => [...row].map((digit, value): [string, number] => [digit, value])),
  ['两', 2],
  ['俩', 2],
]);
const UNITS = new Map<string, number>([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1_000],
  ['仟', 1_000],
]);

/** Characters of a number written in Chinese, for regular expressions. */
export const CHINESE_NUMERAL = '[零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]';

/** The value of a number written in Chinese, such as 一百二十八 or 叁仟; 一二八 is read digit by digit. */
export function chineseNumber(text: string): number | undefined {
  if (!new RegExp(`^${CHINESE_NUMERAL}+$`).test(text)) return undefined;
  if ([...text].every((char) => DIGITS.has(char))) return Number([...text].map((char) => DIGITS.get(char)).join(''));
  let total = 0;
  let section = 0;
  let digit = 0;
  let lastUnit = 1;
  for (const char of text) {
    const unit = UNITS.get(char);
    if (char === '万') {
      lastUnit = 10_000;
      total += (section + digit) * lastUnit;
      section = 0;
      digit = 0;
    } else if (char === '亿') {
      lastUnit = 100_000_000;
      total = (total + section + digit) * lastUnit;
      section = 0;
      digit = 0;
    } else if (unit !== undefined) {
      section += (digit === 0 && section === 0 ? 1 : digit) * unit;
      lastUnit = unit;
      digit = 0;
    } else {
      digit = DIGITS.get(char) ?? 0;
      if (digit === 0) lastUnit = 1;
    }
  }
  // 一百二 means 120, 一百零二 means 102.
  return total + section + digit * (lastUnit >= 100 ? lastUnit / 10 : 1);
}
