export { type Claim, type ClaimFinder, createClaimFinder, findClaims, type MarkUses } from './find-claims.ts';
export { isSaid, type Listing, type ListingField, type ListingInput, listingSchema, type Seller } from './listing.ts';
export type { Particular } from './particulars.ts';
export { type FieldReading, spanIn } from './read-fields.ts';
export { type ContextRules, compilePattern, loadContextRules, MENTION, type Mood } from './rules.ts';
export { contextText, type Sentence, sentencesOf } from './sentences.ts';
