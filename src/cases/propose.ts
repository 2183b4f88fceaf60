import type { ProposeRules } from './rules.ts';

export interface ProposableAlert {
  readonly id: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly codes: readonly string[];
}

export interface Proposal {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly level: 'blue' | 'yellow' | 'orange' | 'red';
  readonly alertIds: readonly string[];
  readonly why: string;
}

/** The first rule that a group of alerts meets. Alerts that a person closed, or that only ask for verification, do not count. */
export function proposeCase(rules: ProposeRules, group: readonly ProposableAlert[]): Proposal | undefined {
  const counting = group.filter((alert) => alert.state !== 'closed' && alert.verdict === 'violation');
  for (const rule of rules.rules) {
    const hits = counting.filter((alert) => alert.codes.some((code) => rule.codes.includes(code)));
    if (hits.length < rule.minimumAlerts) continue;
    const why = `规则“${rule.name}”：同一对象有 ${hits.length} 条未关闭预警涉及 ${rule.codes.join('、')}，达到 ${rule.minimumAlerts} 条`;
    return { ruleId: rule.id, ruleName: rule.name, level: rule.level, alertIds: hits.map((alert) => alert.id), why };
  }
  return undefined;
}
