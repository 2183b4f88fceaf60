/** Text and the WHATWG name of the character set it was read with. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

/** How much of a page is searched for a declaration; browsers look at 1024 bytes, Chinese sites put it later. */
const HEAD_BYTES = 8_192;
/** Bytes looked at when character sets are compared. */
const SAMPLE_BYTES = 65_536;
/** Broken sequences among multi-byte characters that still count as UTF-8: one bad advertisement must not spoil a page. */
const TOLERATED_ERRORS = 0.01;
/** Share of the everyday characters among all, from which undeclared bytes are taken for Chinese. */
const PLAUSIBLE = 0.5;
const REPLACEMENT = /�/g;

/**
 * Reads bytes of unknown character set: byte order mark, strict UTF-8, what header, `<meta>` or XML declaration say, gb18030, Big5.
 * A declaration is a hint only: Chinese sites often declare one set and send another. Broken bytes are left out rather than shown as U+FFFD.
 * @param declared `charset` of the Content-Type header, or the whole header
 */
export function decodePage(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = markOf(bytes);
  if (marked !== undefined) return read(bytes, marked);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== undefined) return stateful(bytes, declared) ?? { text: utf8, charset: 'utf-8' };
  if (isMostlyUtf8(bytes)) return read(bytes, 'utf-8');
  const chinese = likelyChinese(bytes);
  for (const label of [...labelsOf(declared), ...declarationsIn(bytes)]) {
    if (label === 'utf-8' || (chinese !== undefined && SINGLE_BYTE.test(label))) continue;
    // A declared Chinese set is overruled only by the other one, and only by the letters themselves.
    if (isChinese(label)) return read(bytes, chinese ?? wide(label));
    if (strict(bytes, label) !== undefined) return read(bytes, label);
  }
  return read(bytes, chinese ?? 'windows-1252');
}

const SINGLE_BYTE = /^(windows-125|iso-8859-|koi8|macintosh|ibm866|x-user)/;

function isChinese(label: string): boolean {
  return label === 'gbk' || label === 'gb18030' || label === 'big5';
}

/** gb18030 contains gbk and gb2312: pages that declare the smaller sets use the larger one's characters. */
function wide(label: string): string {
  return label === 'gbk' ? 'gb18030' : label;
}

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // XML and HTML without a mark begin with `<` in either byte order.
  if (a === 0x3c && b === 0 && c !== 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0) return 'utf-16be';
  return undefined;
}

function strict(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function read(bytes: Uint8Array, label: string): DecodedText {
  const decoder = new TextDecoder(label);
  return { text: decoder.decode(bytes).replace(REPLACEMENT, ''), charset: decoder.encoding };
}

/** ISO-2022-JP is plain ASCII with escapes, so it passes as UTF-8. */
function stateful(bytes: Uint8Array, declared: string | undefined): DecodedText | undefined {
  if (!bytes.subarray(0, SAMPLE_BYTES).includes(0x1b)) return undefined;
  const label = [...labelsOf(declared), ...declarationsIn(bytes)].find((each) => each === 'iso-2022-jp');
  return label === undefined ? undefined : read(bytes, label);
}

function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const errors = text.match(REPLACEMENT)?.length ?? 0;
  const characters = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return errors <= Math.max(characters > 20 ? 2 : 0, characters * TOLERATED_ERRORS);
}

/** WHATWG names in `text/html; charset=gb2312` or a bare `gb2312`; unknown ones are left out. */
function labelsOf(declared: string | undefined): string[] {
  const label = /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(declared ?? '')?.[1] ?? (/^[\w:.-]+$/.test(declared ?? '') ? declared : undefined);
  return label === undefined ? [] : known(label);
}

function known(label: string): string[] {
  try {
    return [new TextDecoder(label).encoding];
  } catch {
    return [];
  }
}

function declarationsIn(bytes: Uint8Array): string[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const found = [/<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1]];
  for (const [, label] of head.matchAll(/<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w:.-]+)/gi)) found.push(label);
  return found.flatMap((label) => (label === undefined ? [] : known(label)));
}

/**
 * `gb18030`, `big5`, or undefined where the bytes look like neither. Both sets put their everyday characters into one block (GB 2312 level 1,
 * Big5 level 1), and text read in the wrong one falls outside of it.
 */
function likelyChinese(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const gb = everydayShare(
    sample,
    (lead, trail) => (lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) || (lead >= 0xa1 && lead <= 0xa3 && trail >= 0xa1),
  );
  const big5 =
    everydayShare(sample, (lead) => lead >= 0xa4 && lead <= 0xc6) + everydayShare(sample, (lead, trail) => lead === 0xa1 && trail < 0x7f);
  if (Math.max(gb, big5) < PLAUSIBLE) return undefined;
  return gb >= big5 ? 'gb18030' : 'big5';
}

function everydayShare(bytes: Uint8Array, isEveryday: (lead: number, trail: number) => boolean): number {
  let pairs = 0;
  let everyday = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[at + 1] ?? 0;
    pairs += 1;
    if (trail >= 0x40 && isEveryday(lead, trail)) everyday += 1;
    if (trail >= 0x40) at += 1;
  }
  return pairs === 0 ? 0 : everyday / pairs;
}
