export { type DecodedText, decodePage } from './charset.ts';
export { createDeliverer, type Deliverer, type DelivererOptions, type Delivery, type DeliveryResult } from './deliverer.ts';
export type { FailureReason, FetchedPage, Fetcher, FetchFailed, FetchPurpose, FetchRequest, FetchResult, Retry } from './fetcher.ts';
export {
  AddressRefused,
  type AllowedOrigins,
  allowedOrigins,
  assertPublicAddress,
  checkUrl,
  isPublicAddress,
  UrlRefused,
} from './guard.ts';
export type { Resolve } from './guarded-agent.ts';
export type { BudgetSettings, HostLimits, Sleep } from './host-budget.ts';
export { createFetcher, type FetcherOptions } from './http-fetcher.ts';
