import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadLangTables } from '#src/lang/tables.ts';
import { createClaimFinder, findClaims, listingSchema, loadContextRules } from '#src/marks/index.ts';
import { parseMarks } from '#src/registry/index.ts';

const marks = parseMarks(readFileSync(new URL('../../rules/marks/marks.yaml', import.meta.url), 'utf8'));
const finder = createClaimFinder(marks, loadContextRules(), loadLangTables());

function usesIn(description: string, more: object = {}) {
  return findClaims(listingSchema.parse({ id: '1', title: '好物一件', description, seller: { name: '某店' }, ...more }), finder);
}

function nameIn(description: string, more: object = {}) {
  const claim = usesIn(description, more).claims.find(({ kind }) => kind === 'name');
  return claim === undefined ? 'absent' : claim.mood === 'asserted' ? (claim.claims ? 'claim' : 'mention') : claim.mood;
}

describe('what a mention means', () => {
  test.each([
    '本品已获绿色云南认证，欢迎监督',
    '绿色云南标志产品',
    '经品质青海评定合格',
    '门口挂着魅力云南牌匾',
    '省政府授予山西精品称号',
    '【买家问】是天府品质认证的吗？【店家答】是的亲',
    '非绿色云南认证不卖',
    '国家地理标志保护产品，产地可追溯',
    '★天★府★品★质★',
    '天府品质讠人讠正',
  ])('claim: %s', (text) => {
    expect(nameIn(text)).toBe('claim');
  });

  test.each([
    ['本品未获绿色云南认证', 'negated'],
    ['散货，没有绿色云南认证', 'negated'],
    ['非“天府品质”产品，请勿误会', 'negated'],
    ['咱家不是品质青海的获证企业', 'negated'],
    ['旧包装上误印的“云南品牌”字样已停用', 'negated'],
    ['绿色云南认证？我们没去办', 'asked'],
    ['正在申报山西精品', 'application'],
    ['已提交绿色云南认证材料，尚未获证', 'application'],
    ['等品质青海证书批下来就换包装', 'application'],
    ['怎样辨别有没有天府品质标志？', 'asked'],
    ['请问有绿色云南认证吗？', 'asked'],
    ['行业快讯：第三批品质云南认证名单下周公布', 'news'],
    ['省里文件说要培育200个山西精品', 'news'],
    ['教材第三章介绍绿色云南认证的由来', 'news'],
    ['隔壁拿了绿色云南认证，咱家便宜', 'comparison'],
    ['不输绿色云南认证的大牌', 'comparison'],
    ['恭喜邻县拿下品质云南认证', 'comparison'],
  ])('%s: %s', (text, mood) => {
    expect(nameIn(text)).toBe(mood);
  });

  test.each(['高品质云南咖啡豆', '墨绿色云南白族扎染', '世界地理标志性建筑', '墨绿色食品级硅胶', '四川天府新区，品质生活'])(
    'ordinary words: %s',
    (text) => {
      expect(nameIn(text)).toBe('absent');
    },
  );

  test.each(['山西精品酒店布草', '云南品牌鲜花基地', '带您打卡魅力云南'])('a mention that claims nothing: %s', (text) => {
    expect(['mention', 'absent']).toContain(nameIn(text));
  });

  test('a book about the mark claims nothing for itself', () => {
    expect(nameIn('收录绿色云南认证企业访谈', { title: '区域品牌研究 平装书籍' })).toBe('news');
  });
});

describe('where and how', () => {
  test('the span is in the text as given, the evasion is named', () => {
    const [claim] = usesIn('好茶，绿🍃色🍃云🍃南认证').claims;
    expect(claim).toMatchObject({ mark: 'green-yunnan', field: 'description', text: '绿🍃色🍃云🍃南', evasion: ['insert'] });
  });

  test('a mark in the name of an attribute claims with its value', () => {
    const { claims } = usesIn('', { attributes: { 天府品质证书: 'TFPZ-N-2025-7001' } });
    expect(claims).toContainEqual(
      expect.objectContaining({ kind: 'number', field: 'attributes.天府品质证书', text: 'TFPZ-N-2025-7001', claims: true }),
    );
  });

  test('a number in the place of the certificate number counts whatever its letters', () => {
    expect(usesIn('绿色云南证书编号：YN-GREEN-20258').claims).toContainEqual(
      expect.objectContaining({
        kind: 'number',
        mark: 'green-yunnan',
        text: 'YN-GREEN-20258',
        number: { key: 'YNGREEN20258', wellFormed: false },
      }),
    );
    expect(usesIn('绿色云南认证，食品生产许可证编号SC12345678901234').claims.filter(({ kind }) => kind === 'number')).toEqual([]);
  });

  test('a number named in a comparison proves nothing', () => {
    const number = usesIn('口感不输隔壁拿绿色云南证（LSYN-2025-70001）的那家').claims.find(({ kind }) => kind === 'number');
    expect(number).toMatchObject({ mood: 'comparison', claims: false });
  });

  test('names close to the mark and worn as a sign are imitations', () => {
    for (const text of ['“青海品质甄选”圆标', '山西臻品标志', '「天府品质佳」金标', '西山精品认证标志']) {
      expect(usesIn(text).claims, text).toContainEqual(expect.objectContaining({ kind: 'imitation', claims: true }));
    }
    for (const text of ['青海品质，值得信赖', '云南名牌产品', '天府好味道'])
      expect(
        usesIn(text).claims.filter(({ kind }) => kind === 'imitation'),
        text,
      ).toEqual([]);
  });

  test('holder, product and validity stated beside a number are read', () => {
    const { particulars } = usesIn(
      '绿色云南证书LSYN-2025-70001，持证企业：临沧某某茶业有限公司，有效期 2025.01.01—2029年12月31日，认证产品：滇红',
    );
    expect(particulars.map(({ kind, value }) => [kind, value])).toEqual([
      ['holder', '临沧某某茶业有限公司'],
      ['product', '滇红'],
      ['validFrom', '2025-01-01'],
      ['validTo', '2029-12-31'],
    ]);
  });

  test('the shelf life of food is no validity of a certificate', () => {
    expect(usesIn('绿色云南证书LSYN-2025-70001。有效期至2027-01-01，请冷藏', {}).particulars).toEqual([]);
  });
});
