import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '#test/support/browser.ts';
import { quiet, type RunningService, startProcess } from '#test/support/service.ts';

const root = mkdtempSync(join(tmpdir(), 'hufu-console-'));
let service: RunningService;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  service = await startProcess(join(root, 'data'), { HUFU_SAMPLE: 'on', HUFU_SAMPLE_PORT: '0' });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) troubles.push(message.text());
  });
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  rmSync(root, { recursive: true, force: true });
});

test('a new user makes an account with the link, sees the sample, takes up an alert and removes the sample', {
  timeout: 300_000,
}, async () => {
  const link = /http:\S+\/setup\?token=\S+/.exec(service.output())?.[0] ?? '';
  await page.goto(link);
  await page.fill('#name', '李敏');
  await page.fill('#email', 'limin@office.example');
  await page.fill('#password', 'correct horse battery');
  await page.fill('#again', 'correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.getByText('示例数据').first().waitFor();
  await quiet(service, 120_000);

  await page.goto(`${service.url}/alerts?kind=infringement`);
  await page.locator('.alert-row').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText('研判依据').first().waitFor();
  await page.keyboard.press('a');
  await page.getByText(/李敏/).first().waitFor();

  await page.goto(`${service.url}/cases`);
  await page
    .getByText(/线索〔\d{4}〕\d{5}号/)
    .first()
    .waitFor();

  await page.goto(`${service.url}/documents?q=${encodeURIComponent('绿色云南')}`);
  await page.locator('mark').first().waitFor();

  await page.goto(service.url);
  await page.getByRole('button', { name: '清除示例数据' }).click();
  await page
    .locator('.ant-modal')
    .getByRole('button', { name: /清除|确定/ })
    .click();
  await page.getByRole('button', { name: '清除示例数据' }).waitFor({ state: 'detached' });
  const left = (await (await service.get('/api/overview')).json()) as {
    documents: { listings: number };
    alerts: { open: number };
    registry: { certificates: number };
  };
  expect(left).toMatchObject({ documents: { listings: 0 }, alerts: { open: 0 }, registry: { certificates: 0 } });
  expect(troubles).toEqual([]);
});
