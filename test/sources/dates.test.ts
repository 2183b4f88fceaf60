import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateInUrl, findDate } from '#src/sources/dates.ts';

test.each([
  ['2026-11-20', '2026-11-20T00:00:00+08:00'],
  ['2026-11-20 09:10', '2026-11-20T09:10:00+08:00'],
  ['2026年11月20日09时10分', '2026-11-20T09:10:00+08:00'],
  ['2026 年 1 月 5 日 下午 3:05', '2026-01-05T15:05:00+08:00'],
  ['2026/1/5 凌晨12:30', '2026-01-05T00:30:00+08:00'],
  ['2026.11.20', '2026-11-20T00:00:00+08:00'],
  ['2026-11-20T01:10:00Z', '2026-11-20T01:10:00Z'],
  ['2026-11-20T09:10:00.123+0800', '2026-11-20T09:10:00+08:00'],
  ['Fri, 20 Nov 2026 02:30:00 GMT', '2026-11-20T02:30:00Z'],
  ['November 20, 2026 3:05 pm', '2026-11-20T15:05:00+08:00'],
  ['20th November 2026', '2026-11-20T00:00:00+08:00'],
  ['20.11.2026', '2026-11-20T00:00:00+08:00'],
  ['11/20/2026', '2026-11-20T00:00:00+08:00'],
  ['20261120', '2026-11-20T00:00:00+08:00'],
  ['发布于 2026-11-20 来源：例网', '2026-11-20T00:00:00+08:00'],
])('%s', (text, expected) => {
  expect(findDate(text)).toBe(expected);
});

test.each(['', '11月20日', '今天 09:10', '2026-13-01', '2026-02-30', '2026年', '电话 0871-2026112', '1-2-3', 'The 20 men of 2026'])(
  'no complete date: %s',
  (text) => {
    expect(findDate(text)).toBeUndefined();
  },
);

test.each([
  ['https://news.example.cn/2026/11/20/1.html', '2026-11-20T00:00:00+08:00'],
  ['https://news.example.cn/2026/1120/c90000-1.html', '2026-11-20T00:00:00+08:00'],
  ['https://gov.example.cn/t20261120_55.html', '2026-11-20T00:00:00+08:00'],
  ['https://news.example.cn/html/2026-11/20/content_1.htm', '2026-11-20T00:00:00+08:00'],
  ['https://news.example.cn/20269920/1.html', undefined],
  ['https://news.example.cn/c/1.html', undefined],
])('in an address: %s', (url, expected) => {
  expect(dateInUrl(url)).toBe(expected);
});

test('every written instant is found again', () => {
  const day = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2089-12-31T00:00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => Date.parse(findDate(`时间：${date.toISOString()}。`) ?? '') === Math.floor(date.getTime() / 1000) * 1000),
  );
});
