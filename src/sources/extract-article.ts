import { Readability } from '@mozilla/readability';
import { articleMeta } from './article-meta.ts';
import { all, type PageDocument, type PageElement, parsePage, textOf } from './dom.ts';
import { type ExtractionRules, extractionRules } from './extraction-rules.ts';
import { baseOf, imagesIn } from './links.ts';

/** An article as far as the page gives it away; unknown fields are null. */
export interface ExtractedArticle {
  readonly title: string | null;
  readonly author: string | null;
  readonly outlet: string | null;
  /** ISO 8601 with offset; Asia/Shanghai where the page names no zone. */
  readonly publishedAt: string | null;
  /** One line a paragraph. */
  readonly text: string;
  readonly html: string;
  readonly images: readonly string[];
  readonly language: string | null;
}

export interface ExtractOptions {
  /** Address of the page: makes links absolute and may hold a date. */
  readonly url?: string | undefined;
  readonly rules?: ExtractionRules;
}

const NOWHERE = 'http://page.invalid/';
/** Readability accepts shorter bodies only after weaker attempts; Chinese says the same in a third of the characters. */
const LATIN_BODY = 500;
const CHINESE_BODY = 140;

/** Reads an article page. Never throws, whatever the text is. */
export function extractArticle(html: string, options: ExtractOptions = {}): ExtractedArticle {
  const rules = (options.rules ?? extractionRules()).article;
  const url = options.url ?? NOWHERE;
  const document = parsePage(html);
  const meta = articleMeta(document, options.url, rules);
  const base = baseOf(document, url);
  const body = bodyOf(html, document);
  const noise = { head: rules.noise.head.map(asPattern), tail: rules.noise.tail.map(asPattern) };
  const text = cleaned(body.text, meta.title ?? '', noise, meta.bylines);
  const images = body.element === undefined ? [] : imagesIn(body.element, base);
  const { title, author, outlet, publishedAt, language } = meta;
  return { title, author, outlet, publishedAt, text, html: body.html, images, language };
}

function asPattern(source: string): RegExp {
  return new RegExp(source, 'iu');
}

interface Body {
  readonly text: string;
  readonly html: string;
  readonly element: PageElement | undefined;
}

function bodyOf(html: string, original: PageDocument): Body {
  const document = parsePage(html);
  const sample = (original.body.textContent ?? '').slice(0, 20_000);
  const chinese = (sample.match(/\p{Script=Han}/gu)?.length ?? 0) > sample.length * 0.2;
  try {
    const reader = new Readability<PageElement>(asReadable(document), {
      charThreshold: chinese ? CHINESE_BODY : LATIN_BODY,
      serializer: (node) => node as unknown as PageElement,
    });
    const content = reader.parse()?.content;
    if (content !== null && content !== undefined) {
      const text = textOf(content);
      if (text !== '') return { text, html: content.innerHTML, element: content };
    }
  } catch {
    // Readability assumes a page made for people; what it stumbles over is read in the plain way below.
  }
  return plainBody(original);
}

/** Readability is typed by the browser's library, which this project does not load; it uses what linkedom offers. */
function asReadable(document: PageDocument): ConstructorParameters<typeof Readability>[0] {
  return document as unknown as ConstructorParameters<typeof Readability>[0];
}

/** The element with the most text in paragraphs, else the whole page without its frame. */
function plainBody(document: PageDocument): Body {
  for (const selector of ['article', '[itemprop="articleBody"]', 'main', '#content', '.content']) {
    const element = all(document, selector).find((each) => textOf(each).length > 80);
    if (element !== undefined) return { text: textOf(element), html: element.innerHTML, element };
  }
  const frame = all(document, 'nav, header, footer, aside, form');
  for (const element of frame) element.remove();
  return { text: textOf(document.body), html: document.body.innerHTML, element: document.body };
}

interface Noise {
  readonly head: readonly RegExp[];
  readonly tail: readonly RegExp[];
}

const HEAD_LINES = 8;
const TAIL_LINES = 12;

/** Takes title, byline and tools off the beginning, and editors, sharing and neighbours off the end. */
function cleaned(text: string, title: string, noise: Noise, bylines: ReadonlySet<string>): string {
  const lines = text.split('\n');
  let start = 0;
  for (let at = 0; at < Math.min(HEAD_LINES, lines.length - 1); at += 1) {
    const line = lines[at] ?? '';
    const isNoise = line === title || bylines.has(line) || (line.length < 120 && noise.head.some((pattern) => pattern.test(line)));
    if (isNoise) start = at + 1;
    else if (line.length > 60) break;
  }
  let end = lines.length;
  for (let at = lines.length - 1; at >= Math.max(start + 1, lines.length - TAIL_LINES); at -= 1) {
    const line = lines[at] ?? '';
    if (line.length < 160 && (bylines.has(line) || noise.tail.some((pattern) => pattern.test(line)))) end = at;
  }
  return lines.slice(start, end).join('\n');
}
