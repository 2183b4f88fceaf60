import type { SentimentLabel } from './sentiment.ts';
import type { SourceGrade, WarningRules } from './warning-rules.ts';

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

const HOUR = 3_600_000;
const NOT_OUTLETS: readonly SourceGrade[] = ['user', 'selfmedia'];

/** Counts the evidence of the rules' last hours by authors. */
export function tallyOf(articles: readonly EvidenceArticle[], rules: WarningRules, now: Date): Tally {
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
