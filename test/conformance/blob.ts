import { describe, expect, test } from 'vitest';
import { NotFoundError } from '#src/base/errors.ts';
import { sha256 } from '#src/base/hashing.ts';
import type { BlobStore } from '#src/blob/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What every file store must do. `open` gives a store; `damage` changes the stored bytes of a file behind its back. */
export function blobConformance(name: string, open: () => BlobStore, damage: (hash: string) => Promise<void>): void {
  describe(`file store: ${name}`, () => {
    test('what is put can be read again under its SHA-256', async () => {
      const hash = await open().put(bytes('认证标志'));
      expect(hash).toBe(sha256('认证标志'));
      expect(new TextDecoder().decode(await open().get(hash))).toBe('认证标志');
      expect(await open().has(hash)).toBe(true);
    });

    test('the same bytes put many times at once are one whole file', async () => {
      const content = bytes('x'.repeat(200_000));
      const hashes = await Promise.all(Array.from({ length: 20 }, () => open().put(content)));
      expect(new Set(hashes).size).toBe(1);
      expect((await open().get(hashes[0] ?? '')).length).toBe(200_000);
    });

    test('an unknown file is not found, a name that is none is refused', async () => {
      await expect(open().get(sha256('never put'))).rejects.toBeInstanceOf(NotFoundError);
      await expect(open().get('../../etc/passwd')).rejects.toThrow('not the name of a stored file');
    });

    test('a file that was changed on disk is not handed out', async () => {
      const hash = await open().put(bytes('genuine'));
      await damage(hash);
      await expect(open().get(hash)).rejects.toThrow('was changed');
    });

    test('says whether it can be written', async () => {
      await expect(open().ping()).resolves.toBeUndefined();
    });
  });
}
