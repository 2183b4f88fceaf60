import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../api/overview.ts';

const figure = new Intl.NumberFormat('zh-CN');

interface KeyNumberProps {
  readonly name: string;
  readonly value: number;
  readonly note: ReactNode;
  readonly alarming?: boolean;
}

function KeyNumber({ name, value, note, alarming = false }: KeyNumberProps) {
  return (
    <div className={`key-number${alarming ? ' alarming' : ''}`}>
      <dt>{name}</dt>
      <dd>
        <strong>{figure.format(value)}</strong>
        <small>{note}</small>
      </dd>
    </div>
  );
}

export function KeyNumbers({ overview }: { readonly overview: Overview }) {
  const { alerts, cases, documents, registry } = overview;
  return (
    <dl className="key-numbers">
      <KeyNumber name="待处理预警" value={alerts.open} note={<Link to="/alerts">去处理</Link>} />
      <KeyNumber name="办理中案件" value={cases.open} note={<Link to="/cases">去办理</Link>} />
      <KeyNumber name="超期案件" value={cases.overdue} alarming={cases.overdue > 0} note={cases.overdue > 0 ? '需立即处理' : '没有超期'} />
      <KeyNumber
        name="已采集内容"
        value={documents.listings + documents.articles}
        note={`商品 ${figure.format(documents.listings)}，文章 ${figure.format(documents.articles)}`}
      />
      <KeyNumber name="近 24 小时采集" value={documents.last24h} note="新采集或有变化" />
      <KeyNumber name="登记证书" value={registry.certificates} note={`有效 ${figure.format(registry.valid)}`} />
    </dl>
  );
}
