export { parseInstant } from './days.ts';
export { judge } from './judge.ts';
export { type JudgeDeps, judgeListing } from './judge-listing.ts';
export { type LatestVerdict, latestVerdict } from './latest.ts';
export { codeName, type InfringementRules, loadInfringementRules } from './rules.ts';
export {
  type Basis,
  type Code,
  codes,
  type Finding,
  type Level,
  type Listing,
  type ListingInput,
  listingSchema,
  type SupportedClaim,
  type Verdict,
} from './schemas.ts';
export { deleteVerdictsOf } from './store.ts';
