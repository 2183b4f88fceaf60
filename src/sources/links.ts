import { all, type PageDocument, type PageElement } from './dom.ts';

/** Absolute address without fragment, where it is one for http; undefined for `javascript:`, mail and the like. */
export function absoluteUrl(link: string | null | undefined, base: string): string | undefined {
  const text = link?.trim() ?? '';
  if (text === '' || text.startsWith('#')) return undefined;
  const url = URL.parse(text, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.hash = '';
  return url.href;
}

/** What relative addresses on the page are relative to. */
export function baseOf(document: PageDocument, pageUrl: string): string {
  return absoluteUrl(document.querySelector('base[href]')?.getAttribute('href'), pageUrl) ?? pageUrl;
}

export interface LinkRule {
  /** Elements that are links or hold one. */
  readonly selector?: string | undefined;
  /** Regular expression the absolute address must match. */
  readonly pattern?: string | undefined;
}

export interface FoundLink {
  readonly url: string;
  readonly element: PageElement;
}

/** The links a rule names, each address once, in the order of the page. */
export function linksBy(document: PageDocument, rule: LinkRule, base: string): FoundLink[] {
  const pattern = rule.pattern === undefined ? undefined : new RegExp(rule.pattern);
  const found = new Map<string, FoundLink>();
  for (const element of all(document, rule.selector ?? 'a[href]')) {
    const anchor = element.hasAttribute('href') ? element : element.querySelector('a[href]');
    const url = absoluteUrl(anchor?.getAttribute('href'), base);
    if (anchor === null || url === undefined || found.has(url) || pattern?.test(url) === false) continue;
    found.set(url, { url, element: anchor });
  }
  return [...found.values()];
}

/** Addresses of the pictures below an element, lazily loaded ones included, each once. */
export function imagesIn(root: PageElement | PageDocument, base: string, limit = 30): string[] {
  const found = new Set<string>();
  for (const image of all(root, 'img')) {
    const link = ['data-original', 'data-src', 'data-lazy-src', 'data-url', 'src']
      .map((name) => image.getAttribute(name))
      .find((value) => isPicture(value));
    const url = absoluteUrl(link, base);
    if (url !== undefined) found.add(url);
    if (found.size >= limit) break;
  }
  return [...found];
}

/** Pictures in the address itself are place holders. */
function isPicture(link: string | null): boolean {
  return link !== null && link.trim() !== '' && !/^(data|blob|about):/i.test(link.trim());
}
