import type { SentimentLabel } from './sentiment.ts';
import { scoreParts } from './level-parts.ts';
import { LEVELS, type LevelRule, type SourceGrade, type TriggerRule, type WarningLevelId, type WarningRules } from './warning-rules.ts';

/** One article of an event or of a brand, as far as the level needs it. Copies count too: their authors spread the matter. */
export interface EvidenceArticle {
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly author: string;
  /** Outlet or platform. */
  readonly source: string;
  readonly sourceGrade: SourceGrade;
  readonly sentiment: SentimentLabel;
  readonly topics: readonly string[];
  /** GB/T 2260 codes. */
  readonly regions: readonly string[];
}

/** How unusual the volume is; absent on a fresh installation. */
export interface Baseline {
  /** Standard deviations above the same hour of the week. */
  readonly z: number;
  /** Days of history behind it. */
  readonly days: number;
}

export interface WarningEvidence {
  readonly articles: readonly EvidenceArticle[];
  readonly baseline?: Baseline;
}

export interface ScorePart {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  /** In Chinese, for a person. */
  readonly why: string;
}

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

/** One voice: everything that one author wrote, however often. */
export interface Voice {
  readonly author: string;
  readonly negative: boolean;
  readonly topics: ReadonlySet<string>;
  /** Topics of what the author wrote negatively. */
  readonly negativeTopics: ReadonlySet<string>;
  readonly grades: ReadonlySet<SourceGrade>;
  readonly sources: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
}

/** What the evidence amounts to, counted by authors. */
export interface Tally {
  readonly voices: readonly Voice[];
  readonly negative: number;
  readonly outlets: number;
  readonly platforms: number;
  readonly provinces: number;
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
    lacks.push(`需 ${level.authors} 个不同发布者${level.outlets === undefined ? '' : `或 ${level.outlets} 家媒体`},现有 ${authors} 个发布者、${tally.outlets} 家媒体`);
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

const HOUR = 3_600_000;
const NOT_OUTLETS: readonly SourceGrade[] = ['user', 'selfmedia'];

function tallyOf(articles: readonly EvidenceArticle[], rules: WarningRules, now: Date): Tally {
  const until = now.getTime();
  const counted = articles.filter((article) => {
    const at = Date.parse(article.publishedAt);
    return at <= until && at >= until - rules.hours * HOUR;
  });
  const byAuthor = new Map<string, EvidenceArticle[]>();
  for (const article of counted) {
    const key = article.author.trim() === '' ? `source:${article.source}` : article.author.trim();
    byAuthor.set(key, [...(byAuthor.get(key) ?? []), article]);
  }
  const voices = [...byAuthor].map(([author, written]) => voiceOf(author, written));
  const provinces = new Set(counted.flatMap((article) => article.regions.map((code) => code.slice(0, 2))));
  const outlets = new Set(counted.filter((article) => !NOT_OUTLETS.includes(article.sourceGrade)).map((article) => article.source));
  return {
    voices,
    negative: voices.filter((voice) => voice.negative).length,
    outlets: outlets.size,
    platforms: new Set(counted.map((article) => article.source)).size,
    provinces: provinces.size,
  };
}

/** An author is negative when more of what they wrote is negative than positive. */
function voiceOf(author: string, written: readonly EvidenceArticle[]): Voice {
  const negatives = written.filter((article) => article.sentiment === 'negative');
  const positives = written.filter((article) => article.sentiment === 'positive');
  return {
    author,
    negative: negatives.length > positives.length,
    topics: new Set(written.flatMap((article) => article.topics)),
    negativeTopics: new Set(negatives.flatMap((article) => article.topics)),
    grades: new Set(written.map((article) => article.sourceGrade)),
    sources: new Set(written.map((article) => article.source)),
    regions: new Set(written.flatMap((article) => article.regions)),
  };
}
