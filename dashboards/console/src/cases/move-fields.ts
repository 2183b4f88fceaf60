import type { CaseDetail, TransitionName } from '#src/cases/schemas.ts';

type PossibleMove = CaseDetail['possible'][number];
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
export function moveFields(move: PossibleMove): MoveFieldSet {
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

/** The reasons of a move, as the rules of the process name them. */
export function reasonOptions(move: Pick<PossibleMove, 'reasons'>): { value: string; label: string }[] {
  return Object.entries(move.reasons).map(([value, label]) => ({ value, label }));
}
