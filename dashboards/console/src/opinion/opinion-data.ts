import { type Json, listOf, numberOf, recordOf, textOf, textsOf } from '../shared/json.ts';

export interface ScorePart {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly why: string;
}

export interface OpinionData {
  readonly parts: readonly ScorePart[];
  readonly hardTriggers: readonly string[];
  readonly topics: readonly string[];
  readonly authors: number;
  readonly documents: number;
  readonly negativeShare: number;
}

const partNames: Readonly<Record<string, string>> = {
  volume: '声量',
  burst: '突增',
  negative: '负面比例',
  topic: '风险主题',
  topics: '风险主题',
  source: '来源分量',
  sources: '来源分量',
  spread: '扩散范围',
};

export function scorePartsOf(value: unknown): ScorePart[] {
  return listOf(value).map((entry) => {
    const part = recordOf(entry);
    const name = textOf(part['label']) || textOf(part['name']);
    return {
      name: partNames[name] ?? name,
      value: numberOf(part['value']) ?? 0,
      max: numberOf(part['max']) ?? 0,
      why: textOf(part['why']),
    };
  });
}

function triggerOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { name, text, why } = recordOf(value);
  return textOf(name) || textOf(text) || textOf(why);
}

function countOf(value: unknown): number {
  return numberOf(value) ?? listOf(value).length;
}

/** The `data` of an opinion alert. */
export function opinionDataOf(data: Json): OpinionData {
  return {
    parts: scorePartsOf(data['parts']),
    hardTriggers: listOf(data['hardTriggers'])
      .map(triggerOf)
      .filter((trigger) => trigger !== ''),
    topics: textsOf(data['topics']),
    authors: countOf(data['authors']),
    documents: countOf(data['documents']),
    negativeShare: numberOf(data['negativeShare']) ?? 0,
  };
}
