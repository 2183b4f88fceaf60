import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Actor } from '#src/base/context.ts';
import { ForbiddenError, messageOf, StartError, UnauthenticatedError } from '#src/base/errors.ts';

/** What a route may ask for, as `<noun>.<verb>`. */
export const permissions = [
  'overview.read',
  'alerts.read',
  'alerts.write',
  'cases.read',
  'cases.write',
  'documents.read',
  'documents.push',
  'registry.read',
  'registry.import',
  'events.read',
  'subscriptions.read',
  'subscriptions.write',
  'sources.read',
  'sources.run',
  'explain.read',
  'keys.read',
  'keys.write',
  'sample.remove',
] as const;
export type Permission = (typeof permissions)[number];

const roleFileSchema = z.strictObject({
  version: z.int().min(1),
  source: z.string().min(1),
  roles: z.record(z.string(), z.strictObject({ name: z.string().min(1), permissions: z.array(z.enum(permissions)) })),
});

/** Permissions by role, as `rules/access/roles.yaml` has them. */
export interface RoleTable {
  readonly version: number;
  readonly roles: Readonly<Record<string, { readonly name: string; readonly permissions: readonly Permission[] }>>;
}

/** @throws StartError where the file is missing or says something unknown */
export function loadRoles(file: string = fileURLToPath(new URL('../../rules/access/roles.yaml', import.meta.url))): RoleTable {
  try {
    return roleFileSchema.parse(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new StartError(`The table of roles ${file} is not usable: ${reason}`, {}, { cause: error });
  }
}

/** The union of what the roles allow; a role the table does not know allows nothing. */
export function permissionsOfRoles(table: RoleTable, roles: readonly string[]): Set<Permission> {
  return new Set(roles.flatMap((role) => (Object.hasOwn(table.roles, role) ? (table.roles[role]?.permissions ?? []) : [])));
}

export function permissionsOf(table: RoleTable, actor: Actor): Set<Permission> {
  return actor.kind === 'system' ? new Set(permissions) : permissionsOfRoles(table, actor.roles);
}

/**
 * Lets an actor pass who has the permission.
 * @throws UnauthenticatedError where nobody is signed in, ForbiddenError where none of the actor's roles allows it
 */
export function authorise(table: RoleTable, actor: Actor | null, permission: Permission): Actor {
  if (actor === null) {
    throw new UnauthenticatedError('尚未登录：请先登录，或在请求头 x-api-key 中提供有效的密钥。');
  }
  if (!permissionsOf(table, actor).has(permission)) {
    throw new ForbiddenError(`您没有执行此操作的权限（需要 ${permission}），请联系管理员。`, { permission });
  }
  return actor;
}
