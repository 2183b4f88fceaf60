// What is done to the text of a page before it is parsed, so that any text at all can be parsed quickly.

/** More characters of a page are not read. */
const MAX_CHARACTERS = 5_000_000;
/** Nor more tags: each costs a node, and each node memory. */
const MAX_TAGS = 200_000;

/** The page bounded in size and depth, with exactly one html, head and body. */
export function preparedHtml(html: string): string {
  return framed(levelled(bounded(html).replaceAll('\0', '')));
}

function bounded(html: string): string {
  let at = 0;
  for (let tags = 0; tags < MAX_TAGS; tags += 1) {
    at = html.indexOf('<', at) + 1;
    if (at === 0 || at > MAX_CHARACTERS) return html.slice(0, MAX_CHARACTERS);
  }
  return html.slice(0, at - 1);
}

/** Tags open at the same time beyond which the rest is left out before parsing, because building such a tree already takes quadratic time. */
const MAX_OPEN = 600;
/** Elements without content, and those whose end tag may be missing, do not pile up. */
const NOT_NESTING = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option optgroup colgroup html head body script style'.split(
    ' ',
  ),
);

/** The page without the tags that are nested too deeply; nearly always the page itself. */
function levelled(html: string): string {
  let open = 0;
  let dropped = 0;
  return html.replace(/<(\/?)([a-z][a-z\d]*)[^<>]*>/gi, (tag: string, slash: string, name: string) => {
    if (tag.endsWith('/>') || NOT_NESTING.has(name.toLowerCase())) return tag;
    if (slash === '') {
      if (open < MAX_OPEN) open += 1;
      else dropped += 1;
      return dropped > 0 ? '' : tag;
    }
    if (dropped > 0) {
      dropped -= 1;
      return '';
    }
    open = Math.max(0, open - 1);
    return tag;
  });
}

const FRAME_TAG = /<\/?(?:html|head|body)(?:\s[^<>]*)?>|<!doctype[^<>]*>/gi;

/**
 * The page with exactly one html, head and body, which linkedom takes for granted. Tags within comments and scripts do not count: pages for
 * old browsers have several html tags in comments.
 */
function framed(html: string): string {
  const visible = withoutHidden(html);
  const body = /<body(?:\s[^<>]*)?>/i.exec(visible);
  const headEnd = /<\/head\s*>/i.exec(visible);
  const start = body?.index ?? headEnd?.index ?? 0;
  const language = /<html\b[^<>]*?\slang\s*=\s*["']?([\w-]+)/i.exec(visible)?.[1];
  const inner = (from: number, to: number) => withoutTags(html, visible, from, to);
  return `<html${language === undefined ? '' : ` lang="${language}"`}><head>${inner(0, start)}</head><body>${inner(start, html.length)}</body></html>`;
}

/** A part of the page without the frame tags that are visible in it. */
function withoutTags(html: string, visible: string, from: number, to: number): string {
  let text = '';
  let at = from;
  for (const tag of visible.slice(from, to).matchAll(FRAME_TAG)) {
    text += html.slice(at, from + tag.index);
    at = from + tag.index + tag[0].length;
  }
  return text + html.slice(at, to);
}

const HIDDEN_PART = /<!--|<(script|style)(?=[\s>])/gi;

/** The page with comments, scripts and styles blanked out, at the same length. Goes through the text once, however many of them are left open. */
function withoutHidden(html: string): string {
  let text = '';
  let at = 0;
  const openings = new RegExp(HIDDEN_PART);
  for (let opening = openings.exec(html); opening !== null; opening = openings.exec(html)) {
    const [tag, name] = opening;
    const end = endOf(html, name === undefined ? '-->' : `</${name}`, opening.index + tag.length);
    text += html.slice(at, opening.index) + ' '.repeat(end - opening.index);
    at = end;
    openings.lastIndex = end;
  }
  return text + html.slice(at);
}

/** Behind the next end mark; the end of the page where it is missing, as a browser reads it. */
function endOf(html: string, mark: string, from: number): number {
  const found = mark === '-->' ? html.indexOf(mark, from) : indexOfTag(html, mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function indexOfTag(html: string, mark: string, from: number): number {
  const pattern = new RegExp(mark, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? -1;
}
