import type { CaseDetail, TransitionName } from '#src/cases/schemas.ts';

type Presence = 'absent' | 'optional' | 'required';

export interface MoveFieldSet {
  readonly note: Presence;
  readonly reason: Presence;
  readonly to: Presence;
  /** What has to be there before and cannot be given in the dialog. */
  readonly missing: readonly string[];
}

const withReason: readonly TransitionName[] = ['dismiss', 'return', 'close'];
const fieldNames = ['note', 'reason', 'to'];

/** Which fields a move asks for: those its rule requires, and those its kind can carry. */
export function moveFields(move: CaseDetail['possible'][number]): MoveFieldSet {
  const requires = (field: string) => move.requires.includes(field);
  const presence = (field: string, offered: boolean): Presence => {
    if (requires(field)) return 'required';
    return offered ? 'optional' : 'absent';
  };
  return {
    note: presence('note', true),
    reason: presence('reason', withReason.includes(move.name)),
    to: presence('to', move.name === 'send'),
    missing: move.requires.filter((entry) => !fieldNames.includes(entry)),
  };
}

const reasons: Readonly<Partial<Record<TransitionName, Readonly<Record<string, string>>>>> = {
  dismiss: {
    lawful: '合法获证',
    authorised: '授权经销',
    'fair-use': '合理使用',
    'false-alarm': '误报',
    insufficient: '证据不足',
    'time-barred': '超过二年',
  },
  return: { 'no-jurisdiction': '不属本机关管辖', insufficient: '材料不足', duplicate: '重复移送', other: '其他' },
  close: { handled: '已处置', feedback: '已收到反馈', withdrawn: '对方已下架或撤除', other: '其他' },
};

export function reasonOptions(name: TransitionName): { value: string; label: string }[] {
  return Object.entries(reasons[name] ?? {}).map(([value, label]) => ({ value, label }));
}
