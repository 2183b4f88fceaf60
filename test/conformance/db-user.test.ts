import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reachablePrograms, runAs } from '#src/db/embedded-user.ts';

const isRoot = process.getuid?.() === 0;
const open = mkdtempSync(join(tmpdir(), 'hufu-open-'));
chmodSync(open, 0o755);
const closed = mkdtempSync(join(tmpdir(), 'hufu-closed-'));
const made: string[] = [open, closed];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('who runs the embedded server', () => {
  test.runIf(!isRoot)('an ordinary user runs it where it is', () => {
    expect(runAs([closed])).toEqual({ prefix: [] });
    expect(reachablePrograms(closed)).toBe(closed);
  });

  test.runIf(isRoot)('root hands it to another user, with the right to pass only where a folder is closed', () => {
    expect(runAs([open])).toMatchObject({ uid: expect.any(Number), prefix: [] });
    expect(runAs([closed]).prefix.join(' ')).toContain('dac_read_search');
    expect(runAs([closed]).uid).not.toBe(0);
  });

  test.runIf(isRoot)('programs in a folder closed to others are copied once to where they can be run', () => {
    mkdirSync(join(closed, 'bin'));
    writeFileSync(join(closed, 'bin', 'postgres'), 'program');
    const copy = reachablePrograms(closed);
    made.push(copy);
    expect(copy).not.toBe(closed);
    expect(readFileSync(join(copy, 'bin', 'postgres'), 'utf8')).toBe('program');
    expect(reachablePrograms(closed)).toBe(copy);
    expect(reachablePrograms(open)).toBe(open);
  });

  test.runIf(isRoot)('a copy that others could have changed is not used', () => {
    const copy = reachablePrograms(closed);
    chmodSync(copy, 0o777);
    expect(() => reachablePrograms(closed)).toThrow('is not what it should be');
    expect(existsSync(copy)).toBe(true);
  });
});
