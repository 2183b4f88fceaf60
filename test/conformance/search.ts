import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { compileRules, matches, parseQuery, type SearchDocument, type SearchIndex } from '#src/search/index.ts';
import { documentsOf, queryTexts } from '#test/search/arbitraries.ts';
import { DAY, document, Shelf, START } from './search-shelf.ts';

function newestFirst(a: SearchDocument, b: SearchDocument): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
}

function keepingTests(shelf: Shelf): void {
  test('finds a document from the moment it is indexed', async () => {
    await shelf.put(document('a', { title: '山西精品名单' }));
    expect(await shelf.all('西精')).toEqual(['a']);
  });

  test('a document sent again replaces the one before', async () => {
    await shelf.put(document('a', { title: '山西', brands: ['甲'], level: '红' }));
    await shelf.put(document('a', { title: '云南', brands: ['乙'], at: new Date(START + DAY) }));
    expect(await shelf.all('山西 OR brand:甲 OR level:红 OR before:2026-01-02')).toEqual([]);
    expect(await shelf.all('云南 brand:乙 after:2026-01-02')).toEqual(['a']);
    expect(await shelf.count('NOT 山西')).toBe(1);
  });

  test('a document sent again unchanged is still there once', async () => {
    await shelf.put(document('a', { title: '山西' }));
    await shelf.put(document('a', { title: '山西' }));
    expect(await shelf.all('山西')).toEqual(['a']);
  });

  test('of equal ids in one call the last one counts', async () => {
    await shelf.put(document('a', { title: '山西' }), document('b', { title: '山西' }), document('a', { title: '云南' }));
    expect(await shelf.all('山西')).toEqual(['b']);
    expect(await shelf.all('云南')).toEqual(['a']);
  });

  test('what is removed is found no more, and unknown ids are ignored', async () => {
    await shelf.put(document('a', { text: '山' }), document('b', { text: '山' }));
    await shelf.engine().remove(['a', 'unknown']);
    await shelf.engine().remove([]);
    expect(await shelf.all('山')).toEqual(['b']);
    expect(await shelf.count('NOT 西')).toBe(1);
  });

  test('writers of the same documents do not stop each other', async () => {
    const batch = Array.from({ length: 30 }, (_, index) => document(`d${index}`, { text: '山' }));
    const writers = [1, 2, 3, 4].map((n) => {
      const own = batch.map((item) => ({ ...item, title: `版本 ${n}` }));
      return shelf.put(...(n % 2 === 0 ? own : own.toReversed()));
    });
    await Promise.all(writers);
    expect(await shelf.count('山 版本')).toBe(30);
  });

  test('answers a ping', async () => {
    await expect(shelf.engine().ping()).resolves.toBeUndefined();
  });
}

function orderTests(shelf: Shelf): void {
  test('newest first, and by id where the instant is the same', async () => {
    const at = new Date(START + DAY);
    await shelf.put(
      document('b', { text: '山' }),
      document('a', { text: '山', at }),
      document('c', { text: '山' }),
      document('B', { text: '山', at }),
    );
    expect(await shelf.all('山')).toEqual(['a', 'B', 'c', 'b']);
  });

  test.each([1, 7, 50])('pages of %i hold every match once', async (limit) => {
    const batch = Array.from({ length: 50 }, (_, index) =>
      document(`d${index}`, { text: index % 3 === 0 ? '山西' : '云南', at: new Date(START + (index % 4)) }),
    );
    await shelf.put(...batch);
    const expected = batch.filter((item) => item.text === '山西').sort(newestFirst);
    expect(await shelf.all('山西', limit)).toEqual(expected.map((item) => item.id));
  });

  test('the last page says so', async () => {
    await shelf.put(document('a', { text: '山' }), document('b', { text: '山' }));
    const page = await shelf.engine().search({ query: parseQuery('山'), limit: 2, highlight: false });
    expect(page).toMatchObject({ hits: [{ id: 'b' }, { id: 'a', snippet: '' }], next: null });
  });

  test('instants are kept to the millisecond', async () => {
    const at = new Date(START + 1);
    await shelf.put(document('a', { text: '山', at }));
    const page = await shelf.engine().search({ query: parseQuery('山'), limit: 1, highlight: false });
    expect(page.hits[0]?.at).toEqual(at);
  });
}

function amountTests(shelf: Shelf): void {
  const TOTAL = 1500;
  /** Something rare behind much that is newer, something frequent, and something that is frequent only long ago. */
  const batch = Array.from({ length: TOTAL }, (_, index) => {
    const rare = index % 400 === 7 ? '罕见的山西精品' : '';
    const old = index < 700 ? '旧闻 ' : '';
    const near = index % 5 === 0 ? '投诉 甲 乙 山西' : '投诉 甲 乙 丙 丁 山西';
    return document(`d${index}`, { title: rare, text: `${old}${near} 第${index}篇`, at: new Date(START + index * 60_000) });
  });

  test.each([
    ['罕见', 4],
    ['罕见的山西精品', 4],
    ['旧闻', 700],
    ['旧闻 NOT 罕见', 698],
    ['投诉', TOTAL],
    ['投诉 NEAR/2 山西', 300],
    ['NOT 投诉', 0],
    ['NOT (投诉 NEAR/2 山西)', 1200],
    ['旧闻 投诉 NEAR/2 山西', 140],
    ['after:2026-01-02', 60],
    ['旧闻 OR after:2026-01-02', 760],
    ['第1499篇', 1],
    ['查无此词', 0],
  ])('%s finds %i documents', async (query, expected) => {
    await shelf.put(...batch);
    const ids = await shelf.all(query, 150);
    const wanted = batch.filter((item) => matches(parseQuery(query), item)).sort(newestFirst);
    expect(ids).toEqual(wanted.map((item) => item.id));
    expect(ids).toHaveLength(expected);
    expect(await shelf.count(query)).toBe(expected);
    expect(await shelf.count(query, 100)).toBe(Math.min(expected, 100));
  });
}

function textTests(shelf: Shelf): void {
  test('snippets mark the passage as written', async () => {
    await shelf.put(document('a', { title: '综述', text: '《綠色雲南》名单公布' }));
    expect(await shelf.snippet('绿色云南')).toBe('《⟦綠色雲南⟧》名单公布');
    expect(await shelf.snippet('综述')).toBe('⟦综述⟧');
    expect(await shelf.snippet('kind:article')).toBe('');
  });

  test('long texts are searched to their end', async () => {
    const text = `${'甲 乙 '.repeat(20_000)}山西精品 ${'丙'.repeat(300)} 丁`;
    await shelf.put(document('a', { text }));
    for (const query of ['山西精品', '乙山西精品丙', '山西 NEAR/302 丁', '丙丁', '"甲 乙 甲 乙 山"'])
      expect(await shelf.all(query)).toEqual(['a']);
    for (const query of ['山西 NEAR/301 丁', '精品丁', '"甲 甲"']) expect(await shelf.all(query)).toEqual([]);
  });

  test('a text with hundreds of thousands of different pairs is found by any of them', async () => {
    let seed = 7;
    const text = Array.from({ length: 300_000 }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return String.fromCharCode(0x4e00 + ((seed >>> 8) % 20_000));
    }).join('');
    await shelf.put(document('big', { title: '山西', text, brands: ['甲'] }), document('small', { title: '山西' }));
    const phrase = text.slice(150_000, 150_006);
    expect(await shelf.all(phrase)).toEqual(['big']);
    expect(await shelf.all(`NOT ${phrase} 山西`)).toEqual(['small']);
    expect(await shelf.all('brand:甲')).toEqual(['big']);
    expect(await shelf.all('brand:乙')).toEqual([]);
    expect(await shelf.count('山西')).toBe(2);
    expect(await shelf.count('NOT iso9001')).toBe(2);
  });

  test('words longer than a line are words', async () => {
    const word = 'abcdefghij'.repeat(500);
    await shelf.put(document('a', { text: `x ${word} y` }));
    expect(await shelf.all(`x-${word}`)).toEqual(['a']);
    expect(await shelf.all(word.slice(0, -1))).toEqual([]);
  });

  test('characters that databases do not like are only separators', async () => {
    await shelf.put(document('a', { title: 'a\0b', text: "山\ud800西 c'd \\ 50%_", brands: ['x\0y', "o'clock \\"], source: '"q"' }));
    for (const query of ['a-b', '山西', 'c-d', '50', `brand:"o'clock \\"`, 'source:“"q"”', 'brand:x\0y']) {
      expect(await shelf.all(query)).toEqual(['a']);
    }
    expect(await shelf.snippet('西')).toContain('⟦西⟧');
  });

  test('the largest queries are answered', async () => {
    await shelf.put(document('a', { text: '山西精品' }), document('b', { text: 'w7 w8' }));
    const words = Array.from({ length: 999 }, (_, index) => `w${index}`);
    expect(await shelf.all([...words, '山西'].join(' OR '))).toEqual(['b', 'a']);
    expect(await shelf.all(words.join(' '))).toEqual([]);
    expect(await shelf.all(`${words.map((word) => `NOT ${word}`).join(' ')} 山西`)).toEqual(['a']);
    expect(await shelf.all(`${'(NOT '.repeat(50)}山西${')'.repeat(50)}`)).toEqual(['a']);
    expect(await shelf.all('山西精品'.repeat(1000))).toEqual([]);
    expect(await shelf.all(words.join(' NEAR/1000 '))).toEqual([]);
  });
}

function agreementTests(shelf: Shelf): void {
  test('any query finds in any documents what evaluating it and the matcher find', async () => {
    await fc.assert(
      fc
        .asyncProperty(documentsOf(1, 12), fc.array(queryTexts, { minLength: 1, maxLength: 8 }), async (documents, queries) => {
          await shelf.put(...documents);
          const matcher = compileRules(queries.map((text, index) => ({ id: String(index), query: parseQuery(text) })));
          const matched = documents.map((item) => ({ item, rules: matcher.match(item) }));
          for (const [index, text] of queries.entries()) {
            const expected = documents.filter((item) => matches(parseQuery(text), item)).sort(newestFirst);
            expect(
              matched
                .filter(({ rules }) => rules.includes(String(index)))
                .map(({ item }) => item)
                .sort(newestFirst),
            ).toEqual(expected);
            expect(await shelf.all(text, 5), text).toEqual(expected.map((item) => item.id));
            expect(await shelf.count(text), text).toBe(expected.length);
          }
        })
        .beforeEach(() => shelf.clear()),
      { numRuns: 60 },
    );
  });
}

/** What every search engine must do. `open` gives the engine under test; the suite removes what it indexed. */
export function searchConformance(name: string, open: () => SearchIndex): void {
  const shelf = new Shelf(open);
  afterEach(() => shelf.clear());
  describe(`search on ${name}: keeping`, () => keepingTests(shelf));
  describe(`search on ${name}: order`, () => orderTests(shelf));
  describe(`search on ${name}: amounts`, () => amountTests(shelf));
  describe(`search on ${name}: texts`, () => textTests(shelf));
  describe(`search on ${name}: agreement`, () => agreementTests(shelf));
}
