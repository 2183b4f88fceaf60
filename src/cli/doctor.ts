import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#src/base/clock.ts';
import { messageOf } from '#src/base/errors.ts';
import { loadConfig } from '#src/config/index.ts';
import type { Command } from './command.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
}

const GB = 1024 ** 3;
const MAX_SKEW_MS = 5_000;

function disk(folder: string): Finding {
  try {
    const { bavail, bsize } = statfsSync(folder);
    const free = (bavail * bsize) / GB;
    return {
      check: 'disk',
      ok: free >= 1,
      message: `${free.toFixed(1)} GB free in ${folder}${free >= 1 ? '' : '; make room: the database stops when the disk is full'}`,
    };
  } catch (error) {
    return { check: 'disk', ok: false, message: `${folder} cannot be read (${messageOf(error)}); the first start creates it` };
  }
}

async function service(base: string): Promise<Finding[]> {
  let response: Response;
  try {
    response = await fetch(new URL('/health/ready', base), { signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    return [{ check: 'service', ok: false, message: `no answer from ${base} (${messageOf(error)}); start it with npm start` }];
  }
  const body = (await response.json()) as { checks?: Record<string, { ok: boolean; message?: string }> };
  const checks = Object.entries(body.checks ?? {}).map(([check, { ok, message }]) => ({
    check,
    ok,
    message: message ?? (ok ? 'answers' : 'does not answer'),
  }));
  const skew = Math.abs(Date.parse(response.headers.get('date') ?? '') - systemClock.now().getTime());
  const clock = {
    check: 'clock',
    ok: !(skew > MAX_SKEW_MS),
    message: `${Number.isNaN(skew) ? 'unknown' : `${Math.round(skew / 1000)} s`} between this machine and the service`,
  };
  return [{ check: 'service', ok: response.ok, message: `${base} answered ${response.status}` }, ...checks, clock];
}

function settings(): { finding: Finding; base?: string; data?: string } {
  try {
    const config = loadConfig();
    return {
      finding: { check: 'settings', ok: true, message: `data folder ${config.data}` },
      base: `http://${config.host}:${config.port}`,
      data: config.data,
    };
  } catch (error) {
    return { finding: { check: 'settings', ok: false, message: messageOf(error) } };
  }
}

export const command: Command = {
  name: 'doctor',
  summary: 'check settings, disk and every engine of the running service',
  usage: `Usage: hufu doctor

Prints one JSON object a check, {check, ok, message}; the exit code is 1 when one is not ok.`,
  options: {},
  run: async (_args, io) => {
    const { finding, base, data } = settings();
    const node = { check: 'node', ok: true, message: `Node ${process.versions.node}` };
    const findings = [
      finding,
      node,
      ...(data === undefined ? [] : [disk(join(data, '..'))]),
      ...(base === undefined ? [] : await service(base)),
    ];
    for (const found of findings) io.stdout.write(`${JSON.stringify(found)}\n`);
    return findings.every((found) => found.ok) ? 0 : 1;
  },
};
