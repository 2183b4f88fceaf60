import type { ReactNode } from 'react';
import { Emblem } from '../app/emblem.tsx';
import './access.css';

/** The frame of the pages in front of the door. */
export function Entrance({ title, lead, children }: { readonly title: string; readonly lead: ReactNode; readonly children: ReactNode }) {
  return (
    <main className="entrance">
      <title>{`${title} · 虎符`}</title>
      <div className="entrance-brand">
        <Emblem size={36} />
        <span>
          虎符<small>区域公用品牌保护</small>
        </span>
      </div>
      <div className="entrance-card">
        <h1>{title}</h1>
        <p className="muted">{lead}</p>
        {children}
      </div>
    </main>
  );
}
