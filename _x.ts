import { readLines } from './src/cli/ndjson.ts';
import { decodePage } from './src/fetch/index.ts';
import { extractArticle } from './src/sources/extract-article.ts';
import { extractListing } from './src/sources/extract-listing.ts';
for await (const line of readLines(process.stdin)) { const c = JSON.parse(line);
 const { text } = decodePage(Buffer.from(c.b64, 'base64'), c.headers?.['content-type']);
 const t = performance.now();
 try { console.log(JSON.stringify({ id: c.id, ...(process.argv[2] === 'article' ? extractArticle(text, { url: c.url }) : extractListing(text, { url: c.url })) })); } catch (e) { console.log(JSON.stringify({ id: c.id, error: String((e as Error).stack) })) }
 const ms = performance.now() - t; if (ms > 3000) console.error(c.id, Math.round(ms)); }
