import { articleBody } from './article-body.ts';
import { articleMeta } from './article-meta.ts';
import { parsePage } from './dom.ts';
import { type ExtractionRules, extractionRules } from './extraction-rules.ts';
import { baseOf, imagesIn } from './links.ts';
import { namingOf } from './naming.ts';

/** An article as far as the page gives it away; unknown fields are null. */
export interface ExtractedArticle {
  readonly title: string | null;
  readonly author: string | null;
  /** 来源: who published it first. */
  readonly outlet: string | null;
  /** ISO 8601 with offset; Asia/Shanghai where the page names no zone. */
  readonly publishedAt: string | null;
  /** One line a paragraph. */
  readonly text: string;
  readonly html: string;
  readonly images: readonly string[];
  /** BCP 47. */
  readonly language: string | null;
}

export interface ExtractOptions {
  /** Address of the page: makes links absolute and may hold a date. */
  readonly url?: string | undefined;
  readonly rules?: ExtractionRules;
}

const NOWHERE = 'http://page.invalid/';

/** Reads an article page. Never throws, whatever the text is. */
export function extractArticle(html: string, options: ExtractOptions = {}): ExtractedArticle {
  const rules = (options.rules ?? extractionRules()).article;
  const document = parsePage(html);
  const naming = namingOf(document);
  const { title, author, outlet, publishedAt, language, bylines } = articleMeta(document, naming, options.url, rules);
  const base = baseOf(document, options.url ?? NOWHERE);
  const body = articleBody(html, document, { title, bylines, naming }, rules);
  return { title, author, outlet, publishedAt, text: body.text, html: body.html, images: imagesIn(body.element, base), language };
}
