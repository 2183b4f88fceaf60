import { writeArticles } from './articles.ts';
import { shanghaiDay } from './calendar.ts';
import { issueCertificates } from './certificates.ts';
import { loadSampleData } from './data.ts';
import type { Draft } from './listings/draft.ts';
import { dress } from './listings/dress.ts';
import { innocentDrafts } from './listings/innocent.ts';
import { lawfulDrafts } from './listings/lawful.ts';
import { plantedDrafts } from './listings/planted.ts';
import { random } from './random.ts';
import { openShops } from './shops.ts';
import type { ListingTruth, World } from './types.ts';

const lawfulListings = 120;
const innocentListings = 122;

export interface WorldInput {
  readonly seed: number;
  readonly startedAt: Date;
}

/**
 * A small marketplace, three news sites and a certificate registry, with what is planted in them. The same input gives the same
 * world. Validity borders keep 60 days from the Shanghai day of `startedAt`, so the truth holds for at least 30 days of running.
 */
export function generateWorld({ seed, startedAt }: WorldInput): World {
  const data = loadSampleData();
  const today = shanghaiDay(startedAt);
  const registry = issueCertificates(data, today, random(seed, 'registry'));
  const shops = openShops(data, registry, random(seed, 'shops'));
  const workshop = { data, registry, shops };
  const drafts = [
    ...plantedDrafts(workshop),
    ...lawfulDrafts(workshop, lawfulListings, random(seed, 'lawful')),
    ...innocentDrafts(workshop, innocentListings, random(seed, 'innocent')),
  ];
  const dressing = random(seed, 'dress');
  const dressed = dressing.shuffle(drafts).map((draft, index) => ({ draft, listing: dress(draft, index + 1, data.padding, dressing) }));
  const coverage = writeArticles(data.news, data.crises, startedAt, random(seed, 'articles'));
  return {
    seed,
    startedAt: startedAt.toISOString(),
    registry: { certificates: registry.certificates },
    topics: Object.keys(data.padding.topics),
    shops: shops.all(),
    listings: dressed.map(({ listing }) => listing),
    articles: coverage.articles,
    truth: {
      listings: dressed.map(({ draft, listing }) => truthOfListing(draft, listing.path)),
      crises: coverage.crises,
      articlePaths: coverage.articles.map(({ path }) => path),
    },
  };
}

function truthOfListing({ verdict, codes, accept, tag }: Draft, path: string): ListingTruth {
  return { path, verdict, codes, accept, tag };
}
