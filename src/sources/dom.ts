import { parseHTML } from 'linkedom';
import { preparedHtml } from './html-text.ts';

/** The part of the DOM that reading a page needs. */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
}

export interface PageElement extends PageNode {
  readonly tagName: string;
  readonly id: string;
  readonly className: string;
  readonly textContent: string;
  readonly innerHTML: string;
  readonly parentElement: PageElement | null;
  readonly previousElementSibling: PageElement | null;
  readonly nextElementSibling: PageElement | null;
  readonly children: Iterable<PageElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  contains(other: PageNode | null): boolean;
  remove(): void;
}

export interface PageDocument {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  readonly title: string;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

const ELEMENT = 1;
const TEXT = 3;
/** Deeper elements are replaced by their text: algorithms over the tree are quadratic in depth, and no page for people is that deep. */
const MAX_DEPTH = 180;

/** Parses any text as HTML; always has a document element and a body. */
export function parsePage(html: string): PageDocument {
  const document = documentOf(preparedHtml(html));
  flatten(document.documentElement);
  return document;
}

/** linkedom types its window by the browser's library, which this project does not load; its documents have what `PageDocument` lists. */
function documentOf(html: string): PageDocument {
  const window = parseHTML(html) as unknown as { document: PageDocument };
  return window.document;
}

function flatten(root: PageElement): void {
  const deep: PageElement[] = [];
  let depth = 0;
  let node: PageNode | null = root;
  while (node !== null) {
    const tooDeep: boolean = depth >= MAX_DEPTH && node.nodeType === ELEMENT;
    if (tooDeep) deep.push(node as PageElement);
    if (!tooDeep && node.firstChild !== null) {
      node = node.firstChild;
      depth += 1;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      depth -= 1;
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  for (const element of deep) (element as { textContent: string }).textContent = textOf(element);
}

/** Elements whose text nobody sees. */
const HIDDEN = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'SVG', 'IFRAME', 'OBJECT', 'SELECT', 'TEXTAREA', 'BUTTON']);
const BLOCK = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL'.split(
    ' ',
  ),
);

/** The visible text: one line for each block or `<br>`, blanks folded, no empty lines. Safe at any depth. */
export function textOf(root: PageNode): string {
  let text = '';
  let node: PageNode | null = root;
  const leave = (left: PageNode) => {
    const name = (left as PageElement).tagName;
    if (BLOCK.has(name)) text += '\n';
    else if (name === 'TD' || name === 'TH') text += ' ';
  };
  while (node !== null) {
    const name = node.nodeType === ELEMENT ? (node as PageElement).tagName.toUpperCase() : '';
    if (node.nodeType === TEXT) text += (node.nodeValue ?? '').replace(/[\t\n\f\r ]+/g, ' ');
    else if (name === 'BR' || BLOCK.has(name)) text += '\n';
    if (node.firstChild !== null && (node === root || !HIDDEN.has(name))) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      if (node !== null) leave(node);
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  return tidy(text);
}

/** Blanks; invisible characters are no blanks, because sellers put them into words to evade searches and they have to be seen. */
const BLANKS = /[\t\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(BLANKS, ' ').replace(/^ | $/g, ''));
  return lines.filter((line) => line !== '').join('\n');
}

/** Text in one line, at most `limit` characters. */
export function lineOf(node: PageNode | null | undefined, limit = 2_000): string {
  return node === null || node === undefined ? '' : textOf(node).replace(/\n/g, ' ').slice(0, limit).trim();
}

/** The first element that fits; undefined also where the selector is missing. */
export function first(root: PageElement | PageDocument, selector: string | undefined): PageElement | undefined {
  return selector === undefined || selector === '' ? undefined : (root.querySelector(selector) ?? undefined);
}

export function all(root: PageElement | PageDocument, selector: string): PageElement[] {
  return [...root.querySelectorAll(selector)];
}

/** Whether the text is a selector our parser understands: settings are checked with it. */
export function isSelector(selector: string): boolean {
  try {
    documentOf('<html><body></body></html>').querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

/** Content of the first `<meta>` with one of these names, properties or itemprops, in the order of the names. */
export function metaContent(document: PageDocument, names: readonly string[]): string | undefined {
  const found = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta[content]')) {
    const name = (meta.getAttribute('property') ?? meta.getAttribute('name') ?? meta.getAttribute('itemprop') ?? '').toLowerCase();
    const content = (meta.getAttribute('content') ?? '').trim();
    if (name !== '' && content !== '' && !found.has(name)) found.set(name, content);
  }
  for (const name of names) {
    const content = found.get(name.toLowerCase());
    if (content !== undefined) return content;
  }
  return undefined;
}
