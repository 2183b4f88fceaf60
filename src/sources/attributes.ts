import { all, lineOf, type PageElement, textOf } from './dom.ts';

const LONGEST_NAME = 30;
const LONGEST_VALUE = 500;
const MAX_ATTRIBUTES = 100;

/** Name and value pairs below an element: table rows, definition lists, and lines such as `产地：云南`. */
export function attributesIn(root: PageElement): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of pairsIn(root)) {
    const key = name.replace(/[\s:：]+$/, '').trim();
    if (key === '' || key.length > LONGEST_NAME || value === '' || value.length > LONGEST_VALUE || found.has(key)) continue;
    found.set(key, value);
    if (found.size >= MAX_ATTRIBUTES) break;
  }
  return Object.fromEntries(found);
}

/** All pairs in the order of the page, not yet cleaned. */
export function* pairsIn(root: PageElement): Generator<readonly [string, string]> {
  for (const row of all(root, 'tr')) {
    const cells = [...row.children]
      .filter((cell) => cell.tagName === 'TH' || cell.tagName === 'TD')
      .map((cell) => lineOf(cell, LONGEST_VALUE + 1));
    // Rows with two pairs side by side are common in Chinese specification tables.
    if (cells.length % 2 === 0) for (let at = 0; at < cells.length; at += 2) yield [cells[at] ?? '', cells[at + 1] ?? ''];
  }
  for (const term of all(root, 'dt')) {
    const value = term.nextElementSibling;
    if (value?.tagName === 'DD') yield [lineOf(term, LONGEST_NAME + 1), lineOf(value, LONGEST_VALUE + 1)];
  }
  for (const line of textOf(root).split('\n')) {
    const [, name, value] = /^([^:：]{1,30})[:：]\s*(.+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) yield [name, value];
  }
}
