import { messageOf } from '#src/base/errors.ts';
import type { FailureReason, FetchFailed, Retry } from './fetcher.ts';
import { AddressRefused } from './guard.ts';

const DEFAULT_LATER_MS = 60_000;

interface Meaning {
  readonly retry: Retry;
  readonly text: string;
}

const MEANINGS: Readonly<Record<FailureReason, Meaning>> = {
  'bad-url': { retry: 'never', text: '网址不可用，请改正来源中的网址' },
  'blocked-address': { retry: 'never', text: '该地址属于内部网络，已拒绝访问；确需访问时请把它加入 HUFU_ALLOW_ORIGINS' },
  'robots-denied': { retry: 'never', text: '网站的 robots.txt 不允许采集此页；请停用该网址，或与网站协商' },
  'robots-unreachable': { retry: 'later', text: '暂时读不到网站的 robots.txt，按规定先不采集，稍后自动重试' },
  'host-busy': { retry: 'later', text: '该网站的访问配额已用完，稍后自动继续' },
  dns: { retry: 'retry', text: '域名无法解析，请检查网址拼写和本机 DNS' },
  connect: { retry: 'retry', text: '连接不上网站，可能是网站停机或网络中断，将自动重试' },
  tls: { retry: 'never', text: '网站的 HTTPS 证书无效或握手失败，请联系网站或改用正确的网址' },
  protocol: { retry: 'retry', text: '网站的答复不符合 HTTP 协议，将自动重试' },
  timeout: { retry: 'retry', text: '网站在规定时间内没有答完，将自动重试；经常发生时请调大超时时间' },
  cancelled: { retry: 'retry', text: '请求被本系统取消，重新运行即可' },
  'login-required': { retry: 'never', text: '此页需要登录，本系统不登录采集；请换用公开页面' },
  forbidden: { retry: 'never', text: '网站拒绝访问；请降低频率，或与网站协商后再采集' },
  'not-found': { retry: 'never', text: '页面不存在，可能已下架；请核对网址' },
  gone: { retry: 'never', text: '页面已被网站永久删除' },
  'legal-block': { retry: 'never', text: '页面因法律原因不提供' },
  throttled: { retry: 'later', text: '网站要求放慢速度，稍后自动继续' },
  'server-error': { retry: 'retry', text: '网站自身出错，将自动重试' },
  'unexpected-status': { retry: 'never', text: '网站的答复不是可以采集的页面，请在浏览器中核对该网址' },
  'too-large': { retry: 'never', text: '页面超过大小上限，已停止下载；确需采集时请调大上限' },
  'compression-bomb': { retry: 'never', text: '压缩内容展开后异常巨大，疑似恶意内容，已停止下载' },
  'bad-body': { retry: 'retry', text: '内容传输不完整或压缩格式损坏，将自动重试' },
  'too-many-redirects': { retry: 'never', text: '页面反复跳转，没有尽头；请在浏览器中核对该网址' },
  'bad-redirect': { retry: 'never', text: '网站的跳转没有给出可用的目标地址；请在浏览器中核对该网址' },
};

export interface FailureDetails {
  readonly detail?: string;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
}

/** A failure with its standing meaning; `detail` is put behind the explanation. */
export function failed(reason: FailureReason, details: FailureDetails = {}): FetchFailed {
  const { retry, text } = MEANINGS[reason];
  const retryAfterMs = details.retryAfterMs ?? (retry === 'later' ? DEFAULT_LATER_MS : undefined);
  return {
    kind: 'failed',
    reason,
    retry,
    message: details.detail === undefined ? `${text}。` : `${text}（${details.detail}）。`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(details.status === undefined ? {} : { status: details.status }),
  };
}

const BY_STATUS: ReadonlyMap<number, FailureReason> = new Map([
  [401, 'login-required'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [407, 'login-required'],
  [408, 'timeout'],
  [410, 'gone'],
  [429, 'throttled'],
  [451, 'legal-block'],
]);

/** What a status other than 2xx, 304 and redirects means. A 503 that says when to come back asks for patience like a 429. */
export function failedStatus(status: number, retryAfterMs: number | undefined): FetchFailed {
  const details = { status, detail: `HTTP ${status}`, retryAfterMs };
  const known = BY_STATUS.get(status);
  if (known !== undefined) return failed(known, details);
  if (status === 503 && retryAfterMs !== undefined) return failed('throttled', details);
  return failed(status >= 500 ? 'server-error' : 'unexpected-status', details);
}

const DNS_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL', 'ENODATA', 'ESERVFAIL']);
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const BODY_CODES = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'HPE_INVALID_CHUNK_SIZE', 'HPE_INVALID_EOF_STATE']);
const PROTOCOL_CODES = /^(HPE_|UND_ERR_(HEADERS_OVERFLOW|RESPONSE|INVALID_ARG))/;
const TLS_CODES = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$)/;

/** Turns what a socket, the resolver or TLS threw into a reason; foreign errors become `connect`. */
export function failedError(error: unknown): FetchFailed {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return failed('blocked-address', { detail: cause.message });
    const code = codeOf(cause);
    if (DNS_CODES.has(code)) return failed('dns', { detail: code });
    if (TIMEOUT_CODES.has(code)) return failed('timeout', { detail: code });
    if (BODY_CODES.has(code)) return failed('bad-body', { detail: code });
    if (PROTOCOL_CODES.test(code)) return failed('protocol', { detail: code });
    if (TLS_CODES.test(code)) return failed('tls', { detail: code });
  }
  return failed('connect', { detail: codeOf(error) || messageOf(error) });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
