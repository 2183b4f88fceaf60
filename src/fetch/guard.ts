import { BlockList, isIP } from 'node:net';
import { AppError } from '#src/base/errors.ts';

/** The address may not be reached from here. */
export class AddressRefused extends AppError {
  readonly code = 'blocked-address';
  readonly status = 400;
}

/** The address is not one to fetch at all: not http(s), or with a user name in it. */
export class UrlRefused extends AppError {
  readonly code = 'bad-url';
  readonly status = 400;
}

// Every block of the IANA special-purpose registries (RFC 6890 and its updates) that is not globally reachable, plus multicast.
const IPV4_BLOCKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const IPV6_BLOCKS: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

function listOf(blocks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of blocks) list.addSubnet(address, prefix, family);
  return list;
}

const inner4 = listOf(IPV4_BLOCKS, 'ipv4');
const inner6 = listOf(IPV6_BLOCKS, 'ipv6');
const global6 = listOf([['2000::', 3]], 'ipv6');
// Mapped and translated addresses carry an IPv4 address, which is judged by itself.
const carrying4 = listOf(
  [
    ['::ffff:0:0', 96],
    ['64:ff9b::', 96],
  ],
  'ipv6',
);

/** Whether packets to this IP address (literal, without brackets or zone) leave for the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  if (carrying4.check(address, 'ipv6')) return isPublicAddress(lastIpv4(address));
  return global6.check(address, 'ipv6') && !inner6.check(address, 'ipv6');
}

/** The IPv4 address in the last 32 bits. */
function lastIpv4(address: string): string {
  const dotted = /\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  if (dotted !== undefined) return dotted;
  // The URL parser writes the shortest form, where the last two groups are there unless they are zero.
  const compact = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const groups = compact.split('::').at(-1)?.split(':') ?? [];
  const [high, low] = [groups.at(-2) ?? '', groups.at(-1) ?? ''].map((group) => Number.parseInt(group || '0', 16));
  const bytes = [high ?? 0, low ?? 0].flatMap((pair) => [pair >> 8, pair & 255]);
  return bytes.join('.');
}

/** @throws AddressRefused where the IP address is not public */
export function assertPublicAddress(address: string): void {
  if (!isPublicAddress(address)) throw new AddressRefused(`${address} 不是公网地址`, { address });
}

/** Origins such as `http://127.0.0.1:8643` that may be reached although they lie inside the network. */
export type AllowedOrigins = ReadonlySet<string>;

/** @throws UrlRefused naming an entry that is not an origin */
export function allowedOrigins(origins: readonly string[]): AllowedOrigins {
  return new Set(
    origins.map((origin) => {
      const url = URL.parse(origin);
      if (url === null || !isHttp(url)) throw new UrlRefused(`${origin} is not an origin: write it as http://host:port.`);
      return url.origin;
    }),
  );
}

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

// Names that never mean a machine on the internet (RFC 6761, RFC 6762, RFC 8375 and common office networks).
const INNER_NAMES = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test|invalid|onion)$/;
// Below 1024 only the web's own ports; above, not those on which something else usually listens (databases, queues, remote control).
const SERVICE_PORTS = new Set([
  1080, 1433, 1521, 1723, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 4369, 5060, 5432, 5671, 5672, 5900, 5984, 5985, 6000, 6379,
  6443, 6566, 6665, 6667, 6697, 7474, 8086, 9042, 9092, 9200, 9300, 10250, 10255, 11211, 15672, 27017, 50070,
]);

function isWebPort(port: string): boolean {
  const number = Number(port);
  return port === '' || number === 80 || number === 443 || (number >= 1024 && !SERVICE_PORTS.has(number));
}

/**
 * Parses an address and refuses what can be refused before the name is resolved. The address a name resolves to is checked again when the
 * connection is made, see `guardedAgent`: both are needed.
 * @throws UrlRefused, AddressRefused
 */
export function checkUrl(address: string, allow: AllowedOrigins): URL {
  const url = URL.parse(address);
  if (url === null) throw new UrlRefused('不是完整的网址');
  if (!isHttp(url)) throw new UrlRefused(`只支持 http 和 https，不支持 ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw new UrlRefused('网址中不得带用户名或密码');
  if (allow.has(url.origin)) return url;
  // The URL parser has already turned decimal, octal, hexadecimal and shortened IPv4 forms into dotted ones.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) assertPublicAddress(host);
  else if (!host.includes('.') || INNER_NAMES.test(host)) throw new AddressRefused(`${host} 是内部主机名`, { host });
  if (!isWebPort(url.port)) throw new AddressRefused(`端口 ${url.port} 不是网站使用的端口`, { port: url.port });
  return url;
}
