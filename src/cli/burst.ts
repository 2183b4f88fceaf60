import { createBurstDetector } from '#src/opinion/burst.ts';
import { loadBurstRules } from '#src/opinion/models.ts';
import { type Command, type CommandArgs, type Io, stringOption } from './command.ts';
import { readLines } from './ndjson.ts';

export const command: Command = {
  name: 'burst',
  summary: 'score hourly mention counts',
  usage: `hufu burst < mentions.csv

Reads CSV timestamp,value with a header row, one hour a row, in order of time. Writes {timestamp, value, score, alarm} for each row;
the score, 0 to 1, uses only earlier rows. Rows that are not a time and a number are reported on stderr and make the exit code 2.
`,
  options: { rules: { type: 'string' } },
  run,
};

async function run(args: CommandArgs, io: Io): Promise<number> {
  const detector = createBurstDetector(loadBurstRules(stringOption(args, 'rules')));
  let number = 0;
  let refused = false;
  let last = -Infinity;
  for await (const line of readLines(io.stdin)) {
    number += 1;
    if (line.trim() === '' || (number === 1 && line.toLowerCase().startsWith('timestamp'))) continue;
    const [timestamp = '', cell = ''] = line.split(',').map((part) => part.trim().replace(/^"|"$/g, ''));
    const at = Date.parse(timestamp);
    const value = cell === '' ? Number.NaN : Number(cell);
    const problem = problemOf(at, value, last);
    if (problem !== undefined) {
      refused = true;
      io.stderr.write(`line ${number}: ${problem}\n`);
      continue;
    }
    last = at;
    const { score, alarm } = detector.add(timestamp, value);
    io.stdout.write(`${JSON.stringify({ timestamp, value, score, alarm })}\n`);
  }
  return refused ? 2 : 0;
}

function problemOf(at: number, value: number, last: number): string | undefined {
  if (Number.isNaN(at)) return 'the first column is not an ISO 8601 time';
  if (!Number.isFinite(value) || value < 0) return 'the second column is not a count';
  return at < last ? 'the time is earlier than the row before; sort the rows by time' : undefined;
}
