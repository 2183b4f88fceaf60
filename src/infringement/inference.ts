import type { Claim } from '#src/marks/index.ts';
import type { InfringementRules } from './rules.ts';

/** Whether a mention is stated as a consequence of a system certificate or an honour, in its sentence or the one before. */
export function infers(claim: Claim, { inference }: InfringementRules): boolean {
  if (inference.patterns.some((pattern) => pattern.test(claim.context))) return true;
  return inference.before.test(claim.before) && inference.goesOn.test(claim.context);
}
