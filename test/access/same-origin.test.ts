import { describe, expect, test } from 'vitest';
import { isSameOrigin } from '#src/access/index.ts';

const nothing = { fetchSite: undefined, origin: undefined, host: '127.0.0.1:8642', cookie: false };

describe('a changing request', () => {
  test.each([
    ['a program without cookies', { ...nothing }, true],
    ['our own page', { ...nothing, cookie: true, fetchSite: 'same-origin' }, true],
    ['our own page in a browser without fetch metadata', { ...nothing, cookie: true, origin: 'http://127.0.0.1:8642' }, true],
    ['our own page behind a proxy', { ...nothing, cookie: true, origin: 'https://hufu.example.cn' }, true],
    ['another site', { ...nothing, cookie: true, fetchSite: 'cross-site' }, false],
    ['another site that claims our origin', { ...nothing, cookie: true, fetchSite: 'cross-site', origin: 'http://127.0.0.1:8642' }, false],
    ['another port of this machine', { ...nothing, cookie: true, origin: 'http://127.0.0.1:8080' }, false],
    ['a neighbouring name', { ...nothing, cookie: true, fetchSite: 'same-site' }, false],
    ['a sandboxed page', { ...nothing, cookie: true, origin: 'null' }, false],
    ['another site, not signed in (login forgery)', { ...nothing, origin: 'https://evil.example' }, false],
    ['a cookie without any sign of where it comes from', { ...nothing, cookie: true }, false],
  ])('from %s', (_from, request, allowed) => {
    expect(isSameOrigin(request, 'https://hufu.example.cn')).toBe(allowed);
  });
});
