import { parseFeed } from 'feedsmith';
import { parsePage, textOf } from './dom.ts';
import { absoluteUrl } from './links.ts';
import { listOf, membersOf } from './structured.ts';

/** One entry of a feed in any format; texts are plain, addresses absolute. */
export interface FeedEntry {
  readonly title?: string;
  readonly link?: string;
  readonly id?: string;
  readonly summary?: string;
  /** HTML as in the feed. */
  readonly content?: string;
  readonly author?: string;
  readonly source?: string;
  /** As written in the feed. */
  readonly published?: string;
  readonly updated?: string;
}

export interface FeedDocument {
  readonly title?: string;
  readonly link?: string;
  readonly description?: string;
  readonly language?: string;
  readonly entries: readonly FeedEntry[];
  /** Whether it was too broken for a strict reader, so that parts may be missing. */
  readonly repaired: boolean;
}

/** Reads RSS, Atom, RDF or JSON Feed. Undefined where the text is no feed at all. Never throws. */
export function readFeed(text: string, url: string): FeedDocument | undefined {
  const strict = strictly(text);
  if (strict !== undefined) return { ...documentOf(strict, url), repaired: false };
  return repaired(text, url);
}

function strictly(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parseFeed(text.replace(/^[\s﻿]+/, '')).feed as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

function documentOf(feed: Readonly<Record<string, unknown>>, url: string): Omit<FeedDocument, 'repaired'> {
  const base = absoluteUrl(plain(membersOf(feed['xml'])['base']), url) ?? url;
  return {
    ...texts({
      title: plain(feed['title']),
      link: linkOf(feed, base) ?? absoluteUrl(plain(feed['home_page_url']), base),
      description: plain(feed['description'] ?? feed['subtitle'] ?? feed['tagline']),
      language: plain(feed['language'] ?? membersOf(feed['xml'])['lang'] ?? membersOf(feed['dc'])['languages']),
    }),
    entries: listOf(feed['items'] ?? feed['entries']).map((entry) => entryOf(membersOf(entry), base)),
  };
}

function entryOf(entry: Readonly<Record<string, unknown>>, feedBase: string): FeedEntry {
  const base = absoluteUrl(plain(membersOf(entry['xml'])['base']), feedBase) ?? feedBase;
  const dc = membersOf(entry['dc']);
  const id = plain(membersOf(entry['guid'])['value'] ?? entry['guid'] ?? entry['id']);
  return texts({
    title: plain(entry['title']) ?? plain(dc['titles']),
    link: linkOf(entry, base) ?? (id !== undefined && /^https?:/.test(id) ? absoluteUrl(id, base) : undefined),
    id,
    summary: plain(entry['description'] ?? entry['summary'] ?? dc['descriptions']),
    content: raw(membersOf(entry['content'])['encoded'] ?? entry['content'] ?? entry['content_html'] ?? entry['content_text']),
    author: authors(entry, dc),
    source: plain(membersOf(entry['source'])['title']),
    published: raw(
      entry['pubDate'] ?? entry['published'] ?? entry['date_published'] ?? dc['dates'] ?? membersOf(entry['dcterms'])['issued'],
    ),
    updated: raw(entry['updated'] ?? entry['date_modified'] ?? membersOf(entry['dcterms'])['modified']),
  });
}

function linkOf(members: Readonly<Record<string, unknown>>, base: string): string | undefined {
  const links = listOf(members['links']).map(membersOf);
  const own = links.find((link) => (link['rel'] ?? 'alternate') === 'alternate');
  return absoluteUrl(raw(members['link'] ?? members['url'] ?? own?.['href'] ?? members['external_url']), base);
}

function authors(entry: Readonly<Record<string, unknown>>, dc: Readonly<Record<string, unknown>>): string | undefined {
  const named = listOf(entry['authors'] ?? entry['author']).flatMap((author) => plain(membersOf(author)['name'] ?? author) ?? []);
  const found = named.length > 0 ? named : listOf(dc['creators']).flatMap((creator) => plain(creator) ?? []);
  // RSS wants an address with the name in brackets behind it.
  return found.map((author) => /\(([^)]+)\)\s*$/.exec(author)?.[1] ?? author).join('、') || undefined;
}

function raw(value: unknown): string | undefined {
  const [head] = listOf(value);
  const inner = typeof head === 'object' && head !== null ? membersOf(head)['value'] : head;
  if (typeof inner === 'number') return String(inner);
  return typeof inner === 'string' && inner.trim() !== '' ? inner.trim() : undefined;
}

/** Text without markup; feeds put HTML into titles, escaped or not. */
function plain(value: unknown): string | undefined {
  const text = raw(value);
  if (text === undefined || !/<[a-z/!][^>]*>|&[a-z#\d]+;/i.test(text)) return text;
  return textOf(parsePage(text).body) || undefined;
}

function texts<T extends Readonly<Record<string, string | undefined>>>(members: T): { readonly [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: string };
}

/** Ill-formed XML read as far as tags can be told apart: what browsers would show. */
function repaired(text: string, url: string): FeedDocument | undefined {
  const start = text.search(/<(rss|feed|rdf:RDF|channel)[\s>]/i);
  if (start < 0 || /<html[\s>]/i.test(text.slice(0, start))) return undefined;
  const entries = [...text.slice(start).matchAll(/<(item|entry)[\s>][\s\S]*?(?=<\/\1>|<\1[\s>]|$)/gi)]
    .slice(0, 2_000)
    .map(([part]) => brokenEntry(part, url));
  const head = text.slice(start).split(/<(?:item|entry)[\s>]/i)[0] ?? '';
  return { ...texts({ title: tagText(head, ['title']), link: absoluteUrl(tagText(head, ['link']), url) }), entries, repaired: true };
}

function brokenEntry(part: string, url: string): FeedEntry {
  const href = /<link[^>]*href\s*=\s*["']?([^"'\s>]+)/i.exec(part)?.[1];
  const id = tagText(part, ['guid', 'id']);
  return texts({
    title: tagText(part, ['title']),
    link: absoluteUrl(href ?? tagText(part, ['link']) ?? id, url),
    id,
    summary: tagText(part, ['description', 'summary']),
    content: tagText(part, ['content:encoded', 'content']),
    author: tagText(part, ['dc:creator', 'author']),
    published: tagText(part, ['pubDate', 'published', 'dc:date']),
    updated: tagText(part, ['updated']),
  });
}

const FEED_TAG = '</?(?:title|link|guid|id|description|summary|pubDate|published|updated|author|category|content|dc:|item|entry)';

/** Text of the first of these tags, up to its end or the next tag of the feed. */
function tagText(part: string, names: readonly string[]): string | undefined {
  for (const name of names) {
    const content = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)(?=${FEED_TAG}|$)`, 'i').exec(part)?.[1];
    const inner = content?.replace(/<!\[CDATA\[|\]\]>/g, '').trim();
    if (inner !== undefined && inner !== '') return plain(inner.slice(0, 200_000));
  }
  return undefined;
}
