import type { ClockRule, ClueRules, TransitionRule } from './rules.ts';
import type { CaseState, TransitionName } from './schemas.ts';

export interface TransitionInput {
  readonly name: TransitionName;
  readonly note?: string | undefined;
  readonly reason?: string | undefined;
  readonly to?: string | undefined;
}

export type TransitionDecision =
  | {
      readonly allowed: true;
      readonly rule: TransitionRule;
      readonly stop: readonly string[];
      readonly start: readonly ClockRule[];
      readonly closes: boolean;
    }
  | { readonly allowed: false; readonly kind: 'state' | 'input'; readonly message: string };

const MISSING: Readonly<Record<'note' | 'to' | 'reason', string>> = {
  note: '请填写说明（note）',
  to: '请填写接收机关（to）',
  reason: '请选择理由（reason）',
};

function missing(rules: ClueRules, rule: TransitionRule, input: TransitionInput): string | undefined {
  for (const field of rule.requires) {
    if ((input[field] ?? '').trim() === '') return `${rule.label}：${MISSING[field]}。`;
  }
  const reasons = rules.reasons[rule.name];
  if (rule.requires.includes('reason') && reasons !== undefined && !Object.hasOwn(reasons, input.reason ?? '')) {
    return `${rule.label}：理由 ${input.reason} 不在可选范围内，可选 ${Object.keys(reasons).join('、')}。`;
  }
  return undefined;
}

/**
 * Whether a move is allowed from this state, and which clocks it stops and starts.
 * Pure; the caller writes it with a condition on the state it was decided for.
 */
export function decideTransition(rules: ClueRules, state: CaseState, input: TransitionInput): TransitionDecision {
  const rule = rules.transitions.find((candidate) => candidate.name === input.name);
  const name = (key: CaseState) => rules.states[key]?.name ?? key;
  if (rule === undefined || !rule.from.includes(state)) {
    const from = rule === undefined ? '' : `，只能从${rule.from.map(name).join('、')}进行`;
    return {
      allowed: false,
      kind: 'state',
      message: `案件现为${name(state)}，不能“${rule?.label ?? input.name}”${from}（${rule?.basis ?? rules.source}）。`,
    };
  }
  const gap = missing(rules, rule, input);
  if (gap !== undefined) return { allowed: false, kind: 'input', message: gap };
  return {
    allowed: true,
    rule,
    stop: rules.clocks.filter((clock) => clock.stopsOn.includes(rule.to)).map((clock) => clock.id),
    start: rules.clocks.filter((clock) => clock.startsIn === rule.to),
    closes: !(rules.states[rule.to]?.open ?? false),
  };
}

/** What can be done from this state, with what each move needs. */
export function possibleTransitions(rules: ClueRules, state: CaseState): TransitionRule[] {
  return rules.transitions.filter((rule) => rule.from.includes(state));
}
