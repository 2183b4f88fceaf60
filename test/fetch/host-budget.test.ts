import { describe, expect, test } from 'vitest';
import { type BudgetSettings, type HostBudget, hostBudget } from '#src/fetch/host-budget.ts';
import { virtualTime } from './parts.ts';

const POLITE: BudgetSettings = {
  limits: { concurrency: 1, intervalMs: 1_000 },
  maxWaitMs: 10_000,
  hosts: { 'fast.cn': { concurrency: 4, intervalMs: 0 } },
};

function setUp(settings: BudgetSettings = POLITE) {
  const time = virtualTime();
  return { ...time, budget: hostBudget(settings, time.clock, time.sleep) };
}

async function turn(budget: HostBudget, host: string, crawlDelayMs = 0) {
  const answer = await budget.acquire(host, crawlDelayMs);
  if (answer.kind !== 'granted') throw new Error(`busy for ${answer.retryAfterMs}`);
  return answer;
}

describe('the budget of a host', () => {
  test('leaves its interval between two requests; another host does not wait', async () => {
    const { budget, slept } = setUp();
    (await turn(budget, 'shop.cn')).release();
    (await turn(budget, 'news.cn')).release();
    expect(slept).toEqual([]);
    (await turn(budget, 'shop.cn')).release();
    expect(slept).toEqual([1_000]);
  });

  test('is stretched by the crawl-delay of robots.txt', async () => {
    const { budget, slept } = setUp();
    (await turn(budget, 'shop.cn', 5_000)).release();
    (await turn(budget, 'shop.cn', 5_000)).release();
    expect(slept).toEqual([5_000]);
  });

  test('can be set for one host', async () => {
    const { budget, slept } = setUp();
    for (let n = 0; n < 4; n += 1) await turn(budget, 'fast.cn');
    expect(slept).toEqual([]);
  });

  test('lets only so many through at a time, in order', async () => {
    const { budget } = setUp();
    const first = await turn(budget, 'shop.cn');
    const order: number[] = [];
    const next = async (number: number) => {
      const granted = await turn(budget, 'shop.cn');
      order.push(number);
      return granted;
    };
    const second = next(2);
    const third = next(3);
    await Promise.resolve();
    expect(order).toEqual([]);
    first.release();
    first.release();
    (await second).release();
    (await third).release();
    expect(order).toEqual([2, 3]);
  });

  test('turns away who would wait too long, and says for how long', async () => {
    const { budget, clock } = setUp();
    budget.hold('shop.cn', 60_000);
    expect(await budget.acquire('shop.cn', 0)).toEqual({ kind: 'busy', retryAfterMs: 60_000 });
    clock.advance(60_000);
    (await turn(budget, 'shop.cn')).release();
  });

  test('a shorter hold does not shorten a longer one', async () => {
    const { budget } = setUp();
    budget.hold('shop.cn', 60_000);
    budget.hold('shop.cn', 20_000);
    expect(await budget.acquire('shop.cn', 0)).toMatchObject({ retryAfterMs: 60_000 });
  });

  test('who gives up while waiting frees nothing and blocks nobody', async () => {
    const { budget } = setUp();
    const first = await turn(budget, 'shop.cn');
    const controller = new AbortController();
    const quitter = budget.acquire('shop.cn', 0, controller.signal);
    const last = turn(budget, 'shop.cn');
    controller.abort(new Error('stop'));
    await expect(quitter).rejects.toThrow('stop');
    first.release();
    (await last).release();
  });
});
