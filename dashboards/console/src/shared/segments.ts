export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly label?: string;
}

export interface Segment {
  readonly start: number;
  readonly text: string;
  /** Empty for text that no mark covers. */
  readonly labels: readonly string[];
  readonly marked: boolean;
}

/** Cuts a text at the borders of its marks; marks may overlap and may reach beyond the text. */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const clamp = (position: number) => Math.min(Math.max(position, 0), text.length);
  const borders = new Set([0, text.length, ...marks.flatMap((mark) => [clamp(mark.start), clamp(mark.end)])]);
  const sorted = [...borders].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1];
    if (end === undefined) break;
    const covering = marks.filter((mark) => mark.start <= start && mark.end >= end && mark.end > mark.start);
    const labels = [...new Set(covering.flatMap((mark) => (mark.label === undefined ? [] : [mark.label])))];
    segments.push({ start, text: text.slice(start, end), labels, marked: covering.length > 0 });
  }
  return segments;
}

const context = 70;

/** The part of a long text around a span, with the span moved along. */
export function excerptAround(text: string, span: Mark): { readonly text: string; readonly mark: Mark } {
  if (text.length <= 4 * context) return { text, mark: span };
  const from = Math.max(0, span.start - context);
  const to = Math.min(text.length, span.end + context);
  const head = from > 0 ? '…' : '';
  const tail = to < text.length ? '…' : '';
  const shift = head.length - from;
  return { text: head + text.slice(from, to) + tail, mark: { ...span, start: span.start + shift, end: span.end + shift } };
}
