import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdtempSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from '#src/base/errors.ts';
import { sha256 } from '#src/base/hashing.ts';

/** How to start a server program: PostgreSQL refuses to run as root, so root starts it as another user. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  /** Program and arguments to put in front of the command, where the user alone cannot reach the files. */
  readonly prefix: readonly string[];
}

function idOf(user: string): { uid: number; gid: number } | undefined {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return undefined;
  }
}

function exists(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a stranger may pass through every folder above `path`. */
function reachableByOthers(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (dirname(folder) === folder) return true;
  }
}

/**
 * The server's programs where another user may run them. In a folder closed to others (a private home, a temporary folder) they are
 * copied, once for each installation, to a folder of root's own: the server checks its programs with access(2), for which the right
 * to read that `runAs` gives along does not count.
 * @param native folder with `bin`, `lib` and `share`
 */
export function reachablePrograms(native: string): string {
  if (process.getuid?.() !== 0 || reachableByOthers(native)) return native;
  const copy = join(tmpdir(), `hufu-postgres-${sha256(native).slice(0, 16)}`);
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`);
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, copy);
  }
  const { uid, mode } = lstatSync(copy);
  if (uid !== 0 || (mode & 0o022) !== 0 || !reachableByOthers(copy)) {
    throw new StartError(`${copy} is not what it should be: remove it, or start as an ordinary user.`);
  }
  return copy;
}

/**
 * Which user runs the embedded server. Ordinary users run it themselves. Root hands it to `postgres` (or `nobody`); where that user
 * cannot pass through a folder above `paths` (a private home, a temporary folder), the right to read is given along with setpriv.
 * @throws StartError where root cannot hand the server to anybody
 */
export function runAs(paths: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const user = idOf('postgres') ?? idOf('nobody');
  if (user === undefined) {
    throw new StartError(
      'PostgreSQL does not run as root and this system has neither a user postgres nor nobody. Create one (useradd postgres) or start as an ordinary user.',
    );
  }
  if (paths.every(reachableByOthers)) return { ...user, prefix: [] };
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv', '/sbin/setpriv', '/usr/sbin/setpriv'].find(exists);
  if (setpriv === undefined) {
    throw new StartError(
      `PostgreSQL does not run as root, and the user it would run as cannot enter ${paths.join(' or ')}. Start as an ordinary user, or put the project and HUFU_DATA into a folder others may enter.`,
    );
  }
  const rights = ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'];
  return { prefix: [setpriv, `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...rights, '--'], ...user };
}
