import { Readability } from '@mozilla/readability';
import { articleMeta } from './article-meta.ts';
import { all, lineOf, type PageDocument, type PageElement, parsePage, textOf } from './dom.ts';
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
const SHORT_LATIN = 80;

/** Reads an article page. Never throws, whatever the text is. */
export function extractArticle(html: string, options: ExtractOptions = {}): ExtractedArticle {
  const rules = (options.rules ?? extractionRules()).article;
  const url = options.url ?? NOWHERE;
  const document = parsePage(html);
  const meta = articleMeta(document, options.url, rules);
  const base = baseOf(document, url);
  const chinese = isChinese(document);
  const noise = { head: rules.noise.head.map(asPattern), tail: rules.noise.tail.map(asPattern) };
  const clean = (body: Body) => ({ ...body, text: cleaned(body.text, meta.title ?? '', noise, meta.bylines) });
  const read = readableBody(document, chinese ? CHINESE_BODY : LATIN_BODY);
  let body = read === undefined ? undefined : clean(read);
  // Readability counts only paragraphs of 25 letters, so that on a page with a short body it finds the page's foot.
  if (body === undefined || body.text.length < (chinese ? CHINESE_BODY : SHORT_LATIN)) {
    const short = clean(bodyAtTitle(parsePage(html), meta.title));
    if (body === undefined || body.text === '' || short.text !== '') body = short.text === '' ? (read ?? short) : short;
  }
  const images = body.element === undefined ? [] : imagesIn(body.element, base);
  const { title, author, outlet, publishedAt, language } = meta;
  return { title, author, outlet, publishedAt, text: body.text, html: body.html, images, language };
}

function isChinese(document: PageDocument): boolean {
  const sample = document.body.textContent.slice(0, 20_000);
  return (sample.match(/\p{Script=Han}/gu)?.length ?? 0) > sample.length * 0.2;
}

function asPattern(source: string): RegExp {
  return new RegExp(source, 'iu');
}

interface Body {
  readonly text: string;
  readonly html: string;
  readonly element: PageElement | undefined;
}

/** The body by Readability, which takes the document apart; undefined where it finds none. */
function readableBody(document: PageDocument, charThreshold: number): Body | undefined {
  try {
    const reader = new Readability<PageElement>(asReadable(document), {
      charThreshold,
      serializer: (node) => node as unknown as PageElement,
    });
    const content = reader.parse()?.content ?? undefined;
    const text = content === undefined ? '' : textOf(content);
    return content === undefined || text === '' ? undefined : { text, html: content.innerHTML, element: content };
  } catch {
    // Readability assumes a page made for people; what it stumbles over is read in the plain way.
    return undefined;
  }
}

/** Readability is typed by the browser's library, which this project does not load; it uses what linkedom offers. */
function asReadable(document: PageDocument): ConstructorParameters<typeof Readability>[0] {
  return document as unknown as ConstructorParameters<typeof Readability>[0];
}

/** Least characters beside the title that make a body. */
const SOME_TEXT = 10;

/** The smallest element around the title that holds more than it, else the whole page without its frame. */
function bodyAtTitle(document: PageDocument, title: string | null): Body {
  for (const element of all(document, 'nav, footer, aside')) element.remove();
  const heading = title === null ? undefined : all(document, 'h1, h2, h3, .title').find((each) => lineOf(each, 400) === title);
  for (let at = heading?.parentElement ?? null; at !== null; at = at.parentElement) {
    const text = textOf(at);
    if (text.length >= (title ?? '').length + SOME_TEXT) return { text, html: at.innerHTML, element: at };
  }
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
  for (let at = lines.length - 1; at >= Math.max(start, lines.length - TAIL_LINES); at -= 1) {
    const line = lines[at] ?? '';
    if (line.length < 160 && (bylines.has(line) || noise.tail.some((pattern) => pattern.test(line)))) end = at;
  }
  return lines.slice(start, end).join('\n');
}
