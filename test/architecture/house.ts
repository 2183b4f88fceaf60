// The plan of the house as CONTRIBUTING.md states it. Rules read it; nothing else repeats it.

/** From left to right: a feature may use the ones before it. */
export const FEATURES = [
  'access',
  'audit',
  'registry',
  'sources',
  'documents',
  'evidence',
  'sellers',
  'marks',
  'infringement',
  'opinion',
  'alerts',
  'cases',
  'credit',
  'federation',
  'notices',
  'complaints',
  'surveys',
  'statistics',
] as const;

/** From the ground up. Within a layer, too, a room may use the ones before it. */
export const LAYERS: readonly (readonly string[])[] = [
  ['base'],
  ['config', 'lang', 'regions', 'rulebook'],
  ['db', 'queue', 'search', 'fetch', 'blob'],
  FEATURES,
  ['api', 'cli', 'workers'],
  ['main'],
];

/** Names that are no rooms, folder by folder, where everything else is named after one. */
export const OTHER_NAMES = {
  test: ['acceptance', 'architecture', 'conformance', 'console', 'fixtures', 'samples', 'scripts', 'support'],
  rules: [],
  'dashboards/console/src': ['api', 'app', 'overview', 'shared'],
} as const satisfies Record<string, readonly string[]>;

/** Files of `workers` that bind no single queue. */
export const WORKER_FILES = ['start', 'worker'] as const;

/** Files of `src/api` that serve no single feature. */
export const API_FILES = [
  'app',
  'console',
  'context',
  'docs',
  'explain',
  'health',
  'lines',
  'openapi',
  'overview',
  'problem',
  'route',
  'server',
] as const;

/** Room of a file in `src/` or `workers/`; undefined elsewhere. The files beside `src/main.ts` are parts of the composition root. */
export function roomOf(path: string): string | undefined {
  if (path.startsWith('workers/')) return 'workers';
  const [, folder] = /^src\/([^/]+)\//.exec(path) ?? [];
  return folder ?? (path.startsWith('src/') ? 'main' : undefined);
}

export function isFeature(room: string): boolean {
  return (FEATURES as readonly string[]).includes(room);
}

/** Where a room stands: layer and position within it. */
export function placeOf(room: string): { readonly layer: number; readonly position: number } | undefined {
  for (const [layer, rooms] of LAYERS.entries()) {
    const position = rooms.indexOf(room);
    if (position >= 0) return { layer, position };
  }
  return undefined;
}
