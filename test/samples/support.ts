import { startSampleServer } from '#samples/server.ts';
import type { World } from '#samples/types.ts';
import { generateWorld } from '#samples/world.ts';
import { virtualClock } from '#src/base/clock.ts';

export const startedAt = new Date('2026-11-21T04:00:00Z');

export function sampleWorld(seed = 7): World {
  return generateWorld({ seed, startedAt });
}

/** A running sample server whose clock stands at the start of its world. */
export async function servedWorld(world = sampleWorld()) {
  const clock = virtualClock(startedAt);
  const server = await startSampleServer({ world, clock, port: 0 });
  return { world, clock, server, get: (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers }) };
}
