import { expect, test } from 'vitest';
import { eventTitle } from '#src/opinion/title.ts';

test('an event is called by the title that says what most of the others say', () => {
  const titles = [
    '昆明开出首批认证产品专区',
    '鲜花饼吃出异物 家长投诉',
    '后续来了',
    '知名鲜花饼吃出异物',
    '鲜花饼被指吃出异物，监管部门介入',
  ];
  expect(eventTitle(titles)).toContain('鲜花饼');
  expect(eventTitle(titles)).toContain('异物');
});

test('one article gives its own title, none gives none', () => {
  expect(eventTitle(['立案了'])).toBe('立案了');
  expect(eventTitle([])).toBe('');
});
