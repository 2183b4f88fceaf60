import { readFileSync, writeFileSync } from 'node:fs';
import { decodePage } from '#src/fetch/index.ts';
import { sourcePlugins } from '#src/sources/registry.ts';
for (const p of sourcePlugins) { const d = `test/fixtures/sites/${p.id}/`; const s = JSON.parse(readFileSync(d + 'site.json', 'utf8'));
 for (const r of s.pages) { const bytes = readFileSync(d + r.file); const { url, kind, context } = r;
  const result = p.parse({ url, finalUrl: url, status: 200, contentType: 'text/html', text: decodePage(bytes, 'text/html').text, bytes }, { url, kind, ...(context ? { context } : {}) }, p.configSchema.parse(r.config ?? s.config));
  writeFileSync(`${d}${r.as ?? r.file.replace(/\.\w+$/, '')}.expected.json`, JSON.stringify(result, null, 2) + '\n'); console.log('##', p.id, r.as ?? r.file, JSON.stringify(result)); } }
