import { describe, expect, test } from 'vitest';
import { decodePage } from '#src/fetch/index.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
// 绿色云南认证标志说明会 in GBK; 綠色雲南認證標章說明會 in Big5
const GBK = hex('c2ccc9abd4c6c4cfc8cfd6a4b1ead6becbb5c3f7bbe1');
const BIG5 = hex('baf1a6e2b6b3ab6ebb7bc3d2bcd0b3b9bba1a9fab77c');
const head = (markup: string, body: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(markup), body]);

describe('the character set of a page', () => {
  test.each([
    ['GBK, undeclared', GBK, undefined, 'gb18030', '绿色云南认证标志说明会'],
    ['GBK, said to be UTF-8', GBK, 'text/html; charset=utf-8', 'gb18030', '绿色云南认证标志说明会'],
    ['GBK, said to be Latin-1', GBK, 'text/html; charset=ISO-8859-1', 'gb18030', '绿色云南认证标志说明会'],
    ['GBK, said to be gb2312', GBK, 'gb2312', 'gb18030', '绿色云南认证标志说明会'],
    ['Big5, undeclared', BIG5, undefined, 'big5', '綠色雲南認證標章說明會'],
    ['Big5, declared', BIG5, 'text/html; charset=big5', 'big5', '綠色雲南認證標章說明會'],
    ['UTF-8, said to be gb2312', Buffer.from('绿色云南'), 'text/html; charset=gb2312', 'utf-8', '绿色云南'],
    ['UTF-8 with mark', Buffer.from('\ufeff品质'), 'gbk', 'utf-8', '品质'],
    ['UTF-16 with mark', Buffer.from('\ufeff品质', 'utf16le'), undefined, 'utf-16le', '品质'],
    ['Shift_JIS, declared', hex('93fa967b8cea'), 'text/html; charset=Shift_JIS', 'shift_jis', '日本語'],
    ['Cyrillic, declared', hex('cff0e8e2e5f2'), 'text/html; charset=windows-1251', 'windows-1251', 'Привет'],
    ['Latin-1, undeclared', hex('636166e9'), undefined, 'windows-1252', 'café'],
    ['an unknown name', Buffer.from('abc'), 'text/html; charset=klingon', 'utf-8', 'abc'],
    ['nothing', Buffer.from(''), undefined, 'utf-8', ''],
  ])('%s', (...[, bytes, declared, charset, text]) => {
    expect(decodePage(bytes, declared)).toEqual({ charset, text });
  });

  test.each([
    '<meta charset="gb2312">',
    '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
    '<?xml version="1.0" encoding="gb2312"?>',
  ])('declared by %s', (markup) => {
    expect(decodePage(head(markup, GBK)).text).toBe(`${markup}绿色云南认证标志说明会`);
  });

  test('one broken byte in much UTF-8 is left out', () => {
    const text = '云南品牌认证证书查询。'.repeat(30);
    const bytes = Buffer.concat([Buffer.from(text), hex('ff'), Buffer.from(text)]);
    expect(decodePage(bytes, 'utf-8')).toEqual({ charset: 'utf-8', text: text + text });
  });

  test('rare characters of four bytes', () => {
    // 䶮 and 𠮷 in GB 18030, among everyday characters
    const bytes = Buffer.concat([GBK, hex('fe9f'), hex('9534b235'), GBK]);
    expect(decodePage(bytes).text).toBe('绿色云南认证标志说明会䶮𠮷绿色云南认证标志说明会');
  });
});
