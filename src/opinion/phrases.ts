/** A phrase found in a text, as UTF-16 offsets of the text that was searched. */
export interface Hit {
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  phrase: number;
}

export type FindPhrases = (text: string) => Hit[];

function node(): TrieNode {
  return { next: new Map(), phrase: -1 };
}

function insert(root: TrieNode, phrase: string, index: number): void {
  let at = root;
  for (let i = 0; i < phrase.length; i += 1) {
    const code = phrase.charCodeAt(i);
    let child = at.next.get(code);
    if (child === undefined) {
      child = node();
      at.next.set(code, child);
    }
    at = child;
  }
  at.phrase = index;
}

/**
 * Finds every occurrence of every phrase, overlapping ones included, in order of their start. The phrase number is the index in `phrases`;
 * of equal phrases the last counts. The time is the length of the text times the depth that the dictionary really reaches there.
 */
export function phraseFinder(phrases: readonly string[]): FindPhrases {
  const root = node();
  for (const [index, phrase] of phrases.entries()) {
    if (phrase !== '') insert(root, phrase, index);
  }
  return (text) => {
    const hits: Hit[] = [];
    for (let start = 0; start < text.length; start += 1) {
      let at = root.next.get(text.charCodeAt(start));
      for (let end = start + 1; at !== undefined; end += 1) {
        if (at.phrase >= 0) hits.push({ phrase: at.phrase, start, end });
        at = at.next.get(text.charCodeAt(end));
      }
    }
    return hits;
  };
}
