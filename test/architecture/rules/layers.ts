import { importsOf } from '../graph.ts';
import { isFeature, placeOf, roomOf } from '../house.ts';
import type { Project, SourceFile } from '../project.ts';
import { at, type Rule, type Violation } from '../rule.ts';

interface Crossing {
  readonly fromRoom: string;
  readonly toRoom: string;
  readonly target: string;
  readonly file: SourceFile;
  readonly where: (what: string) => Violation;
}

/** Imports between two rooms of the house. */
function crossings(project: Project): Crossing[] {
  const found: Crossing[] = [];
  for (const file of project.sources) {
    const fromRoom = roomOf(file.path);
    if (fromRoom === undefined) continue;
    for (const { target, external, start } of importsOf(file)) {
      const toRoom = external ? undefined : roomOf(target);
      if (toRoom !== undefined && toRoom !== fromRoom)
        found.push({ fromRoom, toRoom, target, file, where: (what) => at(file, start, what) });
    }
  }
  return found;
}

function goesDown(fromRoom: string, toRoom: string): boolean {
  const from = placeOf(fromRoom);
  const to = placeOf(toRoom);
  if (from === undefined || to === undefined) return true; // the rule on unknown rooms speaks up
  return to.layer < from.layer || (to.layer === from.layer && to.position < from.position);
}

/** A command may start the service. `src/cli/main.ts` itself loads commands only when asked, so that the pure ones need no engine. */
function isCommandStarting({ fromRoom, target, file }: Crossing): boolean {
  return fromRoom === 'cli' && target === 'src/main.ts' && file.path !== 'src/cli/main.ts';
}

export const knownRooms: Rule = {
  name: 'every folder of src is a room of the house',
  remedy: 'Use the noun of docs/glossary.md, or add the room to CONTRIBUTING.md and test/architecture/house.ts',
  find: (project) => {
    const unknown = new Map<string, Violation>(); // one line for each room
    for (const { path } of project.sources) {
      const room = roomOf(path);
      if (room !== undefined && placeOf(room) === undefined)
        unknown.set(room, unknown.get(room) ?? { path, what: `is in no known room (${room})` });
    }
    return [...unknown.values()];
  },
};

export const onlyDownwards: Rule = {
  name: 'imports go downwards, and within a layer to the left',
  remedy: 'Move the shared part down, or let the upper room react to a job or an event (order: CONTRIBUTING.md)',
  find: (project) =>
    crossings(project)
      .filter((crossing) => !goesDown(crossing.fromRoom, crossing.toRoom) && !isCommandStarting(crossing))
      .map(({ fromRoom, toRoom, target, where }) => where(`imports ${target}, but ${fromRoom} stands below or left of ${toRoom}`)),
};

const ENGINES = /^src\/(?:db|queue|fetch|search\/postgres)\//;

/** Whether a file can be run without any engine: nothing that it needs at run time is in one of their rooms. */
function isPure(project: Project, path: string): boolean {
  const files = new Map(project.sources.map((file) => [file.path, file]));
  const seen = new Set([path]);
  for (const next of seen) {
    if (ENGINES.test(next)) return false;
    const file = files.get(next);
    for (const { target, external, kind } of file === undefined ? [] : importsOf(file)) {
      if (!external && kind !== 'type') seen.add(target);
    }
  }
  return true;
}

/** A command that only judges starts without the engines that the feature's index brings along. */
function isPureCommand(project: Project, { fromRoom, target }: Crossing): boolean {
  return fromRoom === 'cli' && isPure(project, target);
}

export const throughTheFrontDoor: Rule = {
  name: 'a feature is entered through its index.ts; a command may enter at a decision that needs no engine',
  remedy: 'Export what is needed from index.ts of that feature',
  find: (project) =>
    crossings(project)
      .filter(({ toRoom, target }) => isFeature(toRoom) && target !== `src/${toRoom}/index.ts`)
      .filter((crossing) => !isPureCommand(project, crossing))
      .map(({ toRoom, target, where }) => where(`reaches into ${target} past src/${toRoom}/index.ts`)),
};

export const noOtherBarrels: Rule = {
  name: 'index.ts is the only file that only passes on exports',
  remedy: 'Import from the file that defines the thing',
  find: (project) =>
    project.sources
      .filter(({ path }) => roomOf(path) !== undefined && !/^src\/[^/]+\/(?:[^/]+\/)?index\.ts$/.test(path))
      .filter(({ program }) => program.body.length > 0)
      .filter(({ program }) => program.body.every((node) => node.type.startsWith('Export') && 'source' in node && node.source !== null))
      .map(({ path }) => ({ path, what: 'is a barrel' })),
};

const OUTSIDE = /^(?:samples|test|bench|scripts|dashboards)\//;
/** The command that scores the sample world, and the composition root, which serves it. */
const MAY_SERVE_SAMPLES = /^src\/(?:cli\/sample|[^/]+)\.ts$/;

export const productStandsAlone: Rule = {
  name: 'the product needs no sample, test, bench or script',
  remedy: 'Move the code into src; only src/cli/sample.ts and the composition root may serve the sample world',
  find: (project) =>
    project.sources
      .filter(({ path }) => roomOf(path) !== undefined)
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target, external }) => !external && OUTSIDE.test(target))
          .filter(({ target }) => !(target.startsWith('samples/') && MAY_SERVE_SAMPLES.test(file.path)))
          .map(({ target, start }) => at(file, start, `imports ${target}`)),
      ),
};
