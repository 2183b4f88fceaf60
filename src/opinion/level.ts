import { type ScorePart, scoreParts } from './level-parts.ts';
import { type Baseline, type Tally, tallyOf, type Voice, type WarningEvidence } from './tally.ts';
import { LEVELS, type LevelRule, type TriggerRule, type WarningLevelId, type WarningRules } from './warning-rules.ts';

export type { ScorePart } from './level-parts.ts';
export type { Baseline, EvidenceArticle, WarningEvidence } from './tally.ts';

/** The verdict, with everything it rests on. */
export interface Warning {
  readonly level: WarningLevelId | null;
  /** 0 to 100. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
  /** Hard triggers that are met, whether or not the score alone would do. */
  readonly hardTriggers: readonly { readonly id: string; readonly name: string; readonly level: WarningLevelId }[];
  /** What the next higher level still lacks. */
  readonly missing: readonly string[];
}

/**
 * The warning level of an event. Counts distinct authors, never posts, so that one person writing a hundred times is one voice.
 * It only says what the rules say: whether a level is signed, and every step down, is for a person.
 * @param now articles after it or longer ago than the rules' hours are left out
 */
export function warningLevel(evidence: WarningEvidence, rules: WarningRules, now: Date): Warning {
  const tally = tallyOf(evidence.articles, rules, now);
  const parts = scoreParts(tally, rules, evidence.baseline);
  const score = Math.min(100, Number(parts.reduce((sum, part) => sum + part.value, 0).toFixed(1)));
  const facts = { tally, score, baseline: evidence.baseline };
  const hardTriggers = rules.triggers.filter((trigger) => isMet(trigger, tally)).map(({ id, name, level }) => ({ id, name, level }));
  const reached = rules.levels.filter((level) => lacking(level, facts).length === 0).map((level) => level.id);
  const level = gravest([...reached, ...hardTriggers.map((trigger) => trigger.level)]);
  return { level, score, parts, hardTriggers, missing: missingFor(level, rules, facts) };
}

interface Facts {
  readonly tally: Tally;
  readonly score: number;
  readonly baseline: Baseline | undefined;
}

function gravest(levels: readonly WarningLevelId[]): WarningLevelId | null {
  return LEVELS.findLast((level) => levels.includes(level)) ?? null;
}

function missingFor(level: WarningLevelId | null, rules: WarningRules, facts: Facts): string[] {
  const next = rules.levels.find((rule) => LEVELS.indexOf(rule.id) === (level === null ? 0 : LEVELS.indexOf(level) + 1));
  return next === undefined ? [] : lacking(next, facts).map((what) => `${next.name}:${what}`);
}

/** What a level still lacks, in Chinese; empty when it is reached. */
function lacking(level: LevelRule, facts: Facts): string[] {
  const { tally, score, baseline } = facts;
  const lacks: string[] = [];
  if (score < level.score) lacks.push(`得分需 ${level.score},现为 ${score}`);
  const authors = tally.voices.length;
  const enoughOutlets = level.outlets !== undefined && tally.outlets >= level.outlets;
  if (authors < level.authors && !enoughOutlets) {
    lacks.push(
      `需 ${level.authors} 个不同发布者${level.outlets === undefined ? '' : `或 ${level.outlets} 家媒体`},现有 ${authors} 个发布者、${tally.outlets} 家媒体`,
    );
  }
  if (tally.negative < level.negativeAuthors) lacks.push(`需 ${level.negativeAuthors} 个负面发布者,现有 ${tally.negative} 个`);
  const unusual = unusualEnough(level, tally, baseline);
  if (unusual !== undefined) lacks.push(unusual);
  return lacks;
}

/** The z of the matrix, or several provinces; without a baseline a number of authors stands in. Undefined when met. */
function unusualEnough(level: LevelRule, tally: Tally, baseline: Baseline | undefined): string | undefined {
  const z = level.z ?? level.orZ;
  if (z === undefined) return undefined;
  if (level.provinces !== undefined && tally.provinces >= level.provinces) return undefined;
  const provinces = level.provinces === undefined ? '' : `涉及 ${level.provinces} 个省或`;
  if (baseline !== undefined) return baseline.z >= z ? undefined : `需${provinces}声量超出基线 ${z} 个标准差,现为 ${baseline.z.toFixed(1)}`;
  const stand = level.authorsWithoutBaseline ?? Infinity;
  return tally.voices.length >= stand ? undefined : `尚无 28 天基线,需${provinces} ${stand} 个不同发布者,现有 ${tally.voices.length} 个`;
}

function isMet(trigger: TriggerRule, tally: Tally): boolean {
  if (tally.voices.length < trigger.authors) return false;
  const topicOf = (voice: Voice): boolean => {
    const topics = trigger.negative === true ? voice.negativeTopics : voice.topics;
    return trigger.topics === undefined || trigger.topics.some((topic) => topics.has(topic));
  };
  const about = tally.voices.filter((voice) => topicOf(voice) && (trigger.negative !== true || voice.negative));
  if (about.length < (trigger.about ?? 1)) return false;
  return trigger.grades === undefined || about.some((voice) => trigger.grades?.some((grade) => voice.grades.has(grade)));
}
