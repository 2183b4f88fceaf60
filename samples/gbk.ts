let codes: ReadonlyMap<string, number> | undefined;

/** Node decodes GBK but does not encode it: the table is the decoder turned round. */
function gbkCodes(): ReadonlyMap<string, number> {
  if (codes !== undefined) return codes;
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, (lead << 8) | trail);
    }
  }
  codes = table;
  return table;
}

/** HTML text in GBK; what GBK lacks becomes a numeric character reference. */
export function encodeGbk(html: string): Buffer {
  const table = gbkCodes();
  const bytes: number[] = [];
  for (const char of html) {
    const point = char.codePointAt(0) ?? 0;
    const code = table.get(char);
    if (point < 0x80) bytes.push(point);
    else if (code !== undefined) bytes.push(code >> 8, code & 0xff);
    else bytes.push(...Buffer.from(`&#${point};`, 'latin1'));
  }
  return Buffer.from(bytes);
}
