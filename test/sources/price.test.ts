import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractionRules } from '#src/sources/extraction-rules.ts';
import { chineseNumber } from '#src/sources/numerals.ts';
import { parsePrice } from '#src/sources/price.ts';

const rules = extractionRules().price;

describe('a price in a text', () => {
  test.each([
    ['¥268.00', '268', 'CNY'],
    ['￥1,299.50', '1299.5', 'CNY'],
    ['268元', '268', 'CNY'],
    ['人民币 268', '268', 'CNY'],
    ['1.299,50 €', '1299.5', 'EUR'],
    ['€ 1.299', '1299', 'EUR'],
    ['1 299 руб.', '1299', 'RUB'],
    ['$0.99', '0.99', 'USD'],
    ['0,999 €', '0.999', 'EUR'],
    ['HK$ 88', '88', 'HKD'],
    ['NT$1,980', '1980', 'TWD'],
    ['3.5万元', '35000', 'CNY'],
    ['一百二十八元', '128', 'CNY'],
    ['12元5角', '12.5', 'CNY'],
    ['三块五', '3.5', 'CNY'],
    ['45元一箱', '45', 'CNY'],
    ['5角', '0.5', 'CNY'],
    ['1万5千元', '15000', 'CNY'],
    ['买2送1 ¥99', '99', 'CNY'],
    ['原价399元 券后价268元', '268', 'CNY'],
    ['市场价：¥399 ¥268', '268', 'CNY'],
    ['定金50元，到手价 1280元', '1280', 'CNY'],
    ['满减后', null, null],
    ['价格面议', null, null],
    ['', null, null],
  ])('%s', (text, amount, currency) => {
    expect(parsePrice(text, rules)).toMatchObject({ amount, currency });
  });

  test.each([
    ['12.8元/斤', '12.8', '斤'],
    ['¥98/500g', '98', '500g'],
    ['每斤15元', '15', '斤'],
    ['45元一箱', '45', '箱'],
    ['每盒不打折', null, undefined],
  ])('with what it is for: %s', (text, amount, unit) => {
    const found = parsePrice(text, rules);
    expect([found.amount, found.unit]).toEqual([amount, unit]);
  });

  test.each([
    ['¥98-268', '98', ['98', '268']],
    ['268~98元', '98', ['98', '268']],
    ['98元起', '98', ['98', null]],
    ['1.2-1.5万元', '12000', ['12000', '15000']],
    ['1-9件 ¥26.00 10-99件 ¥23.50', '26', ['23.5', '26']],
    ['不超过500元', '500', [null, '500']],
  ])('that is a range: %s', (text, amount, range) => {
    expect(parsePrice(text, rules)).toMatchObject({ amount, range });
  });

  test('the currency of the page decides for a bare number', () => {
    expect(parsePrice('268', rules, '￥')).toMatchObject({ amount: '268', currency: 'CNY' });
  });

  test('what was written as a price is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        const amount = (cents / 100).toFixed(2);
        const plain = String(Number(amount));
        const grouped = amount.replace(/\B(?=(\d{3})+\.)/g, ',');
        return [`¥${amount}`, `¥${grouped}`, `${grouped}元`].every((text) => parsePrice(text, rules).amount === plain);
      }),
    );
  });

  test('any text can be read', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => /^\d+(\.\d+)?$/.test(parsePrice(text, rules).amount ?? '0')));
  });
});

test.each([
  ['十', 10],
  ['二十一', 21],
  ['一百零五', 105],
  ['一百二', 120],
  ['三千五百', 3500],
  ['一万二', 12_000],
  ['两亿三千万', 230_000_000],
  ['壹仟贰佰叁拾肆', 1234],
  ['一二八', 128],
  ['元', undefined],
])('%s is %s', (text, value) => {
  expect(chineseNumber(text)).toBe(value);
});
