// `npm run docs:gen` writes the documents that come from code; with `--check` it writes nothing and fails where one is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationDocument } from './docs-configuration.ts';
import { openapiDocument } from './docs-openapi.ts';

interface GeneratedDocument {
  /** Relative to the project folder. */
  readonly path: string;
  render(): string | Promise<string>;
}

const documents: readonly GeneratedDocument[] = [
  { path: 'docs/configuration.md', render: configurationDocument },
  { path: 'docs/openapi.json', render: openapiDocument },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const checkOnly = process.argv.includes('--check');
let stale = 0;
for (const { path, render } of documents) {
  const file = join(root, path);
  const text = await render();
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale += 1;
  if (!checkOnly) writeFileSync(file, text);
  process.stdout.write(checkOnly ? `${path} is stale: run \`npm run docs:gen\` and commit the result\n` : `${path} written\n`);
}
process.exitCode = checkOnly && stale > 0 ? 1 : 0;
