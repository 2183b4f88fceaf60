import type { z } from 'zod';
import type { Context } from '#src/base/context.ts';
import type { Page } from '#src/base/page.ts';
import * as move from './move.ts';
import * as open from './open.ts';
import { caseRules } from './rules.ts';
import type { CaseDetail, CaseQuery, CaseView, openCaseSchema, transitionCaseSchema } from './schemas.ts';
import { type CaseRow, caseById } from './store.ts';
import * as views from './views.ts';

export { caseDetailSchema, caseQuerySchema, caseSchema, openCaseSchema, transitionCaseSchema } from './schemas.ts';
export type { CaseRow } from './store.ts';
export { countCases, deleteSampleCases } from './store.ts';

export function listCases(ctx: Context, query: CaseQuery): Promise<Page<CaseView>> {
  return views.listCases(ctx, caseRules(), query);
}

export function getCase(ctx: Context, id: string): Promise<CaseDetail> {
  return views.getCase(ctx, caseRules(), id);
}

export function openCase(ctx: Context, input: z.input<typeof openCaseSchema>): Promise<CaseDetail> {
  return open.openCase(ctx, caseRules(), input);
}

export function transitionCase(ctx: Context, input: z.input<typeof transitionCaseSchema>): Promise<CaseDetail> {
  return move.transitionCase(ctx, caseRules(), input);
}

export function proposeForGroup(ctx: Context, groupKey: string): Promise<string | undefined> {
  return open.proposeForGroup(ctx, caseRules(), groupKey);
}

export function caseRow(ctx: Context, id: string): Promise<CaseRow | undefined> {
  return caseById(ctx.db, id);
}
