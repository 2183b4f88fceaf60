import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '#src/base/errors.ts';

const SECRET_BYTES = 32;

/** Writes a file that only its owner can read; readers see the old content or the new, never a part. */
export function writePrivateFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(4).toString('hex')}.new`;
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
  renameSync(draft, file);
}

/**
 * The secret that signs session cookies, made at the first start and kept in `file` (readable by its owner only).
 * @throws StartError where the file holds something else
 */
export function readOrCreateSecret(file: string): string {
  if (!existsSync(file)) {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    writePrivateFile(file, `${secret}\n`);
    return secret;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (Buffer.from(secret, 'base64url').length < SECRET_BYTES) {
    throw new StartError(`${file} does not hold a usable secret. Delete it and start again; everybody then has to sign in anew.`);
  }
  chmodSync(file, 0o600);
  return secret;
}
