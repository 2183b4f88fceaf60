import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allows, parseRobotsTxt } from '#src/fetch/robots-txt.ts';

function may(text: string, path: string): boolean {
  return allows(parseRobotsTxt(text, 'HufuBot'), path);
}

describe('which pages robots.txt opens', () => {
  test.each([
    ['nothing said', '', '/x', true],
    ['closed', 'User-agent: *\nDisallow: /', '/x', false],
    ['an empty rule closes nothing', 'User-agent: *\nDisallow:', '/x', true],
    ['the longer rule wins', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['allow wins a tie', 'User-agent: *\nDisallow: /page\nAllow: /page', '/page', true],
    ['order does not matter', 'User-agent: *\nAllow: /a/b\nDisallow: /a', '/a/c', false],
    ['our group replaces the common one', 'User-agent: *\nDisallow: /\nUser-agent: hufubot\nAllow: /', '/x', true],
    ['an empty group of ours opens everything', 'User-agent: HufuBot\n\nUser-agent: *\nAllow: /y', '/x', true],
    [
      'groups of ours are put together',
      'User-agent: HufuBot\nDisallow: /a\n\nUser-agent: Other\nDisallow: /\n\nUser-agent: HufuBot\nDisallow: /b',
      '/b',
      false,
    ],
    ['names before one rule share it', 'User-agent: Other\nUser-agent: HufuBot\nDisallow: /', '/x', false],
    ['a longer name is not ours', 'User-agent: HufuBotImages\nDisallow: /', '/x', true],
    ['a name with a version is ours', 'User-agent: HufuBot/2.0\nDisallow: /', '/x', false],
    ['a star in the middle', 'User-agent: *\nDisallow: /*/private', '/a/b/private/c', false],
    ['the end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    ['not the end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x=1', true],
    ['the query counts', 'User-agent: *\nDisallow: /*?sort=', '/list?sort=price', false],
    ['case counts', 'User-agent: *\nDisallow: /Admin', '/admin', true],
    ['Chinese in the rule', 'User-agent: *\nDisallow: /会员', '/%E4%BC%9A%E5%91%98/1', false],
    ['comments and blanks', '  User-agent : *  # all\n Disallow : /x # here', '/x', false],
    ['a missing colon', 'user-agent *\ndisallow /x', '/x', false],
    ['a misspelling', 'User-agent: *\nDissallow: /x', '/x', false],
    ['lines of old Macs', 'User-agent: *\rDisallow: /x', '/x', false],
    ['a byte order mark', '\ufeffUser-agent: *\nDisallow: /x', '/x', false],
    ['rules before any name', 'Disallow: /\nUser-agent: *\nDisallow: /y', '/x', true],
    ['a directory through its index page', 'User-agent: *\nDisallow: /\nAllow: /docs/index.html', '/docs/', true],
    ['an HTML page instead of rules', '<html><body>Disallow: everything</body></html>', '/x', true],
  ])('%s', (_case, text, path, expected) => {
    expect(may(text, path)).toBe(expected);
  });

  test('crawl-delay and sitemaps', () => {
    const robots = parseRobotsTxt(
      'Sitemap: https://a.cn/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n\nUser-agent: HufuBot\nCrawl-delay: 10',
      'HufuBot',
    );
    expect(robots).toMatchObject({ crawlDelayMs: 10_000, sitemaps: ['https://a.cn/s.xml'] });
    expect(parseRobotsTxt('User-agent: *\nCrawl-delay: soon', 'HufuBot').crawlDelayMs).toBe(0);
  });

  test('a pattern made to explode does not', () => {
    expect(may(`User-agent: *\nDisallow: /${'*a'.repeat(2_000)}$`, `/${'a'.repeat(20_000)}b`)).toBe(true);
  });

  test('any text can be read, and a closed site stays closed behind it', () => {
    const piece = fc.constantFrom(
      'User-agent',
      'Disallow',
      'Allow',
      ': ',
      '*',
      '/',
      '$',
      '%',
      '%zz',
      '#',
      ' ',
      '\n',
      '\r\n',
      '\ufeff',
      '云',
      '\ud800',
      'HufuBot',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const noise = pieces.join('');
        const comment = noise.replace(/[\r\n]/g, ' ');
        return !may(`# ${comment}\nUser-agent: HufuBot\nDisallow: /\n`, '/x') && typeof may(noise, '/x') === 'boolean';
      }),
    );
  });
});
