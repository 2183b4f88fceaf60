import { type Query, shownPhrases } from './query.ts';
import { type Tokens, tokenize } from './tokens.ts';

/** Around each match in a snippet. */
export const MARK_OPEN = '⟦';
export const MARK_CLOSE = '⟧';

/** About how long a snippet is, in UTF-16 units without the marks. */
const LENGTH = 160;
/** How much is shown before the first match. */
const LEAD = 30;

type Range = [start: number, end: number];

/** Ranges of the original text that match one of the phrases, in order, touching and overlapping ones joined. */
function matchRanges(tokens: Tokens, phrases: readonly (readonly string[])[]): Range[] {
  const byFirst = Map.groupBy(phrases, (phrase) => phrase[0] ?? '');
  const ranges: Range[] = [];
  for (const [index, token] of tokens.texts.entries()) {
    for (const phrase of byFirst.get(token) ?? []) {
      if (!phrase.every((wanted, offset) => tokens.texts[index + offset] === wanted)) continue;
      const start = tokens.starts[index] ?? 0;
      const end = tokens.ends[index + phrase.length - 1] ?? start;
      const last = ranges.at(-1);
      if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
      else ranges.push([start, end]);
    }
  }
  return ranges;
}

/** Moves a position out of the middle of a surrogate pair. */
function wholeCharacter(text: string, position: number): number {
  const unit = text.charCodeAt(position);
  return position > 0 && unit >= 0xdc00 && unit <= 0xdfff ? position - 1 : position;
}

/** The window of `LENGTH` that begins a little before a match and holds the most of them. */
function bestWindow(text: string, ranges: readonly Range[]): Range {
  let best = 0;
  let most = 0;
  for (let index = 0, until = 0; index < ranges.length; index += 1) {
    const limit = (ranges[index]?.[0] ?? 0) - LEAD + LENGTH;
    while ((ranges[until]?.[1] ?? Number.POSITIVE_INFINITY) <= limit) until += 1;
    if (until - index > most) {
      most = until - index;
      best = index;
    }
  }
  const [first, firstEnd] = ranges[best] ?? [0, 0];
  const start = wholeCharacter(text, Math.max(0, Math.min(first - LEAD, text.length - LENGTH)));
  return [start, wholeCharacter(text, Math.min(text.length, Math.max(start + LENGTH, firstEnd)))];
}

function marked(text: string, window: Range, ranges: readonly Range[]): string {
  const [from, to] = window;
  let snippet = from > 0 ? '…' : '';
  let at = from;
  for (const [start, end] of ranges) {
    if (start < at || end > to) continue;
    snippet += `${text.slice(at, start)}${MARK_OPEN}${text.slice(start, end)}${MARK_CLOSE}`;
    at = end;
  }
  snippet += text.slice(at, to) + (to < text.length ? '…' : '');
  return snippet.replace(/\s+/g, ' ').trim();
}

/**
 * The passage of a document that a query found, with matches between ⟦ and ⟧: of the text, or of the title where only that matches.
 * Empty where the query names nothing to show (only fields or exclusions).
 */
export function snippetOf(query: Query, document: { title: string; text: string }): string {
  const phrases = shownPhrases(query).map((phrase) => phrase.tokens);
  if (phrases.length === 0) return '';
  for (const field of [document.text, document.title]) {
    const ranges = matchRanges(tokenize(field), phrases);
    if (ranges.length > 0) return marked(field, bestWindow(field, ranges), ranges);
  }
  return '';
}
