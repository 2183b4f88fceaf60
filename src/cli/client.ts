import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, StartError } from '#src/base/errors.ts';
import { type Config, loadConfig } from '#src/config/index.ts';

/** The running service as the command line reaches it: its address and the key it left in the data folder. */
export interface Client {
  request(path: string, init?: { method?: string; body?: Uint8Array; type?: string }): Promise<unknown>;
}

function keyOf(config: Config): string {
  const file = join(config.data, 'cli.key');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new StartError(
      `The key ${file} cannot be read (${messageOf(error)}). Start the service first (npm start), or set HUFU_DATA to its data folder.`,
    );
  }
}

/** @throws StartError where the service does not answer or refuses */
export function openClient(url?: string): Client {
  const config = loadConfig();
  const base = url ?? config.publicUrl ?? `http://${config.host}:${config.port}`;
  const key = keyOf(config);
  return {
    request: async (path, init = {}) => {
      const headers = { 'x-api-key': key, ...(init.type === undefined ? {} : { 'content-type': init.type }) };
      let response: Response;
      try {
        response = await fetch(new URL(path, base), {
          method: init.method ?? 'GET',
          headers,
          ...(init.body === undefined ? {} : { body: Buffer.from(init.body) }),
        });
      } catch (error) {
        throw new StartError(
          `Hufu does not answer at ${base} (${messageOf(error)}). Start it with npm start, or name its address.`,
          {},
          { cause: error },
        );
      }
      const answer = (await response.json()) as { detail?: string; title?: string };
      if (!response.ok)
        throw new StartError(`${base}${path} answered ${response.status}: ${answer.detail ?? answer.title ?? 'no reason given'}`);
      return answer;
    },
  };
}
