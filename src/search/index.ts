export { evaluate, matches, type Prepared, prepare } from './evaluate.ts';
export { MARK_CLOSE, MARK_OPEN, snippetOf } from './highlight.ts';
export type { Matchable, SearchDocument, SearchHit, SearchIndex, SearchPage, SearchRequest } from './index-port.ts';
export { compileRules, type Matcher, type Rule } from './matcher.ts';
export { parseQuery } from './parse.ts';
export { openPostgresSearch } from './postgres/engine.ts';
export { format, type Query, QuerySyntaxError } from './query.ts';
export { instantOf, startOfShanghaiDay } from './values.ts';
