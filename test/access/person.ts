import type { Actor } from '#src/base/context.ts';

/** Somebody signed in with these roles. */
export function person(...roles: string[]): Actor {
  return { kind: 'user', id: `user_${roles.join('_')}`, name: '测试', roles };
}
