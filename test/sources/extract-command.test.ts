import { describe, expect, test } from 'vitest';
import { command } from '#src/cli/extract.ts';

async function extract(positionals: readonly string[], input: Uint8Array | string, values: Record<string, string> = {}) {
  let [stdout, stderr] = ['', ''];
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(input);
  }
  const io = {
    stdin: stdin(),
    stdout: {
      write: (text: string) => {
        stdout += text;
      },
    },
    stderr: {
      write: (text: string) => {
        stderr += text;
      },
    },
  };
  const code = await command.run({ values, positionals }, io);
  return { code, stdout, stderr };
}

describe('hufu extract', () => {
  test('article: one line of JSON in the published shape, bytes in any character set', async () => {
    // <title>绿色云南</title> in GBK
    const bytes = Buffer.concat([Buffer.from('<title>'), Buffer.from('c2ccc9abd4c6c4cf', 'hex'), Buffer.from('</title><p>x</p>')]);
    const { code, stdout } = await extract(['article'], bytes, { charset: 'utf-8', url: 'https://www.example.cn/2026/11/20/1.html' });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      title: '绿色云南',
      author: null,
      publishedAt: '2026-11-20T00:00:00+08:00',
      text: 'x',
      html: expect.any(String),
      images: [],
      language: null,
    });
  });

  test('listing: unknown fields are null', async () => {
    const { code, stdout } = await extract(['listing'], '<h1>茶</h1><p class="price">¥9.90</p>');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      title: '茶',
      price: '9.9',
      currency: 'CNY',
      seller: null,
      shopUrl: null,
      sku: null,
      availability: null,
      images: [],
      description: null,
      attributes: {},
    });
  });

  test('no input at all is an empty page', async () => {
    const { code, stdout } = await extract(['article'], '');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ title: null, text: '' });
  });

  test.each([[[]], [['picture']], [['article', 'extra']]])('wrong usage: %j', async (positionals) => {
    const { code, stderr, stdout } = await extract(positionals, '');
    expect(code).toBe(64);
    expect(stderr).toContain('usage: hufu extract article|listing');
    expect(stdout).toBe('');
  });

  test('an address that is none is refused', async () => {
    expect(await extract(['article'], '', { url: 'example.cn/1' })).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('example.cn/1'),
    });
  });
});
