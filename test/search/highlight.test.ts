import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches, parseQuery, snippetOf } from '#src/search/index.ts';
import { documentsOf, queryTexts } from './arbitraries.ts';

function snippet(query: string, text: string, title = ''): string {
  return snippetOf(parseQuery(query), { title, text });
}

describe('snippets', () => {
  test('mark the text as it was written', () => {
    expect(snippet('绿色云南 iso9001', '《綠色雲南》通过ＩＳＯ９００１认证')).toBe('《⟦綠色雲南⟧》通过⟦ＩＳＯ９００１⟧认证');
  });

  test('join marks that touch', () => {
    expect(snippet('山西 西精 品', '山西精品名单')).toBe('⟦山西精品⟧名单');
  });

  test('show the title where only it matches', () => {
    expect(snippet('精品', '名单', '山西精品')).toBe('山西⟦精品⟧');
  });

  test('do not mark what is excluded', () => {
    expect(snippet('山西 NOT 投诉 NOT (NOT 名单)', '山西 名单')).toBe('⟦山西⟧ ⟦名单⟧');
  });

  test('are empty where a query has nothing to show', () => {
    expect(snippet('NOT 山 kind:article', '山西')).toBe('');
  });

  test('show the passage with most matches of a long text', () => {
    const text = `投诉${'一'.repeat(300)}山西精品的投诉，山西精品的名单${'二'.repeat(300)}`;
    const shown = snippet('投诉 OR 山西精品 OR 名单', text);
    expect(shown).toContain('⟦山西精品⟧的⟦投诉⟧，⟦山西精品⟧的⟦名单⟧');
    expect(shown.startsWith('…一')).toBe(true);
    expect(shown.endsWith('二…')).toBe(true);
    expect(shown.length).toBeLessThan(200);
  });

  test('never cut a character in two', () => {
    const shown = snippet('山', `${'𠮷'.repeat(101)}a山${'𠮷'.repeat(101)}`);
    expect(shown.isWellFormed()).toBe(true);
    expect(shown).toContain('⟦山⟧');
  });

  test('mark something in every document that a word or phrase finds', () => {
    fc.assert(
      fc.property(documentsOf(1, 4), queryTexts, (documents, text) => {
        const query = parseQuery(text);
        for (const document of documents) {
          const shown = snippetOf(query, document);
          if (query.type === 'phrase' && matches(query, document)) expect(shown).toContain('⟦');
          expect(shown.split('⟦').length).toBe(shown.split('⟧').length);
        }
      }),
    );
  });
});
