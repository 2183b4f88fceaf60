import { all, type PageDocument, type PageElement } from './dom.ts';

/** An element with the words its class, id and itemprop are made of. */
export interface NamedElement {
  readonly element: PageElement;
  /** `pdp-price--now` gives the whole, `pdp`, `price` and `now`; `shopName` gives `shop` and `name` too. */
  readonly names: ReadonlySet<string>;
}

/** All named elements of a page, read once because looking words up is done often. */
export interface Naming {
  /** Elements one of whose words is `word`, in the order of the page. */
  called(word: string): readonly PageElement[];
}

export function namesOf(element: PageElement): ReadonlySet<string> {
  const text = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${element.getAttribute('itemprop') ?? ''}`;
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[\s_-]+/);
  return new Set([...text.toLowerCase().split(/\s+/), ...parts].filter((name) => name !== ''));
}

export function namingOf(document: PageDocument): Naming {
  const called = new Map<string, PageElement[]>();
  for (const element of all(document, '[class], [id], [itemprop]')) {
    for (const name of namesOf(element)) {
      const elements = called.get(name);
      if (elements === undefined) called.set(name, [element]);
      else elements.push(element);
    }
  }
  return { called: (word) => called.get(word) ?? [] };
}
