import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  countPairs,
  encodeModel,
  encodePairs,
  foldArticle,
  HEADS,
  type HeadName,
  type LabelledText,
  loadOpinionRules,
  type OpinionRules,
  parseOwnRows,
  rulesDir,
  trainHead,
  weakLabel,
} from '#src/opinion/index.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';

const labelSchema = z.enum(['positive', 'negative', 'neutral']);
const labelledSchema = z.object({
  text: z.string(),
  title: z.string().optional(),
  label: labelSchema,
  weight: z.number().positive().optional(),
});
const reviewSchema = z.object({ text: z.string() });

/** How much a text of each origin counts: rows written for this project speak of our matter in our registers, weak labels are often wrong. */
const PAIR_WEIGHT_OWN = 40;
const WEIGHTS = { own: { polarity: 8, opinionated: 3 }, labelled: 0.4, weak: 0.12 };

export const command: Command = {
  name: 'train',
  summary: 'train the opinion models that ship with the rules',
  usage: `hufu train --data DIR [--out DIR]
hufu train --head polarity|opinionated [--out DIR] < labelled.ndjson

The first form trains both heads from rules/opinion/training/rows.tsv and, under --data, sentiment.ndjson (labelled) and
reviews-unlabelled.ndjson (labelled by the lexicon where its words leave no doubt). The second form trains one head from
{text, title?, label, weight?}, one a line. Writes <head>.bin to --out (default: rules/opinion/models). The same input gives the same bytes.
`,
  options: { data: { type: 'string' }, out: { type: 'string' }, head: { type: 'string' } },
  run,
};

async function run(args: CommandArgs, io: Io): Promise<number> {
  const rules = loadOpinionRules();
  const out = stringOption(args, 'out') ?? join(rulesDir(), 'models');
  const data = stringOption(args, 'data');
  const head = HEADS.find((name) => name === stringOption(args, 'head'));
  if (data === undefined && head === undefined) {
    io.stderr.write(`train: give --data DIR, or --head ${HEADS.join('|')} with labelled texts on standard input\n`);
    return 64;
  }
  const texts =
    data === undefined ? parseLines(labelledSchema, Buffer.concat(await Array.fromAsync(io.stdin)).toString('utf8')) : undefined;
  const given = texts?.map((text) => labelledText(text, text.weight ?? 1));
  for (const name of head === undefined ? HEADS : [head])
    writeHead(name, given ?? shippedTexts(name, data ?? '', rules), { rules, out, io });
  if (data !== undefined && head === undefined) writePairs(data, out, io);
  return 0;
}

function writeHead(head: HeadName, texts: readonly LabelledText[], to: { rules: OpinionRules; out: string; io: Io }): void {
  const path = join(to.out, `${head}.bin`);
  const bytes = encodeModel(trainHead(head, texts, to.rules));
  writeFileSync(path, bytes);
  to.io.stdout.write(`${JSON.stringify({ head, texts: texts.length, file: path, bytes: bytes.length })}\n`);
}

/** How common each pair of characters is, for clustering: the reviews, and the own rows, which are in the language of news, as loud as they. */
function writePairs(folder: string, out: string, io: Io): void {
  const own = parseOwnRows(readFileSync(join(rulesDir(), 'training', 'rows.tsv'), 'utf8'));
  const reviews = parseLines(reviewSchema, readFileSync(join(folder, 'reviews-unlabelled.ndjson'), 'utf8'));
  const table = countPairs([
    ...own.map((row) => ({ folded: foldArticle({ id: '', ...row }), weight: PAIR_WEIGHT_OWN })),
    ...reviews.map((row) => ({ folded: foldArticle({ id: '', text: row.text }), weight: 1 })),
  ]);
  const path = join(out, 'pairs.bin');
  writeFileSync(path, encodePairs(table));
  io.stdout.write(`${JSON.stringify({ table: 'pairs', texts: table.texts, file: path })}\n`);
}

/**
 * The texts that a shipped head is trained on, in a fixed order. Reviews are all opinion, so they teach good from bad;
 * what is merely reported is learnt from the own rows alone.
 */
function shippedTexts(head: HeadName, folder: string, rules: OpinionRules): LabelledText[] {
  const own = parseOwnRows(readFileSync(join(rulesDir(), 'training', 'rows.tsv'), 'utf8')).map((row) => ({
    text: row.text,
    title: row.title,
    label: row.sentiment,
    weight: WEIGHTS.own[head],
  }));
  if (head === 'opinionated') return own;
  const labelled = parseLines(labelledSchema, readFileSync(join(folder, 'sentiment.ndjson'), 'utf8'));
  const reviews = parseLines(reviewSchema, readFileSync(join(folder, 'reviews-unlabelled.ndjson'), 'utf8'));
  return [
    ...own,
    ...labelled.map((row) => labelledText(row, WEIGHTS.labelled)),
    ...reviews.flatMap(({ text }) => {
      const label = weakLabel(text, rules);
      return label === undefined ? [] : [{ text, label, weight: WEIGHTS.weak }];
    }),
  ];
}

function labelledText(row: z.infer<typeof labelledSchema>, weight: number): LabelledText {
  return { text: row.text, label: row.label, weight, ...(row.title !== undefined && { title: row.title }) };
}

function parseLines<T>(schema: z.ZodType<T>, text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
