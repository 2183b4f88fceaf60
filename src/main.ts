import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAccess, readOrCreateSecret } from '#src/access/index.ts';
import { createApi } from '#src/api/app.ts';
import { serveApi } from '#src/api/server.ts';
import { recordAudit } from '#src/audit/index.ts';
import { systemClock } from '#src/base/clock.ts';
import { type Context, systemActor } from '#src/base/context.ts';
import { messageOf, StartError } from '#src/base/errors.ts';
import { createLogger, type Logger } from '#src/base/logger.ts';
import { openFolderStore } from '#src/blob/index.ts';
import { type Config, type DataFolder, openDataFolder } from '#src/config/index.ts';
import { type Database, ensureDatabase, migrateDatabase, openDatabase, startEmbeddedPostgres } from '#src/db/index.ts';
import { createDeliverer, createFetcher } from '#src/fetch/index.ts';
import { loadInfringementRules } from '#src/infringement/index.ts';
import { loadOpinionDeps } from '#src/opinion/index.ts';
import { openPostgresQueue, type QueueBackend, startRelay } from '#src/queue/index.ts';
import { createCurrentRegistry } from '#src/registry/index.ts';
import { openPostgresSearch, type SearchIndex } from '#src/search/index.ts';
import { hasSampleSources, loadSourceFiles } from '#src/sources/index.ts';
import { startWorkers } from '#workers/start.ts';
import type { WorkerDeps } from '#workers/worker.ts';
import { createMetrics } from './metrics.ts';
import { checkReadiness } from './readiness.ts';
import { loadShippedMarks, removeSample, startSample } from './sample.ts';
import { startTicker } from './ticker.ts';

/** A running service: API, console and workers in this process. */
export interface Service {
  readonly url: string;
  /** The one-time link that makes the first account; null when there is one. */
  readonly setupLink: string | null;
  /** Where the sample world is served, where it is. */
  readonly sampleUrl: string | undefined;
  /** Ends everything in the order that loses nothing; calling it again waits for the same end. */
  stop(): Promise<void>;
}

/** What was opened, ended in reverse order. */
class Stack {
  readonly #ends: (() => Promise<void> | void)[] = [];

  add(end: () => Promise<void> | void): void {
    this.#ends.push(end);
  }

  async unwind(log: Logger): Promise<void> {
    for (let end = this.#ends.pop(); end !== undefined; end = this.#ends.pop()) {
      try {
        await end();
      } catch (error) {
        log.error({ err: error }, 'part of the service did not end cleanly');
      }
    }
  }
}

async function reach(database: Database): Promise<void> {
  try {
    await database.ping();
  } catch (error) {
    const { host, pathname } = new URL(database.url);
    throw new StartError(
      `The database server ${host}${pathname} does not answer: ${reasonOf(error)}. Start it, or correct DATABASE_URL.`,
      {},
      { cause: error },
    );
  }
}

/** Connection failures on several addresses come as one error without a text of its own. */
function reasonOf(error: unknown): string {
  return error instanceof AggregateError ? error.errors.map(messageOf).join(', ') : messageOf(error);
}

/** The system of record: the server of `DATABASE_URL`, else one of our own in the data folder. */
export async function openRecord(
  config: Config,
  folder: DataFolder,
  onEnd: (end: () => Promise<void>) => void,
  log: Logger,
): Promise<Database> {
  let url = config.databaseUrl;
  if (url === undefined) {
    const server = await startEmbeddedPostgres(folder.file('postgres'));
    onEnd(server.stop);
    url = await ensureDatabase(server.url, 'hufu');
  }
  const database = openDatabase(url, config.databasePoolSize, (error) =>
    log.warn({ err: error }, 'an idle database connection was closed'),
  );
  onEnd(database.close);
  await reach(database);
  await migrateDatabase(database);
  return database;
}

/** What every step of the start needs; `stack` collects how to undo it. */
interface Setting {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly stack: Stack;
  readonly log: Logger;
}

interface Engines {
  readonly database: Database;
  readonly queue: QueueBackend;
  readonly search: SearchIndex;
  readonly blobs: ReturnType<typeof openFolderStore>;
  readonly ctx: Context;
}

async function openEngines({ config, folder, stack, log }: Setting): Promise<Engines> {
  const database = await openRecord(config, folder, (end) => stack.add(end), log);
  const queue = await openPostgresQueue(database.url, database.ping);
  stack.add(queue.close);
  const ctx: Context = { actor: systemActor('service'), region: config.region, db: database.db, clock: systemClock, log };
  return { database, queue, search: openPostgresSearch(database.db), blobs: openFolderStore(folder.file('blobs')), ctx };
}

function workerDeps({ config, stack }: Setting, engines: Engines, sampleUrl: string | undefined): WorkerDeps {
  const { ctx, blobs, search } = engines;
  const allow = [...config.allowOrigins, ...(sampleUrl === undefined ? [] : [sampleUrl])];
  const polite = { limits: { concurrency: 2, intervalMs: 1_000 }, maxWaitMs: 30_000 };
  // Our own sample world needs no pause between requests.
  const hosts = sampleUrl === undefined ? {} : { [new URL(sampleUrl).host]: { concurrency: config.fetchConcurrency, intervalMs: 0 } };
  const common = { userAgent: config.userAgent, allow, clock: ctx.clock };
  const fetcher = createFetcher({ ...common, log: ctx.log, budget: { ...polite, hosts } });
  stack.add(fetcher.close);
  const deliverer = createDeliverer(common);
  stack.add(deliverer.close);
  const infringementRules = loadInfringementRules();
  const registry = createCurrentRegistry(infringementRules.tables);
  const concurrency = { fetch: config.fetchConcurrency, analyse: config.analyseConcurrency };
  return { ctx, fetcher, deliverer, blobs, search, registry, infringementRules, opinion: loadOpinionDeps(), concurrency };
}

function consoleFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../dashboards/console/dist', import.meta.url));
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** Starts the API on the engines. @returns its address and the set-up link */
async function openApi({ config, folder, stack }: Setting, engines: Engines, deps: WorkerDeps) {
  const { ctx, database, queue, search, blobs } = engines;
  const baseUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const secret = readOrCreateSecret(folder.file('auth.secret'));
  const access = openAccess({ database, clock: ctx.clock, log: ctx.log, secret, baseUrl, region: config.region, audit: recordAudit });
  await access.ensureLocalKey(ctx, folder.file('cli.key'));
  const metrics = createMetrics(ctx, queue);
  const app = createApi({
    config,
    db: ctx.db,
    clock: ctx.clock,
    log: ctx.log,
    search,
    registry: deps.registry,
    access,
    sample: { present: () => hasSampleSources(ctx), remove: (by) => removeSample(by, search) },
    readiness: () => checkReadiness({ database, queue, search, blobs }),
    metricsText: metrics.text,
    consoleDir: consoleFolder(),
  });
  const served = await serveApi(app, { host: config.host, port: config.port });
  stack.add(served.close);
  return { url: served.url, setupLink: await access.setupLink(ctx, config.publicUrl ?? served.url), metrics };
}

async function open(setting: Setting): Promise<Omit<Service, 'stop'>> {
  const { config, folder, stack, log } = setting;
  const engines = await openEngines(setting);
  const { ctx, queue } = engines;
  await loadShippedMarks(ctx);
  const { problems } = await loadSourceFiles(ctx, folder.file('sources'));
  for (const problem of problems) log.error({ problem }, 'a file of sources could not be used');
  const sampleUrl = config.sample ? await startSample(ctx, config, folder, (end) => stack.add(end)) : undefined;
  const deps = workerDeps(setting, engines, sampleUrl);
  const { url, setupLink, metrics } = await openApi(setting, engines, deps);
  const workers = startWorkers(queue, deps, metrics.outcome);
  stack.add(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  });
  stack.add(startRelay({ db: ctx.db, queue, clock: ctx.clock, log }).stop);
  stack.add(startTicker(ctx).stop);
  return { url, setupLink, sampleUrl };
}

/** Starts everything. @throws StartError in one sentence where it cannot; nothing is left running then */
export async function startService(config: Config): Promise<Service> {
  const log = createLogger(config.logLevel);
  const stack = new Stack();
  const folder = openDataFolder(config.data);
  stack.add(folder.release);
  try {
    const service = await open({ config, folder, stack, log });
    let stopping: Promise<void> | undefined;
    return {
      ...service,
      stop: () => {
        stopping ??= stack.unwind(log);
        return stopping;
      },
    };
  } catch (error) {
    await stack.unwind(log);
    throw error;
  }
}
