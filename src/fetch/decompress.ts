import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** The body is not what its headers say. */
export class BadBody extends Error {}

/** More bytes than allowed; `ratio` is how many came out for each one that went in. */
export class TooMuch extends Error {
  readonly ratio: number;
  constructor(ratio: number) {
    super('body over the limit');
    this.ratio = ratio;
  }
}

/** Codings we ask for. `deflate` is understood but not asked for: servers disagree on what it is. */
export const ACCEPT_ENCODING = 'gzip, br, zstd';

/** Layers of compression we undo; more is an attack. */
const MAX_LAYERS = 2;

const DECOMPRESSORS: Readonly<Record<string, () => Transform & { readonly bytesWritten: number }>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

export interface BodyLimit {
  readonly maxBytes: number;
  /** Keep the first `maxBytes` instead of failing. */
  readonly cut: boolean;
}

/**
 * Undoes the compression named by `Content-Encoding` while the body arrives and stops as soon as the limit is passed. The body is destroyed in the end.
 * @throws BadBody, TooMuch, or what the connection threw
 */
export async function readBody(body: Readable, contentEncoding: string | undefined, limit: BodyLimit): Promise<Uint8Array> {
  const inflaters = codingsOf(contentEncoding).map(decompressorOf);
  // Errors reach us through the iteration below; pipeline only has to pass them and the destruction on.
  const end = inflaters.reduce<Readable>((from, into) => pipeline(from, into, () => undefined), body);
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of end as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      parts.push(part);
      if (size > limit.maxBytes) break;
    }
  } catch (error) {
    throw isCompressionError(error) ? new BadBody(`${contentEncoding}: ${error.message}`) : error;
  }
  if (size > limit.maxBytes && !limit.cut) throw new TooMuch(size / Math.max(1, inflaters[0]?.bytesWritten ?? size));
  return new Uint8Array(Buffer.concat(parts, Math.min(size, limit.maxBytes)));
}

/** Last applied first. */
function codingsOf(contentEncoding: string | undefined): string[] {
  const codings = (contentEncoding ?? '').toLowerCase().split(',');
  const real = codings.map((coding) => coding.trim()).filter((coding) => !['', 'identity', 'none', 'utf-8'].includes(coding));
  if (real.length > MAX_LAYERS) throw new BadBody(`${real.length} layers of compression`);
  return real.reverse();
}

function decompressorOf(coding: string): Transform & { readonly bytesWritten: number } {
  const create = DECOMPRESSORS[coding];
  if (create === undefined) throw new BadBody(`unknown compression ${coding}`);
  return create();
}

function isCompressionError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z_|ERR_PADDING|ERR__ERROR|ERR_BROTLI|ERR_ZSTD|ZSTD_)/.test(String(error.code));
}
