/** One row of the sample registry, in the columns of `certificates.csv`. Days are `YYYY-MM-DD` of Asia/Shanghai. */
export interface Certificate {
  readonly certificateNo: string;
  readonly mark: string;
  readonly holder: string;
  readonly holderUscc: string;
  readonly products: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: 'valid' | 'suspended' | 'revoked' | 'cancelled';
  readonly statusFrom?: string;
  readonly statusTo?: string;
  readonly issuer: string;
  readonly authorisedSellers: readonly string[];
  readonly aliases: readonly string[];
}

/** A shop of the marketplace; without `company` its page shows no licence, with an empty name it has no page. */
export interface Shop {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly company?: string;
  readonly uscc?: string;
  readonly address?: string;
}

/** How a listing's page is built: with JSON-LD, or as bare HTML. */
export type PageBuild = 'structured' | 'plain';

export interface Listing {
  readonly id: string;
  readonly path: string;
  readonly build: PageBuild;
  readonly topic: string;
  readonly title: string;
  readonly description: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly keywords: readonly string[];
  readonly brand?: string;
  readonly shop: string;
  readonly price: number;
  readonly inStock: boolean;
  readonly pictures: number;
  readonly reviews: readonly { readonly by: string; readonly text: string }[];
}

export type NewsSite = 'a' | 'b' | 'c';

export interface Article {
  readonly id: string;
  readonly site: NewsSite;
  readonly section: 'news' | 'posts';
  readonly path: string;
  readonly title: string;
  readonly author: string;
  readonly outlet: string;
  /** ISO 8601, UTC. Nothing of the article is served before. */
  readonly publishedAt: string;
  readonly body: readonly string[];
}

export type TruthVerdict = 'violation' | 'verify' | 'lawful' | 'none';

export interface ListingTruth {
  readonly path: string;
  readonly verdict: TruthVerdict;
  /** Empty for lawful and none, and for a claim whose seller cannot be identified. */
  readonly codes: readonly string[];
  /** Every set of codes that counts as right, the preferred one first. */
  readonly accept: readonly (readonly string[])[];
  /** What the listing is a case of, for reports and tests: evasive spelling, kind of trap. */
  readonly tag: string;
}

export interface CrisisTruth {
  readonly id: string;
  readonly brand: string;
  readonly title: string;
  readonly articlePaths: readonly string[];
}

/** What is planted in a world. It is never served and nothing under `src/` but the scorer's command may reach it. */
export interface Truth {
  readonly listings: readonly ListingTruth[];
  readonly crises: readonly CrisisTruth[];
  /** Paths of all articles, so that an opinion alert can be told to be about this world. */
  readonly articlePaths: readonly string[];
}

export interface World {
  readonly seed: number;
  readonly startedAt: string;
  readonly registry: { readonly certificates: readonly Certificate[] };
  readonly topics: readonly string[];
  readonly shops: readonly Shop[];
  readonly listings: readonly Listing[];
  readonly articles: readonly Article[];
  readonly truth: Truth;
}
