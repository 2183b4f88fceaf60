import { authorsOf, bylineLines, labelled } from './bylines.ts';
import { dateInUrl, findDate } from './dates.ts';
import { all, lineOf, metaContent, type PageDocument, type PageElement, textOf } from './dom.ts';
import type { ArticleRules } from './extraction-rules.ts';
import { jsonLd, listOf, type Thing, textValue } from './structured.ts';

export interface ArticleMeta {
  readonly title: string | null;
  readonly author: string | null;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  /** Lines of the page that state author, outlet or date, and therefore are not part of the body. */
  readonly bylines: ReadonlySet<string>;
}

const ARTICLE_TYPES = /(Article|Posting|Report|Review|Recipe|WebPage|NewsMedia)$/;

/** What stands around the body: for machines first, then near the title for people. */
export function articleMeta(document: PageDocument, url: string | undefined, rules: ArticleRules): ArticleMeta {
  const things = jsonLd(document).filter((thing) => thing.types.some((type) => ARTICLE_TYPES.test(type)));
  const best = things.find((thing) => thing.types.some((type) => /(Article|Posting)$/.test(type))) ?? things[0];
  const title = titleOf(document, best, rules);
  const lines = textOf(document.body).split('\n').slice(0, 3_000);
  const bylines = bylineLines(lines, title ?? '', rules);
  return {
    title,
    author: authorOf(document, best, bylines, rules),
    outlet:
      labelled(bylines, rules.labels.outlet, rules) ??
      classed(document, rules.classes.outlet) ??
      metaContent(document, rules.meta.outlet) ??
      null,
    publishedAt: dateOf(document, best, bylines, lines, url, rules),
    language: languageOf(document),
    bylines: new Set(bylines),
  };
}

function titleOf(document: PageDocument, thing: Thing | undefined, rules: ArticleRules): string | null {
  const headTitle = (document.title ?? '').replace(/\s+/g, ' ').trim();
  const metaTitle = metaContent(document, rules.meta.title) ?? '';
  const whole = `${headTitle}\n${metaTitle}`;
  for (const heading of all(document, 'h1, h2, h3').slice(0, 60)) {
    const text = lineOf(heading, 300);
    // A heading that the <title> repeats is the title; the site's own name stands there too, but is shorter than the rest.
    if (text.length >= 4 && whole.includes(text) && text.length * 2 >= shortened(headTitle || metaTitle, rules).length) return text;
  }
  const stated = textValue(thing?.members['headline']) ?? (metaTitle === '' ? undefined : shortened(metaTitle, rules));
  if (stated !== undefined) return stated;
  if (headTitle !== '') return shortened(headTitle, rules);
  const heading = document.querySelector('h1') ?? document.querySelector('h2');
  return lineOf(heading, 300) || null;
}

/** Without the site's name: the longest part, where a separator cuts the title. */
function shortened(title: string, rules: ArticleRules): string {
  for (const separator of rules.titleSeparators) {
    if (!title.includes(separator)) continue;
    const parts = title.split(separator).map((part) => part.trim());
    const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? title;
    // A hyphen within a word or a short remainder is part of the title.
    if (longest.length >= 5 && (separator.length > 1 || separator !== '-' || longest.length > title.length / 2)) return longest;
  }
  return title;
}

function authorOf(document: PageDocument, thing: Thing | undefined, bylines: readonly string[], rules: ArticleRules): string | null {
  const people = listOf(thing?.members['author']).flatMap((author) => textValue(author) ?? []);
  const stated = authorsOf(people.join('、'), rules);
  if (stated !== undefined) return stated;
  const written = labelled(bylines, rules.labels.author, rules);
  const candidates = [
    written,
    metaContent(document, rules.meta.author),
    lineOf(document.querySelector('[rel="author"], [itemprop="author"]'), 100),
  ];
  for (const candidate of [...candidates, classed(document, rules.classes.author)]) {
    const author = authorsOf(candidate ?? '', rules);
    if (author !== undefined) return author;
  }
  return null;
}

/** Text of the first small element whose class or id holds one of the words as a word of its own. */
function classed(document: PageDocument, words: readonly string[]): string | undefined {
  for (const word of words) {
    const candidates = all(document, `[class*="${word}"], [id*="${word}"]`).slice(0, 30);
    const found = candidates.find((element) => namesWord(element, word) && isSmall(element));
    if (found !== undefined) return lineOf(found).replace(/^[^:：]{1,6}[:：]\s*/, '');
  }
  return undefined;
}

function namesWord(element: PageElement, word: string): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.id}`.toLowerCase().split(/\s+/);
  return names.some((name) => name === word || name.split(/[-_]/).includes(word));
}

function isSmall(element: PageElement): boolean {
  const text = lineOf(element, 200);
  return text.length >= 2 && text.length <= 60;
}

function dateOf(
  document: PageDocument,
  thing: Thing | undefined,
  bylines: readonly string[],
  lines: readonly string[],
  url: string | undefined,
  rules: ArticleRules,
): string | null {
  const stated = textValue(thing?.members['datePublished']) ?? metaContent(document, rules.meta.date);
  const machine = findDate(stated ?? '');
  if (machine !== undefined) return machine;
  for (const element of all(document, 'time[datetime], [itemprop="datePublished"], [pubdate]').slice(0, 10)) {
    const found = findDate(element.getAttribute('datetime') ?? element.getAttribute('content') ?? lineOf(element, 100));
    if (found !== undefined) return found;
  }
  for (const line of bylines) {
    const found = findDate(line);
    if (found !== undefined) return found;
  }
  for (const word of rules.classes.date) {
    for (const element of all(document, `[class*="${word}"], [id*="${word}"]`).slice(0, 10)) {
      const found = findDate(lineOf(element, 100));
      if (found !== undefined) return found;
    }
  }
  const inUrl = url === undefined ? undefined : dateInUrl(url);
  const short = lines.filter((line) => line.length < 80).slice(0, 400);
  return inUrl ?? short.map((line) => findDate(line)).find((found) => found !== undefined) ?? null;
}

function languageOf(document: PageDocument): string | null {
  const declared = document.documentElement.getAttribute('lang') ?? metaContent(document, ['content-language', 'og:locale']) ?? '';
  const tag = declared.trim().replace('_', '-');
  if (/^[a-z]{2,3}(-[\w-]+)?$/i.test(tag)) return tag;
  const text = document.body.textContent.slice(0, 5_000);
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 50 && han > text.length * 0.1 ? 'zh' : null;
}
