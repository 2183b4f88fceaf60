import { type BylineReader, bylineReader } from './bylines.ts';
import { dateInUrl, findDate } from './dates.ts';
import { all, lineOf, metaContent, type PageDocument, type PageElement, textOf } from './dom.ts';
import type { ArticleRules } from './extraction-rules.ts';
import type { Naming } from './naming.ts';
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

/** A page with what is needed to look for its facts. */
interface View {
  readonly document: PageDocument;
  readonly url: string | undefined;
  readonly naming: Naming;
  readonly rules: ArticleRules;
  readonly reader: BylineReader;
  /** What the page says of the article for machines. */
  readonly thing: Thing | undefined;
  readonly lines: readonly string[];
  readonly bylines: readonly string[];
}

/** What stands around the body: for machines first, then near the title for people. */
export function articleMeta(document: PageDocument, naming: Naming, url: string | undefined, rules: ArticleRules): ArticleMeta {
  const things = jsonLd(document).filter((thing) => thing.types.some((type) => ARTICLE_TYPES.test(type)));
  const thing = things.find((each) => each.types.some((type) => /(Article|Posting)$/.test(type))) ?? things[0];
  const title = titleOf(document, thing, rules);
  const lines = textOf(document.body).split('\n').slice(0, 3_000);
  const reader = bylineReader(rules);
  const bylines = reader.linesOf(lines, title ?? '');
  const view: View = { document, url, naming, rules, reader, thing, lines, bylines };
  return {
    title,
    author: authorOf(view),
    outlet: outletOf(view),
    publishedAt: dateOf(view),
    language: languageOf(document),
    bylines: new Set(bylines),
  };
}

function outletOf(view: View): string | null {
  const { rules, reader } = view;
  const written = reader.labelled(view.bylines, 'outlet') ?? classed(view, rules.classes.outlet) ?? reader.barred(view.bylines);
  return written ?? metaContent(view.document, rules.meta.outlet) ?? null;
}

function titleOf(document: PageDocument, thing: Thing | undefined, rules: ArticleRules): string | null {
  const headTitle = lineOf(document.querySelector('title'), 500);
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
    // Between Latin letters a bare hyphen is part of a word.
    const parts = title.split(separator === '-' ? /(?<=\P{ASCII})-(?=\P{ASCII})/u : separator).map((part) => part.trim());
    if (parts.length < 2) continue;
    const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? title;
    if (longest.length >= 5) return longest;
  }
  return title;
}

function authorOf(view: View): string | null {
  const { document, rules, reader, thing, bylines } = view;
  const people = listOf(thing?.members['author']).flatMap((author) => textValue(author) ?? []);
  const stated = reader.author(people.join('、'));
  if (stated !== undefined) return stated;
  const written = reader.labelled(bylines, 'author');
  const candidates = [
    written,
    metaContent(document, rules.meta.author),
    lineOf(document.querySelector('[rel="author"], [itemprop="author"]'), 100),
  ];
  for (const candidate of [...candidates, classed(view, rules.classes.author)]) {
    const author = reader.author(candidate ?? '');
    if (author !== undefined) return author;
  }
  return null;
}

/** Text of the first small element that is called by one of the words. */
function classed(view: View, words: readonly string[]): string | undefined {
  for (const word of words) {
    const found = view.naming.called(word).slice(0, 30).find(isSmall);
    if (found !== undefined) return lineOf(found).replace(/^[^:：]{1,6}[:：]\s*/, '');
  }
  return undefined;
}

function isSmall(element: PageElement): boolean {
  const text = lineOf(element, 200);
  return text.length >= 2 && text.length <= 60;
}

function dateOf(view: View): string | null {
  const { document, rules, thing } = view;
  const stated = findDate(textValue(thing?.members['datePublished']) ?? metaContent(document, rules.meta.date) ?? '');
  if (stated !== undefined) return stated;
  const marked = all(document, 'time[datetime], [itemprop="datePublished"], [pubdate]').slice(0, 10);
  const texts = [
    ...marked.map((element) => element.getAttribute('datetime') ?? element.getAttribute('content') ?? lineOf(element, 100)),
    ...view.bylines,
    ...rules.classes.date.flatMap((word) =>
      view.naming
        .called(word)
        .slice(0, 10)
        .map((element) => lineOf(element, 100)),
    ),
  ];
  const written = firstDate(texts);
  if (written !== undefined) return written;
  const inUrl = view.url === undefined ? undefined : dateInUrl(view.url);
  return inUrl ?? firstDate(view.lines.filter((line) => line.length < 80).slice(0, 400)) ?? null;
}

function firstDate(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const found = findDate(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function languageOf(document: PageDocument): string | null {
  const declared = document.documentElement.getAttribute('lang') ?? metaContent(document, ['content-language', 'og:locale']) ?? '';
  const tag = declared.trim().replace('_', '-');
  if (/^[a-z]{2,3}(-[\w-]+)?$/i.test(tag)) return tag;
  const text = document.body.textContent.slice(0, 5_000);
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 50 && han > text.length * 0.1 ? 'zh' : null;
}
