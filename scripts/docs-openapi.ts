import { createApi } from '#src/api/app.ts';
import type { ApiDeps } from '#src/api/context.ts';
import { systemClock } from '#src/base/clock.ts';
import { createLogger } from '#src/base/logger.ts';
import { parseConfig } from '#src/config/index.ts';

/** What describing routes needs. No handler runs behind the description, so that no engine is asked for anything. */
function descriptionDeps(): ApiDeps {
  const nobody = { actorOf: () => Promise.resolve(null) };
  const deps = { config: parseConfig({}), clock: systemClock, log: createLogger('silent'), access: nobody };
  return deps as unknown as ApiDeps;
}

/** `docs/openapi.json`: what a running service answers at `/api/openapi.json`, laid out for reading differences. */
export async function openapiDocument(): Promise<string> {
  const response = await createApi(descriptionDeps()).request('/api/openapi.json');
  if (!response.ok) throw new Error(`The API answered ${response.status} for its description: ${await response.text()}`);
  return `${JSON.stringify(await response.json(), null, 2)}\n`;
}
