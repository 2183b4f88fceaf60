import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '#src/base/errors.ts';
import { loadConfig } from '#src/config/index.ts';
import { type Service, startService } from '#src/main.ts';
import type { Command, Io } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => !/[/\\](dist|node_modules)[/\\]/.test(file) && statSync(file).isFile())
    .sort();
}

/** Changes with every change of what the console is built from. */
function sourceHash(folder: string): string {
  const hash = createHash('sha256');
  for (const file of [...filesBelow(folder), join(root, 'package-lock.json')]) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

async function runVite(folder: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', folder, '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output = (output + part.toString()).slice(-4000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new StartError(`The console could not be built: ${output.trim() || `exit code ${code}`}`);
}

/** Builds the console unless it was built from these very sources. */
async function buildConsole(io: Io): Promise<void> {
  const folder = join(root, 'dashboards', 'console');
  const stamp = join(folder, 'dist', '.built-from');
  const hash = sourceHash(folder);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  io.stdout.write('Building the console, once …\n');
  await runVite(folder);
  writeFileSync(stamp, hash);
}

function greet(io: Io, service: Service): void {
  io.stdout.write(`\nHufu 虎符 is running: ${service.url}\n`);
  if (service.setupLink !== null)
    io.stdout.write(`\nFirst start: make your account with this link (once, within 24 hours):\n  ${service.setupLink}\n`);
  if (service.sampleUrl !== undefined)
    io.stdout.write(
      `\nA sample world (示例, all invented) is being collected from ${service.sampleUrl}. HUFU_SAMPLE=off starts without it.\n`,
    );
  io.stdout.write('\nCtrl-C stops.\n');
}

async function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1); // asked twice: whoever waits has no patience for a clean end
        asked = true;
        resolve(signal);
      });
    }
  });
}

export const command: Command = {
  name: 'start',
  summary: 'start the API, the console and the workers in one process',
  usage: `Usage: hufu start

Starts the embedded database (or uses DATABASE_URL), brings it up to date, builds the console if needed, and serves
API and console on HUFU_HOST:HUFU_PORT (http://127.0.0.1:8642). docs/configuration.md lists all settings.`,
  options: {},
  run: async (_args, io) => {
    const config = loadConfig();
    const stopped = untilStopped();
    await buildConsole(io);
    const service = await startService(config);
    greet(io, service);
    await stopped;
    io.stdout.write('\nStopping …\n');
    await service.stop();
    return 0;
  },
};
