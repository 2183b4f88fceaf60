import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  JobError,
  type JobHandler,
  type JobOutcome,
  type QueueBackend,
  type QueuedJob,
  type QueueName,
  type RunningJob,
} from '#src/queue/index.ts';

const QUEUE: QueueName = 'sources';
const PATIENCE = { timeout: 15_000, interval: 20 };

function job(id: string, more: Partial<QueuedJob> = {}): QueuedJob {
  return { id, name: 'source.page', payload: { pageId: id }, ...more };
}

/** Ids that no other test uses: queues remember them. */
function ids(count: number): string[] {
  const run = randomUUID();
  return Array.from({ length: count }, (_, index) => `${run}-${index}`);
}

/** Works the queue and keeps what happened. */
function workInto(queue: QueueBackend, handle: JobHandler = async () => undefined, concurrency = 1) {
  const started: RunningJob[] = [];
  const outcomes: JobOutcome[] = [];
  const options = { concurrency, onOutcome: (outcome: JobOutcome) => outcomes.push(outcome) };
  const worker = queue.work(QUEUE, options, async (running, signal) => {
    started.push(running);
    await handle(running, signal);
  });
  return { worker, started, outcomes, results: () => outcomes.map((outcome) => outcome.result) };
}

function addingTests(queue: () => QueueBackend): void {
  test('jobs are worked in the order they were added, with their payload', async () => {
    const order = ids(20);
    await queue().add(order.map((id) => job(id)));
    const { started, results } = workInto(queue());
    await expect.poll(() => results().length, PATIENCE).toBe(20);
    expect(started.map((running) => running.id)).toEqual(order);
    expect(started[0]).toEqual({ id: order[0], name: 'source.page', payload: { pageId: order[0] }, attempt: 1 });
    expect(new Set(results())).toEqual(new Set(['done']));
  });

  test('a job added again while it waits, runs or is done is worked once', async () => {
    const [id = '', last = ''] = ids(2);
    await queue().add([job(id), job(id)]);
    await queue().add([job(id)]);
    const { started, results } = workInto(queue(), () => queue().add([job(id)]));
    await expect.poll(() => results().length, PATIENCE).toBe(1);
    await queue().add([job(id), job(last)]);
    await expect.poll(() => results().length, PATIENCE).toBe(2);
    expect(started.map((running) => running.id)).toEqual([id, last]);
  });

  test('a payload that does not fit refuses the whole call', async () => {
    const [good = '', bad = ''] = ids(2);
    const before = await queue().counts(QUEUE);
    await expect(queue().add([job(good), { ...job(bad), payload: { pageId: '' } }])).rejects.toThrow();
    expect(await queue().counts(QUEUE)).toEqual(before);
  });

  test('jobs without priority come first, then 1, then 2, then 3', async () => {
    const [none = '', first = '', second = '', third = ''] = ids(4);
    await queue().add([job(third, { priority: 3 }), job(first, { priority: 1 }), job(second, { priority: 2 }), job(none)]);
    const { started, results } = workInto(queue());
    await expect.poll(() => results().length, PATIENCE).toBe(4);
    expect(started.map((running) => running.id)).toEqual([none, first, second, third]);
  });

  test('a delayed job waits for its time and is counted as delayed', async () => {
    const [late = '', now = ''] = ids(2);
    await queue().add([job(late, { delayMs: 600 }), job(now)]);
    expect(await queue().counts(QUEUE)).toMatchObject({ waiting: 1, delayed: 1, active: 0 });
    const { started, results } = workInto(queue());
    await expect.poll(() => results().length, PATIENCE).toBe(2);
    expect(started.map((running) => running.id)).toEqual([now, late]);
    expect(await queue().counts(QUEUE)).toMatchObject({ waiting: 0, delayed: 0, active: 0 });
  });
}

function failingTests(queue: () => QueueBackend): void {
  test('a job that fails is tried again, and each try says which one it is', async () => {
    await queue().add(ids(1).map((id) => job(id)));
    const { started, results } = workInto(queue(), async ({ attempt }) => {
      if (attempt < 3) throw new Error('the site is down');
    });
    await expect.poll(results, PATIENCE).toEqual(['retry', 'retry', 'done']);
    expect(started.map((running) => running.attempt)).toEqual([1, 2, 3]);
  });

  test('a job that asks to be dead is not tried again and is listed with its reason, newest first', async () => {
    const [first = '', second = ''] = ids(2);
    await queue().add([job(first), job(second)]);
    const { results } = workInto(queue(), async ({ id }) => {
      throw new JobError('dead', `no source ${id}`);
    });
    await expect.poll(results, PATIENCE).toEqual(['dead', 'dead']);
    const dead = await queue().dead(QUEUE, 2);
    expect(dead.map(({ id, reason, attempts }) => ({ id, reason, attempts }))).toEqual([
      { id: second, reason: `no source ${second}`, attempts: 1 },
      { id: first, reason: `no source ${first}`, attempts: 1 },
    ]);
    expect(await queue().dead(QUEUE, 1)).toHaveLength(1);
    expect((await queue().counts(QUEUE)).dead).toBeGreaterThanOrEqual(2);
  });

  test('a job that asks for later comes again and has lost no try', async () => {
    await queue().add(ids(1).map((id) => job(id)));
    let turns = 0;
    const { started, results } = workInto(queue(), async () => {
      turns += 1;
      if (turns < 4) throw new JobError('later', 'throttled', 50);
    });
    await expect.poll(results, PATIENCE).toEqual(['done']);
    expect(started.map((running) => running.attempt)).toEqual([1, 1, 1, 1]);
  });

  test('one failing job does not hold up the others', async () => {
    const [bad = '', ...good] = ids(5);
    await queue().add([job(bad), ...good.map((id) => job(id))]);
    const { outcomes } = workInto(queue(), async ({ id }) => {
      if (id === bad) throw new JobError('dead', 'no');
    });
    await expect.poll(() => outcomes.filter((outcome) => outcome.result === 'done').length, PATIENCE).toBe(4);
  });
}

function closingTests(queue: () => QueueBackend, open: () => Promise<QueueBackend>): void {
  test('as many jobs run at the same time as asked for, and no more', async () => {
    await queue().add(ids(12).map((id) => job(id)));
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const handle = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => waiting.push(resolve));
      running -= 1;
    };
    const { results } = workInto(queue(), handle, 3);
    await expect.poll(() => waiting.length, PATIENCE).toBe(3);
    for (let done = 0; done < 12; done += 1) {
      await expect.poll(() => waiting.length, PATIENCE).toBeGreaterThan(0);
      waiting.shift()?.();
    }
    await expect.poll(() => results().length, PATIENCE).toBe(12);
    expect(most).toBe(3);
  });

  test('closing a worker tells the running job, waits for it and leaves the rest to the next worker', async () => {
    const [first = '', second = ''] = ids(2);
    await queue().add([job(first), job(second)]);
    let told = false;
    const stopping = workInto(queue(), async (_job, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      told = true;
    });
    await expect.poll(() => stopping.started.length, PATIENCE).toBe(1);
    await Promise.all([stopping.worker.close(), stopping.worker.close()]);
    expect(told).toBe(true);
    expect(stopping.started.map((running) => running.id)).toEqual([first]);
    const next = workInto(queue());
    await expect.poll(next.results, PATIENCE).toEqual(['done']);
    expect(next.started.map((running) => running.id)).toEqual([second]);
  });

  test('closing the queue twice while it works is one close', async () => {
    await queue().add(ids(50).map((id) => job(id)));
    const { started, results } = workInto(queue(), async () => undefined, 5);
    await expect.poll(() => started.length, PATIENCE).toBeGreaterThan(0);
    await Promise.all([queue().close(), queue().close()]);
    const done = results().length;
    expect(done).toBe(started.length);
    await queue().close();
    expect(started.length).toBe(done);
  });

  test('what was not worked is there when the queue is opened again', async () => {
    const [id = ''] = ids(1);
    await queue().add([job(id)]);
    await queue().close();
    const again = await open();
    const { started, results } = workInto(again);
    await expect.poll(results, PATIENCE).toEqual(['done']);
    expect(started.map((running) => running.id)).toEqual([id]);
    await again.close();
  });
}

/** Works off what a test left, so that the next one starts with nothing waiting. */
async function sweep(queue: QueueBackend): Promise<void> {
  workInto(queue, async () => undefined, 10);
  const left = async () => {
    const { waiting, delayed, active } = await queue.counts(QUEUE);
    return waiting + delayed + active;
  };
  await expect.poll(left, PATIENCE).toBe(0);
  await queue.close();
}

/** What every queue engine must do. `open` opens the same queue again each time; the suite closes what it opens. */
export function queueConformance(name: string, open: () => Promise<QueueBackend>): void {
  let opened: QueueBackend | undefined;
  const queue = (): QueueBackend => {
    if (opened === undefined) throw new Error('the queue is open within tests only');
    return opened;
  };
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened?.close();
    await sweep(await open());
  });
  describe(`queue on ${name}: adding`, () => addingTests(queue));
  describe(`queue on ${name}: failing`, () => failingTests(queue));
  describe(`queue on ${name}: closing`, () => closingTests(queue, open));
  test(`queue on ${name} answers a ping`, async () => {
    await expect(queue().ping()).resolves.toBeUndefined();
  });
}
