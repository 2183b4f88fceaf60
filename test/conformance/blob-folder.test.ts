import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openFolderStore } from '#src/blob/index.ts';
import { blobConformance } from './blob.ts';

const root = mkdtempSync(join(tmpdir(), 'hufu-blobs-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

blobConformance(
  'folder',
  () => openFolderStore(root),
  async (hash) => writeFileSync(join(root, hash.slice(0, 2), hash.slice(2, 4), hash), 'forged'),
);
