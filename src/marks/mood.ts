import type { FieldReading } from './read-fields.ts';
import { sentenceAt, surroundingsOf } from './read-fields.ts';
import { type ContextRules, MENTION, type Mood } from './rules.ts';
import { contextText } from './sentences.ts';

/** How a mention is meant, and the rule that says so. */
export interface MoodReading {
  readonly mood: Mood;
  readonly rule: string;
  /** The sentence as it was read, with placeholders. */
  readonly context: string;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads the sentence around `[from, to)` of a field; asserted where no rule fits. */
export function moodAt(reading: FieldReading, range: Range, rules: ContextRules): MoodReading {
  const sentence = sentenceAt(reading, range.from);
  const replacements = reading.replacements.map((other) => (other.from === range.from ? { ...other, by: MENTION } : other));
  const known = replacements.some(({ from }) => from === range.from);
  const context = contextText(
    reading.folded.text,
    surroundingsOf(reading, range),
    known ? replacements : [...replacements, { ...range, by: MENTION }],
  );
  const rule = rules.moods.find(
    ({ patterns, unless }) => patterns.some((pattern) => pattern.test(context)) && !unless.some((pattern) => pattern.test(context)),
  );
  if (rule === undefined) return { mood: 'asserted', rule: 'plain', context };
  if (rule.mood === 'asked' && answeredYes(reading, sentence.to, context, rules))
    return { mood: 'asserted', rule: 'answered-yes', context };
  return { mood: rule.mood, rule: rule.id, context };
}

/** A question that the shop answers itself with yes is a claim; the answer stands behind the question mark or in the next sentence. */
function answeredYes(reading: FieldReading, next: number, context: string, rules: ContextRules): boolean {
  const yes = (rules.words['answerYes'] ?? []).join('|');
  const answer = new RegExp(
    `^[^\\p{L}]*(?:(?:店家|卖家|客服|掌柜|商家|店主|小二)?(?:答|回复|回答|回|a)?[^\\p{L}]*)?(?:亲亲?|宝子?|您好)?[^\\p{L}]*(?:${yes})`,
    'u',
  );
  const tail = context
    .slice(context.indexOf(MENTION))
    .split(/[?]|吗|么/u)
    .slice(1)
    .join('');
  return answer.test(tail) || answer.test(reading.folded.text.slice(next, next + 40));
}
