import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A real service process. */
export interface RunningService {
  readonly url: string;
  /** All it has written so far. */
  output(): string;
  /** Ends it and waits. @returns its exit code, or null where a signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** GET or POST with the local key of the command line. */
  get(path: string): Promise<Response>;
}

export interface ServiceRun {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

/** Starts `hufu start` on a data folder, without waiting for anything. */
export function launch(data: string, settings: Readonly<Record<string, string>> = {}): ServiceRun {
  const { PATH, HOME, LANG } = process.env;
  const env = { PATH, HOME, LANG, HUFU_DATA: data, HUFU_PORT: '0', HUFU_SAMPLE: 'off', HUFU_LOG: 'warn', ...settings };
  const child = spawn(process.execPath, ['src/cli/main.ts', 'start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => {
      text += part.toString();
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => text, exited };
}

/** The greeting, whole: it may come in several parts. */
const ADDRESS = /is running: (http:\S+)[\s\S]*Ctrl-C stops\./;

/** Starts the service and waits until it answers. */
export async function startProcess(data: string, settings: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  const { child, output, exited } = launch(data, settings);
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (let waited = 0; !ADDRESS.test(output()); waited += 50) {
    if (ended || waited > 120_000) throw new Error(`the service did not start:\n${output()}`);
    await wait(50);
  }
  const url = ADDRESS.exec(output())?.[1] ?? '';
  return {
    url,
    output,
    stop: async (signal = 'SIGINT') => {
      child.kill(signal);
      return exited;
    },
    get: (path) => fetch(`${url}${path}`, { headers: { 'x-api-key': readFileSync(join(data, 'cli.key'), 'utf8').trim() } }),
  };
}

/** Asks until the answer satisfies; the last answer is in the error where it never does. */
export async function until<T>(what: string, milliseconds: number, ask: () => Promise<T>, satisfied: (answer: T) => boolean): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${what}; last answer ${JSON.stringify(answer)}`);
    await wait(200);
  }
}

/** How many jobs wait, run or are delayed, and how many changes wait for their jobs. */
export async function workLeft(service: RunningService): Promise<number> {
  const text = await (await service.get('/metrics')).text();
  const counts = [...text.matchAll(/^hufu_(?:queue_jobs\{[^}]*state="(?:waiting|active|delayed)"\}|outbox_rows) (\d+)/gm)];
  if (counts.length === 0) throw new Error(`no queue figures in /metrics: ${text.slice(0, 200)}`);
  return counts.reduce((sum, match) => sum + Number(match[1]), 0);
}

/** Waits until nothing was left to do five times in a row. */
export async function quiet(service: RunningService, milliseconds: number): Promise<void> {
  let calm = 0;
  const ask = async () => {
    calm = (await workLeft(service)) === 0 ? calm + 1 : 0;
    return calm;
  };
  await until('the service has nothing left to do', milliseconds, ask, (times) => times >= 5);
}
