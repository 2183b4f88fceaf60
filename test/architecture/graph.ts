import { dirname, join } from 'node:path/posix';
import { type Project, type SourceFile, visit } from './project.ts';

export type ImportKind = 'static' | 'dynamic' | 'type';

export interface Import {
  readonly from: SourceFile;
  readonly specifier: string;
  /** Path in the project, or the name of a package (`hono`, `@hono/zod-openapi`, `node:fs`). */
  readonly target: string;
  readonly external: boolean;
  /** `type` leaves nothing behind at run time; `import { type A }` is static, because it still loads the module. */
  readonly kind: ImportKind;
  readonly start: number;
}

function resolve(from: string, specifier: string): { target: string; external: boolean } {
  if (specifier.startsWith('#')) return { target: specifier.slice(1), external: false };
  if (specifier.startsWith('.')) return { target: join(dirname(from), specifier), external: false };
  const parts = specifier.split('/');
  return { target: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), external: true };
}

/** Everything a file imports or re-exports, in the order of the text. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (source: { value: unknown; start: number }, kind: ImportKind) => {
    const specifier = String(source.value);
    found.push({ from: file, specifier, ...resolve(file.path, specifier), kind, start: source.start });
  };
  visit(file, {
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type' ? 'type' : 'static'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type' ? 'type' : 'static'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source, node.exportKind === 'type' ? 'type' : 'static');
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal') add(node.source, 'dynamic');
    },
    TSImportType: (node) => add(node.source, 'type'),
  });
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Groups of files that need one another at run time, each as a closed walk `a → b → a`.
 * Tarjan's strongly connected components, one walk for each.
 */
export function cycles(project: Project): string[][] {
  const edges = new Map<string, string[]>();
  for (const file of project.sources) {
    const runtime = importsOf(file).filter((each) => !each.external && each.kind !== 'type');
    edges.set(
      file.path,
      runtime.map((each) => each.target),
    );
  }
  return components(edges)
    .filter((group) => group.length > 1 || edges.get(String(group[0]))?.includes(String(group[0])))
    .map((group) => walkWithin(new Set(group), edges));
}

function components(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const enter = (node: string) => {
    const order = index.size;
    index.set(node, order);
    low.set(node, order);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!edges.has(next)) continue;
      if (!index.has(next)) enter(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? order, low.get(next) ?? order));
    }
    if (low.get(node) === order) found.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of edges.keys()) if (!index.has(node)) enter(node);
  return found;
}

function walkWithin(group: ReadonlySet<string>, edges: ReadonlyMap<string, readonly string[]>): string[] {
  const start = [...group].sort()[0] ?? '';
  const walk = [start];
  for (let node = start; ; ) {
    const next =
      edges.get(node)?.find((target) => target === start) ?? edges.get(node)?.find((target) => group.has(target) && !walk.includes(target));
    if (next === undefined) return walk;
    walk.push(next);
    if (next === start) return walk;
    node = next;
  }
}
