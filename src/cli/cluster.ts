import { z } from 'zod';
import { createClusterer } from '#src/opinion/cluster.ts';
import { loadClusterBackground, loadClusterRules } from '#src/opinion/models.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';
import { forEachRecord } from './ndjson.ts';

const articleSchema = z.object({
  id: z.string().min(1),
  title: z.string().default(''),
  text: z.string(),
  publishedAt: z.string().refine((time) => !Number.isNaN(Date.parse(time)), 'not an ISO 8601 time'),
});
type Article = z.infer<typeof articleSchema>;

export const command: Command = {
  name: 'cluster',
  summary: 'group articles into events',
  usage: `hufu cluster < articles.ndjson

Reads {id, title, text, publishedAt}, one a line, in order of time. Writes {id, event, duplicateOf?}. Each line is decided by the lines
before it only, and an event keeps its id. --why adds the score and the reason.
`,
  options: { rules: { type: 'string' }, why: { type: 'boolean' } },
  run,
};

async function run(args: CommandArgs, io: Io): Promise<number> {
  const folder = stringOption(args, 'rules');
  const clusterer = createClusterer(loadClusterRules(folder), loadClusterBackground(folder));
  return await forEachRecord(io, parseArticle, (article) => {
    const { event, duplicateOf, score, why } = clusterer.add(article);
    return { id: article.id, event, ...(duplicateOf !== undefined && { duplicateOf }), ...(args.values['why'] === true && { score, why }) };
  });
}

function parseArticle(value: unknown): Article {
  const result = articleSchema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(
    `not an article {id, title, text, publishedAt}: ${result.error.issues[0]?.path.join('.')} ${result.error.issues[0]?.message}`,
  );
}
