import { describe, expect, test } from 'vitest';
import { judge, type ListingInput, listingSchema, parseInstant } from '#src/infringement/index.ts';
import { certificate, certificates, holder, rules, stranger, teaNumber, usccOf, viewOf, vinegarNumber } from './registry-fixture.ts';

const view = viewOf();

function verdictOn(listing: Partial<ListingInput>, registry = view) {
  const input = listingSchema.parse({ id: 'x', title: '', description: '', seller: stranger, capturedAt: '2026-06-01', ...listing });
  return judge(input, registry, parseInstant(input.capturedAt ?? '') ?? new Date(0), rules);
}

function codesOf(listing: Partial<ListingInput>, registry = view): string[] {
  return verdictOn(listing, registry).findings.map(({ code }) => code);
}

const tea = { title: '云岭月 滇红工夫红茶 250g 罐装', description: `绿色云南认证，证书编号${teaNumber}。` };

describe('lawful use', () => {
  test.each([
    ['the holder by its company', holder],
    ['the holder by its credit code alone', { name: '随便一店', uscc: holder.uscc }],
    ['a shop called by an alias', { name: '云岭月' }],
    ['an authorised shop name', { name: '茶集合店' }],
    ['an authorised credit code', { name: '沪上茶', uscc: usccOf('310000', 3) }],
    ['an authorised shop address', { name: '沪上茶', shopUrl: 'https://shop.example/tea/' }],
  ])('%s', (_who, seller) => {
    expect(verdictOn({ ...tea, seller })).toMatchObject({
      verdict: 'lawful',
      findings: [],
      claims: expect.arrayContaining([expect.objectContaining({ certificateNo: teaNumber })]),
    });
  });

  test('an alias as shop name does not help another company', () => {
    expect(verdictOn({ ...tea, seller: { name: '云岭月', company: stranger.company } }).verdict).toBe('verify');
  });

  test('authorisation is per certificate', () => {
    const second = certificate({ certificateNo: 'LSYN-2025-70009', mark: 'green-yunnan' });
    expect(
      codesOf({ ...tea, description: '绿色云南证书LSYN-2025-70009', seller: { name: '茶集合店' } }, viewOf([...certificates, second])),
    ).toEqual(['S2']);
  });

  test('a certificate of a brand supports the umbrella mark, never the reverse', () => {
    expect(verdictOn({ ...tea, description: `“云南品牌”认证产品，绿色云南${teaNumber}`, seller: holder }).verdict).toBe('lawful');
    const umbrella = certificate({ certificateNo: 'YNPP2025B7001', mark: 'yunnan-brand' });
    expect(codesOf({ ...tea, description: '绿色云南认证，云南品牌YNPP2025B7001', seller: holder }, viewOf([umbrella]))).toEqual(['F5']);
  });

  test('a mark that asks for no number may stand alone', () => {
    expect(verdictOn({ title: '半山客栈 观景双床房', description: '魅力云南服务认证民宿', seller: { name: '半山客栈' } }).verdict).toBe(
      'lawful',
    );
  });

  test('nothing said of a mark is no claim', () => {
    expect(verdictOn({ title: '滇红 250g', description: '通过ISO22000食品安全管理体系认证' })).toMatchObject({
      verdict: 'none',
      findings: [],
      claims: [],
    });
  });
});

describe('forged, altered, passed off', () => {
  test('F1: a number the registry has not, with the number as shown', () => {
    expect(verdictOn({ description: '绿色云南证书编号 lsyn-2025-99999' })).toMatchObject({
      verdict: 'violation',
      findings: [{ code: 'F1', level: 'red', mark: 'green-yunnan', certificateNo: 'lsyn-2025-99999', field: 'description', span: [9, 24] }],
    });
  });

  test('F1: a digit short is a forgery even from the holder; the bare serial is a slip', () => {
    expect(codesOf({ ...tea, description: '绿色云南LSYN-2025-7001', seller: holder })).toEqual(['F1']);
    expect(codesOf({ ...tea, description: '绿色云南证书编号：2025-70001', seller: holder })).toEqual([]);
  });

  test.each([
    ['持证企业：长沙路过商贸有限公司', '持证人为临沧云岭月茶业有限公司'],
    ['有效期至2029年12月31日', '有效期为2025-01-01至2026-12-31'],
    ['认证产品：天麻粉', '证书产品为“红茶”'],
  ])('F2: %s', (particular, why) => {
    const [finding] = verdictOn({ title: '滇红 250g', description: `绿色云南证书${teaNumber}，${particular}` }).findings;
    expect(finding).toMatchObject({ code: 'F2', certificateNo: teaNumber });
    expect(finding?.explanation).toContain(why);
  });

  test('F2 and T1: the holder itself writes a later day on a lapsed certificate', () => {
    const codes = codesOf({
      ...tea,
      description: `绿色云南证书${teaNumber}，有效期至2028-12-31`,
      seller: holder,
      capturedAt: '2027-06-01',
    });
    expect(codes).toEqual(['F2', 'T1']);
  });

  test('F3: a stranger shows the number on goods of its own', () => {
    const [finding] = verdictOn({ title: '散装红茶 500g', description: `自家炒制，绿色云南证书${teaNumber}` }).findings;
    expect(finding).toMatchObject({ code: 'F3', certificateNo: teaNumber });
    expect(finding?.explanation).toMatch(/临沧云岭月茶业有限公司/);
    expect(finding?.basis[0]).toMatchObject({ citation: expect.stringContaining('产品质量法'), verified: 'read' });
  });

  test.each([
    { title: '云岭月 红茶 正品', description: `绿色云南${teaNumber}` },
    { title: '红茶', description: `临沧云岭月茶业出品，绿色云南${teaNumber}` },
    { title: '红茶', description: `绿色云南${teaNumber}`, attributes: { 品牌: '云岭月' } },
  ])('S2: goods said to be the holder’s are for the holder to confirm: %o', (listing) => {
    expect(verdictOn(listing)).toMatchObject({ verdict: 'verify', findings: [{ code: 'S2', certificateNo: teaNumber }] });
  });

  test('F5: words without number from somebody without certificate', () => {
    expect(codesOf({ description: '本品已获綠色雲南認證' })).toEqual(['F5']);
    expect(codesOf({ description: '通过天俯品质人证' })).toEqual(['F5']);
  });

  test.each(['绿色云南认证 代办包过', '山西精品证书出租，可挂靠', '绿色食品防伪标签 现货 按卷批发', '专业办理 pinzhi qinghai 证书'])(
    'F4: %s',
    (title) => {
      expect(verdictOn({ title })).toMatchObject({ verdict: 'violation', findings: [{ code: 'F4' }] });
    },
  );

  test.each(['不代办、不出售任何绿色云南证书标志', '凡是代办品质云南证书的都是骗子', '正在办理品质云南认证，尚未获证'])(
    'no F4: %s',
    (description) => {
      expect(verdictOn({ description }).verdict).toBe('none');
    },
  );
});

describe('scope and system certificates', () => {
  test('S1: other goods under the holder’s own number, or under the name alone', () => {
    const title = '云岭月 白茶 月光白 100g';
    expect(codesOf({ ...tea, title, seller: holder })).toEqual(['S1']);
    expect(codesOf({ title, description: '绿色云南认证产品', seller: holder })).toEqual(['S1']);
  });

  test('a gift box is lawful if it says which item is certified, S1 if it says all are', () => {
    const title = '云岭月 礼盒 滇红+菊花茶';
    expect(codesOf({ title, description: `仅滇红为绿色云南认证产品，编号${teaNumber}`, seller: holder })).toEqual([]);
    expect(codesOf({ title, description: `两样均通过绿色云南认证，编号${teaNumber}`, seller: holder })).toEqual(['S1']);
  });

  test('S3: a system certificate worded as certification of the product', () => {
    expect(codesOf({ description: '企业通过ISO9001质量管理体系认证，因此全部产品即为绿色云南认证产品' })).toEqual(['S3']);
    expect(codesOf({ description: '公司是省级龙头企业。所以这款茶就是绿色云南认证的' })).toEqual(['S3']);
  });
});

describe('irregular use, look-alikes, borrowing', () => {
  test('P1: the required number is missing', () => {
    expect(verdictOn({ title: '云岭月 红茶', description: '绿色云南认证产品', seller: holder })).toMatchObject({
      verdict: 'verify',
      findings: [{ code: 'P1', certificateNo: teaNumber, level: 'blue' }],
    });
  });

  test.each(['“山西精晶”优选标志', '「天府品质优」金标', '青海品质甄选圆标', '云南品碑认证'])('B1: %s', (title) => {
    expect(verdictOn({ title })).toMatchObject({ verdict: 'violation', findings: [{ code: 'B1', field: 'title' }] });
  });

  test('B2: only in search words or the shop name', () => {
    expect(verdictOn({ title: '普洱熟茶', keywords: ['熟茶', '绿色云南'] }).findings).toMatchObject([
      { code: 'B2', field: 'keywords.1', span: [0, 4] },
    ]);
    expect(verdictOn({ title: '普洱熟茶', seller: { name: '绿色云南茶叶批发店' } }).findings).toMatchObject([
      { code: 'B2', field: 'seller.name' },
    ]);
    expect(verdictOn({ title: '咖啡豆', seller: { name: '高品质云南咖啡店' } }).verdict).toBe('none');
    expect(codesOf({ title: '红茶', description: '绿色云南认证', keywords: ['绿色云南'] })).toEqual(['F5']);
    expect(codesOf({ title: '云岭月 红茶', keywords: ['绿色云南'], seller: holder })).toEqual([]);
  });
});

describe('sellers nobody can identify', () => {
  test.each(['', '用户已注销', '匿名用户', '用户8827361', 'tb_99201'])('“%s”: to be verified, without a finding', (name) => {
    expect(verdictOn({ ...tea, seller: { name } })).toMatchObject({ verdict: 'verify', findings: [] });
    expect(verdictOn({ title: '红茶 好喝', seller: { name } }).verdict).toBe('none');
  });

  test('a forged number is forged whoever shows it', () => {
    expect(codesOf({ description: '绿色云南LSYN-2025-99999', seller: { name: '匿名用户' } })).toEqual(['F1']);
  });
});

describe('the verdict itself', () => {
  test('carries the version of the rules, and each finding its law, level and measures', () => {
    const verdict = verdictOn({ title: '大米', description: '本品是绿色食品认证产品' });
    expect(verdict.rulesVersion).toBe(rules.version);
    expect(verdict.findings).toMatchObject([
      { code: 'F5', name: '虚假声称', markName: '绿色食品', measures: expect.arrayContaining([expect.any(String)]) },
    ]);
    expect(verdict.findings[0]?.basis.some(({ citation }) => citation.includes('农产品质量安全法'))).toBe(true);
  });

  test('two marks are judged apart', () => {
    const { findings } = verdictOn({
      title: '老槐树 三年陈酿老陈醋',
      description: `山西精品${vinegarNumber}，绿色食品认证`,
      seller: { name: '老槐树' },
    });
    expect(findings).toMatchObject([{ code: 'F5', mark: 'green-food' }]);
  });

  test('strongest first', () => {
    const codes = codesOf({
      title: '云岭月 白茶',
      description: `绿色云南${teaNumber}，有效期至2030-01-01`,
      seller: holder,
      capturedAt: '2027-01-05',
    });
    expect(codes).toEqual(['F2', 'S1', 'T1']);
  });
});
