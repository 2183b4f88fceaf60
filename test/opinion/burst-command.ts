// Scores the CSV file named as the first argument as `hufu burst` does, for the scorer of the labelled set.
import { readFileSync } from 'node:fs';
import { createBurstDetector } from '#src/opinion/burst.ts';
import { loadBurstRules } from '#src/opinion/models.ts';

const detector = createBurstDetector(loadBurstRules());
const rows = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n')
  .slice(1);
for (const row of rows) {
  const [timestamp = '', value = ''] = row.split(',');
  process.stdout.write(`${JSON.stringify({ score: detector.add(timestamp, Number(value)).score })}\n`);
}
