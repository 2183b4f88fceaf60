import type { Baseline, Tally } from './tally.ts';
import { GRADES, type SourceGrade, type WarningRules } from './warning-rules.ts';

type Parts = WarningRules['parts'];

export interface ScorePart {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  /** In Chinese, for a person. */
  readonly why: string;
}

/** The parts of the score, each with its reason. They never exceed their maximum. */
export function scoreParts(tally: Tally, rules: WarningRules, baseline: Baseline | undefined): ScorePart[] {
  const { parts, calm } = rules;
  const share = tally.voices.length === 0 ? 0 : tally.negative / tally.voices.length;
  const factor = share < calm.below ? calm.factor : 1;
  const quiet = factor < 1 ? `;负面发布者占比仅 ${percent(share)},按 ${calm.factor} 折算` : '';
  return [
    scaled(volume(tally, parts.volume, baseline), factor, quiet),
    negative(tally, share, parts.negative),
    topic(tally, parts.topic),
    scaled(source(tally, parts.source), factor, quiet),
    scaled(spread(tally, parts.spread), factor, quiet),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function made(part: { name: string; max: number }, value: number, why: string): ScorePart {
  return { name: part.name, value: Number(Math.min(part.max, Math.max(0, value)).toFixed(1)), max: part.max, why };
}

function scaled(part: ScorePart, factor: number, note: string): ScorePart {
  return factor === 1 ? part : { ...part, value: Number((part.value * factor).toFixed(1)), why: part.why + note };
}

/** Points at a value of a rising function given by its steps, straight lines in between, nothing below the first. */
export function pointsAt(steps: readonly (readonly [number, number])[], value: number): number {
  let before: readonly [number, number] | undefined;
  for (const step of steps) {
    if (value < step[0]) {
      return before === undefined ? 0 : before[1] + ((value - before[0]) / (step[0] - before[0])) * (step[1] - before[1]);
    }
    before = step;
  }
  return before?.[1] ?? 0;
}

function volume(tally: Tally, part: Parts['volume'], baseline: Baseline | undefined): ScorePart {
  const authors = tally.voices.length;
  if (baseline === undefined) return made(part, pointsAt(part.authors, authors), `尚无 28 天基线,暂按 ${authors} 个不同发布者计分`);
  const points = authors === 0 ? 0 : pointsAt(part.z, baseline.z);
  return made(part, points, `较 ${baseline.days} 天同时段基线高 ${baseline.z.toFixed(1)} 个标准差,${authors} 个不同发布者`);
}

function negative(tally: Tally, share: number, part: Parts['negative']): ScorePart {
  const authors = tally.voices.length;
  const sure = authors / (authors + part.halfSureAt);
  const extent = Math.min(1, Math.max(0, (share - part.from) / (part.to - part.from)));
  return made(
    part,
    part.max * extent * sure,
    `${authors} 个发布者中 ${tally.negative} 个负面(${percent(share)}),样本可信度 ${percent(sure)}`,
  );
}

function topic(tally: Tally, part: Parts['topic']): ScorePart {
  const counts = new Map<string, number>();
  for (const voice of tally.voices) for (const id of voice.negativeTopics) counts.set(id, (counts.get(id) ?? 0) + 1);
  const needed = Math.max(part.authors, part.share * tally.voices.length);
  const heavy = [...counts].filter(([, count]) => count >= needed).sort((a, b) => (part.weights[b[0]] ?? 0) - (part.weights[a[0]] ?? 0));
  const top = heavy[0];
  if (top === undefined) return made(part, 0, '没有达到人数的负面风险类别');
  return made(
    part,
    part.max * (part.weights[top[0]] ?? 0),
    `${top[1]} 个发布者负面提及 ${top[0]}${
      heavy.length > 1
        ? `,另有 ${heavy
            .slice(1)
            .map(([id]) => id)
            .join('、')}`
        : ''
    }`,
  );
}

function source(tally: Tally, part: Parts['source']): ScorePart {
  const present = new Set<SourceGrade>(tally.voices.flatMap((voice) => [...voice.grades]));
  const best = GRADES.filter((grade) => present.has(grade)).sort((a, b) => (part.grades[b] ?? 0) - (part.grades[a] ?? 0))[0];
  if (best === undefined) return made(part, 0, '没有信源');
  const more = Math.min(part.outletsAtMost, tally.outlets) * part.perOutlet;
  return made(part, (part.grades[best] ?? 0) + more, `最高信源等级 ${best},媒体与机构 ${tally.outlets} 家`);
}

function spread(tally: Tally, part: Parts['spread']): ScorePart {
  const points = pointsAt(part.platforms, tally.platforms) + pointsAt(part.regions, tally.provinces);
  return made(part, points, `${tally.platforms} 个平台或媒体,涉及 ${tally.provinces} 个省级地区`);
}
