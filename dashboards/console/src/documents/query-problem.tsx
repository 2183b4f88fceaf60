import { ApiError } from '../api/client.ts';

/** The query with the place of its mistake marked, and what is wrong there. */
export function QueryProblem({ error, query, onHelp }: { readonly error: ApiError; readonly query: string; onHelp(): void }) {
  const offset = error.offset === null ? null : Math.min(error.offset, query.length);
  return (
    <div className="query-problem" role="alert">
      <p>
        <b>检索式有误：</b>
        {error.message}
      </p>
      {offset === null ? null : (
        <p className="query-echo mono">
          {query.slice(0, offset)}
          <mark className="query-fault">{query.slice(offset, offset + 1) || '▁'}</mark>
          {query.slice(offset + 1)}
        </p>
      )}
      <button type="button" className="link" onClick={onHelp}>
        查看检索语法
      </button>
    </div>
  );
}

/** Whether a refusal speaks of the query itself. */
export function isQueryProblem(error: Error | null): error is ApiError {
  return error instanceof ApiError && error.status === 400;
}
