import type { AlertFilter } from '../api/alerts.ts';
import { codeNames } from '../shared/labels.ts';

/** The filters of the alert list as they stand in the address; `state` absent means open ones. */
export interface AlertSearch {
  readonly state?: 'acknowledged' | 'closed' | 'all';
  readonly kind?: 'infringement' | 'opinion' | 'source';
  readonly level?: 'blue' | 'yellow' | 'orange' | 'red';
  readonly brand?: string;
  readonly code?: string;
  /** A group key: only the alerts of that group. */
  readonly group?: string;
  /** `group` folds the alerts of a group into one row. */
  readonly view?: 'group';
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((entry) => entry === value);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 400 ? value : undefined;
}

function without(search: { [K in keyof AlertSearch]: AlertSearch[K] | undefined }): AlertSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** Reads an address; what it does not know it leaves out. */
export function alertSearchOf(raw: Record<string, unknown>): AlertSearch {
  return without({
    state: oneOf(raw['state'], ['acknowledged', 'closed', 'all']),
    kind: oneOf(raw['kind'], ['infringement', 'opinion', 'source']),
    level: oneOf(raw['level'], ['blue', 'yellow', 'orange', 'red']),
    brand: textIn(raw['brand']),
    code: oneOf(raw['code'], Object.keys(codeNames)),
    group: textIn(raw['group']),
    view: oneOf(raw['view'], ['group']),
  });
}

/** The address after a change; an undefined value removes a filter. */
export function changed(search: AlertSearch, change: { [K in keyof AlertSearch]?: AlertSearch[K] | undefined }): AlertSearch {
  return without({ ...search, ...change });
}

/** What the API is asked for. */
export function filterOf({ state, view: _view, ...rest }: AlertSearch): AlertFilter {
  if (state === 'all') return rest;
  return { ...rest, state: state ?? 'open' };
}

/** Whether anything beside state and view narrows the list. */
export function isNarrowed({ kind, level, brand, code, group }: AlertSearch): boolean {
  return [kind, level, brand, code, group].some((value) => value !== undefined);
}
