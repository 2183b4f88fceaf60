/** What the pure decisions of this room read: a post, a review, a notice or a news item. */
export interface Article {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
}

/** Longer texts are judged by their first characters: news says what it is about at the start, and a megabyte must not cost a second. */
export const READ_AT_MOST = 6000;

/** Width, case and white space folded, so that ＩＳＯ and iso, or 绿 色 and 绿色, are the same characters. Offsets are not kept. */
export function foldText(text: string): string {
  const start = text.length > READ_AT_MOST ? text.slice(0, READ_AT_MOST) : text;
  return start
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufeff]|\ufe0f/g, '')
    .replace(/(?<=[\u3400-\u9fff])[ \t\u3000]+(?=[\u3400-\u9fff])/g, '')
    .replace(/\s+/g, ' ');
}

/** Title and text as one folded string; the title is a sentence of its own. */
export function foldArticle(article: Article): string {
  return article.title ? `${foldText(article.title)}。${foldText(article.text)}` : foldText(article.text);
}
