import { readFileSync } from 'node:fs';
import { InvalidError, messageOf } from '#src/base/errors.ts';
import { importCertificates, parseMarks, saveMarks } from '#src/registry/index.ts';
import { type Command, stringOption } from './command.ts';
import { withRecord } from './with-record.ts';

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InvalidError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

export const command: Command = {
  name: 'import',
  summary: 'take marks and certificates into the registry',
  usage: `Usage: hufu import [--marks marks.yaml] [certificates.csv]

Takes the files into the registry of the data folder. Stop the service first; while it runs, send the CSV to
POST /api/registry/imports. Rows that cannot be used are listed on stderr with their line and reason (exit code 2);
all others are imported.`,
  options: { marks: { type: 'string' } },
  run: async (args, io) => {
    const marksFile = stringOption(args, 'marks');
    const [file] = args.positionals;
    if (file === undefined && marksFile === undefined) throw new InvalidError('Name a certificates.csv, or --marks with a marks.yaml.');
    return withRecord(async (ctx) => {
      if (marksFile !== undefined) {
        const changed = await saveMarks(ctx, parseMarks(new TextDecoder().decode(read(marksFile))));
        io.stdout.write(`${JSON.stringify({ marks: changed ? 'replaced' : 'unchanged' })}\n`);
      }
      if (file === undefined) return 0;
      const { problems, ...counts } = await importCertificates(ctx, read(file));
      for (const problem of problems)
        io.stderr.write(
          `${problem.line === undefined ? '' : `line ${problem.line}: `}${problem.field ?? ''} ${problem.message} [${problem.code}]\n`,
        );
      io.stdout.write(`${JSON.stringify({ ...counts, refused: problems.length })}\n`);
      return problems.length > 0 ? 2 : 0;
    });
  },
};
