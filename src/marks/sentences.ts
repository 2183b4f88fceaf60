/** A stretch of a folded field that is read as one statement, `[from, to)`. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
}

const breaks = /[。！!?？;；\n\r◆●■▲▶►]/g;
const breaksInPicture = /[。！!?？;；◆●■▲▶►]/g;

/**
 * Cuts at full stops, exclamation and question marks, semicolons, line ends and list bullets; the mark stays with its sentence.
 * In a picture a line end is a matter of layout and cuts nothing.
 */
export function sentencesOf(text: string, inPicture = false): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (const { index } of text.matchAll(inPicture ? breaksInPicture : breaks)) {
    sentences.push({ from, to: index + 1 });
    from = index + 1;
  }
  if (from < text.length) sentences.push({ from, to: text.length });
  return sentences;
}

/** A piece of a sentence that is read as something else: a placeholder or the right spelling of a word. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

const decoration = /[^\p{L}\p{N}\uE000-\uE002,.。!?;:、()[\]【】《》/+\-~%℃°=≠|·* ]/gu;

/** The sentence as the rules read it: replacements made (they may not overlap), quotes, emoji and decoration left out. */
export function contextText(text: string, sentence: Sentence, replacements: readonly Replacement[]): string {
  let out = '';
  let at = sentence.from;
  const inside = replacements.filter(({ from, to }) => from < sentence.to && to > sentence.from).sort((a, b) => a.from - b.from);
  for (const { from, to, by } of inside) {
    if (from < at) continue;
    out += readable(text.slice(at, from)) + by;
    at = to;
  }
  return out + readable(text.slice(at, sentence.to));
}

function readable(text: string): string {
  return text.replaceAll('\n', ' ').replace(decoration, '');
}
