import { Readability } from '@mozilla/readability';
import { all, lineOf, type PageDocument, type PageElement, parsePage, textOf } from './dom.ts';
import type { ArticleRules } from './extraction-rules.ts';
import type { Naming } from './naming.ts';

export interface ArticleBody {
  /** One line a paragraph. */
  readonly text: string;
  readonly html: string;
  readonly element: PageElement;
}

export interface BodyHints {
  readonly title: string | null;
  /** Lines that state author, outlet or date. */
  readonly bylines: ReadonlySet<string>;
  readonly naming: Naming;
}

/** Characters from which a body is believed: Chinese says the same in a third of the characters. */
const LATIN_BODY = 500;
const CHINESE_BODY = 140;
const SHORT_LATIN = 80;
/** Readability takes seconds for more; such pages are lists or attacks, and are read in the plain way. */
const MAX_ELEMENTS = 15_000;
/** Part of the container's text that Readability has to reach to be believed instead. */
const ENOUGH = 0.5;
/** Part of the text that may stand in links; more is a list. */
const MAX_LINKED = 0.4;
/** Least characters beside the title that make a body. */
const SOME_TEXT = 10;

/**
 * The body of an article. Readability decides on most pages; it is overruled where the page names its body and Readability found something
 * much smaller, and on pages whose text is short, where it tends to find the foot. The document is taken apart.
 */
export function articleBody(html: string, document: PageDocument, hints: BodyHints, rules: ArticleRules): ArticleBody {
  const clean = cleaner(hints, rules);
  const chinese = isChinese(document);
  removeBanners(hints.naming, rules);
  const container = namedBody(document, hints.naming, rules);
  const read = clean(readableBody(document, chinese ? CHINESE_BODY : LATIN_BODY));
  const stated = clean(container);
  if (stated !== undefined && (read === undefined || read.text.length < stated.text.length * ENOUGH)) return stated;
  if (read !== undefined && read.text.length >= (chinese ? CHINESE_BODY : SHORT_LATIN)) return read;
  const whole = bodyAtTitle(parsePage(html), hints.title);
  return clean(whole) ?? read ?? whole;
}

function isChinese(document: PageDocument): boolean {
  const sample = document.body.textContent.slice(0, 20_000);
  return (sample.match(/\p{Script=Han}/gu)?.length ?? 0) > sample.length * 0.2;
}

function removeBanners(naming: Naming, rules: ArticleRules): void {
  for (const word of rules.classes.banner) {
    for (const element of naming.called(word)) if (element.tagName !== 'BODY' && element.tagName !== 'HTML') element.remove();
  }
}

/** The element the page itself calls its body, where it holds enough text that is not links. */
function namedBody(document: PageDocument, naming: Naming, rules: ArticleRules): ArticleBody | undefined {
  const named = rules.classes.body.flatMap((word) => naming.called(word).slice(0, 3));
  const articles = all(document, 'article').slice(0, 2);
  for (const element of [...named, ...(articles.length === 1 ? articles : [])]) {
    if (!document.body.contains(element)) continue;
    const text = textOf(element);
    if (text.length >= CHINESE_BODY && linkedShare(element, text) <= MAX_LINKED) return { text, html: element.innerHTML, element };
  }
  return undefined;
}

function linkedShare(element: PageElement, text: string): number {
  let linked = 0;
  for (const link of all(element, 'a')) linked += link.textContent.trim().length;
  return linked / Math.max(1, text.length);
}

function readableBody(document: PageDocument, charThreshold: number): ArticleBody | undefined {
  try {
    const serializer = (node: unknown) => node as PageElement;
    const reader = new Readability<PageElement>(asReadable(document), { charThreshold, maxElemsToParse: MAX_ELEMENTS, serializer });
    const element = reader.parse()?.content ?? undefined;
    return element === undefined ? undefined : { text: textOf(element), html: element.innerHTML, element };
  } catch {
    // Readability assumes a page made for people; what it stumbles over is read in the plain way.
    return undefined;
  }
}

/** Readability is typed by the browser's library, which this project does not load; it uses what linkedom offers. */
function asReadable(document: PageDocument): ConstructorParameters<typeof Readability>[0] {
  return document as unknown as ConstructorParameters<typeof Readability>[0];
}

/** The smallest element around the title that holds more than it, else the whole page without its frame. */
function bodyAtTitle(document: PageDocument, title: string | null): ArticleBody {
  for (const element of all(document, 'nav, footer, aside')) element.remove();
  const heading = title === null ? undefined : all(document, 'h1, h2, h3, .title').find((each) => lineOf(each, 400) === title);
  for (let at = heading?.parentElement ?? null; at !== null; at = at.parentElement) {
    const text = textOf(at);
    if (text.length >= (title ?? '').length + SOME_TEXT) return { text, html: at.innerHTML, element: at };
  }
  return { text: textOf(document.body), html: document.body.innerHTML, element: document.body };
}

const HEAD_LINES = 8;
const TAIL_LINES = 12;
const LONGEST_NOISE = 160;

/** Takes title, byline and tools off the beginning, and editors, sharing and neighbours off the end; undefined where nothing is left. */
function cleaner(hints: BodyHints, rules: ArticleRules): (body: ArticleBody | undefined) => ArticleBody | undefined {
  const head = rules.noise.head.map((source) => new RegExp(source, 'iu'));
  const tail = rules.noise.tail.map((source) => new RegExp(source, 'iu'));
  const matches = (patterns: readonly RegExp[], line: string) =>
    line.length < LONGEST_NOISE && (hints.bylines.has(line) || patterns.some((pattern) => pattern.test(line)));
  return (body) => {
    if (body === undefined) return undefined;
    const lines = body.text.split('\n');
    let start = 0;
    for (const [at, line] of lines.slice(0, Math.min(HEAD_LINES, lines.length - 1)).entries()) {
      if (line === hints.title || matches(head, line)) start = at + 1;
      else if (line.length > 60) break;
    }
    const from = Math.max(start, lines.length - TAIL_LINES);
    const noise = lines.slice(from).findIndex((line) => matches(tail, line));
    const text = lines.slice(start, noise < 0 ? lines.length : from + noise).join('\n');
    return text === '' ? undefined : { ...body, text };
  };
}
