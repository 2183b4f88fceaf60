/** A parsed robots.txt: the groups of one crawler and those of everybody. */
export interface RobotsTxt {
  readonly own: readonly Rule[];
  readonly everybody: readonly Rule[];
  /** Whether some group names the crawler: then the groups of everybody do not count, even if its own has no rules. */
  readonly named: boolean;
  readonly crawlDelayMs: number;
  readonly sitemaps: readonly string[];
}

interface Rule {
  readonly allow: boolean;
  readonly pattern: string;
}

/** Lines are read to this length, as Google's parser does: a longer rule means its beginning. */
const MAX_LINE = 16_663;

const KEYS: Readonly<Record<string, string>> = {
  'user-agent': 'agent',
  useragent: 'agent',
  'user agent': 'agent',
  allow: 'allow',
  disallow: 'disallow',
  // Misspellings common enough that Google reads them as what they mean; the site plainly does not want these pages visited.
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
  'crawl-delay': 'delay',
  sitemap: 'sitemap',
  'site-map': 'sitemap',
};

/**
 * Reads robots.txt by RFC 9309, with the tolerance of Google's parser.
 * @param product name of the crawler without version, such as `HufuBot`
 */
export function parseRobotsTxt(text: string, product: string): RobotsTxt {
  const own: Rule[] = [];
  const everybody: Rule[] = [];
  const sitemaps: string[] = [];
  const delays = { own: 0, everybody: 0 };
  const group = { own: false, everybody: false, closed: true, named: false };
  for (const { key, value } of linesOf(text)) {
    if (key === 'sitemap') sitemaps.push(value);
    else if (key === 'agent') {
      // A user-agent line after rules begins a new group; before them it adds a name to the group.
      if (group.closed) Object.assign(group, { own: false, everybody: false, closed: false });
      const name = /^[a-z_-]*/i.exec(value)?.[0].toLowerCase();
      if (/^\*(\s|$)/.test(value)) group.everybody = true;
      else if (name === product.toLowerCase()) Object.assign(group, { own: true, named: true });
    } else {
      const targets = [...(group.own ? [own] : []), ...(group.everybody ? [everybody] : [])];
      if (key === 'delay') {
        const ms = Math.max(0, Number(value) * 1000) || 0;
        if (group.own) delays.own = ms;
        if (group.everybody) delays.everybody = ms;
      } else if (targets.length > 0 || !group.closed) {
        group.closed = true;
        for (const target of targets) target.push({ allow: key === 'allow', pattern: escaped(value) });
      }
    }
  }
  return { own, everybody, named: group.named, crawlDelayMs: group.named ? delays.own : delays.everybody, sitemaps };
}

function* linesOf(text: string): Generator<{ readonly key: string; readonly value: string }> {
  for (const raw of text.replace(/^﻿/, '').split(/\r\n|\r|\n/)) {
    const line = raw.slice(0, MAX_LINE).replace(/#.*/, '').trim();
    const colon = line.indexOf(':');
    // Without a colon a single run of blanks separates key and value.
    const parts = colon > 0 ? [line.slice(0, colon), line.slice(colon + 1)] : line.split(/\s+/);
    const key = KEYS[(parts[0] ?? '').trim().toLowerCase()];
    if (key !== undefined && parts.length === 2) yield { key, value: (parts[1] ?? '').trim() };
  }
}

/** Non-ASCII characters as percent-encoded UTF-8, hexadecimal digits in upper case. */
function escaped(pattern: string): string {
  return pattern
    .replace(/[^\u0020-\u007e]+/gu, (part) => (part.isWellFormed() ? encodeURIComponent(part) : ''))
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}

/**
 * Whether the crawler may visit an address. The longest matching rule decides; of equally long ones, `allow`.
 * @param path path and query as sent to the server, beginning with `/`
 */
export function allows(robots: RobotsTxt, path: string): boolean {
  const normal = path.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  const rules = robots.named ? robots.own : robots.everybody;
  let allow = 0;
  let disallow = 0;
  for (const rule of rules) {
    if (rule.allow) allow = Math.max(allow, allowLength(rule.pattern, normal));
    else if (matches(rule.pattern, normal)) disallow = Math.max(disallow, rule.pattern.length);
  }
  return allow >= disallow;
}

/** `Allow: /dir/index.html` opens `/dir/` too. */
function allowLength(pattern: string, path: string): number {
  if (matches(pattern, path)) return pattern.length;
  const directory = /^(.*\/)index\.html?$/.exec(pattern)?.[1];
  return directory !== undefined && matches(`${directory}$`, path) ? directory.length + 1 : 0;
}

/** `*` stands for anything, `$` at the end for the end. Runs in path × pattern steps: no pattern can make it explode. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  let at = 0;
  for (const [number, piece] of pieces.entries()) {
    const last = number === pieces.length - 1;
    if (number === 0) {
      if (!path.startsWith(piece)) return false;
      at = piece.length;
      if (last) return !anchored || at === path.length;
    } else if (last && anchored) {
      return path.length - piece.length >= at && path.endsWith(piece);
    } else {
      const found = path.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
  }
  return true;
}
