import { levels } from '#src/alerts/index.ts';
import type { NoticeType, SubscriptionFilter } from './schemas.ts';

export interface NoticeFacts {
  readonly type: NoticeType;
  readonly brand: string | null;
  readonly level: string;
}

/** Whether a subscriber asked for this notice, and if not, why not. */
export function matchFilter(filter: SubscriptionFilter, facts: NoticeFacts): { matches: true } | { matches: false; why: string } {
  if (filter.types.length > 0 && !filter.types.includes(facts.type)) return { matches: false, why: `未订阅 ${facts.type}` };
  if (filter.brands.length > 0 && (facts.brand === null || !filter.brands.includes(facts.brand)))
    return { matches: false, why: `未订阅品牌 ${facts.brand ?? '（无）'}` };
  if (levels.findIndex((level) => level === facts.level) < levels.indexOf(filter.minimumLevel))
    return { matches: false, why: `级别低于订阅的最低级别 ${filter.minimumLevel}` };
  return { matches: true };
}
