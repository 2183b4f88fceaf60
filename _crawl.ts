import { createFetcher } from './src/fetch/index.ts';
import { systemClock, virtualClock } from './src/base/clock.ts';
import { createLogger } from './src/base/logger.ts';
import { findPlugin } from './src/sources/registry.ts';
import { generateWorld } from './samples/world.ts';
import { startSampleServer } from './samples/server.ts';
import { sampleSources } from './samples/sources.ts';
import { collectedItemSchema } from './src/sources/schemas.ts';
const world = generateWorld({ seed: 20260825, startedAt: new Date('2026-11-21T00:00:00Z') });
const server = await startSampleServer({ world, clock: virtualClock('2026-11-22T00:00:00Z'), port: 0 });
const fetcher = createFetcher({ userAgent: 'HufuBot/0.1 (+x)', allow: [server.url], clock: systemClock, log: createLogger('warn'), budget: { limits: { concurrency: 8, intervalMs: 0 }, maxWaitMs: 1000 } });
const items = new Map<string, any>(); let bad = 0; const t = performance.now(); let n = 0;
for (const s of sampleSources(server.url)) {
  let { plugin: id, config } = s as any; 
  if (config.format === 'html') { id = 'article-list'; }
  if (config.format) { const { format, ...rest } = config; config = rest; }
  const plugin = findPlugin(id); const c = plugin.configSchema.parse(config);
  const queue = [...plugin.seeds(c, { id: s.id, url: s.url })]; const seen = new Set(queue.map(q => q.url));
  while (queue.length) { const target = queue.shift()!; const r = await fetcher.fetch({ url: target.url, purpose: 'page' }); n++;
    if (r.kind !== 'ok') { console.log(target.url, r); continue; }
    const p = plugin.parse({ url: target.url, finalUrl: r.finalUrl, status: r.status, contentType: r.headers['content-type'] ?? '', text: r.text(), bytes: r.bytes }, target, c);
    if (p.layoutChanged) console.log(s.id, p.layoutChanged); for (const q of p.problems) console.log(q);
    for (const i of p.items) { collectedItemSchema.parse(i); items.set(i.url, i); }
    for (const q of p.targets) if (!seen.has(q.url)) { seen.add(q.url); queue.push(q); } } }
console.log('pages', n, 'ms', Math.round(performance.now() - t), 'items', items.size);
let diff: Record<string, number> = {}; const show = (f: string, a: any, b: any, u: string) => { diff[f] = (diff[f] ?? 0) + 1; if (diff[f]! <= 2) console.log(f, u, '\n  want', JSON.stringify(a), '\n  got ', JSON.stringify(b)); };
const eq = (f: string, a: any, b: any, u: string) => { if (JSON.stringify(a) !== JSON.stringify(b)) show(f, a, b, u); };
for (const l of world.listings as any[]) { const got = items.get(server.url + l.path)?.listing; if (!got) { show('missing', l.path, null, l.path); continue; }
  const shop = (world.shops as any[]).find(x => x.id === l.shopId || x.path === l.shop?.path) ;
  eq('title', l.title, got.title, l.build + l.path); eq('price', l.price, got.price, l.build + l.path); eq('attributes', l.attributes, got.attributes, l.build + l.path); eq('keywords', l.keywords, got.keywords, l.build + l.path); eq('description', l.description.join('\n'), got.description, l.build + l.path);
  eq('stock', l.inStock ? 'InStock' : 'OutOfStock', got.availability, l.build + l.path); eq('pictures', l.pictures, got.images.length, l.build+l.path); if (shop) { eq('seller', shop.name, got.seller.name, l.build + l.path); eq('shopUrl', shop.name === '' ? undefined : server.url + shop.path, got.seller.shopUrl, l.build+l.path); } else diff['noshop'] = (diff['noshop']??0)+1 }
for (const s of world.shops as any[]) { const got = items.get(server.url + s.path)?.seller; if (!got) { if (s.name) show('missing shop', s.path, null, s.path); continue; } eq('company', s.company, got.company, s.path); eq('uscc', s.uscc, got.uscc, s.path); eq('address', s.address, got.address, s.path); eq('shopname', s.name, got.name, s.path); }
const arts = (world.articles as any[]); for (const a of arts) { const got = items.get(server.url + a.path)?.article; if (!got) { diff['noarticle'] = (diff['noarticle'] ?? 0) + 1; continue; } const k = a.site + a.section;
 eq('a.title ' + k, a.title, got.title, a.path); eq('a.text ' + k, a.body.join('\n'), got.text, a.path); eq('a.author ' + k, a.author, got.author, a.path); if (a.section !== 'posts') eq('a.outlet ' + k, a.outlet, got.outlet, a.path); eq('a.date ' + k, Math.floor(Date.parse(a.publishedAt) / 60000), Math.floor(Date.parse(got.publishedAt) / 60000), a.path); }
console.log(diff, arts.length);
await fetcher.close(); await server.close();
