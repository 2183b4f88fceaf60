import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { forbidNetwork, takeAttempts } from './no-network.ts';

const LEAKS = ['TCPServerWrap', 'TCPSocketWrap', 'PipeServerWrap', 'ProcessWrap', 'FSEventWrap'];
const PATIENCE_MS = 1_500;

function open(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) if (LEAKS.includes(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function added(before: Map<string, number>): string[] {
  const more: string[] = [];
  for (const [type, count] of open()) {
    const extra = count - (before.get(type) ?? 0);
    if (extra > 0) more.push(`${extra} ${type}`);
  }
  return more;
}

forbidNetwork();

let before = new Map<string, number>();
beforeAll(() => {
  before = open();
});

afterEach(() => {
  const attempts = takeAttempts();
  expect(attempts, 'no test may leave this machine').toEqual([]);
});

// Runs after the hooks of the test file, which are registered later. Sockets need a moment to close.
afterAll(async () => {
  for (let waited = 0; added(before).length > 0 && waited < PATIENCE_MS; waited += 50) await sleep(50);
  expect(added(before), 'everything a test file opens (servers, connections, processes) it must also close').toEqual([]);
});
