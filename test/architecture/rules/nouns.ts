import type { ESTree } from 'vite';
import { importsOf } from '../graph.ts';
import { API_FILES, isFeature, OTHER_NAMES, placeOf, WORKER_FILES } from '../house.ts';
import { type Project, visit } from '../project.ts';
import { at, type Rule, type Violation } from '../rule.ts';

const ASK = 'Use the noun of docs/glossary.md; a name that is no room belongs into test/architecture/house.ts';

/** Folders directly below `folder`. */
function foldersIn(project: Project, folder: string): Set<string> {
  const names = new Set<string>();
  for (const path of project.paths) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [name, ...rest] = path.slice(folder.length + 1).split('/');
    if (name !== undefined && rest.length > 0) names.add(name);
  }
  return names;
}

/** Names of the TypeScript files directly in `folder`, without their ending. */
function filesIn(project: Project, folder: string): string[] {
  const pattern = new RegExp(`^${folder}/([^/]+)\\.ts$`);
  return project.sources.flatMap(({ path }) => pattern.exec(path)?.[1] ?? []);
}

export const oneNoun: Rule = {
  name: 'folders beside src use the nouns of src',
  remedy: ASK,
  find: (project) =>
    Object.entries(OTHER_NAMES).flatMap(([folder, others]) =>
      [...foldersIn(project, folder)]
        .filter((name) => placeOf(name) === undefined && !(others as readonly string[]).includes(name))
        .map((name) => ({ path: `${folder}/${name}`, what: 'is named after no room of src' })),
    ),
};

export const apiNouns: Rule = {
  name: 'a file of src/api is named after its feature',
  remedy: 'Name it <feature>.ts or <feature>-<part>.ts (access-keys.ts); what serves no feature belongs into test/architecture/house.ts',
  find: (project) =>
    filesIn(project, 'src/api')
      .filter((name) => !(API_FILES as readonly string[]).includes(name))
      .filter((name) => placeOf(name) === undefined && !isFeature(name.split('-')[0] ?? ''))
      .map((name) => ({ path: `src/api/${name}.ts`, what: 'is named after no feature' })),
};

const CONTRACTS = 'src/queue/jobs.ts';

function texts(node: ESTree.Node | null): string[] {
  if (node === null) return [];
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') return texts(node.expression);
  if (node.type !== 'ArrayExpression') return [];
  return node.elements.flatMap((each) => (each !== null && each.type === 'Literal' && typeof each.value === 'string' ? [each.value] : []));
}

/** The queues that `src/queue/jobs.ts` declares as `queueNames`; undefined before that file exists. */
export function queuesOf(project: Project): string[] | undefined {
  const file = project.sources.find(({ path }) => path === CONTRACTS);
  if (file === undefined) return undefined;
  const names: string[] = [];
  visit(file, {
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && id.name === 'queueNames') names.push(...texts(init));
    },
  });
  return names;
}

/** Queues that a worker file says it works, other than the one it is named after. */
function foreignQueues(project: Project, worker: string): Violation[] {
  const file = project.sources.find(({ path }) => path === `workers/${worker}.ts`);
  if (file === undefined) return [];
  const found: Violation[] = [];
  visit(file, {
    Property: ({ key, value, start }) => {
      if (key.type !== 'Identifier' || key.name !== 'queue' || value.type !== 'Literal' || value.value === worker) return;
      found.push(at(file, start, `works the queue ${String(value.value)}`));
    },
  });
  return found;
}

export const oneWorkerPerQueue: Rule = {
  name: 'every queue has one worker file, and every worker file a queue',
  remedy: 'Name the file workers/<queue>.ts after the entry of queueNames in src/queue/jobs.ts; what workers share goes to src/queue',
  find: (project) => {
    const queues = queuesOf(project);
    if (queues === undefined) return [];
    const workers = filesIn(project, 'workers').filter((name) => !(WORKER_FILES as readonly string[]).includes(name));
    const found: Violation[] = [];
    if (queues.length === 0) found.push({ path: CONTRACTS, what: 'exports no list queueNames' });
    for (const queue of queues) {
      if (!workers.includes(queue)) found.push({ path: CONTRACTS, what: `has the queue ${queue}, but there is no workers/${queue}.ts` });
      if (!isFeature(queue)) found.push({ path: CONTRACTS, what: `has the queue ${queue}, which is no feature` });
    }
    for (const worker of workers) {
      if (!queues.includes(worker)) found.push({ path: `workers/${worker}.ts`, what: 'works no queue' });
      found.push(...foreignQueues(project, worker));
    }
    return found;
  },
};

const PLUGINS = 'src/sources/registry.ts';

export const plugInsAreRegistered: Rule = {
  name: 'every folder of src/sources is a plug-in in its registry',
  remedy: 'Add the line to src/sources/registry.ts (docs/adding-a-source.md), or remove the folder',
  find: (project) => {
    const registry = project.sources.find(({ path }) => path === PLUGINS);
    if (registry === undefined) return [];
    const registered = importsOf(registry).map(({ target }) => /^src\/sources\/([^/]+)\//.exec(target)?.[1]);
    return [...foldersIn(project, 'src/sources')]
      .filter((folder) => !registered.includes(folder))
      .map((folder) => ({ path: `src/sources/${folder}`, what: `is not in ${PLUGINS}` }));
  },
};
