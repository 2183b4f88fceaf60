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
  /** What the next higher level still lacks. */
  readonly missing: readonly string[];
  readonly topics: readonly string[];
  readonly authors: number;
  readonly documents: number;
  readonly negativeShare: number;
}

export function scorePartsOf(value: unknown): ScorePart[] {
  return listOf(value).map((entry) => {
    const part = recordOf(entry);
    return {
      name: textOf(part['name']),
      value: numberOf(part['value']) ?? 0,
      max: numberOf(part['max']) ?? 0,
      why: textOf(part['why']),
    };
  });
}

function countOf(value: unknown): number {
  return numberOf(value) ?? listOf(value).length;
}

/** The `data` of an opinion alert. */
export function opinionDataOf(data: Json): OpinionData {
  return {
    parts: scorePartsOf(data['parts']),
    hardTriggers: listOf(data['hardTriggers'])
      .map((trigger) => textOf(recordOf(trigger)['name']) || textOf(trigger))
      .filter((trigger) => trigger !== ''),
    missing: textsOf(data['missing']),
    topics: textsOf(data['topics']),
    authors: countOf(data['authors']),
    documents: countOf(data['documents']),
    negativeShare: numberOf(data['negativeShare']) ?? 0,
  };
}
