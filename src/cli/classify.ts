import { z } from 'zod';
import { classifySentiment, classifyTopics } from '#src/opinion/analyse.ts';
import { loadOpinionModels, loadOpinionRules } from '#src/opinion/models.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';
import { forEachRecord } from './ndjson.ts';

const articleSchema = z.object({ id: z.string(), title: z.string().optional(), text: z.string() });
type Record = z.infer<typeof articleSchema>;

export const command: Command = {
  name: 'classify',
  summary: 'judge sentiment or risk topics of texts',
  usage: `hufu classify --task sentiment|risk < articles.ndjson

Reads {id, text} or {id, title, text}, one a line. Writes {id, label, score} where score is P(positive) against negative,
or, for risk, {id, labels: [{topic, score}]}. --evidence adds the words that each label rests on.
Lines that are not such records are reported on stderr and make the exit code 2.
`,
  options: { task: { type: 'string' }, rules: { type: 'string' }, evidence: { type: 'boolean' } },
  run,
};

async function run(args: CommandArgs, io: Io): Promise<number> {
  const task = stringOption(args, 'task');
  const evidence = args.values['evidence'] === true;
  const folder = stringOption(args, 'rules');
  if (task === 'sentiment') return await forEachRecord(io, parseRecord, sentimentLines(folder, evidence));
  if (task === 'risk') return await forEachRecord(io, parseRecord, riskLines(folder, evidence));
  io.stderr.write('classify: give --task sentiment or --task risk\n');
  return 64;
}

function parseRecord(value: unknown): Record {
  const result = articleSchema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`not an article {id, title?, text}: ${result.error.issues[0]?.path.join('.')} ${result.error.issues[0]?.message}`);
}

function sentimentLines(folder: string | undefined, evidence: boolean): (record: Record) => unknown {
  const models = loadOpinionModels(folder);
  return (record) => {
    const { label, score, evidence: words } = classifySentiment(articleOf(record), models);
    return { id: record.id, label, score, ...(evidence && { evidence: words }) };
  };
}

function riskLines(folder: string | undefined, evidence: boolean): (record: Record) => unknown {
  const rules = loadOpinionRules(folder);
  return (record) => {
    const labels = classifyTopics(articleOf(record), rules);
    return {
      id: record.id,
      labels: labels.map(({ topic, score, evidence: words }) => ({ topic, score, ...(evidence && { evidence: words }) })),
    };
  };
}

function articleOf(record: Record): { id: string; text: string; title?: string } {
  return { id: record.id, text: record.text, ...(record.title !== undefined && { title: record.title }) };
}
