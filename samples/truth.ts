import type { Truth, World } from './types.ts';

/** What is planted in the world: for the scorer and the tests, never for the server or a detector. */
export function truthOf(world: World): Truth {
  return world.truth;
}
