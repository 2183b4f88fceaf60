import type { FieldReading } from './read-fields.ts';
import { sentenceAt, spanIn } from './read-fields.ts';
import { type ContextRules, NUMBER } from './rules.ts';
import { contextText } from './sentences.ts';

/** Something a page states of a certificate beside its number. Days are `YYYY-MM-DD`, or `YYYY-MM` where no day is given. */
export interface Particular {
  readonly kind: 'holder' | 'product' | 'validFrom' | 'validTo';
  readonly value: string;
  readonly field: string;
  readonly span: readonly [number, number];
  readonly text: string;
}

export interface ParticularFinder {
  /** Statements of one field. A validity counts only where the certificate is named beside it: food has dates of its own. */
  find(reading: FieldReading): Particular[];
}

export function createParticularFinder({ particulars: rules }: ContextRules): ParticularFinder {
  const inText = {
    holder: new RegExp(`(?:${rules.holder.lead})${rules.holder.value}`, 'gu'),
    product: new RegExp(`(?:${rules.product.lead})${rules.product.value}`, 'gu'),
  };
  const range = new RegExp(`(?:${rules.validity.value})(?:${rules.date})?(?:${rules.until})?(?:${rules.date})?`, 'gu');
  const named = new RegExp(rules.validity.lead, 'u');
  return {
    find(reading) {
      return [
        ...statements(reading, 'holder', inText.holder),
        ...statements(reading, 'product', inText.product),
        ...validities(reading, range, named),
      ];
    },
  };
}

function statements(reading: FieldReading, kind: 'holder' | 'product', pattern: RegExp): Particular[] {
  const found: Particular[] = [];
  for (const match of reading.folded.text.matchAll(pattern)) {
    const value = (match[1] ?? '').trim();
    const from = match.index + match[0].lastIndexOf(match[1] ?? '');
    const to = from + value.length;
    const isNumber = reading.numbers.some((number) => number.from < to && from < number.to);
    if (value === '' || isNumber) continue;
    found.push(particular(reading, kind, { from, to, value }));
  }
  return found;
}

function validities(reading: FieldReading, range: RegExp, named: RegExp): Particular[] {
  const found: Particular[] = [];
  for (const match of reading.folded.text.matchAll(range)) {
    const first = day(match[1], match[2], match[3]);
    const second = day(match[4], match[5], match[6]);
    if (first === undefined && second === undefined) continue;
    if (!isOfCertificate(reading, match.index, named)) continue;
    const at = { from: match.index, to: match.index + match[0].length };
    if (first !== undefined && second !== undefined) found.push(particular(reading, 'validFrom', { ...at, value: first }));
    const last = second ?? first;
    if (last !== undefined) found.push(particular(reading, 'validTo', { ...at, value: last }));
  }
  return found;
}

function isOfCertificate(reading: FieldReading, at: number, named: RegExp): boolean {
  if (named.test(reading.lead) || named.test(reading.folded.text.slice(Math.max(0, at - 4), at + 6))) return true;
  const sentence = sentenceAt(reading, at);
  return reading.lead === '' && contextText(reading.folded.text, sentence, reading.replacements).includes(NUMBER);
}

function day(year: string | undefined, month: string | undefined, date: string | undefined): string | undefined {
  if (year === undefined || month === undefined) return undefined;
  const start = `${year}-${month.padStart(2, '0')}`;
  return date === undefined ? start : `${start}-${date.padStart(2, '0')}`;
}

function particular(reading: FieldReading, kind: Particular['kind'], at: { from: number; to: number; value: string }): Particular {
  const span = spanIn(reading, at.from, at.to);
  return { kind, value: at.value, field: reading.field, span, text: reading.text.slice(...span) };
}
