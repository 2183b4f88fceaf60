import { describe, expect, test } from 'vitest';
import {
  AddressRefused,
  allowedOrigins,
  assertPublicAddress,
  checkUrl,
  createFetcher,
  isPublicAddress,
  UrlRefused,
} from '#src/fetch/index.ts';
import { silentLog, UNHURRIED, virtualTime } from './parts.ts';

const NOTHING = allowedOrigins([]);

describe('addresses that are refused', () => {
  test.each([
    // this machine
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.255.255.254/',
    'http://0.0.0.0/',
    'http://0/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://x.localhost/',
    'http://[::1]/',
    'http://[::]/',
    // the same in other notations
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0x0.0x0.0x1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    // IPv4 inside IPv6
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:10.0.0.1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[64:ff9b:1::1]/',
    'http://[::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    // private networks
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://3232235777/',
    'http://[fc00::1]/',
    'http://[fd12:3456:789a::1]/',
    // link-local, carrier-grade NAT, multicast, reserved, documentation, benchmarks
    'http://169.254.169.254/',
    'http://0xa9fea9fe/',
    'http://[fe80::1]/',
    'http://100.64.0.1/',
    'http://100.127.255.255/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[ff02::1]/',
    'http://192.0.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.7/',
    'http://203.0.113.9/',
    'http://[2001:db8::1]/',
    'http://[100::1]/',
    // names that mean the office's own network
    'http://intranet/',
    'http://printer.local/',
    'http://db.internal/',
    'http://nas.lan/',
    'http://router.home.arpa/',
    'http://metadata.google.internal/',
    // ports where something else listens
    'http://www.example.com:22/',
    'http://www.example.com:25/',
    'http://www.example.com:6379/',
    'http://www.example.com:5432/',
    'http://www.example.com:9200/',
  ])('%s', (url) => {
    expect(() => checkUrl(url, NOTHING)).toThrow(AddressRefused);
  });

  test.each([
    'ftp://www.example.com/',
    'file:///etc/passwd',
    'gopher://www.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'ws://www.example.com/',
    'http://user:pass@www.example.com/',
    'http://user@www.example.com/',
    '//www.example.com/',
    'www.example.com',
    '',
    'http://',
    'http://[::1',
    'http://256.256.256.256/',
  ])('not an address to fetch: %s', (url) => {
    expect(() => checkUrl(url, NOTHING)).toThrow(UrlRefused);
  });
});

describe('addresses that are fetched', () => {
  test.each([
    'http://www.example.com/',
    'https://www.example.com:8443/a?b=c',
    'http://www.example.com:8080/',
    'http://8.8.8.8/',
    'http://[2606:4700:4700::1111]/',
    'http://云南品牌.中国/',
    'http://100.63.255.255/',
    'http://172.32.0.1/',
    'http://[64:ff9b::8.8.8.8]/',
  ])('%s', (url) => {
    expect(checkUrl(url, NOTHING).href).toBe(new URL(url).href);
  });

  test('an origin inside the network, and only that one, when it is allowed', () => {
    const allow = allowedOrigins(['http://127.0.0.1:8643']);
    expect(checkUrl('http://127.0.0.1:8643/mall/', allow).pathname).toBe('/mall/');
    expect(() => checkUrl('http://127.0.0.1:8644/', allow)).toThrow(AddressRefused);
    expect(() => checkUrl('https://127.0.0.1:8643/', allow)).toThrow(AddressRefused);
    expect(() => checkUrl('http://user@127.0.0.1:8643/', allow)).toThrow(UrlRefused);
  });

  test('an allowed origin that is none is refused at once', () => {
    expect(() => allowedOrigins(['127.0.0.1:8643'])).toThrow('http://host:port');
  });
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700:4700::1111', true],
  ['::ffff:8.8.8.8', true],
  ['::ffff:10.0.0.1', false],
  ['fe80::1%eth0', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
  if (!expected) expect(() => assertPublicAddress(address)).toThrow(AddressRefused);
});

describe('the address is judged where the connection is made', () => {
  async function fetchWith(resolve: (hostname: string) => Promise<readonly string[]>) {
    const { clock, sleep } = virtualTime();
    const fetcher = createFetcher({ userAgent: 'HufuBot/0.1', clock, sleep, log: silentLog(), budget: UNHURRIED, resolve });
    try {
      return await fetcher.fetch({ url: 'http://shop.example.com/', purpose: 'page' });
    } finally {
      await fetcher.close();
    }
  }

  test.each([
    ['loopback', ['127.0.0.1']],
    ['private', ['10.0.0.8']],
    ['mapped', ['::ffff:192.168.0.1']],
    ['one public and one private', ['8.8.8.8', '10.0.0.8']],
  ])('a public name that resolves to %s is refused', async (_case, addresses) => {
    expect(await fetchWith(async () => addresses)).toMatchObject({ kind: 'failed', reason: 'blocked-address', retry: 'never' });
  });

  test('the answer that was judged is the one that is used', async () => {
    const answers = [['10.0.0.8'], ['8.8.8.8']];
    let asked = 0;
    const found = await fetchWith(async () => answers[asked++] ?? []);
    expect(found).toMatchObject({ reason: 'blocked-address' });
    expect(asked).toBe(1);
  });

  test('a name that does not resolve', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND shop.example.com'), { code: 'ENOTFOUND' });
    expect(await fetchWith(() => Promise.reject(unknown))).toMatchObject({ reason: 'dns', retry: 'retry' });
    expect(await fetchWith(async () => [])).toMatchObject({ reason: 'dns' });
  });
});
