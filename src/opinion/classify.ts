import type { Context } from '#src/base/context.ts';
import { inTransaction } from '#src/db/index.ts';
import { type DocumentRow, recordTraces, type VersionRow } from '#src/documents/index.ts';
import { enqueue } from '#src/queue/index.ts';
import { listMarks, type Mark } from '#src/registry/index.ts';
import { type Analyser, createAnalyser } from './analyse.ts';
import type { Background } from './background.ts';
import type { Clusterer } from './cluster.ts';
import type { ClusterRules } from './cluster-memory.ts';
import { type BrandName, type FindNames, nameFinder } from './entities.ts';
import { loadClusterBackground, loadClusterRules, loadOpinionModels, loadWarningRules, type OpinionModels } from './models.ts';
import { saveOpinion } from './store.ts';
import type { WarningRules } from './warning-rules.ts';

/** Models and rules, and what is remembered between articles. */
export interface OpinionDeps {
  readonly models: OpinionModels;
  readonly warnings: WarningRules;
  readonly clusterRules: ClusterRules;
  readonly background: Background;
  /** The clusterer as of state `turn`; another process may have moved on meanwhile. */
  clusterer?: { readonly turn: number; readonly instance: Clusterer };
  brands?: { readonly key: string; readonly analyser: Analyser; readonly names: FindNames };
}

/** @throws StartError when a rule or model file is missing or wrong */
export function loadOpinionDeps(): OpinionDeps {
  return {
    models: loadOpinionModels(),
    warnings: loadWarningRules(),
    clusterRules: loadClusterRules(),
    background: loadClusterBackground(),
  };
}

/** The brands of the registry with the names of their marks. */
export function brandNames(marks: readonly Mark[]): BrandName[] {
  const brands = new Map<string, Set<string>>();
  for (const mark of marks) {
    const names = brands.get(mark.brand) ?? new Set();
    for (const name of [mark.name, ...mark.aliases]) names.add(name);
    brands.set(mark.brand, names);
  }
  return [...brands].map(([brand, names]) => ({ id: brand, name: brand, aliases: [...names] }));
}

async function brandTools(ctx: Context, deps: OpinionDeps): Promise<NonNullable<OpinionDeps['brands']>> {
  const marks = await listMarks(ctx);
  const key = JSON.stringify(marks.map((mark) => [mark.brand, mark.name, mark.aliases]));
  if (deps.brands?.key === key) return deps.brands;
  const brands = brandNames(marks);
  deps.brands = {
    key,
    analyser: createAnalyser(deps.models, brands),
    names: nameFinder(brands.map((brand) => ({ id: brand.id, names: [brand.name, ...brand.aliases] }))),
  };
  return deps.brands;
}

/** Which of our brands a text names. */
export async function brandsIn(ctx: Context, deps: OpinionDeps, text: string): Promise<string[]> {
  const { names } = await brandTools(ctx, deps);
  return names(text).map((mention) => mention.id);
}

const LABELS = { positive: '正面', negative: '负面', neutral: '中性' } as const;

/** Classifies one version of an article and keeps what was found with the words it rests on; events follow from it. */
export async function classifyArticle(ctx: Context, deps: OpinionDeps, doc: DocumentRow, version: VersionRow): Promise<void> {
  const { analyser } = await brandTools(ctx, deps);
  const content = version.content as { text?: string };
  const { sentiment, topics, brands, regions } = analyser({ id: doc.id, title: doc.title, text: content.text ?? '' });
  await inTransaction(ctx, async (tx) => {
    await saveOpinion(tx.db, {
      documentId: doc.id,
      version: version.version,
      sentiment: sentiment.label,
      score: sentiment.score,
      topics,
      brands: brands.map((mention) => mention.id),
      regions: regions.map((mention) => mention.id),
      evidence: { sentiment: sentiment.evidence, brands, regions },
      createdAt: tx.clock.now(),
    });
    const about = topics.length === 0 ? '无风险主题' : topics.map((topic) => topic.name).join('、');
    const words = sentiment.evidence.slice(0, 5).join('、');
    const text = `情感${LABELS[sentiment.label]}${words === '' ? '' : `（${words}）`}；${about}`;
    await recordTraces(tx, {
      entityId: doc.id,
      step: 'classify',
      outcome: sentiment.label,
      text,
      data: { score: sentiment.score, topics: topics.map((topic) => topic.topic) },
    });
    await enqueue(tx, { name: 'event.update', key: `${doc.id}/${version.version}`, payload: { documentId: doc.id } });
  });
}
