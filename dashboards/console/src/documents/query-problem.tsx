import { ApiError } from '../api/client.ts';
import { textOf } from '../shared/json.ts';

function placeText(query: string, offset: number): string {
  const found = query.slice(offset, offset + 1);
  return found.trim() === '' ? `检索式在第 ${offset + 1} 个字符处有误` : `检索式在第 ${offset + 1} 个字符“${found}”处有误`;
}

/** The query with the place of its mistake marked, and what is wrong there. */
export function QueryProblem({ error, query, onHelp }: { readonly error: ApiError; readonly query: string; onHelp(): void }) {
  const { offset: given } = error.details;
  const offset = typeof given === 'number' ? Math.min(Math.max(given, 0), query.length) : null;
  return (
    <div className="query-problem" role="alert">
      <p>
        <b>{offset === null ? '检索式有误' : placeText(query, offset)}</b>
      </p>
      {offset === null ? null : (
        <p className="query-echo mono">
          {query.slice(0, offset)}
          <mark className="query-fault">{query.slice(offset, offset + 1) || '▁'}</mark>
          {query.slice(offset + 1)}
        </p>
      )}
      <p className="query-detail">{textOf(error.details['detail']) || error.message}</p>
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
