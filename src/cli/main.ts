import { parseArgs } from 'node:util';
import { AppError, messageOf } from '#src/base/errors.ts';
import type { Command, Io } from './command.ts';

/** Loaded when asked for: `hufu judge` must not wait for the code of the whole service. */
const commands: readonly { readonly name: string; readonly summary: string; load(): Promise<{ command: Command }> }[] = [
  { name: 'start', summary: 'start the API, the console and the workers in one process', load: () => import('./start.ts') },
  { name: 'migrate', summary: 'bring the tables of the database up to date, then end', load: () => import('./migrate.ts') },
  { name: 'import', summary: 'take marks and certificates into the registry', load: () => import('./import.ts') },
  { name: 'extract', summary: 'read an article or a listing out of an HTML page', load: () => import('./extract.ts') },
  { name: 'judge', summary: 'judge the uses of certification marks in listings', load: () => import('./judge.ts') },
  { name: 'classify', summary: 'sentiment or risk topics of texts', load: () => import('./classify.ts') },
  { name: 'cluster', summary: 'put articles into events and find copies', load: () => import('./cluster.ts') },
  { name: 'burst', summary: 'find bursts in a series of counts', load: () => import('./burst.ts') },
  { name: 'match', summary: 'match documents against standing queries', load: () => import('./match.ts') },
  { name: 'train', summary: 'train a classifier of opinion', load: () => import('./train.ts') },
  { name: 'search', summary: 'find documents of the running service, newest first', load: () => import('./search.ts') },
  { name: 'sample', summary: 'compare what the service found with the truth of the sample world', load: () => import('./sample.ts') },
  { name: 'doctor', summary: 'check settings, disk and every engine of the running service', load: () => import('./doctor.ts') },
];

const USAGE_ERROR = 64;

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `Usage: hufu <command> [options]\n\n${lines.join('\n')}\n\nhufu <command> --help explains one command; docs/configuration.md lists the settings.\n`;
}

/** Runs one command line. @returns the exit code: 0 done, 1 failed, 2 some input lines refused, 64 wrong usage */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(overview());
    return name === undefined ? USAGE_ERROR : 0;
  }
  const found = commands.find((candidate) => candidate.name === name);
  if (found === undefined) {
    io.stderr.write(`hufu: there is no command ${name}.\n\n${overview()}`);
    return USAGE_ERROR;
  }
  const { command } = await found.load();
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
    if (values['help'] === true) {
      io.stdout.write(`${command.usage.trim()}\n`);
      return 0;
    }
    return await command.run({ values: values as Record<string, string | boolean | undefined>, positionals }, io);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      io.stderr.write(`hufu ${name}: ${error.message}\n\n${command.usage.trim()}\n`);
      return USAGE_ERROR;
    }
    io.stderr.write(`hufu ${name}: ${messageOf(error)}\n`);
    if (!(error instanceof AppError) && error instanceof Error && error.stack !== undefined) io.stderr.write(`${error.stack}\n`);
    return 1;
  }
}

if (import.meta.main) {
  // A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };
  process.exitCode = await runCli(process.argv.slice(2), io);
}
