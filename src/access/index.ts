export { type Access, type AccessOptions, openAccess } from './access.ts';
export { createLimiter } from './rate-limit.ts';
export { type Permission, permissions } from './roles.ts';
export { isSameOrigin } from './same-origin.ts';
export { createdKeySchema, createKeySchema, keySchema, setupSchema } from './schemas.ts';
export { readOrCreateSecret } from './secret.ts';
