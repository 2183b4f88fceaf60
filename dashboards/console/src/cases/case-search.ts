import type { CaseState } from '#src/cases/schemas.ts';
import type { CaseFilter } from '../api/cases.ts';
import { caseStateNames } from '../shared/labels.ts';

/** The filter of the case list as it stands in the address; absent means the open ones. */
export interface CaseSearch {
  readonly state?: CaseState | 'all';
}

const states = Object.keys(caseStateNames);

function isState(value: unknown): value is CaseState {
  return typeof value === 'string' && states.includes(value);
}

export function caseSearchOf(raw: Record<string, unknown>): CaseSearch {
  const { state } = raw;
  return isState(state) || state === 'all' ? { state } : {};
}

export function caseFilterOf({ state }: CaseSearch): CaseFilter {
  if (state === undefined) return { open: 'true' };
  return state === 'all' ? {} : { state };
}
