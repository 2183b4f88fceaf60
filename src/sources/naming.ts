import { all, type PageDocument, type PageElement } from './dom.ts';

/** All named elements of a page, read once because looking words up is done often. */
export interface Naming {
  /** Elements one of whose words is `word`, in the order of the page. */
  called(word: string): readonly PageElement[];
}

/** The words class, id and itemprop are made of: `pdp-price--now` gives the whole, `pdp`, `price` and `now`; `shopName` gives `shop` and `name` too. */
export function namesOf(element: PageElement): ReadonlySet<string> {
  return wordsOf(nameText(element));
}

function nameText(element: PageElement): string {
  return `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${element.getAttribute('itemprop') ?? ''}`;
}

function wordsOf(text: string): ReadonlySet<string> {
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[\s_-]+/);
  return new Set([...text.toLowerCase().split(/\s+/), ...parts].filter((name) => name !== ''));
}

export function namingOf(document: PageDocument): Naming {
  const called = new Map<string, PageElement[]>();
  // Most elements of a page share few names.
  const known = new Map<string, ReadonlySet<string>>();
  for (const element of all(document, '[class], [id], [itemprop]')) {
    const text = nameText(element);
    const names = known.get(text) ?? wordsOf(text);
    known.set(text, names);
    for (const name of names) {
      const elements = called.get(name);
      if (elements === undefined) called.set(name, [element]);
      else elements.push(element);
    }
  }
  return { called: (word) => called.get(word) ?? [] };
}
