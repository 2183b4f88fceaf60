import { describe, expect, test } from 'vitest';
import { scopeOf } from '#src/infringement/scope.ts';
import { rules } from './registry-fixture.ts';

const deps = { products: rules.products, tables: rules.tables };

describe('scope of a certificate', () => {
  test.each([
    ['田七粉 超细 250g', ['三七粉'], 'a synonym'],
    ['滇红工夫 特级 150g', ['红茶'], 'a sub-kind'],
    ['盐焗夏威夷果 500g', ['澳洲坚果（夏威夷果）'], 'a flavour'],
    ['昭通丑苹果 5斤', ['昭通苹果'], 'a word in between'],
    ['53度清香型白酒 475ml*6', ['清香型白酒（53度）'], 'a packing size'],
    ['茶树精油手工皂', ['手工皂'], 'what describes stands before'],
    ['三七粉 送三七花小样', ['三七粉'], 'a gift'],
    ['洱海 海景大床房 1晚', ['民宿服务'], 'a service by its room'],
    ['景迈古树 生普 357g', ['普洱茶（生茶）'], 'a form by its short name'],
    ['十年陈 生普 357g', ['普洱茶（生茶）'], 'age where the certificate names none'],
  ])('%s is in %j (%s)', (goods, products) => {
    expect(scopeOf(goods, products, deps).answer).toBe('in');
  });

  test.each([
    ['45度清香型白酒 500ml', ['清香型白酒（53度）'], 'another strength'],
    ['八年陈酿老陈醋', ['老陈醋（三年陈酿）'], 'another age'],
    ['二级郫县豆瓣', ['郫县豆瓣（特级）'], 'another grade'],
    ['黄牛肉干 500g', ['牦牛肉干'], 'another species'],
    ['黑枸杞 250g', ['枸杞（干果）'], 'another species of the same name'],
    ['枸杞原浆 30ml*10', ['枸杞（干果）'], 'a processed product'],
    ['三七牙膏', ['三七粉'], 'a processed product'],
    ['苹果醋 330ml', ['苹果'], 'an ending that makes other goods'],
    ['普洱熟茶 七子饼', ['普洱茶（生茶）'], 'another form'],
    ['月光白 白茶', ['红茶', '普洱茶（生茶）'], 'another kind'],
    ['蒜蓉辣酱 210g', ['老陈醋'], 'another kind by its last character'],
  ])('%s is not in %j (%s)', (goods, products) => {
    const scope = scopeOf(goods, products, deps);
    expect(scope.answer).toBe('out');
    expect(scope.reason).not.toBe('');
  });

  test('words that tell nothing leave it open', () => {
    expect(scopeOf('心意之选 伴手', ['红茶'], deps).answer).toBe('unsure');
  });
});
