import type { CrisisTruth, ListingTruth, Truth } from './types.ts';

/** What the scorer reads of an alert of `GET /api/alerts`. */
export interface ScoredAlert {
  readonly id: string;
  readonly kind: 'infringement' | 'opinion' | 'source';
  readonly verdict?: 'violation' | 'verify' | null;
  readonly codes: readonly string[];
  readonly level: 'blue' | 'yellow' | 'orange' | 'red';
  readonly url?: string | null;
  readonly documents: readonly { readonly id: string; readonly url: string }[];
  readonly sample: boolean;
}

export interface Score {
  /** Listings that misuse a mark or must be verified. */
  readonly planted: number;
  readonly found: number;
  /** Listings accused without cause, and opinion warnings about no crisis. */
  readonly falseAccusations: number;
  readonly crises: number;
  readonly crisesFound: number;
  readonly cases: number;
}

/** Everything behind the figures, for finding out what went wrong. */
export interface ScoreDetails {
  readonly missed: readonly ListingTruth[];
  readonly accused: readonly { readonly alert: string; readonly truth: ListingTruth }[];
  readonly falseWarnings: readonly string[];
  readonly missedCrises: readonly string[];
}

const minimumCrisisDocuments = 3;
const warningLevels: ReadonlySet<string> = new Set(['yellow', 'orange', 'red']);

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? url;
}

function isPlanted({ verdict }: ListingTruth): boolean {
  return verdict === 'violation' || verdict === 'verify';
}

function hits(truth: ListingTruth, alert: ScoredAlert): boolean {
  if (truth.codes.length === 0) return alert.verdict === 'verify';
  return truth.accept.some((set) => set.some((code) => alert.codes.includes(code)));
}

/** An opinion alert is about a crisis when at least three and at least half of its documents belong to it. */
function isAbout(alert: ScoredAlert, crisis: CrisisTruth): boolean {
  const paths = new Set(alert.documents.map(({ url }) => pathOf(url)));
  const shared = crisis.articlePaths.filter((path) => paths.has(path)).length;
  return shared >= minimumCrisisDocuments && shared * 2 >= paths.size;
}

/** An opinion alert of yellow or above about this world that holds no article of any crisis. */
function isFalseWarning(alert: ScoredAlert, truth: Truth): boolean {
  const paths = alert.documents.map(({ url }) => pathOf(url));
  const articles = new Set(truth.articlePaths);
  const crisisArticles = new Set(truth.crises.flatMap(({ articlePaths }) => articlePaths));
  return (alert.sample || paths.some((path) => articles.has(path))) && !paths.some((path) => crisisArticles.has(path));
}

export function scoreDetails(truth: Truth, alerts: readonly ScoredAlert[]): ScoreDetails {
  const infringements = new Map<string, ScoredAlert[]>();
  for (const alert of alerts) {
    if (alert.kind !== 'infringement' || typeof alert.url !== 'string') continue;
    const path = pathOf(alert.url);
    infringements.set(path, [...(infringements.get(path) ?? []), alert]);
  }
  const warnings = alerts.filter(({ kind, level }) => kind === 'opinion' && warningLevels.has(level));
  const alertsOn = ({ path }: ListingTruth) => infringements.get(path) ?? [];
  return {
    missed: truth.listings.filter((listing) => isPlanted(listing) && !alertsOn(listing).some((alert) => hits(listing, alert))),
    accused: truth.listings
      .filter((listing) => !isPlanted(listing))
      .flatMap((listing) => {
        const alert = alertsOn(listing).find(({ verdict }) => verdict === 'violation');
        return alert === undefined ? [] : [{ alert: alert.id, truth: listing }];
      }),
    falseWarnings: warnings.filter((alert) => isFalseWarning(alert, truth)).map(({ id }) => id),
    missedCrises: truth.crises.filter((crisis) => !warnings.some((alert) => isAbout(alert, crisis))).map(({ id }) => id),
  };
}

/**
 * Compares the alerts of a running node with what is planted.
 * A planted listing is found by an infringement alert on its address whose codes share one with an accepted set; where the seller
 * cannot be identified, by an alert that says verify. A listing counts once, however many alerts it has.
 */
export function score(truth: Truth, alerts: readonly ScoredAlert[], cases: readonly unknown[] = []): Score {
  const details = scoreDetails(truth, alerts);
  const planted = truth.listings.filter(isPlanted).length;
  return {
    planted,
    found: planted - details.missed.length,
    falseAccusations: details.accused.length + details.falseWarnings.length,
    crises: truth.crises.length,
    crisesFound: truth.crises.length - details.missedCrises.length,
    cases: cases.length,
  };
}
