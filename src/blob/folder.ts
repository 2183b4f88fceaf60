import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidError, NotFoundError } from '#src/base/errors.ts';
import { sha256 } from '#src/base/hashing.ts';
import type { BlobStore } from './blob.ts';

const NAME = /^[0-9a-f]{64}$/;

async function writeOnce(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${randomUUID()}`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    // Readers see the whole file or none, also after a crash.
    await rename(temporary, join(folder, name));
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Files in `<root>/ab/cd/<hash>`. */
export function openFolderStore(root: string): BlobStore {
  const folderOf = (hash: string): string => {
    if (!NAME.test(hash))
      throw new InvalidError(`${hash} is not the name of a stored file: a SHA-256 in lower-case hexadecimal is needed.`);
    return join(root, hash.slice(0, 2), hash.slice(2, 4));
  };
  return {
    put: async (bytes) => {
      const hash = sha256(bytes);
      const folder = folderOf(hash);
      if (!(await exists(join(folder, hash)))) await writeOnce(folder, hash, bytes);
      return hash;
    },
    get: async (hash) => {
      const file = join(folderOf(hash), hash);
      if (!(await exists(file))) throw new NotFoundError(`No stored file ${hash}.`);
      const bytes = await readFile(file);
      if (sha256(bytes) !== hash) throw new Error(`stored file ${hash} was changed on disk`);
      return bytes;
    },
    has: (hash) => exists(join(folderOf(hash), hash)),
    ping: async () => {
      const bytes = new TextEncoder().encode('ping');
      const hash = sha256(bytes);
      await writeOnce(folderOf(hash), hash, bytes);
    },
  };
}
