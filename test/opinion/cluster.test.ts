import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClusterArticle, createClusterer } from '#src/opinion/cluster.ts';
import { loadClusterBackground, loadClusterRules } from '#src/opinion/models.ts';

const rules = loadClusterRules();
const background = loadClusterBackground();
const cluster = () => createClusterer(rules, background);

const hour = (n: number) => new Date(Date.parse('2026-09-01T00:00:00Z') + n * 3_600_000).toISOString();
const article = (id: string, at: number, text: string, title = ''): ClusterArticle => ({ id, title, text, publishedAt: hour(at) });

const HONEY = article(
  'honey',
  0,
  '据县市场监管局通报，执法人员在城郊一处仓库查获标称“野岭香”的土蜂蜜四百桶，检出外源性果糖，仓库负责人交代每桶兑入糖浆六成，已立案。',
  '“野岭香”蜂蜜兑糖浆四百桶被查',
);
const HONEY_COPY = article(
  'honey-copy',
  3,
  '转自县城发布：仓库负责人交代每桶兑入糖浆六成，已立案。据县市场监管局通报，执法人员在城郊一处仓库查获标称“野岭香”的土蜂蜜四百桶，检出外源性果糖。',
  '蜂蜜还能信吗',
);
const HONEY_COMMENT = article('honey-comment', 5, '野岭香的蜂蜜我家还有两瓶，原来六成是糖浆，喝了个寂寞');
const BUS = article('bus', 6, '今日起古镇环线公交改为十分钟一班，末班延长至二十二点，票价不变。', '古镇环线公交加密');

describe('events', () => {
  test('a copy that is cut, reordered and retitled is traced to its root and stays in its event', () => {
    const clusterer = cluster();
    const first = clusterer.add(HONEY);
    const copy = clusterer.add(HONEY_COPY);
    expect(first).toMatchObject({ event: 'ev_honey', score: 0 });
    expect(copy).toMatchObject({ event: 'ev_honey', duplicateOf: 'honey' });
    const again = clusterer.add({ ...HONEY_COPY, id: 'copy-of-copy', publishedAt: hour(4) });
    expect(again.duplicateOf).toBe('honey');
  });

  test('a comment joins what it talks about, other news does not', () => {
    const clusterer = cluster();
    clusterer.add(HONEY);
    expect(clusterer.add(HONEY_COMMENT).event).toBe('ev_honey');
    expect(clusterer.add(BUS).event).toBe('ev_bus');
  });

  test('the same notice about another product is no copy', () => {
    const clusterer = cluster();
    const notice = (product: string, number: string) =>
      `标称“${product}”的1批次产品（生产日期${number}）经检验不符合食品安全国家标准规定，我局已责令生产企业查清流向、召回产品并分析原因。`;
    clusterer.add(article('one', 0, notice('高山泉酱菜', '2026年7月2日')));
    expect(clusterer.add(article('two', 1, notice('石桥糟辣子', '2026年8月19日'))).duplicateOf).toBeUndefined();
  });

  test('a restart in the middle changes nothing', () => {
    const texts = fc.array(fc.constantFrom(HONEY, HONEY_COPY, HONEY_COMMENT, BUS), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.nat(12), (picked, cut) => {
        const articles = picked.map((one, index) => ({ ...one, id: `${index}`, publishedAt: hour(index) }));
        const whole = cluster();
        const before = cluster();
        const expected = articles.map((one) => whole.add(one));
        const first = articles.slice(0, cut).map((one) => before.add(one));
        const after = createClusterer(rules, background, JSON.parse(JSON.stringify(before.snapshot())));
        expect([...first, ...articles.slice(cut).map((one) => after.add(one))]).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test('what comes later never changes an earlier answer', () => {
    const short = cluster();
    const long = cluster();
    const earlier = [HONEY, HONEY_COPY].map((one) => short.add(one));
    const all = [HONEY, HONEY_COPY, HONEY_COMMENT, BUS].map((one) => long.add(one));
    expect(all.slice(0, 2)).toEqual(earlier);
  });

  test('memory is bounded by the window and by the limit', () => {
    const clusterer = createClusterer({ ...rules, mostArticles: 50, windowDays: 2 }, background);
    for (let i = 0; i < 400; i += 1)
      clusterer.add(article(`n${i}`, i, `第${i}号公告：编号${i * 7919}的摊位${i * 31}搬到${i * 17}号，其余不变。`));
    expect(clusterer.snapshot().prints.length).toBeLessThanOrEqual(50);
  });

  test('empty texts, emoji and a megabyte are placed', () => {
    const clusterer = cluster();
    expect(clusterer.add(article('empty', 0, '')).event).toBe('ev_empty');
    expect(clusterer.add(article('empty2', 1, '')).event).toBe('ev_empty2');
    expect(clusterer.add(article('emoji', 2, '😀😀😀')).event).toBe('ev_emoji');
    expect(clusterer.add(article('huge', 3, '啊'.repeat(1_000_000))).event).toBe('ev_huge');
  });

  test('a time that cannot be read is refused', () => {
    expect(() => cluster().add({ ...BUS, publishedAt: '昨天' })).toThrow(/ISO 8601/);
  });
});
