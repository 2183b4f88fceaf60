import { describe, expect, test } from 'vitest';
import { analyse, classifySentiment, classifyTopics } from '#src/opinion/analyse.ts';
import { loadOpinionModels } from '#src/opinion/models.ts';

const models = loadOpinionModels();
const sentimentOf = (text: string, title?: string) =>
  classifySentiment({ id: 'a', text, ...(title !== undefined && { title }) }, models).label;
const topicsOf = (text: string) => classifyTopics({ id: 'a', text }, models).map((label) => label.topic);

describe('what a text makes its reader think of the brand', () => {
  test('a complaint is negative, praise is positive, a notice of a meeting is neutral', () => {
    expect(sentimentOf('刚拆封的果酱里有只苍蝇，客服还让我别发出去，太恶心了')).toBe('negative');
    expect(sentimentOf('第三次回购了，味道还是那么香，包装也结实，推荐给朋友')).toBe('positive');
    expect(sentimentOf('培训班将于下周三在省会举办，报名截止到本月二十日。', '认证审核员培训班报名')).toBe('neutral');
  });

  test('negation turns a word round', () => {
    const plain = classifySentiment({ id: 'a', text: '这家的服务让人满意' }, models).score;
    const negated = classifySentiment({ id: 'a', text: '这家的服务让人不满意' }, models).score;
    expect(negated).toBeLessThan(plain);
    expect(negated).toBeLessThan(0.5);
  });

  test('each label shows the words it rests on', () => {
    const { evidence } = classifySentiment({ id: 'a', text: '称重缺斤少两，老板态度恶劣' }, models);
    expect(evidence).toContain('缺斤少两');
  });
});

describe('risk topics', () => {
  test.each([
    ['盒子上印着品质青海的标志，证书编号却查无此号', 'mark-misuse'],
    ['抽检发现该批次蜜饯甜蜜素超标', 'food-safety'],
    ['工厂拖欠工资四个月，工人上门讨薪', 'labour-dispute'],
    ['厂里夜里偷排废水，河里死鱼一片', 'environment'],
    ['网传视频系摆拍，警方辟谣', 'rumour'],
    ['企业决定召回该批次全部产品', 'recall'],
    ['景区小店临时加价，结账时多收两百元', 'price-gouging'],
  ])('%s is about %s', (text, topic) => {
    expect(topicsOf(text)).toContain(topic);
  });

  test('at most three, each with its words, and none for small talk', () => {
    const text = '网传假冒礼盒用假证书，抽检防腐剂超标，多人中毒送医，企业召回，员工讨薪，污水直排';
    const labels = classifyTopics({ id: 'a', text }, models);
    expect(labels).toHaveLength(3);
    for (const label of labels) expect(label.evidence.length).toBeGreaterThan(0);
    expect(topicsOf('今天下雨，适合在家炖汤')).toEqual([]);
  });
});

describe('brands and places', () => {
  const brands = [
    { id: 'yunnan', name: '云南品牌', aliases: ['绿色云南', '品质云南'] },
    { id: 'qinghai', name: '品质青海', aliases: [] },
  ];

  test('a mark is found by any of its names, and is no place', () => {
    const found = analyse({ id: 'a', text: '印着绿色云南的茶，从大理州宾川县发货' }, models, brands);
    expect(found.brands.map((brand) => brand.id)).toEqual(['yunnan']);
    expect(found.regions.map((region) => region.id)).toEqual(['532924']);
  });

  test('only the smallest place counts', () => {
    const { regions } = analyse({ id: 'a', text: '四川省成都市武侯区某店' }, models);
    expect(regions.map((region) => region.id)).toEqual(['510107']);
  });

  test('full width and mixed case are the same name', () => {
    const found = analyse({ id: 'a', text: '这是ＡＢＣ牌' }, models, [{ id: 'abc', name: 'abc牌', aliases: [] }]);
    expect(found.brands).toEqual([{ id: 'abc', words: ['abc牌'] }]);
  });
});

describe('bad input', () => {
  test('nothing to read is neutral and about nothing', () => {
    for (const text of ['', '   ', '\u200b', '。。。']) {
      const { sentiment, topics } = analyse({ id: 'a', text }, models);
      expect(topics).toEqual([]);
      expect(sentiment.score).toBeGreaterThanOrEqual(0);
      expect(sentiment.score).toBeLessThanOrEqual(1);
    }
  });

  test('emoji, other languages and a lone half of a character pair do no harm', () => {
    for (const text of ['😀😀😀🎉', 'lovely tea, will buy again', 'تجربة', '\ud83d']) {
      expect(() => analyse({ id: 'a', text }, models)).not.toThrow();
    }
  });

  test('a megabyte is judged by its beginning', () => {
    const complaint = '鲜奶发臭，喝完上吐下泻，商家拒绝退款。';
    const huge = complaint + '啊'.repeat(1_000_000);
    expect(classifyTopics({ id: 'a', text: huge }, models).map((label) => label.topic)).toContain('food-safety');
  });
});
