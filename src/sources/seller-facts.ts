import { pairsIn } from './attributes.ts';
import type { PageElement } from './dom.ts';
import type { ListingRules } from './extraction-rules.ts';

/** What a page says of the enterprise behind a shop, as published with its business licence. */
export interface SellerFacts {
  readonly company?: string;
  readonly uscc?: string;
  readonly address?: string;
  readonly region?: string;
  readonly shop?: string;
}

const USCC = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY*X]{18}(?![0-9A-Z])/;

/** Reads labelled facts below an element. A company name counts only where it reads like one or stands beside a credit code. */
export function sellerFacts(root: PageElement, rules: ListingRules): SellerFacts {
  const facts: { -readonly [K in keyof SellerFacts]: SellerFacts[K] } = {};
  for (const [name, value] of pairsIn(root)) {
    const label = name.replace(/[\s:：*]+/g, '').toLowerCase();
    for (const field of ['company', 'uscc', 'address', 'region', 'shop'] as const) {
      if (facts[field] === undefined && value.length <= 120 && rules.sellerLabels[field].includes(label)) facts[field] = value;
    }
  }
  if (facts.uscc !== undefined) facts.uscc = USCC.exec(facts.uscc.toUpperCase().replace(/\s/g, ''))?.[0] ?? facts.uscc;
  if (facts.uscc === undefined && facts.company !== undefined && !looksLikeCompany(facts.company)) delete facts.company;
  return facts;
}

function looksLikeCompany(name: string): boolean {
  return /(公司|合作社|厂|商行|经营部|个体|工作室|店|中心|集团|企业|农场|茶庄|商贸)/.test(name);
}
