export { type Access, type AccessOptions, openAccess } from './access.ts';
export type { AccessEvent, Audit } from './deps.ts';
export { createLimiter, type LimitDecision, type Limiter, type LimitRule } from './rate-limit.ts';
export { type Permission, permissions } from './roles.ts';
export { isSameOrigin } from './same-origin.ts';
export {
  type CreatedKey,
  type CreateKeyInput,
  createdKeySchema,
  createKeySchema,
  type KeyView,
  keySchema,
  type SetupInput,
  setupSchema,
} from './schemas.ts';
export { readOrCreateSecret, writePrivateFile } from './secret.ts';
