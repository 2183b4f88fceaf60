import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, StartError } from '#src/base/errors.ts';

/** The folder for everything the service keeps, held by this process alone. */
export interface DataFolder {
  readonly path: string;
  file(...parts: string[]): string;
  /** Lets go; calling it again does nothing. */
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** When that process started, so that a later process with the same number is not taken for it; empty where unknown. */
  readonly started: string;
}

/** Start time of a process in kernel ticks, where the system tells (Linux). */
function startedAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === '' || startedAt(pid) === started;
}

function holderOf(lock: string): Holder | undefined {
  try {
    const value = JSON.parse(readFileSync(lock, 'utf8')) as Partial<Holder>;
    return typeof value.pid === 'number' ? { pid: value.pid, started: value.started ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

/** Creates a folder and those above it. Node's own recursive mkdir never ends where a pseudo file system refuses a name. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function takeLock(path: string, lock: string): void {
  const own: Holder = { pid: process.pid, started: startedAt(process.pid) };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(lock);
    if (holder !== undefined && isAlive(holder)) {
      throw new StartError(
        `Another Hufu (process ${holder.pid}) is already running on ${path}. Stop it first, or set HUFU_DATA to another folder.`,
      );
    }
    rmSync(lock, { force: true }); // left behind by a process that was killed
  }
  throw new StartError(`The lock ${lock} cannot be taken: another Hufu started at the same moment.`);
}

/**
 * Creates the folder where needed and takes it for this process.
 * @throws StartError where it cannot be written, or another instance runs on it
 */
export function openDataFolder(path: string): DataFolder {
  const lock = join(path, 'hufu.lock');
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    takeLock(path, lock);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The data folder ${path} cannot be written (${messageOf(error)}). Give this user the right to write there, or set HUFU_DATA to another folder.`,
    );
  }
  let released = false;
  return {
    path,
    file: (...parts) => join(path, ...parts),
    release: () => {
      if (!released) rmSync(lock, { force: true });
      released = true;
    },
  };
}
