import type { CaseDetail, TransitionName } from '#src/cases/schemas.ts';
import { type Json, pairsOf } from '../shared/json.ts';

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
    'time-barred': '超过二年（行政处罚法第三十六条）',
  },
  return: { 'wrong-region': '管辖不符', incomplete: '材料不全', 'not-unlawful': '不构成违法' },
  close: { handled: '已查处并反馈', 'no-result': '查无实据', merged: '并入其他线索' },
};

/** The reasons of a move: those the API gives with it, else the usual ones of process P1. */
export function reasonOptions(move: Json & { readonly name: TransitionName }): { value: string; label: string }[] {
  const given = pairsOf(move['reasons']);
  const pairs = given.length > 0 ? given : Object.entries(reasons[move.name] ?? {});
  return pairs.map(([value, label]) => ({ value, label }));
}
