import { Button } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '#src/cases/schemas.ts';
import { useMay } from '../api/session.ts';
import { MoveModal } from './move-modal.tsx';

type Move = CaseDetail['possible'][number];

/** The moves that are possible now, as buttons; each opens a dialog that asks for what it needs. */
export function CaseMoves({ item }: { readonly item: CaseDetail }) {
  const [move, setMove] = useState<Move | null>(null);
  const mayWrite = useMay('cases.write');
  if (!mayWrite) return null;
  if (item.possible.length === 0) return <p className="muted">当前状态下没有可执行的操作。</p>;
  return (
    <div className="case-moves">
      {item.possible.map((possible, index) => (
        <Button
          key={possible.name}
          type={index === 0 ? 'primary' : 'default'}
          danger={possible.name === 'dismiss'}
          onClick={() => setMove(possible)}
        >
          {possible.label}…
        </Button>
      ))}
      {move === null ? null : <MoveModal item={item} move={move} onDone={() => setMove(null)} />}
    </div>
  );
}
