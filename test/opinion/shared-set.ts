import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The shared folder beside the project, if this machine has it. */
const shared = resolve(fileURLToPath(new URL('../..', import.meta.url)), process.env['HUFU_SHARED'] ?? '../shared');

/** The labelled opinion set, or undefined where it is absent. */
export const opinionSet: string | undefined = existsSync(join(shared, 'data', 'opinion', 'items.ndjson'))
  ? join(shared, 'data', 'opinion')
  : undefined;

export interface SharedItem {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
}

export function sharedItems(folder: string): SharedItem[] {
  const lines = readFileSync(join(folder, 'items.ndjson'), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as SharedItem);
}
