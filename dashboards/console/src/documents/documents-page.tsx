import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Input, type InputRef, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useDocuments } from '../api/documents.ts';
import { EmptyState, LoadingState, stateOf } from '../shared/states.tsx';
import { useHotkeys } from '../shared/use-hotkeys.ts';
import { DocumentDrawer } from './document-drawer.tsx';
import { DocumentItem } from './document-item.tsx';
import { type DocumentSearch, documentFilterOf } from './document-search.ts';
import { QueryHelp } from './query-help.tsx';
import { isQueryProblem, QueryProblem } from './query-problem.tsx';
import './documents.css';

const route = getRouteApi('/shell/documents');
const kinds = [
  { value: 'all', label: '全部' },
  { value: 'listing', label: '商品' },
  { value: 'article', label: '文章' },
];

interface QueryBoxProps {
  readonly query: string;
  onSearch(query: string): void;
  onHelp(): void;
}

function QueryBox({ query, onSearch, onHelp }: QueryBoxProps) {
  const [text, setText] = useState(query);
  const input = useRef<InputRef>(null);
  useEffect(() => setText(query), [query]);
  useHotkeys({ '/': () => input.current?.focus(), '?': onHelp });
  return (
    <div className="query-box">
      <Input.Search
        ref={input}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={onSearch}
        enterButton="检索"
        size="large"
        allowClear
        aria-label="检索式"
        placeholder="例如：绿色云南 AND (代办 OR 出租) kind:listing"
        spellCheck={false}
      />
      <Button size="large" onClick={onHelp}>
        语法说明
      </Button>
    </div>
  );
}

function Results({ search, onHelp }: { readonly search: DocumentSearch; onHelp(): void }) {
  const query = useDocuments(documentFilterOf(search));
  if (search.q !== undefined && isQueryProblem(query.error)) return <QueryProblem error={query.error} query={search.q} onHelp={onHelp} />;
  if (query.isPending) return <LoadingState rows={12} />;
  const instead = stateOf(query);
  if (instead !== null) return instead;
  const documents = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (documents.length === 0) {
    return search.q === undefined ? (
      <EmptyState title="还没有采集到内容">来源运行后，采集到的商品和文章会出现在这里。可在总览中查看来源是否正常。</EmptyState>
    ) : (
      <EmptyState title="没有找到">没有内容符合这个检索式。可以减少条件，用 OR 连接近义词，或把短语拆开用 NEAR/5 连接。</EmptyState>
    );
  }
  return (
    <>
      <ol className="results" aria-label="检索结果，最新的在前">
        {documents.map((item) => (
          <DocumentItem key={item.id} item={item} />
        ))}
      </ol>
      <div className="more">
        {query.hasNextPage ? (
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            加载更多
          </Button>
        ) : (
          <span className="muted">共 {documents.length} 条，已全部显示</span>
        )}
      </div>
    </>
  );
}

export function DocumentsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const go = ({ q, kind }: { q: string | undefined; kind: string | undefined }) =>
    void navigate({
      to: '/documents',
      search: {
        ...(q === undefined || q.trim() === '' ? {} : { q: q.trim() }),
        ...(kind === 'listing' || kind === 'article' ? { kind } : {}),
      },
    });
  return (
    <div className="page documents">
      <title>检索 · 虎符</title>
      <header className="page-head">
        <h1>检索</h1>
      </header>
      <search>
        <QueryBox query={search.q ?? ''} onSearch={(q) => go({ q, kind: search.kind })} onHelp={() => setHelp(true)} />
        <div className="filters">
          <Segmented aria-label="类型" value={search.kind ?? 'all'} options={kinds} onChange={(kind) => go({ q: search.q, kind })} />
        </div>
      </search>
      <Results search={search} onHelp={() => setHelp(true)} />
      <QueryHelp
        open={help}
        onClose={() => setHelp(false)}
        onTry={(example) => {
          setHelp(false);
          go({ q: example, kind: undefined });
        }}
      />
      <DocumentDrawer
        id={search.doc ?? ''}
        onClose={() => void navigate({ to: '/documents', search: documentFilterOf(search) as DocumentSearch })}
      />
    </div>
  );
}
