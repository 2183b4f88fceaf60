// `npm run check`: types, lint and format, architecture, generated documents. Seconds, and no service needed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

function steps(): Step[] {
  const all: Step[] = [
    { name: 'types', command: ['tsc', '-p', '.'] },
    { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn'] },
    { name: 'architecture', command: ['vitest', 'run', '--project', 'architecture', '--reporter=minimal'] },
    { name: 'generated documents', command: ['node', 'scripts/docs-gen.ts', '--check'] },
  ];
  const console = 'dashboards/console/tsconfig.json';
  if (existsSync(join(root, console))) all.push({ name: 'types of the console', command: ['tsc', '-p', console] });
  return all;
}

function run(step: Step): Promise<Outcome> {
  const [command, ...args] = step.command;
  const started = performance.now();
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    const finish = (ok: boolean, note = '') => {
      const seconds = (performance.now() - started) / 1_000;
      resolve({ name: step.name, ok, seconds, output: `${Buffer.concat(parts).toString('utf8').trim()}${note}` });
    };
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', (error) => finish(false, `\n${command} could not be started: ${error.message}`));
    child.on('close', (code, signal) => finish(code === 0, signal === null ? '' : `\nended by ${signal}`));
  });
}

if (!existsSync(bin)) {
  process.stderr.write('hufu: the dependencies are not installed yet. Run `node scripts/install.js` and then `npm run check` again.\n');
  process.exit(1);
}
const started = performance.now();
const outcomes = await Promise.all(steps().map(run));
for (const { name, ok, output } of outcomes) if (!ok) process.stdout.write(`\n── ${name} ──\n${output}\n`);
const notes = outcomes.flatMap(({ ok, output }) => (ok ? output.split('\n').filter((line) => line.startsWith('over budget: ')) : []));
process.stdout.write(`\n${notes.map((note) => `${note}\n`).join('')}`);
for (const { name, ok, seconds } of outcomes)
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(22)} ${seconds.toFixed(1)} s\n`);
const failed = outcomes.filter((outcome) => !outcome.ok).length;
const total = ((performance.now() - started) / 1_000).toFixed(1);
process.stdout.write(failed === 0 ? `all checks passed in ${total} s\n` : `${failed} of ${outcomes.length} checks failed in ${total} s\n`);
process.exitCode = failed === 0 ? 0 : 1;
