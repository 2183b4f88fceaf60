import { all, type PageDocument, type PageElement, textOf } from './dom.ts';

/** One thing a page describes for machines; names of its members as in schema.org, without prefix. */
export interface Thing {
  readonly types: readonly string[];
  readonly members: Readonly<Record<string, unknown>>;
}

const MAX_THINGS = 500;
const MAX_DEPTH = 12;

/** Everything the page says in JSON-LD, nested things included, outer ones first. Broken blocks are passed over. */
export function jsonLd(document: PageDocument): Thing[] {
  const things: Thing[] = [];
  for (const script of all(document, 'script[type*="ld+json"]')) {
    const value = lenientJson(script.textContent);
    if (value !== undefined) gather(value, things, 0);
  }
  return things;
}

function lenientJson(text: string): unknown {
  const body = text
    .replace(/^\s*(<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*$/, '')
    .replace(/;\s*$/, '')
    .trim();
  // Raw line breaks and tabs within strings are the commonest mistake; outside of strings a blank does the same.
  const oneLine = body.replace(/\p{Cc}+/gu, ' ');
  for (const candidate of [body, oneLine, oneLine.replace(/,\s*([}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next, more tolerant reading follows.
    }
  }
  return undefined;
}

function gather(value: unknown, things: Thing[], depth: number): void {
  if (depth > MAX_DEPTH || things.length >= MAX_THINGS || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) gather(each, things, depth + 1);
    return;
  }
  const members = value as Record<string, unknown>;
  const types = listOf(members['@type']).flatMap((type) => (typeof type === 'string' ? [localName(type)] : []));
  if (types.length > 0) things.push({ types, members });
  for (const member of Object.values(members)) gather(member, things, depth + 1);
}

function localName(type: string): string {
  return type.replace(/^.*[/#:]/, '');
}

/** Microdata of the page in the same shape; nested things stand as values of their property. */
export function microdata(document: PageDocument): Thing[] {
  const scopes = all(document, '[itemscope]').slice(0, MAX_THINGS);
  const things = new Map<PageElement, { types: string[]; members: Record<string, unknown> }>();
  for (const scope of scopes)
    things.set(scope, { types: (scope.getAttribute('itemtype') ?? '').split(/\s+/).filter(Boolean).map(localName), members: {} });
  for (const element of all(document, '[itemprop]').slice(0, MAX_THINGS * 4)) {
    const scope = element.parentElement?.closest('[itemscope]');
    const owner = scope === null || scope === undefined ? undefined : things.get(scope);
    const own = things.get(element);
    if (owner === undefined) continue;
    const value = own === undefined ? propertyValue(element) : { '@type': own.types, ...thingMembers(own) };
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/).filter(Boolean)) {
      const before = owner.members[localName(name)];
      owner.members[localName(name)] = before === undefined ? value : [...listOf(before), value];
    }
  }
  return [...things.values()];
}

/** The live members, because nested things may still grow while the page is walked. */
function thingMembers(thing: { readonly members: Record<string, unknown> }): { readonly members: Record<string, unknown> } {
  return { members: thing.members };
}

function propertyValue(element: PageElement): string {
  for (const name of ['content', 'href', 'src', 'datetime', 'data']) {
    const value = element.getAttribute(name);
    if (value !== null && value.trim() !== '') return value.trim();
  }
  return textOf(element);
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Members of a nested thing, whichever of the two notations it came from. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const record = value as Record<string, unknown>;
  const nested = record['members'];
  return typeof nested === 'object' && nested !== null ? (nested as Record<string, unknown>) : record;
}

/** A text, number, or the name, url or `@value` of a thing, as text; undefined where there is none. */
export function textValue(value: unknown): string | undefined {
  for (const each of listOf(value)) {
    if (typeof each === 'number' && Number.isFinite(each)) return String(each);
    if (typeof each === 'string' && each.trim() !== '') return decodeEntities(each.trim());
    const members = membersOf(each);
    for (const name of ['name', '@value', 'url', '@id']) {
      const inner = members[name];
      if (typeof inner === 'string' && inner.trim() !== '') return decodeEntities(inner.trim());
    }
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** JSON-LD written by templates often holds HTML entities. */
function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
